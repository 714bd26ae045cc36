"""Gestures on a section: wheel, drag, clicks, hovering, and the keys that walk floors and rooms."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPointF, Qt
from PySide6.QtGui import QHelpEvent, QKeyEvent, QMouseEvent, QNativeGestureEvent, QWheelEvent

from console.state.section.walk import Way

if TYPE_CHECKING:
    from console.widgets.section.canvas import SectionCanvas

_DRAG_FROM_PX = 4
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
_CLOSER = (Qt.Key.Key_Plus, Qt.Key.Key_Equal)
_FARTHER = (Qt.Key.Key_Minus, Qt.Key.Key_Underscore)
_OPENING = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_PLAIN = Qt.KeyboardModifier.NoModifier
_SHIFT = Qt.KeyboardModifier.ShiftModifier
_ALLOWED = Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier
_BUTTONS = (Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton)


class SectionGestures(QObject):
    """Turns the events of a section's canvas into acts on it; holds where the pointer went down."""

    def __init__(self, canvas: SectionCanvas) -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self._down: QPointF | None = None
        self._last = QPointF()
        self._dragging = self._blocking = False
        canvas.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Handle what is a gesture; everything else goes its way."""
        if isinstance(event, QMouseEvent):
            return self._mouse(event)
        if isinstance(event, QWheelEvent):
            return self._wheel(event)
        if isinstance(event, QNativeGestureEvent):
            return self._pinch(event)
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._key(event)
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            self._canvas.explain_at(QPointF(event.pos()), event.globalPos())
            return True
        if event.type() == QEvent.Type.Leave:
            self._canvas.hover_at(None)
        return False

    def _mouse(self, event: QMouseEvent) -> bool:
        kind, at = event.type(), event.position()
        if kind == QEvent.Type.MouseMove:
            self._moved(at)
            return True
        if event.button() not in _BUTTONS:
            return False
        if kind == QEvent.Type.MouseButtonPress:
            self._down = self._last = at
            self._blocking = bool(event.modifiers() & _SHIFT)
        elif kind == QEvent.Type.MouseButtonRelease:
            self._released(at, event.button())
        elif kind == QEvent.Type.MouseButtonDblClick:
            self._canvas.open_at(at)
        return True

    def _moved(self, at: QPointF) -> None:
        if self._down is not None and not self._dragging:
            self._dragging = (at - self._down).manhattanLength() >= _DRAG_FROM_PX
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

    def _released(self, at: QPointF, button: Qt.MouseButton) -> None:
        pressed, dragged = self._down is not None, self._dragging
        self._down, self._dragging = None, False
        self._canvas.unsetCursor()
        if dragged and self._blocking:
            self._canvas.block.settle()
        if pressed and not dragged and button == Qt.MouseButton.LeftButton:
            self._canvas.pick_at(at)
        self._canvas.hover_at(at)

    def _wheel(self, event: QWheelEvent) -> bool:
        turned = event.angleDelta()
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier or not turned.y():
            self._canvas.pan(-(turned.x() or turned.y()), 0)
        else:
            self._canvas.zoom(turned.y() / 120, event.position())
            self._canvas.hover_at(event.position())
        event.accept()
        return True

    def _pinch(self, event: QNativeGestureEvent) -> bool:
        if event.gestureType() != Qt.NativeGestureType.ZoomNativeGesture:
            return False
        self._canvas.zoom(event.value() * 5, event.position())
        return True

    def _key(self, event: QKeyEvent) -> bool:
        key = Qt.Key(event.key())
        held = event.modifiers() & ~_ALLOWED
        held_shift = bool(event.modifiers() & _SHIFT)
        if held == Qt.KeyboardModifier.ControlModifier and key in _ENDS:
            return self._canvas.walk(_ENDS[key])
        if held != _PLAIN:
            return False
        if key in _WAYS and held_shift:
            return self._canvas.block.extend(_WAYS[key])
        if key in _WAYS:
            self._canvas.block.end_extending()
            return self._canvas.walk(_WAYS[key])
        if key in _PAGES:
            return self._canvas.walk(_PAGES[key], _FLOORS_A_PAGE)
        if key in _CLOSER or key in _FARTHER:
            self._canvas.zoom(2 if key in _CLOSER else -2)
            return True
        return self._act(key)

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
        if key in _OPENING:
            return canvas.choose_cursor(open_it=True)
        if key == Qt.Key.Key_Escape:
            if not canvas.block.drop():
                canvas.climbed.emit()
            return True
        return False
