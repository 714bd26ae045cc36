"""Gestures on a section: wheel, drag, clicks, hovering, and the keys that walk floors and rooms."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QWheelEvent

from console.state.pointer import POINTER
from console.state.section.walk import Way
from console.widgets.canvas_gestures import (
    BESIDES,
    CLOSER,
    DRAG_FROM_PX,
    FARTHER,
    OPENING,
    PLAIN,
    SHIFT,
    CanvasGestures,
)

if TYPE_CHECKING:
    from console.widgets.section.canvas import SectionCanvas

_FLOORS_A_PAGE = 5
_WAYS: dict[Qt.Key, Way] = {
    Qt.Key.Key_Left: "left",
    Qt.Key.Key_Right: "right",
    Qt.Key.Key_Up: "up",
    Qt.Key.Key_Down: "down",
    Qt.Key.Key_Home: "first",
    Qt.Key.Key_End: "last",
}
_PAGES: dict[Qt.Key, Way] = {Qt.Key.Key_PageUp: "up", Qt.Key.Key_PageDown: "down"}
_ENDS: dict[Qt.Key, Way] = {Qt.Key.Key_Home: "top", Qt.Key.Key_End: "bottom"}


class SectionGestures(CanvasGestures):
    """Turns the events of a section's canvas into acts on it; holds where the pointer went down."""

    def __init__(self, canvas: SectionCanvas) -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self._down: QPointF | None = None
        self._last = QPointF()
        self._dragging = self._blocking = False

    def press(self, event: QMouseEvent) -> None:
        """Take hold of the building, or with Shift of a block of its cells."""
        self._down = self._last = event.position()
        self._blocking = bool(event.modifiers() & SHIFT)

    def move(self, at: QPointF) -> None:
        """Drag what is held, or hover."""
        if self._down is not None and not self._dragging:
            self._dragging = (at - self._down).manhattanLength() >= DRAG_FROM_PX
            if self._dragging:
                self._begin_drag(self._down)
        if self._dragging and self._blocking:
            self._canvas.block.drag_to(at)
        elif self._dragging:
            by, self._last = self._last - at, at
            self._canvas.pan(by.x(), by.y())
        else:
            self._canvas.hover_at(at)

    def _begin_drag(self, start: QPointF) -> None:
        """Take hold of the building, or with Shift begin a block of its cells."""
        self._canvas.hover_at(None)
        if self._blocking:
            self._canvas.block.begin(start)
        else:
            self._canvas.setCursor(Qt.CursorShape.ClosedHandCursor)

    def release(self, event: QMouseEvent) -> None:
        """Let go; what was clicked is picked, what was dragged over is filtered by."""
        at, button = event.position(), event.button()
        pressed, dragged = self._down is not None, self._dragging
        self._down, self._dragging = None, False
        self._canvas.unsetCursor()
        if dragged and self._blocking:
            self._canvas.block.settle()
        if pressed and not dragged and button == Qt.MouseButton.LeftButton:
            self._canvas.pick_at(at)
        self._canvas.hover_at(at)

    def open(self, at: QPointF) -> None:
        """Open what lies there."""
        self._canvas.open_at(at)

    def explain(self, at: QPointF, where: QPoint) -> bool:
        """Say what lies there in a tip."""
        self._canvas.explain_at(at, where)
        return True

    def leave(self) -> None:
        """Hover over nothing."""
        self._canvas.hover_at(None)

    def turn_wheel(self, event: QWheelEvent) -> None:
        """Magnify around the pointer, with Shift move along."""
        turned = event.angleDelta()
        if event.modifiers() & SHIFT or not turned.y():
            self._canvas.pan(-(turned.x() or turned.y()), 0)
        else:
            self._canvas.zoom(turned.y() / 120, event.position())
            self._canvas.hover_at(event.position())

    def pinch(self, share: float, at: QPointF) -> None:
        """Magnify around the fingers."""
        self._canvas.zoom(share * 5, at)

    def press_key(self, event: QKeyEvent) -> bool:
        """Keys that walk floors and rooms, those that magnify, and those that choose."""
        key = Qt.Key(event.key())
        held = event.modifiers() & ~BESIDES
        held_shift = bool(event.modifiers() & SHIFT)
        if held == Qt.KeyboardModifier.ControlModifier and key in _ENDS:
            return self._canvas.walk(_ENDS[key])
        if held != PLAIN:
            return False
        if key in _WAYS and held_shift:
            return self._canvas.block.extend(_WAYS[key])
        if key in _WAYS:
            self._canvas.block.end_extending()
            return self._canvas.walk(_WAYS[key])
        if key in _PAGES:
            return self._canvas.walk(_PAGES[key], _FLOORS_A_PAGE)
        if key in CLOSER or key in FARTHER:
            self._canvas.zoom(2 if key in CLOSER else -2)
            return True
        return self._act(key)

    def _mouse(self, event: QMouseEvent) -> bool:
        POINTER.move(event.timestamp())
        return super()._mouse(event)

    def _act(self, key: Qt.Key) -> bool:
        """Keys that choose: into the people of a room, select, open, fit, or let go."""
        canvas = self._canvas
        if key == Qt.Key.Key_0:
            canvas.fit()
            return True
        if key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            return canvas.walk_people(1 if key == Qt.Key.Key_Tab else -1)
        if key == Qt.Key.Key_Space:
            return canvas.choose_cursor(open_it=False)
        if key in OPENING:
            return canvas.choose_cursor(open_it=True)
        if key == Qt.Key.Key_Escape:
            if not canvas.block.drop():
                canvas.climbed.emit()
            return True
        return False
