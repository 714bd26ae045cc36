"""Gestures on the map: one pointer state for wheel, drag, rubber band, clicks, and the keys."""

from __future__ import annotations

from enum import Enum, auto
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QWheelEvent

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
    from console.widgets.map.canvas import MapCanvas

_NOTCH = 1.25
"""How much one notch of the wheel magnifies."""
_KEY_ZOOM = 1.6
_KEY_PAN_PX = 90
_LEAST_BAND_PX = 8
_ARROWS = {
    Qt.Key.Key_Left: (1, 0),
    Qt.Key.Key_Right: (-1, 0),
    Qt.Key.Key_Up: (0, 1),
    Qt.Key.Key_Down: (0, -1),
}
_WHOLE = (Qt.Key.Key_0, Qt.Key.Key_Home)


class _Mode(Enum):
    IDLE = auto()
    PRESSED = auto()
    PANNING = auto()
    BANDING = auto()


class MapGestures(CanvasGestures):
    """Turns the events of a map canvas into acts on it; holds where the pointer went down."""

    def __init__(self, canvas: MapCanvas) -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self._mode = _Mode.IDLE
        self._down = QPointF()
        self._last = QPointF()

    def press(self, event: QMouseEvent) -> None:
        """Take hold of the map, or with Shift begin a band."""
        self._down = self._last = event.position()
        shifted = bool(event.modifiers() & SHIFT)
        self._mode = _Mode.BANDING if shifted else _Mode.PRESSED
        if shifted:
            self._canvas.setCursor(Qt.CursorShape.CrossCursor)

    def move(self, at: QPointF) -> None:
        """Drag what is held, or point."""
        if self._mode is _Mode.PRESSED:
            away = at - self._down
            if abs(away.x()) + abs(away.y()) < DRAG_FROM_PX:
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

    def release(self, event: QMouseEvent) -> None:
        """Pick what was clicked, with Ctrl ask for its list, or go where the band lies."""
        at = event.position()
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

    def open(self, at: QPointF) -> None:
        """Open what lies there."""
        self._canvas.pointer.open_at(at)

    def ask_menu(self, at: QPointF | None) -> bool:
        """Ask for the menu of what lies there."""
        self._canvas.menu_asked.emit(at)
        return True

    def leave(self) -> None:
        """Point at nothing."""
        self._canvas.pointer.point_at(None)

    def turn_wheel(self, event: QWheelEvent) -> None:
        """Magnify around the pointer."""
        notches = event.angleDelta().y() / 120
        if notches:
            at = event.position()
            zoomed = self._canvas.motion.viewport.zoomed(_NOTCH**notches, at.x(), at.y())
            self._canvas.look_at(zoomed)

    def pinch(self, share: float, at: QPointF) -> None:
        """Magnify around the fingers."""
        self._canvas.look_at(self._canvas.motion.viewport.zoomed(1 + share, at.x(), at.y()))

    def press_key(self, event: QKeyEvent) -> bool:
        """Keys that move and magnify the map, and those that walk over places."""
        key = Qt.Key(event.key())
        if event.modifiers() & ~BESIDES != PLAIN:
            return False
        view = self._canvas.motion.viewport
        if key in _ARROWS:
            right, down = _ARROWS[key]
            self._canvas.look_at(view.panned(right * _KEY_PAN_PX, down * _KEY_PAN_PX))
        elif key in CLOSER or key in FARTHER:
            factor = _KEY_ZOOM if key in CLOSER else 1 / _KEY_ZOOM
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
        if key in OPENING:
            return self._canvas.pointer.open_marked()
        if key == Qt.Key.Key_Escape:
            self._canvas.climbed.emit()
            return True
        return False
