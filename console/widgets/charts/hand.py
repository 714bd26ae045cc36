"""What gestures do on a chart: bins are read, picked, opened, brushed and walked by keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QPointF, Qt

from console.paint.numbers import number_at
from console.state.charts.brush import Drag
from console.state.charts.scene import HEAD
from console.widgets.brush_gestures import CONTROL, SHIFT, Hold

if TYPE_CHECKING:
    from console.widgets.charts.canvas import ChartCanvas

_FAR = 10**6
_STEPS = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_PageUp: -7,
    Qt.Key.Key_PageDown: 7,
    Qt.Key.Key_Home: -_FAR,
    Qt.Key.Key_End: _FAR,
}
_LANES = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
_OTHERS = Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier


class ChartHand:
    """Acts on a chart's canvas."""

    def __init__(self, canvas: ChartCanvas) -> None:
        self._canvas = canvas

    def hover(self, at: QPointF | None) -> None:
        """Read the bin under the pointer."""
        self._canvas.point_at(at)

    def explain(self, at: QPointF, where: QPoint) -> None:
        """Tell the bin."""
        self._canvas.explain(at, where)

    def take_hold(self, at: QPointF) -> Drag | None:
        """The drag of the brush that would begin at a point."""
        return self._canvas.take_hold(at)

    def is_link(self, at: QPointF) -> bool:
        """Whether a figure that opens its list stands there."""
        return number_at(self._canvas.numbers(), at) is not None

    def press(self, at: QPointF, held: Qt.KeyboardModifier) -> Hold | None:
        """Hold a bin or a head; a head cannot be dragged."""
        mark = self._canvas.mark_under(at)
        if mark is None:
            return None
        return Hold(self.take_hold(at), mark, is_fixed=mark.at == HEAD)

    def press_twice(self, at: QPointF, held: Qt.KeyboardModifier) -> None:
        """Open what is there."""
        self._canvas.open(self._canvas.mark_under(at))

    def drag(self, hold: Hold, at: QPointF, held: Qt.KeyboardModifier) -> None:
        """Brush as far as a point, or move the instant to it."""
        if hold.mark is not None:
            self._canvas.drag_to(hold.drag, hold.mark.lane, at)

    def click(self, hold: Hold, at: QPointF, held: Qt.KeyboardModifier) -> None:
        """Pick what the button went down on, where it went up on it too."""
        mark = self._canvas.mark_under(at)
        if mark == hold.mark:
            self._canvas.pick(mark, added=bool(held & CONTROL))

    def let_go(self, hold: Hold) -> None:
        """What was brushed stays."""
        if hold.mark is not None:
            self._canvas.let_go(hold.mark.lane)

    def key(self, key: Qt.Key, held: Qt.KeyboardModifier) -> bool:
        """Walk, pick, open, and extend or drop the brush."""
        if held & _OTHERS:
            return False
        added = bool(held & CONTROL)
        if key in _STEPS or key in _LANES:
            return not added and self._arrow(key, shift=bool(held & SHIFT))
        if key == Qt.Key.Key_Space:
            self._canvas.pick(self._canvas.current, added=added)
            return True
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not added:
            self._canvas.open(self._canvas.current)
            return True
        if key == Qt.Key.Key_Escape:
            return self._canvas.drop()
        return False

    def _arrow(self, key: Qt.Key, *, shift: bool) -> bool:
        """Walk, or with Shift extend the brush; in a list the rows lie below one another."""
        stacked = self._canvas.kind == "committees"
        step = _LANES.get(key, 0) if stacked else _STEPS.get(key, 0)
        if key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown, Qt.Key.Key_Home, Qt.Key.Key_End):
            step = _STEPS[key]
        if shift:
            return bool(step) and self._canvas.extend(step)
        if step:
            self._canvas.walk(step)
        elif not stacked and key in _LANES:
            self._canvas.walk(0, _LANES[key])
        return True
