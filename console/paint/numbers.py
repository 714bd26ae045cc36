"""Numbers as they are painted: each is noted with its place and the list it opens.

A painter draws a count by `line`; whoever paints a widget does it within `noting`, and then knows
every number on show and what is behind it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QFont, QPainter

from console.paint import lettering
from console.state.lists.link import ListLink

Side = Literal["left", "right", "centre"]

_REACH_PX = 4.0


@dataclass(frozen=True, slots=True)
class Number:
    """One number: the box of its digits, what it says, and the list behind it."""

    at: QRectF
    text: str
    link: ListLink

    @property
    def reach(self) -> QRectF:
        """Where a pointer means it."""
        return self.at.adjusted(-_REACH_PX, 0, _REACH_PX, 0)


class Ledger:
    """The numbers of one widget, each by the box it is painted in."""

    def __init__(self) -> None:
        self._numbers: dict[tuple[int, int, str], Number] = {}

    @property
    def numbers(self) -> tuple[Number, ...]:
        """What is on show."""
        return tuple(self._numbers.values())

    def clear(self) -> None:
        """Everything stands elsewhere now."""
        self._numbers.clear()

    def note(self, box: QRectF, side: str, number: Number | None) -> None:
        """A number was painted in a box, or none any more."""
        key = (round(box.left()), round(box.top()), side)
        if number is None:
            self._numbers.pop(key, None)
        else:
            self._numbers[key] = number


_open: list[Ledger] = []


@contextmanager
def noting(ledger: Ledger) -> Iterator[None]:
    """Note in `ledger` what is painted meanwhile."""
    _open.append(ledger)
    try:
        yield
    finally:
        _open.pop()


def line(
    painter: QPainter,
    box: QRectF,
    text: str,
    font: QFont,
    colour: QColor,
    link: ListLink | None,
    *,
    side: Side = "left",
) -> None:
    """Draw a number and note what it opens; None for what counts nothing that could be listed."""
    lettering.line(painter, box, text, font, colour, side=side)
    note(box, text, font, link, side=side)


def note(
    box: QRectF, text: str, font: QFont, link: ListLink | None, *, side: Side = "left"
) -> None:
    """Note a number that stands in a box."""
    if not _open:
        return
    if link is None or not text:
        _open[-1].note(box, side, None)
        return
    wide = min(lettering.width(text, font), box.width())
    free = box.width() - wide
    left = box.left() + {"left": 0.0, "centre": free / 2, "right": free}[side]
    _open[-1].note(box, side, Number(QRectF(left, box.top(), wide, box.height()), text, link))


def number_at(numbers: Iterable[Number], at: QPointF) -> Number | None:
    """The number under a point."""
    return next((one for one in numbers if one.reach.contains(at)), None)


def number_in(numbers: Iterable[Number], box: QRectF) -> Number | None:
    """The first number that stands in a box."""
    return next((one for one in numbers if box.contains(one.at.center())), None)
