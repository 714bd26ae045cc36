"""The hint beside the pointer: a place's name and its figures, painted as plain text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from console.paint import theme
from console.paint.theme import Theme
from console.widgets.kept_drawing import KeptDrawing

if TYPE_CHECKING:
    from console.paint.map.hint import HintInk
    from console.state.map.hint import Hint

_OFF_PX = QPoint(16, 18)


class MapHint(QWidget):
    """Lies over the map, lets the pointer through, and keeps inside its parent."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._within = parent
        self._hint: Hint | None = None
        self._theme = theme.load("night")
        self._ink: HintInk | None = None
        self._drawn = KeptDrawing()
        self._is_new = True
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
        if self._ink is None or look is not self._theme:
            from console.paint.map.hint import HintInk

            self._theme, self._ink, self._hint = look, HintInk(look), None
        if hint != self._hint:
            self._hint, self._is_new = hint, True
            self.resize(*self._ink.size(hint))
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
        """Draw what was said just now, and copy it from then on: it follows the pointer.

        Mostly the next move says something else: a drawing kept at once would cost as much again.
        """
        if self._is_new:
            self._is_new = False
            self._draw(QPainter(self))
        else:
            self._drawn.paint(self, event.region(), self._draw)

    def _draw(self, painter: QPainter) -> None:
        if self._hint is not None and self._ink is not None:
            self._ink.draw(painter, self._hint, QRectF(self.rect()))
