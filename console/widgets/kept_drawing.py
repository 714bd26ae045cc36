"""What a widget drew, kept: a paint copies it until it is forgotten or has another size."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import cast

from PySide6.QtCore import QRect, QSizeF, Qt
from PySide6.QtGui import QPainter, QPixmap, QRegion
from PySide6.QtWidgets import QWidget


class KeptDrawing:
    """One pixmap of a widget, for what lies over something that is painted often."""

    def __init__(self) -> None:
        self._pixmap = QPixmap()

    def forget(self) -> None:
        """Draw anew at the next paint."""
        self._pixmap = QPixmap()

    def paint(self, widget: QWidget, region: QRegion, draw: Callable[[QPainter], None]) -> None:
        """Paint a region of the widget: within its paint event, from the pixmap `draw` fills.

        Rectangle by rectangle: through more than one at a time pixels go span by span, which Qt
        hands to threads of its own and waits for.
        """
        ratio = widget.devicePixelRatioF()
        size = (QSizeF(widget.size()) * ratio).toSize()
        if (self._pixmap.size(), self._pixmap.devicePixelRatio()) != (size, ratio):
            self._pixmap = QPixmap(size)
            self._pixmap.setDevicePixelRatio(ratio)
            self._pixmap.fill(Qt.GlobalColor.transparent)
            painter = QPainter(self._pixmap)
            draw(painter)
            painter.end()
        painter = QPainter(widget)
        for part in cast("Sequence[QRect]", region):
            painter.setClipRect(part)
            painter.drawPixmap(0, 0, self._pixmap)
