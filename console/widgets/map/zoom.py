"""The map's three buttons: closer, farther, the whole street."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QVBoxLayout, QWidget

from console.domain.words import say
from console.paint import theme
from console.paint.theme import Theme
from console.widgets.icon_button import IconButton

_PAD_PX = 2


class MapZoom(QWidget):
    """A small column of buttons on a plate of the panel's colour."""

    closer = Signal()
    farther = Signal()
    whole = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme.load("night")
        self.buttons = {
            "closer": IconButton("plus", self),
            "farther": IconButton("minus", self),
            "street": IconButton("focus-centered", self),
        }
        column = QVBoxLayout(self)
        column.setContentsMargins(_PAD_PX, _PAD_PX, _PAD_PX, _PAD_PX)
        column.setSpacing(0)
        for button in self.buttons.values():
            column.addWidget(button)
        self.buttons["closer"].clicked.connect(self.closer)
        self.buttons["farther"].clicked.connect(self.farther)
        self.buttons["street"].clicked.connect(self.whole)

    def dress(self, look: Theme, language: str) -> None:
        """Take another theme or language."""
        self._theme = look
        keys = {"closer": "+", "farther": "−", "street": "0"}
        for name, button in self.buttons.items():
            button.call(say(f"map.{name}", language), keys[name])
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the plate."""
        painter = QPainter(self)
        draw_plate(painter, QRectF(self.rect()), self._theme)


def draw_plate(painter: QPainter, rect: QRectF, look: Theme) -> None:
    """A rounded plate with a hairline for what lies over the map."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(look.chrome.line, 1))
    painter.setBrush(look.chrome.panel)
    radius = look.metrics.size("radius_panel")
    painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
