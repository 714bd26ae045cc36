"""A field with a list below it, of which one line is chosen: as flat as the other fields."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QComboBox

from console.paint import icons

_SIGN_PX, _ROOM_PX = 14, 24
"""The sign that a list opens, and the room for it at the field's right; so says the style sheet."""


class ChoiceBox(QComboBox):
    """Shows the line chosen; a click, Space or Alt+Down opens the list."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the field and, in the palette's colour, the sign that it opens."""
        super().paintEvent(event)
        painter = QPainter(self)
        ink = QPalette.ColorRole.Midlight
        colour = self.palette().color(ink)
        drawn = icons.pixmap("chevron-down", colour, _SIGN_PX, self.devicePixelRatioF())
        room = QRectF(self.width() - _ROOM_PX, 0, _ROOM_PX, self.height())
        at = room.center() - QRectF(0, 0, _SIGN_PX, _SIGN_PX).center()
        painter.drawPixmap(at.toPoint(), drawn)
