"""What a widget drew, kept: a paint copies it until it is forgotten or has another size."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import cast

from PySide6.QtCore import QRect, QSize, QSizeF, Qt
from PySide6.QtGui import QPainter, QPixmap, QRegion
from PySide6.QtWidgets import QWidget


class KeptDrawing:
    """One pixmap of a widget, for what lies over something that is painted often."""

    def __init__(self) -> None:
        self._pixmap = QPixmap()
        self._drawn_for: tuple[QSize, float] | None = None

    def forget(self) -> None:
        """Draw anew at the next paint."""
        self._drawn_for = None

    def paint(self, widget: QWidget, region: QRegion, draw: Callable[[QPainter], None]) -> None:
        """Paint a region of the widget: within its paint event, from the pixmap `draw` fills.

        Rectangle by rectangle: through more than one at a time pixels go span by span, which Qt
        hands to threads of its own and waits for.
        """
        wanted = widget.size(), widget.devicePixelRatioF()
        if self._drawn_for != wanted:
            self._drawn_for, (size, ratio) = wanted, wanted
            self._pixmap = QPixmap((QSizeF(size) * ratio).toSize())
            self._pixmap.setDevicePixelRatio(ratio)
            self._pixmap.fill(Qt.GlobalColor.transparent)
            painter = QPainter(self._pixmap)
            draw(painter)
            painter.end()
        painter = QPainter(widget)
        for part in cast("Sequence[QRect]", region):
            painter.setClipRect(part)
            painter.drawPixmap(0, 0, self._pixmap)
