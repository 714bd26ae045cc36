"""The hint beside the pointer: a place's name and its figures, painted as plain text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from console.paint import lettering, theme
from console.paint.theme import Theme
from console.widgets.kept_drawing import KeptDrawing

if TYPE_CHECKING:
    from console.state.map.hint import Hint

_OFF_PX = QPoint(16, 18)
_MOST_PX = 280


class MapHint(QWidget):
    """Lies over the map, lets the pointer through, and keeps inside its parent."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._within = parent
        self._hint: Hint | None = None
        self._theme = theme.load("night")
        self._drawn = KeptDrawing()
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    @property
    def hint(self) -> Hint | None:
        """What is said now, None while hidden."""
        return self._hint if not self.isHidden() else None

    def say(self, hint: Hint | None, look: Theme) -> None:
        """Say `hint`; None hides it."""
        if hint is None:
            self._hint = None
            self.hide()
            return
        if hint != self._hint or look is not self._theme:
            self._hint, self._theme = hint, look
            self.resize(*self._wanted())
            self._drawn.forget()
            self.update()
        self.show()
        self.raise_()

    def stand_at(self, x_px: float, y_px: float) -> None:
        """Stand beside the pointer, on the other side of it near the edges."""
        room = self._within.rect()
        corner = QPoint(round(x_px), round(y_px)) + _OFF_PX
        if corner.x() + self.width() > room.width():
            corner.setX(round(x_px) - _OFF_PX.x() - self.width())
        if corner.y() + self.height() > room.height():
            corner.setY(round(y_px) - _OFF_PX.y() - self.height())
        self.move(max(0, corner.x()), max(0, corner.y()))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Copy what was drawn when it was said: the hint follows every move of the pointer."""
        self._drawn.paint(self, event.region(), self._draw)

    def _draw(self, painter: QPainter) -> None:
        """The plate, the title, and a line for each figure."""
        hint = self._hint
        if hint is None:
            return
        metrics, chrome = self._theme.metrics, self._theme.chrome
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(chrome.line, 1))
        painter.setBrush(chrome.panel)
        radius = metrics.size("radius_chip")
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
        pad, step = metrics.gap("near"), self._line_px()
        bold, body = metrics.font("body", bold=True), metrics.font("body", tabular=True)
        small = metrics.font("small")
        inner = QRectF(self.rect()).adjusted(pad, pad - 2, -pad, 0)
        row = QRectF(inner.left(), inner.top(), inner.width(), step)
        lettering.passing(painter, row, hint.title, bold, chrome.ink)
        if hint.aside:
            row.translate(0, step)
            lettering.passing(painter, row, hint.aside, small, chrome.muted, elide="middle")
        for word, figure in hint.lines:
            row.translate(0, step)
            lettering.line(painter, row, word, body, chrome.muted)
            lettering.passing(painter, row, figure.text, body, chrome.ink, side="right")

    def _line_px(self) -> float:
        return self._theme.metrics.text["body"] * self._theme.metrics.scale * 1.45

    def _wanted(self) -> tuple[int, int]:
        if self._hint is None:
            return 0, 0
        metrics = self._theme.metrics
        bold, body = metrics.font("body", bold=True), metrics.font("body", tabular=True)
        widths = [lettering.width(self._hint.title, bold)]
        widths += [lettering.width(self._hint.aside, metrics.font("small"))]
        gap = metrics.gap("wide")
        widths += [
            lettering.width(word, body) + lettering.width(figure.text, body) + gap
            for word, figure in self._hint.lines
        ]
        lines = 1 + bool(self._hint.aside) + len(self._hint.lines)
        pad = metrics.gap("near")
        wide = min(max(widths) + 2 * pad + 2, _MOST_PX * metrics.scale)
        return round(wide), round(lines * self._line_px() + 2 * pad - 3)
