"""Gestures over bars of days, ages or places: hovering, clicks, drags over a brush, and keys."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, Qt
from PySide6.QtGui import QHelpEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QWidget

from console.domain.records import dataclass
from console.state.charts.brush import Drag, Grip
from console.state.charts.scene import Mark
from console.state.pointer import POINTER

SHIFT = Qt.KeyboardModifier.ShiftModifier
CONTROL = Qt.KeyboardModifier.ControlModifier
_DRAG_FROM_PX = 4
_CURSORS = {
    Grip.LOW: Qt.CursorShape.SplitHCursor,
    Grip.HIGH: Qt.CursorShape.SplitHCursor,
    Grip.WHOLE: Qt.CursorShape.OpenHandCursor,
}


@dataclass(frozen=True, slots=True)
class Hold:
    """What the button went down on.

    `drag` is the drag of a brush that may begin there, None for another one; `mark` the bin or
    head; `is_fixed` where nothing is dragged, `at_once` where the first pixel counts.
    """

    drag: Drag | None
    mark: Mark | None = None
    is_fixed: bool = False
    at_once: bool = False


class Hand(Protocol):
    """What gestures do to the widget they are made on; points are the widget's own."""

    def hover(self, at: QPointF | None) -> None:
        """Read what is under the pointer; None when it is gone."""

    def explain(self, at: QPointF, where: QPoint) -> None:
        """Tell in a tool tip what is under a point."""

    def take_hold(self, at: QPointF) -> Drag | None:
        """The drag of a brush that would begin at a point."""

    def is_link(self, at: QPointF) -> bool:
        """Whether a number that is a link stands at a point: its hand is shown already."""

    def press(self, at: QPointF, held: Qt.KeyboardModifier) -> Hold | None:
        """The button went down; None where there is nothing to hold."""

    def press_twice(self, at: QPointF, held: Qt.KeyboardModifier) -> Hold | None:
        """It went down for the second time in a row."""

    def drag(self, hold: Hold, at: QPointF, held: Qt.KeyboardModifier) -> None:
        """What is held was dragged to a point."""

    def click(self, hold: Hold, at: QPointF, held: Qt.KeyboardModifier) -> None:
        """The button went up without a drag."""

    def let_go(self, hold: Hold) -> None:
        """A drag is over."""

    def key(self, key: Qt.Key, held: Qt.KeyboardModifier) -> bool:
        """A key went down; whether it was a gesture."""


class BrushGestures(QObject):
    """Turns the events of a widget into acts of a hand on it; knows what the button holds."""

    def __init__(self, widget: QWidget, hand: Hand) -> None:
        super().__init__(widget)
        self._widget, self._hand = widget, hand
        self._hold: Hold | None = None
        self._from = QPointF()
        self._dragging = False
        widget.installEventFilter(self)

    @property
    def is_down(self) -> bool:
        """Whether something is held."""
        return self._hold is not None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Handle what is a gesture; everything else goes its way."""
        if isinstance(event, QMouseEvent):
            return self._mouse(event)
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._hand.key(Qt.Key(event.key()), event.modifiers())
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            self._hand.explain(QPointF(event.pos()), event.globalPos())
            return True
        if event.type() == QEvent.Type.Leave:
            self._hand.hover(None)
        return False

    def _mouse(self, event: QMouseEvent) -> bool:
        kind, at, held = event.type(), event.position(), event.modifiers()
        if kind == QEvent.Type.MouseMove:
            POINTER.move(event.timestamp())
            self._moved(event)
        elif event.button() != Qt.MouseButton.LeftButton:
            return False
        elif kind == QEvent.Type.MouseButtonPress:
            self._take(self._hand.press(at, held), at)
        elif kind == QEvent.Type.MouseButtonDblClick:
            self._take(self._hand.press_twice(at, held), at)
        elif kind == QEvent.Type.MouseButtonRelease:
            self._released(at, held)
        return True

    def _take(self, hold: Hold | None, at: QPointF) -> None:
        self._hold, self._from = hold, at
        self._dragging = hold is not None and hold.at_once

    def _moved(self, event: QMouseEvent) -> None:
        at, hold = event.position(), self._hold
        if hold is None or not event.buttons() & Qt.MouseButton.LeftButton:
            self._suit_cursor(at)
        else:
            far = (at - self._from).manhattanLength() >= _DRAG_FROM_PX
            self._dragging = self._dragging or (far and not hold.is_fixed)
            if self._dragging:
                self._hand.drag(hold, at, event.modifiers())
        self._hand.hover(at)

    def _released(self, at: QPointF, held: Qt.KeyboardModifier) -> None:
        hold, self._hold = self._hold, None
        dragged, self._dragging = self._dragging, False
        if hold is not None and dragged:
            self._hand.let_go(hold)
        elif hold is not None:
            self._hand.click(hold, at, held)

    def _suit_cursor(self, at: QPointF) -> None:
        """Show what a drag would take hold of."""
        if self._hand.is_link(at):
            return
        drag = self._hand.take_hold(at)
        cursor = None if drag is None else _CURSORS.get(drag.grip)
        if cursor is None:
            self._widget.unsetCursor()
        elif self._widget.cursor().shape() != cursor:
            self._widget.setCursor(cursor)
