"""Gestures on the day strip: the handle by days or hours, the brush over arrivals, the keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPointF, Qt
from PySide6.QtGui import QHelpEvent, QKeyEvent, QMouseEvent

from console.state.charts.brush import Drag, Grip

if TYPE_CHECKING:
    from console.widgets.day_strip import DayStrip

_DRAG_FROM_PX = 4
_SHIFT = Qt.KeyboardModifier.ShiftModifier
_CONTROL = Qt.KeyboardModifier.ControlModifier
_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
_CURSORS = {
    Grip.LOW: Qt.CursorShape.SplitHCursor,
    Grip.HIGH: Qt.CursorShape.SplitHCursor,
    Grip.WHOLE: Qt.CursorShape.OpenHandCursor,
}


class DayGestures(QObject):
    """Turns the events of a strip into acts on it.

    A drag that begins on the arrivals brushes a range of days, any other moves the handle; a click
    moves the handle wherever it is.
    """

    def __init__(self, strip: DayStrip) -> None:
        super().__init__(strip)
        self._strip = strip
        self._down: QPointF | None = None
        self._drag: Drag | None = None
        self._brushing = False
        strip.installEventFilter(self)

    @property
    def is_down(self) -> bool:
        """Whether the button is down."""
        return self._down is not None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Handle what is a gesture; everything else goes its way."""
        if isinstance(event, QMouseEvent):
            return self._mouse(event)
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._key(event)
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            self._strip.explain(QPointF(event.pos()), event.globalPos())
            return True
        if event.type() == QEvent.Type.Leave:
            self._strip.hover(None)
        return False

    def _mouse(self, event: QMouseEvent) -> bool:
        kind, at = event.type(), event.position()
        if kind == QEvent.Type.MouseMove:
            self._moved(event)
        elif event.button() != Qt.MouseButton.LeftButton:
            return False
        elif kind in (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonDblClick):
            by_hour = _by_hour(event)
            self._down, self._brushing = at, False
            self._drag = None if by_hour else self._strip.brush.take_hold(at)
            if self._drag is None:
                self._strip.ask(at, by_hour=by_hour)
        elif kind == QEvent.Type.MouseButtonRelease:
            self._released(at)
        return True

    def _moved(self, event: QMouseEvent) -> None:
        at = event.position()
        if self._down is None or not event.buttons() & Qt.MouseButton.LeftButton:
            self._suit_cursor(at)
        elif self._drag is None:
            self._strip.ask(at, by_hour=_by_hour(event))
        else:
            far = (at - self._down).manhattanLength() >= _DRAG_FROM_PX
            self._brushing = self._brushing or far
            if self._brushing:
                self._strip.brush.drag_to(self._drag, at)
        self._strip.hover(at)

    def _released(self, at: QPointF) -> None:
        drag, self._down = self._drag, None
        self._drag = None
        if drag is not None and self._brushing:
            self._strip.brush.settle()
        elif drag is not None:
            self._strip.ask(at, by_hour=False)
        self._brushing = False
        self._strip.let_go.emit()

    def _suit_cursor(self, at: QPointF) -> None:
        drag = self._strip.brush.take_hold(at)
        cursor = None if drag is None else _CURSORS.get(drag.grip)
        if cursor is None:
            self._strip.unsetCursor()
        elif self._strip.cursor().shape() != cursor:
            self._strip.setCursor(cursor)

    def _key(self, event: QKeyEvent) -> bool:
        key, held = Qt.Key(event.key()), event.modifiers()
        step = _STEPS.get(key, 0)
        if step and held & _CONTROL and held & _SHIFT:
            self._strip.brush.extend(self._strip.row_shown(), step)
        elif step and not held & _CONTROL:
            shift = bool(held & _SHIFT)
            self._strip.stepped.emit(0 if shift else step, step if shift else 0)
        elif key == Qt.Key.Key_Home:
            self._strip.home_asked.emit()
        elif key == Qt.Key.Key_Space:
            self._strip.play_asked.emit()
        elif key == Qt.Key.Key_Escape:
            return self._strip.brush.drop()
        else:
            return False
        return True


def _by_hour(event: QMouseEvent) -> bool:
    """Whether Shift is held."""
    return bool(event.modifiers() & _SHIFT)
