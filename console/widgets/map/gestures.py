"""Gestures on the map: one pointer state for wheel, drag, rubber band, clicks, and the keys."""

from __future__ import annotations

from enum import Enum, auto
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, Qt
from PySide6.QtGui import (
    QContextMenuEvent,
    QKeyEvent,
    QMouseEvent,
    QNativeGestureEvent,
    QWheelEvent,
)

if TYPE_CHECKING:
    from console.widgets.map.canvas import MapCanvas

_NOTCH = 1.25
"""How much one notch of the wheel magnifies."""
_KEY_ZOOM = 1.6
_KEY_PAN_PX = 90
_DRAG_FROM_PX = 4
_LEAST_BAND_PX = 8
_ARROWS = {
    Qt.Key.Key_Left: (1, 0),
    Qt.Key.Key_Right: (-1, 0),
    Qt.Key.Key_Up: (0, 1),
    Qt.Key.Key_Down: (0, -1),
}
_CLOSER = (Qt.Key.Key_Plus, Qt.Key.Key_Equal)
_FARTHER = (Qt.Key.Key_Minus, Qt.Key.Key_Underscore)
_WHOLE = (Qt.Key.Key_0, Qt.Key.Key_Home)
_OPENING = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_PLAIN = Qt.KeyboardModifier.NoModifier
_ALLOWED = Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier


class _Mode(Enum):
    IDLE = auto()
    PRESSED = auto()
    PANNING = auto()
    BANDING = auto()


class MapGestures(QObject):
    """Turns the events of a map canvas into acts on it; holds where the pointer went down."""

    def __init__(self, canvas: MapCanvas) -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self._mode = _Mode.IDLE
        self._down = QPointF()
        self._last = QPointF()
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
        if isinstance(event, QContextMenuEvent):
            by_mouse = event.reason() == QContextMenuEvent.Reason.Mouse
            self._canvas.menu_asked.emit(QPointF(event.pos()) if by_mouse else None)
            return True
        if event.type() == QEvent.Type.Leave:
            self._canvas.pointer.point_at(None)
        return False

    def _mouse(self, event: QMouseEvent) -> bool:
        kind, at = event.type(), event.position()
        if kind == QEvent.Type.MouseMove:
            self._moved(at)
            return True
        if event.button() not in (Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton):
            return False
        if kind == QEvent.Type.MouseButtonPress:
            self._pressed(event)
        elif kind == QEvent.Type.MouseButtonRelease:
            self._released(at, event)
        elif kind == QEvent.Type.MouseButtonDblClick:
            self._canvas.pointer.open_at(at)
        return True

    def _pressed(self, event: QMouseEvent) -> None:
        self._down = self._last = event.position()
        shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        self._mode = _Mode.BANDING if shifted else _Mode.PRESSED
        if shifted:
            self._canvas.setCursor(Qt.CursorShape.CrossCursor)

    def _moved(self, at: QPointF) -> None:
        if self._mode is _Mode.PRESSED:
            away = at - self._down
            if abs(away.x()) + abs(away.y()) < _DRAG_FROM_PX:
                return
            self._mode = _Mode.PANNING
            self._canvas.setCursor(Qt.CursorShape.ClosedHandCursor)
            self._canvas.pointer.point_at(None)
        if self._mode is _Mode.PANNING:
            by, self._last = at - self._last, at
            self._canvas.look_at(self._canvas.motion.viewport.panned(by.x(), by.y()))
        elif self._mode is _Mode.BANDING:
            self._canvas.show_band(QRectF(self._down, at).normalized())
        else:
            self._canvas.pointer.point_at(at)

    def _released(self, at: QPointF, event: QMouseEvent) -> None:
        mode, self._mode = self._mode, _Mode.IDLE
        self._canvas.unsetCursor()
        if mode is _Mode.BANDING:
            self._canvas.show_band(None)
            self._zoom_to(QRectF(self._down, at).normalized())
        elif mode is _Mode.PRESSED and event.button() == Qt.MouseButton.LeftButton:
            if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self._canvas.list_asked.emit(at)
            else:
                self._canvas.pointer.pick_at(at)
        self._canvas.pointer.point_at(at)

    def _zoom_to(self, band: QRectF) -> None:
        if min(band.width(), band.height()) < _LEAST_BAND_PX:
            return
        view = self._canvas.motion.viewport
        west, north = view.to_metres(band.left(), band.top())
        east, south = view.to_metres(band.right(), band.bottom())
        self._canvas.look_at(view.fitted((west, south, east, north), margin_px=0), eased=True)

    def _wheel(self, event: QWheelEvent) -> bool:
        notches = event.angleDelta().y() / 120
        if notches:
            at = event.position()
            zoomed = self._canvas.motion.viewport.zoomed(_NOTCH**notches, at.x(), at.y())
            self._canvas.look_at(zoomed)
        event.accept()
        return True

    def _pinch(self, event: QNativeGestureEvent) -> bool:
        if event.gestureType() != Qt.NativeGestureType.ZoomNativeGesture:
            return False
        at = event.position()
        self._canvas.look_at(self._canvas.motion.viewport.zoomed(1 + event.value(), at.x(), at.y()))
        return True

    def _key(self, event: QKeyEvent) -> bool:
        key = Qt.Key(event.key())
        if event.modifiers() & ~_ALLOWED != _PLAIN:
            return False
        view = self._canvas.motion.viewport
        if key in _ARROWS:
            right, down = _ARROWS[key]
            self._canvas.look_at(view.panned(right * _KEY_PAN_PX, down * _KEY_PAN_PX))
        elif key in _CLOSER or key in _FARTHER:
            factor = _KEY_ZOOM if key in _CLOSER else 1 / _KEY_ZOOM
            middle = view.width_px / 2, view.height_px / 2
            self._canvas.look_at(view.zoomed(factor, *middle), eased=True)
        elif key in _WHOLE:
            self._canvas.look_at(self._canvas.motion.home(), eased=True)
        else:
            return self._place_key(key)
        return True

    def _place_key(self, key: Qt.Key) -> bool:
        """Keys that walk over places: next and previous estate, open, one level up."""
        if key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            return self._canvas.pointer.pick_beside(1 if key == Qt.Key.Key_Tab else -1)
        if key in _OPENING:
            return self._canvas.pointer.open_marked()
        if key == Qt.Key.Key_Escape:
            self._canvas.climbed.emit()
            return True
        return False
