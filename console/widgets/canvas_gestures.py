"""The events of a canvas sorted into gestures, which a subclass carries out."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, Qt
from PySide6.QtGui import (
    QContextMenuEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QNativeGestureEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

DRAG_FROM_PX = 4
"""How far a pressed pointer goes before it drags."""
CLOSER = (Qt.Key.Key_Plus, Qt.Key.Key_Equal)
FARTHER = (Qt.Key.Key_Minus, Qt.Key.Key_Underscore)
OPENING = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
PLAIN = Qt.KeyboardModifier.NoModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
BESIDES = Qt.KeyboardModifier.KeypadModifier | SHIFT
"""Held with a key these change nothing of what the key is."""
_BUTTONS = (Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton)


class CanvasGestures(QObject):
    """Hears all that happens to `canvas`; what is no gesture goes its way."""

    def __init__(self, canvas: QWidget) -> None:
        super().__init__(canvas)
        canvas.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Hand each event to what it is."""
        taken = False
        if isinstance(event, QMouseEvent):
            taken = self._mouse(event)
        elif isinstance(event, QWheelEvent):
            self.turn_wheel(event)
            event.accept()
            taken = True
        elif isinstance(event, QNativeGestureEvent):
            taken = event.gestureType() == Qt.NativeGestureType.ZoomNativeGesture
            if taken:
                self.pinch(event.value(), event.position())
        elif isinstance(event, QKeyEvent):
            taken = event.type() == QEvent.Type.KeyPress and self.press_key(event)
        elif isinstance(event, QContextMenuEvent):
            by_mouse = event.reason() == QContextMenuEvent.Reason.Mouse
            taken = self.ask_menu(QPointF(event.pos()) if by_mouse else None)
        elif isinstance(event, QHelpEvent):
            asked = event.type() == QEvent.Type.ToolTip
            taken = asked and self.explain(QPointF(event.pos()), event.globalPos())
        elif event.type() == QEvent.Type.Leave:
            self.leave()
        return taken

    def press(self, event: QMouseEvent) -> None:
        """The left or the middle button went down."""

    def move(self, at: QPointF) -> None:
        """The pointer moved, with a button held or none."""

    def release(self, event: QMouseEvent) -> None:
        """The left or the middle button came up."""

    def open(self, at: QPointF) -> None:
        """A double click."""

    def turn_wheel(self, event: QWheelEvent) -> None:
        """The wheel, or two fingers."""

    def pinch(self, share: float, at: QPointF) -> None:
        """Two fingers moved apart by a share of their distance, together when it is negative."""

    def press_key(self, event: QKeyEvent) -> bool:
        """A key went down; gives whether it means something here."""
        return False

    def ask_menu(self, at: QPointF | None) -> bool:
        """A menu is asked for at a point, at None by the keyboard; gives whether there is one."""
        return False

    def explain(self, at: QPointF, where: QPoint) -> bool:
        """A tip is asked for at a point, to be shown at `where` on the screen."""
        return False

    def leave(self) -> None:
        """The pointer is elsewhere."""

    def _mouse(self, event: QMouseEvent) -> bool:
        kind = event.type()
        if kind == QEvent.Type.MouseMove:
            self.move(event.position())
            return True
        if event.button() not in _BUTTONS:
            return False
        if kind == QEvent.Type.MouseButtonPress:
            self.press(event)
        elif kind == QEvent.Type.MouseButtonRelease:
            self.release(event)
        elif kind == QEvent.Type.MouseButtonDblClick:
            self.open(event.position())
        return True
