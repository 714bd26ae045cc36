"""A painted list: hover, click, keys, focus ring and tool tips over boxes that a subclass draws."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QHelpEvent, QHideEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QWidget

from console.paint.boxes import box_at, box_beside, box_of
from console.widgets.box_sheet import BoxSheet
from console.widgets.tips import show_plain_tip

_MOVES = {
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
    Qt.Key.Key_PageUp: (0, -10),
    Qt.Key.Key_PageDown: (0, 10),
    Qt.Key.Key_Home: (0, -(10**9)),
    Qt.Key.Key_End: (0, 10**9),
}


class BoxCanvas(BoxSheet):
    """A sheet of boxes that can be pointed at, walked and picked.

    `hovered(key)` (None for nothing), `picked(key)` for a click or Space, `opened(key)` for a
    double click or Enter; `reached(QRectF)` asks whoever scrolls to show the box walked to.
    """

    hovered = Signal(object)
    picked = Signal(object)
    opened = Signal(object)
    reached = Signal(QRectF)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pressed: object = None
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def show_key(self, key: object) -> None:
        """Make the box that stands for `key` the current one, and ask to have it in sight."""
        self._go(box_of(self.boxes, key))

    def renew(self) -> None:
        """Lay out again; the current box, where its middle was in sight, stays in sight."""
        before = self.current_line()
        seen = before is not None and self._shows(before)
        super().renew()
        now = self.current_line()
        if seen and now is not None and now != before:
            self.reached.emit(now)

    def _shows(self, box: QRectF) -> bool:
        """Whether the middle of a box is in sight."""
        around = self.parentWidget()
        sight = self.rect() if around is None else around.rect().translated(-self.pos())
        return sight.contains(box.center().toPoint())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Say what lies under the pointer."""
        self._hover(box_at(self.boxes, event.position()))

    def hideEvent(self, event: QHideEvent) -> None:
        """Nor is anything where nothing is seen: a panel may go from under the pointer."""
        self._hover(-1)

    def leaveEvent(self, event: QEvent) -> None:
        """Nothing is hovered outside."""
        self._hover(-1)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click makes a box the current one and picks it."""
        row = box_at(self.boxes, event.position())
        if event.button() == Qt.MouseButton.LeftButton and row >= 0:
            self._go(row)
            self._pressed = self.boxes[row].key
            self.picked.emit(self._pressed)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """A double click opens, unless the first click brought other boxes under the pointer."""
        row = box_at(self.boxes, event.position())
        same = row >= 0 and self.boxes[row].key == self._pressed
        if event.button() == Qt.MouseButton.LeftButton and same:
            self.opened.emit(self.boxes[row].key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows walk, Space picks, Enter opens."""
        key = Qt.Key(event.key())
        if key in _MOVES:
            self._go(box_beside(self.boxes, self.current, *_MOVES[key]))
        elif self.current >= 0 and key == Qt.Key.Key_Space:
            self.picked.emit(self.boxes[self.current].key)
        elif self.current >= 0 and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit(self.boxes[self.current].key)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The focus stands on a box, the first when there was none and the keyboard brought it.

        A list that was clicked, or that its window's return focuses again, marks no box by itself.
        """
        back = (
            event.reason() == Qt.FocusReason.ActiveWindowFocusReason and self._pressed is not None
        )
        by_mouse = event.reason() == Qt.FocusReason.MouseFocusReason
        if self.current < 0 and not back and not by_mouse:
            self._go(box_beside(self.boxes, -1, 0, 0))
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Hide the focus ring."""
        self.update()

    def event(self, event: QEvent) -> bool:
        """Answer a request for a tool tip."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            row = box_at(self.boxes, QPointF(event.pos()))
            tip = self.boxes[row].tip() if row >= 0 else ""
            within = self.boxes[row].rect.toAlignedRect() if row >= 0 else None
            show_plain_tip(tip, event.globalPos(), self, within)
            return True
        return super().event(event)

    def _hover(self, row: int) -> None:
        if row != self.under_pointer:
            for changed in {row, self.under_pointer} - {-1}:
                self._touch(changed)
            self.under_pointer = row
            self.hovered.emit(self.boxes[row].key if row >= 0 else None)

    def _go(self, row: int) -> None:
        if row >= 0 and row != self.current:
            for changed in {row, self.current} - {-1}:
                self._touch(changed)
            self.current = row
            self._speak()
            self.reached.emit(self.boxes[row].rect)
