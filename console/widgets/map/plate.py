"""A plate over the map: a rounded ground of its own that hides what it covers of the map."""

from __future__ import annotations

from math import ceil

from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from console.paint import theme
from console.paint.theme import Theme
from console.widgets.kept_drawing import KeptDrawing

RIM_PX = 2
"""Within the rim of a plate lies all that its round corners leave of the map."""


class Plate(QWidget):
    """Ground and hairline in the colours of `look`; what stands on it is a subclass's."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.look = theme.load("night")
        self._drawn = KeptDrawing()

    def wear(self, look: Theme) -> None:
        """Take another theme."""
        if look is not self.look:
            self.look = look
            self._drawn.forget()
            self.update()

    def hides(self) -> QRect:
        """What the map need not paint beneath it, in the parent's pixels: all but the corners.

        What stands on a plate leaves this rim free, so that the map does not paint it either.
        """
        return QRect() if self.isHidden() else self._within_rim(self.geometry())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the plate."""
        self._drawn.paint(self, event.region(), self._draw)

    def _draw(self, painter: QPainter) -> None:
        """Draw the plate, opaque within its rim: a round corner alone lets the map through."""
        painter.fillRect(self._within_rim(self.rect()), self.look.chrome.panel)
        draw_plate(painter, QRectF(self.rect()), self.look)

    def _within_rim(self, whole: QRect) -> QRect:
        rim = ceil(RIM_PX * self.look.metrics.scale)
        return whole.adjusted(rim, rim, -rim, -rim)


def draw_plate(painter: QPainter, rect: QRectF, look: Theme) -> None:
    """A rounded plate with a hairline for what lies over the map."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(look.chrome.line, 1))
    painter.setBrush(look.chrome.panel)
    radius = look.metrics.size("radius_panel")
    painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
