"""Gestures on a chart: reading by hovering, clicks, drags, and the keys that walk and brush."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPointF, Qt
from PySide6.QtGui import QHelpEvent, QKeyEvent, QMouseEvent

from console.paint.numbers import number_at
from console.state.charts.brush import Drag, Grip
from console.state.charts.scene import HEAD, Mark

if TYPE_CHECKING:
    from console.widgets.charts.canvas import ChartCanvas

_DRAG_FROM_PX = 4
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
_ADDING = Qt.KeyboardModifier.ControlModifier
_CURSORS = {
    Grip.LOW: Qt.CursorShape.SplitHCursor,
    Grip.HIGH: Qt.CursorShape.SplitHCursor,
    Grip.WHOLE: Qt.CursorShape.OpenHandCursor,
}


class ChartGestures(QObject):
    """Turns the events of a chart's canvas into acts on it; holds where the pointer went down."""

    def __init__(self, canvas: ChartCanvas) -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self._down: tuple[QPointF, Mark] | None = None
        self._drag: Drag | None = None
        self._dragging = False
        canvas.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Handle what is a gesture; everything else goes its way."""
        if isinstance(event, QMouseEvent):
            return self._mouse(event)
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._key(event)
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            self._canvas.explain(QPointF(event.pos()), event.globalPos())
            return True
        if event.type() == QEvent.Type.Leave:
            self._canvas.point_at(None)
        return False

    def _mouse(self, event: QMouseEvent) -> bool:
        kind, at = event.type(), event.position()
        if kind == QEvent.Type.MouseMove:
            self._moved(at)
        elif event.button() != Qt.MouseButton.LeftButton:
            return False
        elif kind == QEvent.Type.MouseButtonPress:
            self._pressed(at)
        elif kind == QEvent.Type.MouseButtonRelease:
            self._released(event)
        elif kind == QEvent.Type.MouseButtonDblClick:
            self._down = None
            self._canvas.open(self._canvas.mark_under(at))
        return True

    def _pressed(self, at: QPointF) -> None:
        mark = self._canvas.mark_under(at)
        self._down = None if mark is None else (at, mark)
        self._drag = None if mark is None else self._canvas.take_hold(at)
        self._dragging = False

    def _moved(self, at: QPointF) -> None:
        if self._down is None:
            self._canvas.point_at(at)
            self._suit_cursor(at)
            return
        start, mark = self._down
        if not self._dragging and mark.at != HEAD:
            self._dragging = (at - start).manhattanLength() >= _DRAG_FROM_PX
        if self._dragging:
            self._canvas.point_at(at)
            self._canvas.drag_to(self._drag, mark.lane, at)

    def _released(self, event: QMouseEvent) -> None:
        down, self._down = self._down, None
        if down is not None and self._dragging:
            self._canvas.let_go(down[1].lane)
        elif down is not None:
            mark = self._canvas.mark_under(event.position())
            if mark == down[1]:
                self._canvas.pick(mark, added=bool(event.modifiers() & _ADDING))
        self._dragging = False

    def _suit_cursor(self, at: QPointF) -> None:
        """Show what a drag would take hold of; over a number stands a link's hand already."""
        if number_at(self._canvas.numbers(), at) is not None:
            return
        drag = self._canvas.take_hold(at)
        cursor = _CURSORS.get(drag.grip) if drag is not None else None
        if cursor is None:
            self._canvas.unsetCursor()
        elif self._canvas.cursor().shape() != cursor:
            self._canvas.setCursor(cursor)

    def _key(self, event: QKeyEvent) -> bool:
        key, held = Qt.Key(event.key()), event.modifiers()
        if held & (Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier):
            return False
        shift = bool(held & Qt.KeyboardModifier.ShiftModifier)
        added = bool(held & _ADDING)
        if key in _STEPS or key in _LANES:
            return not added and self._arrow(key, shift=shift)
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
