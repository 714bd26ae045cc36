"""Numbers as they are painted: each is noted with its place and the list it opens.

A painter draws a count by `line`, a text with counts in it by `sentence`; whoever paints a widget
does it within `noting`, and then knows every number on show and what is behind it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import chain
from typing import Literal

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QFont, QPainter

from console.domain.records import dataclass
from console.paint import lettering
from console.state.lists.link import ListLink
from console.state.lists.linked import Linked

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

    def is_meant(self, x: float, y: float) -> bool:
        """Whether a pointer at a point means it: the point lies in its reach."""
        at = self.at
        if not at.top() <= y <= at.bottom():
            return False
        return at.left() - _REACH_PX <= x <= at.right() + _REACH_PX


class Ledger:
    """The numbers of one widget, each by the box it is painted in."""

    def __init__(self) -> None:
        self._numbers: dict[tuple[int, int, str], tuple[Number, ...]] = {}

    @property
    def numbers(self) -> tuple[Number, ...]:
        """What is on show."""
        return tuple(chain.from_iterable(self._numbers.values()))

    def clear(self) -> None:
        """Everything stands elsewhere now."""
        self._numbers.clear()

    def drop(self, within: QRectF) -> None:
        """What stands in a rectangle is about to be painted anew."""
        for key, numbers in list(self._numbers.items()):
            if within.contains(numbers[0].at.center()):
                del self._numbers[key]

    def note(self, box: QRectF, side: str, *numbers: Number) -> None:
        """Numbers were painted in a box, or none any more."""
        key = (round(box.left()), round(box.top()), side)
        if numbers:
            self._numbers[key] = numbers
        else:
            self._numbers.pop(key, None)


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
        _open[-1].note(box, side)
        return
    wide = min(lettering.width(text, font), box.width())
    free = box.width() - wide
    left = box.left() + {"left": 0.0, "centre": free / 2, "right": free}[side]
    _open[-1].note(box, side, Number(QRectF(left, box.top(), wide, box.height()), text, link))


def sentence(
    painter: QPainter,
    box: QRectF,
    said: Linked | str,
    font: QFont,
    colour: QColor,
    *,
    side: Side = "left",
    elide: lettering.Elide = "end",
) -> None:
    """Draw a line of text, elided where it does not fit, and note the numbers that stay whole."""
    said = Linked(said) if isinstance(said, str) else said
    lettering.line(painter, box, said.text, font, colour, side=side, elide=elide)
    if not _open:
        return
    shown = said.shown_as(lettering.elided(said.text, font, box.width(), elide))
    wide = lettering.width(shown.text, font) if shown.links else 0.0
    left = box.left() + {"left": 0.0, "centre": 0.5, "right": 1.0}[side] * (box.width() - wide)
    found = []
    for one in shown.links:
        start = left + lettering.width(shown.text[: one.start], font)
        digits = shown.text[one.start : one.end]
        at = QRectF(start, box.top(), lettering.width(digits, font), box.height())
        found.append(Number(at, digits, one.link))
    _open[-1].note(box, side, *found)


def paragraph(
    painter: QPainter,
    at: QPointF,
    said: Linked | str,
    lines: tuple[str, ...],
    font: QFont,
    colour: QColor,
) -> None:
    """Draw the wrapped `lines` of a text below one another from the upper left corner `at`."""
    said = Linked(said) if isinstance(said, str) else said
    step, start = lettering.line_height(font), 0
    for number, text in enumerate(lines):
        found = said.text.find(text, start)
        if found < 0:
            part = said.part(start, len(said.text)).shown_as(text)
        else:
            part, start = said.part(found, found + len(text)), found + len(text)
        box = QRectF(at.x(), at.y() + number * step, lettering.width(text, font) + 2, step)
        sentence(painter, box, part, font, colour)


def number_at(numbers: Iterable[Number], at: QPointF) -> Number | None:
    """The number under a point."""
    x, y = at.toTuple()
    return next((one for one in numbers if one.is_meant(x, y)), None)


def numbers_in(numbers: Iterable[Number], box: QRectF) -> tuple[Number, ...]:
    """The numbers that stand in a box, as they are read: by lines, from the left."""
    inside = [one for one in numbers if box.contains(one.at.center())]
    return tuple(sorted(inside, key=lambda one: (round(one.at.center().y()), one.at.left())))
