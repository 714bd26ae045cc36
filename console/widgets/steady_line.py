"""A line that follows the pointer: opaque and of a fixed height, so that nothing else repaints."""

from __future__ import annotations

from math import ceil

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from console.domain.spoken import capped
from console.paint import lettering
from console.paint.theme import Theme


class SteadyLine(QWidget):
    """Plain text at the right, elided at its end, and before the edge a `corner` never elided.

    It takes the width it is given and asks for no other when its text changes, and it paints its
    own ground: a new text is one small paint, wherever the pointer goes.
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.text = ""
        self.corner = ""
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Expanding)

    def say(self, text: str) -> None:
        """Show another text."""
        self._take(capped(text), self.corner)

    def say_in_corner(self, text: str) -> None:
        """Show another text at the edge."""
        self._take(self.text, capped(text))

    def wear(self, theme: Theme) -> None:
        """Take another theme."""
        self._theme = theme
        self.update()

    def minimumSizeHint(self) -> QSize:
        """Nothing: it gives way to what stands beside it."""
        return QSize(0, 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground, the corner, and the text as far as it has room before it."""
        metrics, chrome, part = self._theme.metrics, self._theme.chrome, event.rect()
        painter = QPainter(self)
        painter.fillRect(part, chrome.panel)
        room = self._room()
        if self.corner and part.right() > room.right():
            whole, font = QRectF(self.rect()), metrics.font("body", tabular=True)
            lettering.passing(painter, whole, self.corner, font, chrome.muted, side="right")
        font = metrics.font("body")
        lettering.passing(painter, QRectF(room), self.text, font, chrome.muted, side="right")

    def _take(self, text: str, corner: str) -> None:
        if (text, corner) == (self.text, self.corner):
            return
        has_other_room = corner != self.corner
        self.text, self.corner = text, corner
        self.setAccessibleName(" ".join(part for part in (text, corner) if part))
        self.update(self.rect() if has_other_room else self._room())

    def _room(self) -> QRect:
        """What the corner leaves to the text."""
        room = self.rect()
        if self.corner:
            metrics = self._theme.metrics
            taken = lettering.width(self.corner, metrics.font("body", tabular=True))
            room.setWidth(max(0, room.width() - ceil(taken) - metrics.gap("step")))
        return room
