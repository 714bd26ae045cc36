"""What a widget drew, kept: a paint copies it until it is forgotten or has another size."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSizeF, Qt
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QWidget


class KeptDrawing:
    """One pixmap of a widget, for what lies over something that is painted often."""

    def __init__(self) -> None:
        self._pixmap = QPixmap()

    def forget(self) -> None:
        """Draw anew at the next paint."""
        self._pixmap = QPixmap()

    def paint(self, widget: QWidget, draw: Callable[[QPainter], None]) -> None:
        """Paint the widget: within its paint event, from the pixmap, which `draw` fills."""
        ratio = widget.devicePixelRatioF()
        size = (QSizeF(widget.size()) * ratio).toSize()
        if (self._pixmap.size(), self._pixmap.devicePixelRatio()) != (size, ratio):
            self._pixmap = QPixmap(size)
            self._pixmap.setDevicePixelRatio(ratio)
            self._pixmap.fill(Qt.GlobalColor.transparent)
            painter = QPainter(self._pixmap)
            draw(painter)
            painter.end()
        QPainter(widget).drawPixmap(0, 0, self._pixmap)
