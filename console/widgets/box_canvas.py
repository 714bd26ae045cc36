"""A painted list: hover, click, keys, focus ring and tool tips over boxes that a subclass draws."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from console.paint.boxes import Box, box_at, box_beside, box_of
from console.paint.numbers import Ledger, Number, noting
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


class BoxCanvas(QWidget):
    """Shows boxes laid out by `place(width)` and drawn by `draw`.

    `hovered(key)` (None for nothing), `picked(key)` for a click or Space, `opened(key)` for a
    double click or Enter; `reached(QRectF)` asks whoever scrolls to show the box walked to.
    """

    hovered = Signal(object)
    picked = Signal(object)
    opened = Signal(object)
    reached = Signal(QRectF)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.boxes: tuple[Box, ...] = ()
        self.under_pointer = -1
        self.current = -1
        self.seen_px = 0
        self._width = 0
        self._pressed: object = None
        self._marks: tuple[object, ...] = ()
        self.ledger = Ledger()
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def place(self, width_px: int) -> tuple[float, tuple[Box, ...]]:
        """The height at a width, and the boxes; a subclass says."""
        return 0.0, ()

    def marks(self) -> tuple[object, ...]:
        """Everything that is drawn in each box; a subclass that says it is painted box by box."""
        return ()

    def draw(self, painter: QPainter, visible: QRectF) -> None:
        """Draw what lies in `visible`; a subclass does."""

    def fit(self, width_px: int, seen_px: int = 0) -> None:
        """Take the width there is and the height it then needs; `seen_px` of it are in sight."""
        self._width, self.seen_px = max(1, width_px), seen_px
        self.renew()

    def renew(self) -> None:
        """Lay out again what is to be shown now; the current box stays when it is still there."""
        before, marks, outlined = self.boxes, self._marks, (self.current, self.under_pointer)
        key = before[self.current].key if 0 <= self.current < len(before) else None
        height, self.boxes = self.place(self._width)
        self._marks = self.marks()
        self.current = -1 if key is None else box_of(self.boxes, key)
        self.under_pointer = -1
        tall = max(1, round(height))
        same = (self.minimumHeight(), self.maximumHeight()) == (tall, tall)
        if not same:
            self.setFixedHeight(tall)
        self._speak()
        same = same and bool(self._marks) and outlined == (self.current, self.under_pointer)
        if not same or [one.rect for one in before] != [one.rect for one in self.boxes]:
            self.ledger.clear()
            self.update()
            return
        for row, (one, other) in enumerate(zip(marks, self._marks, strict=True)):
            if one != other:
                self._touch(row)

    def numbers(self) -> tuple[Number, ...]:
        """The numbers on show."""
        return self.ledger.numbers

    def current_line(self) -> QRectF | None:
        """Where the keyboard stands, None for nowhere."""
        return self.boxes[self.current].rect if 0 <= self.current < len(self.boxes) else None

    def show_key(self, key: object) -> None:
        """Make the box that stands for `key` the current one, and ask to have it in sight."""
        self._go(box_of(self.boxes, key))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the part that is to be seen."""
        painter = QPainter(self)
        with noting(self.ledger):
            for part in cast("Sequence[QRect]", event.region()):
                painter.setClipRect(part)
                self.draw(painter, QRectF(part))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Say what lies under the pointer."""
        self._hover(box_at(self.boxes, event.position()))

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

    def _touch(self, row: int) -> None:
        if row < len(self.boxes):
            self.update(self.boxes[row].rect.toAlignedRect().adjusted(-4, -4, 4, 4))

    def _speak(self) -> None:
        spoken = self.boxes[self.current].spoken() if 0 <= self.current < len(self.boxes) else ""
        self.setAccessibleDescription(spoken)
