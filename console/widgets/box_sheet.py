"""A painted sheet of boxes: laid out at a width, painted whole or box by box, never walked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import cast

from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from console.paint.boxes import Box, box_of
from console.paint.numbers import Ledger, Number


class BoxSheet(QWidget):
    """Shows boxes laid out by `place(width)` and drawn by `draw`; `ledger` holds its numbers.

    `current` is the box the keyboard stands on and `under_pointer` the one that is hovered, -1 for
    none; whoever moves them touches the boxes they leave and reach. A sheet that is collected is
    hidden once more when all its own values have gone: nothing is under the pointer then.
    """

    under_pointer = -1

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.boxes: tuple[Box, ...] = ()
        self.current = -1
        self.seen_px = 0
        self._width = 0
        self._marks: tuple[object, ...] = ()
        self.ledger = Ledger()
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
        stay = before is self.boxes or [a.rect for a in before] == [b.rect for b in self.boxes]
        if not same or not stay:
            self.ledger.clear()
            self.update()
            return
        pairs = zip(marks, self._marks, strict=True)
        changed = [row for row, (one, other) in enumerate(pairs) if one != other]
        if len(changed) == len(self._marks):
            self.ledger.clear()
            self.update()
            return
        anew = [self.boxes[row].rect for row in changed]
        self.ledger.drop(anew)
        self.touch([at.toAlignedRect() for at in anew])

    def touch(self, changed: Iterable[QRect]) -> None:
        """Repaint rectangles, those that are in sight: what lies between them stays."""
        around = self.parentWidget()
        sight = self.rect() if around is None else around.rect().translated(-self.pos())
        for one in changed:
            if one.intersects(sight):
                self.update(one)

    def numbers(self) -> tuple[Number, ...]:
        """The numbers on show."""
        return self.ledger.numbers

    def current_line(self) -> QRectF | None:
        """Where the keyboard stands, None for nowhere."""
        return self.boxes[self.current].rect if 0 <= self.current < len(self.boxes) else None

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the part that is to be seen."""
        painter = QPainter(self)
        with self.ledger:
            for part in cast("Sequence[QRect]", event.region()):
                painter.setClipRect(part)
                self.draw(painter, QRectF(part))

    def _touch(self, row: int) -> None:
        if row < len(self.boxes):
            self.update(_around(self.boxes[row].rect))

    def _speak(self) -> None:
        spoken = self.boxes[self.current].spoken() if 0 <= self.current < len(self.boxes) else ""
        if spoken != self.accessibleDescription():
            self.setAccessibleDescription(spoken)


def _around(box: QRectF) -> QRect:
    return box.toAlignedRect().adjusted(-4, -4, 4, 4)
