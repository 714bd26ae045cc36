"""Gestures of the map's tools: they take the left button and some keys, and leave the rest alone.

Installed over the canvas's own gestures, so that wheel, middle button, arrows and zoom keys go on
moving the map while a tool is in hand. Points are metres of the street's plane.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPointF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent

from console.state.pointer import POINTER
from console.state.tools.model import Tools
from console.state.tools.trace import MEASURES, SWEEPS, Point, Tool
from console.widgets.map.canvas import MapCanvas

_LEFT = Qt.MouseButton.LeftButton
_PUTTING = (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter)
_ENDING = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_PLAIN = Qt.KeyboardModifier.KeypadModifier
_STEP_PX = 3.0
"""How far a lasso's pointer goes before it leaves a corner."""


class ToolGestures(QObject):
    """Turns the canvas's events into points of `tools`; `crossed_changed` when keys put them.

    `modifiers` are those of the press that began a sweep: Shift adds, Ctrl takes away.
    """

    crossed_changed = Signal()

    def __init__(self, canvas: MapCanvas, tools: Tools) -> None:
        super().__init__(canvas)
        self._canvas, self._tools = canvas, tools
        self._is_down = False
        self._last = QPointF()
        self.crossed = False
        self.modifiers = Qt.KeyboardModifier.NoModifier
        tools.chosen.connect(self._take_up)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Handle what belongs to the tool in hand; asked while there is one."""
        if isinstance(event, QMouseEvent):
            return self._mouse(event)
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._key(event)
        if event.type() == QEvent.Type.Leave and not self._is_down:
            self._tools.reach(None)
        return False

    def _take_up(self) -> None:
        self._is_down = False
        self._show_cross(False)
        self._canvas.removeEventFilter(self)
        if self._tools.tool is Tool.NONE:
            self._canvas.unsetCursor()
            return
        self._canvas.installEventFilter(self)
        self._canvas.pointer.point_at(None)
        self._canvas.setCursor(Qt.CursorShape.CrossCursor)
        self._canvas.setFocus()

    def _mouse(self, event: QMouseEvent) -> bool:
        kind, at = event.type(), event.position()
        if kind == QEvent.Type.MouseMove:
            return self._moved(event)
        if event.button() != _LEFT:
            return False
        point = self._metres(at)
        self._show_cross(False)
        if kind == QEvent.Type.MouseButtonPress:
            self._is_down, self._last = True, at
            self.modifiers = event.modifiers()
            self._tools.put(point)
        elif kind == QEvent.Type.MouseButtonRelease and self._is_down:
            self._is_down = False
            if self._tools.tool in SWEEPS:
                self._tools.reach(point)
                self._tools.end()
        elif kind == QEvent.Type.MouseButtonDblClick and self._tools.tool in MEASURES:
            self._tools.put(point)
            self._tools.end()
        return True

    def _moved(self, event: QMouseEvent) -> bool:
        if event.buttons() & Qt.MouseButton.MiddleButton:
            return False
        POINTER.move(event.timestamp())
        at = event.position()
        self._show_cross(False)
        point = self._metres(at)
        away = at - self._last
        if self._is_down and self._tools.tool is Tool.LASSO:
            if abs(away.x()) + abs(away.y()) >= _STEP_PX:
                self._last = at
                self._tools.put(point)
        elif self._tools.tool not in SWEEPS or self._tools.trace.is_begun:
            self._tools.reach(point)
        self._canvas.pointed.emit(point)
        return True

    def _key(self, event: QKeyEvent) -> bool:
        key = Qt.Key(event.key())
        if key == Qt.Key.Key_Escape:
            self._is_down = False
            self._tools.leave()
        elif key == Qt.Key.Key_Backspace:
            self._tools.back()
        elif key in _PUTTING:
            self._put_by_key(key, event.modifiers() & ~_PLAIN)
        elif key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            return False
        else:
            self._show_cross(True)
            return False
        return True

    def _put_by_key(self, key: Qt.Key, modifiers: Qt.KeyboardModifier) -> None:
        """Space puts a point where the cross is; Enter puts the last one and ends the trace.

        What was clicked point by point it ends as it stands.
        """
        trace = self._tools.trace
        clicked = trace.is_begun and not (trace.ended or self.crossed)
        if clicked and key in _ENDING and self._tools.tool in MEASURES:
            self._tools.end()
            return
        self._show_cross(True)
        view = self._canvas.motion.destination
        point = view.to_metres(view.width_px / 2, view.height_px / 2)
        began = not trace.is_begun
        if began:
            self.modifiers = modifiers
        if self._tools.tool is Tool.BAND and not began:
            self._tools.reach(point)
            self._tools.end()
            return
        ends = key in _ENDING and not began and self._tools.tool is not Tool.IDENTIFY
        self._tools.put(point)
        if ends:
            self._tools.end()

    def _show_cross(self, crossed: bool) -> None:
        if crossed != self.crossed:
            self.crossed = crossed
            self.crossed_changed.emit()

    def _metres(self, at: QPointF) -> Point:
        return self._canvas.motion.viewport.to_metres(at.x(), at.y())
