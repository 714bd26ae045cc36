"""A chip: one or two words in an outline, for what holds now."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from console.paint import lettering, theme
from console.paint.theme import Theme
from console.widgets.tips import plain_tip

_HEIGHT, _MOST_WIDTH = 22, 120


class Chip(QWidget):
    """Shows a word in a colour; its tool tip says it in a sentence."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = ""
        self._theme = theme.load("night")
        self._colour = self._theme.chrome.muted
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def say(self, text: str, colour: QColor, theme: Theme, tip: str = "") -> None:
        """Show `text` in `colour`; silent when it does already."""
        if (text, colour, theme) == (self._text, self._colour, self._theme):
            return
        self._text, self._colour, self._theme = text, colour, theme
        self.setToolTip(plain_tip(tip))
        self.setAccessibleName(text)
        self.setAccessibleDescription(tip)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """The size it likes to have."""
        metrics = self._theme.metrics
        font = metrics.font("small", bold=True)
        wide = lettering.width(self._text, font) + 2 * metrics.gap("near")
        most = round(_MOST_WIDTH * metrics.scale)
        return QSize(min(round(wide), most), round(_HEIGHT * metrics.scale))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint what is shown."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        radius = self._theme.metrics.size("radius_chip")
        painter.setPen(QPen(self._colour, 1))
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(box, radius, radius)
        font = self._theme.metrics.font("small", bold=True)
        inner = box.adjusted(4, 0, -4, 0)
        lettering.line(painter, inner, self._text, font, self._colour, side="centre")
