"""What gestures do on the day strip: the handle by days or hours, the brush over arrivals."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QPointF, Qt

from console.state.charts.brush import Drag
from console.widgets.brush_gestures import CONTROL, SHIFT, Hold

if TYPE_CHECKING:
    from console.widgets.day_strip import DayStrip

_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}


class DayHand:
    """Acts on a strip.

    A drag that begins on the arrivals brushes a range of days, any other moves the handle; a click
    moves the handle wherever it is.
    """

    def __init__(self, strip: DayStrip) -> None:
        self._strip = strip

    def hover(self, at: QPointF | None) -> None:
        """Mark the day under the pointer."""
        self._strip.hover(at)

    def explain(self, at: QPointF, where: QPoint) -> None:
        """Tell the day."""
        self._strip.explain(at, where)

    def take_hold(self, at: QPointF) -> Drag | None:
        """The drag of the brush that would begin at a point."""
        return self._strip.brush.take_hold(at)

    def is_link(self, at: QPointF) -> bool:
        """Nothing on the strip is a link."""
        return False

    def press(self, at: QPointF, held: Qt.KeyboardModifier) -> Hold:
        """Hold the brush, or move the handle at once; with Shift by hours."""
        by_hour = bool(held & SHIFT)
        drag = None if by_hour else self.take_hold(at)
        if drag is None:
            self._strip.ask(at, by_hour=by_hour)
        return Hold(drag, at_once=drag is None)

    def press_twice(self, at: QPointF, held: Qt.KeyboardModifier) -> Hold:
        """The second click is as the first."""
        return self.press(at, held)

    def drag(self, hold: Hold, at: QPointF, held: Qt.KeyboardModifier) -> None:
        """Brush as far as a point, or move the handle to it."""
        if hold.drag is None:
            self._strip.ask(at, by_hour=bool(held & SHIFT))
        else:
            self._strip.brush.drag_to(hold.drag, at)

    def click(self, hold: Hold, at: QPointF, held: Qt.KeyboardModifier) -> None:
        """Nothing was brushed: the handle goes there."""
        self._strip.ask(at, by_hour=False)
        self._strip.let_go.emit()

    def let_go(self, hold: Hold) -> None:
        """What was brushed stays."""
        if hold.drag is not None:
            self._strip.brush.settle()
        self._strip.let_go.emit()

    def key(self, key: Qt.Key, held: Qt.KeyboardModifier) -> bool:
        """Step by days or hours, extend or drop the brush, play, go home."""
        step = _STEPS.get(key, 0)
        if step and held & CONTROL and held & SHIFT:
            self._strip.brush.extend(self._strip.row_shown(), step)
        elif step and not held & CONTROL:
            shift = bool(held & SHIFT)
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
