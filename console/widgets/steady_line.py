"""A line that follows the pointer: opaque and of a fixed height, so that nothing else repaints."""

from __future__ import annotations

from math import ceil

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from console.domain.spoken import capped
from console.paint import lettering
from console.paint.theme import Theme


class SteadyLine(QWidget):
    """Plain text at the right, elided at its end, and before the edge a `corner` never elided.

    It takes the width it is given and asks for no other when its text changes, and it paints its
    own ground: a new text is one small paint, wherever the pointer goes. `pressed` says that a
    button of the pointer went down on it.
    """

    pressed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.text = ""
        self.corner = ""
        self._taken_px = 0
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
        self._measure()
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
        if self._taken_px and part.right() > room.right():
            whole, font = QRectF(self.rect()), metrics.font("body", tabular=True)
            lettering.passing(painter, whole, self.corner, font, chrome.muted, side="right")
        font = metrics.font("body")
        lettering.passing(painter, QRectF(room), self.text, font, chrome.muted, side="right")

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Say so."""
        self.pressed.emit()
        super().mousePressEvent(event)

    def _take(self, text: str, corner: str) -> None:
        if (text, corner) == (self.text, self.corner):
            return
        has_other_room = corner != self.corner
        self.text, self.corner = text, corner
        if has_other_room:
            self._measure()
        self.setAccessibleName(" ".join(part for part in (text, corner) if part))
        self.update(self.rect() if has_other_room else self._room())

    def _measure(self) -> None:
        """Find what the corner takes: it is asked for at every paint."""
        self._taken_px = 0
        if self.corner:
            metrics = self._theme.metrics
            wide = lettering.width(self.corner, metrics.font("body", tabular=True))
            self._taken_px = ceil(wide) + metrics.gap("step")

    def _room(self) -> QRect:
        """What the corner leaves to the text."""
        room = self.rect()
        if self._taken_px:
            room.setWidth(max(0, room.width() - self._taken_px))
        return room
