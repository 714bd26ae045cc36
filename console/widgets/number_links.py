"""Makes the numbers of a painted list links: underlined when pointed at, opened by click or L."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame

from console.paint.numbers import Number, number_at, number_in
from console.widgets.box_canvas import BoxCanvas
from console.widgets.section.canvas import SectionCanvas

OPEN_KEY = Qt.Key.Key_L
_BELOW_PX = 8


class NumberLinks(QObject):
    """`opened(link)` when a number of `canvas` is clicked, or L is pressed on the line it is in."""

    opened = Signal(object)

    def __init__(self, canvas: BoxCanvas | SectionCanvas) -> None:
        super().__init__(canvas)
        self.canvas = canvas
        self._line = QFrame(canvas)
        self._line.setObjectName("underline")
        self._line.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._line.hide()
        canvas.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Watch pointer and keys; a click on a number goes no farther."""
        kind = event.type()
        if isinstance(event, QMouseEvent):
            if kind == QEvent.Type.MouseMove:
                self._mark(None if event.buttons() else self._at(event.position()))
            elif kind in (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonDblClick):
                plain = event.button() == Qt.MouseButton.LeftButton and not event.modifiers()
                return self._open(self._at(event.position()) if plain else None)
        elif kind == QEvent.Type.Leave:
            self._mark(None)
        elif isinstance(event, QKeyEvent) and kind == QEvent.Type.KeyPress:
            plain = event.key() == OPEN_KEY and not event.modifiers()
            return self._open(self._current() if plain else None)
        return False

    def _at(self, at: QPointF) -> Number | None:
        return number_at(self.canvas.numbers(), at)

    def _current(self) -> Number | None:
        """The number on the line that the keyboard stands on."""
        line = self.canvas.current_line()
        return None if line is None else number_in(self.canvas.numbers(), line)

    def _open(self, number: Number | None) -> bool:
        if number is None:
            return False
        self._mark(None)
        self.opened.emit(number.link)
        return True

    def _mark(self, number: Number | None) -> None:
        """Underline a number and show a hand over it, or neither."""
        if number is None:
            if self._line.isVisible():
                self.canvas.unsetCursor()
                self._line.hide()
            return
        self.canvas.setCursor(Qt.CursorShape.PointingHandCursor)
        self._line.setGeometry(_under(number.at))
        self._line.show()


def _under(at: QRectF) -> QRect:
    """The line under a number's digits, which stand in the middle of its box."""
    return QRect(round(at.left()), round(at.center().y()) + _BELOW_PX, round(at.width()), 1)
