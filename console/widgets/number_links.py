"""Makes the numbers of a painted widget links: underlined when pointed at, opened by click or L."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol, cast

from PySide6.QtCore import QEvent, QObject, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QHelpEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QWidget

from console.paint.numbers import Number, Reaches, numbers_in
from console.widgets.tips import show_plain_tip

OPEN_KEY = Qt.Key.Key_L
_PRESSING = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
_SIDEWAYS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
_BELOW_PX = 8
_MOVING = (QEvent.Type.Leave, QEvent.Type.Resize)
_BY_KEYS = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)


class Numbered(Protocol):
    """What a widget must say of itself for its numbers to be links."""

    def numbers(self) -> tuple[Number, ...]:
        """The numbers on show."""

    def current_line(self) -> QRectF | None:
        """Where the keyboard stands, None for nowhere."""


class NumberLinks(QObject):
    """`opened(link)` when a number of `canvas` is clicked, or L is pressed on the line it is in.

    Where a line has several, Shift+L marks the next of them, and so do the left and right arrows
    where they have nothing else to do: `sideways`. Return and Space open too where nothing else is
    done by them: `pressed`. `told` says what a link opens, for the tool tip.
    """

    opened = Signal(object)

    def __init__(
        self,
        canvas: QWidget,
        told: Callable[[Number], str] | None = None,
        *,
        sideways: bool = False,
        pressed: bool = False,
    ) -> None:
        super().__init__(canvas)
        self.canvas = canvas
        self._told, self._sideways, self._pressed = told, sideways, pressed
        self._marked: Number | None = None
        self._reaches = Reaches(())
        self._line = QFrame(canvas)
        self._line.setObjectName("underline")
        self._line.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._line.hide()
        canvas.installEventFilter(self)

    @property
    def numbers(self) -> tuple[Number, ...]:
        """The numbers on show."""
        return cast("Numbered", self.canvas).numbers()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Watch pointer and keys; what means a number goes no farther."""
        kind = event.type()
        if isinstance(event, QMouseEvent):
            return self._mouse(kind, event)
        if isinstance(event, QKeyEvent) and kind == QEvent.Type.KeyPress:
            return self._key(event)
        if isinstance(event, QHelpEvent) and kind == QEvent.Type.ToolTip:
            return self._tell(event)
        if isinstance(event, QFocusEvent):
            by_keys = event.gotFocus() and event.reason() in _BY_KEYS
            self._mark(next(iter(self._here()), None) if by_keys and self._pressed else None)
        elif kind in _MOVING:
            self._mark(None)
        return False

    def _mouse(self, kind: QEvent.Type, event: QMouseEvent) -> bool:
        if kind == QEvent.Type.MouseMove:
            self._mark(None if event.buttons() else self._at(event.position()), by_pointer=True)
        elif kind in (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonDblClick):
            plain = event.button() == Qt.MouseButton.LeftButton and not event.modifiers()
            return self._open(self._at(event.position()) if plain else None)
        return False

    def _key(self, event: QKeyEvent) -> bool:
        key, shifted = Qt.Key(event.key()), event.modifiers() == Qt.KeyboardModifier.ShiftModifier
        if key == OPEN_KEY and shifted:
            return self._walk(1, around=True)
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return False
        if self._sideways and key in _SIDEWAYS and self._walk(_SIDEWAYS[key]):
            return True
        if key == OPEN_KEY or (self._pressed and key in _PRESSING):
            return self._open(self._current())
        self._mark(None)
        return False

    def _tell(self, event: QHelpEvent) -> bool:
        number = self._at(QPointF(event.pos()))
        if number is None or self._told is None:
            return False
        around = number.reach.toAlignedRect()
        show_plain_tip(self._told(number), event.globalPos(), self.canvas, around)
        return True

    def _at(self, at: QPointF) -> Number | None:
        numbers = self.numbers
        if numbers is not self._reaches.numbers:
            self._reaches = Reaches(numbers)
        return self._reaches.at(at)

    def _here(self) -> tuple[Number, ...]:
        """The numbers on the line that the keyboard stands on, as they are read."""
        line = cast("Numbered", self.canvas).current_line()
        return () if line is None else numbers_in(self.numbers, line)

    def _current(self) -> Number | None:
        """The number that is marked on the keyboard's line, else the first."""
        here = self._here()
        return self._marked if self._marked in here else next(iter(here), None)

    def _walk(self, by: int, *, around: bool = False) -> bool:
        """Mark the next number of the line; False past its ends."""
        here = self._here()
        if len(here) < 2:
            return False
        at = here.index(self._marked) + by if self._marked in here else 0 if by > 0 else -1
        at = at % len(here) if around else at
        inside = 0 <= at < len(here)
        self._mark(here[at] if inside else None)
        return inside

    def _open(self, number: Number | None) -> bool:
        if number is None:
            return False
        self._mark(None)
        self.opened.emit(number.link)
        return True

    def _mark(self, number: Number | None, *, by_pointer: bool = False) -> None:
        """Underline a number, and show a hand over it where the pointer is; or neither."""
        self._marked = number
        if number is None:
            if not self._line.isHidden():
                self.canvas.unsetCursor()
                self._line.hide()
            return
        if by_pointer:
            self.canvas.setCursor(Qt.CursorShape.PointingHandCursor)
        self._line.setGeometry(_under(number.at, 1 if by_pointer else 2))
        self._line.show()


def _under(at: QRectF, high_px: int) -> QRect:
    """The line under a number's digits, which stand in the middle of its box."""
    return QRect(round(at.left()), round(at.center().y()) + _BELOW_PX, round(at.width()), high_px)
