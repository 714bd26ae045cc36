"""Numbers as they are painted: each is noted with its place and the list it opens.

A painter draws a count by `line`, a text with counts in it by `sentence`; whoever paints a widget
does it within its ledger, and then knows every number on show and what is behind it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from itertools import chain
from typing import Literal

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QFont, QPainter

from console.domain.records import dataclass
from console.paint import lettering
from console.paint.arrays import Sides, sides_of
from console.state.lists.link import ListLink
from console.state.lists.linked import Linked

Side = Literal["left", "right", "centre"]

_REACH_PX = 4.0
_BEFORE = {"left": 0.0, "centre": 0.5, "right": 1.0}
"""How much of the room that a text leaves lies before it."""


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


Finding = Callable[[], tuple[Number, ...]]
"""Finds the numbers of a line where somebody asks for them: a picture in a drag asks for none."""


class Ledger:
    """The numbers of one widget, each by the box it is painted in: those painted within it."""

    def __init__(self) -> None:
        self._noted: dict[tuple[int, int, str], tuple[Sides, Finding]] = {}
        self._numbers: tuple[Number, ...] | None = None

    def __enter__(self) -> None:
        _open.append(self)

    def __exit__(self, *_: object) -> None:
        _open.pop()

    @property
    def numbers(self) -> tuple[Number, ...]:
        """What is on show."""
        if self._numbers is None:
            self._numbers = tuple(chain.from_iterable(find() for _, find in self._noted.values()))
        return self._numbers

    def clear(self) -> None:
        """Everything stands elsewhere now."""
        self._noted.clear()
        self._numbers = None

    def drop(self, within: Sequence[QRectF]) -> None:
        """What stands in rectangles is about to be painted anew."""
        anew = [(x, y, x + wide, y + high) for x, y, wide, high in map(sides_of, within)]
        for key, ((left, top, wide, high), _) in tuple(self._noted.items()):
            x, y = left + wide / 2, top + high / 2
            for start, upper, end, lower in anew:
                if start <= x <= end and upper <= y <= lower:
                    del self._noted[key]
                    break
        self._numbers = None

    def note(self, at: Sides, side: str, find: Finding | None) -> None:
        """Numbers were painted in a box, or none any more."""
        key = (round(at[0]), round(at[1]), side)
        if find is not None:
            self._noted[key] = at, find
        else:
            self._noted.pop(key, None)
        self._numbers = None


_open: list[Ledger] = []


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
    lettering.passing(painter, box, text, font, colour, side=side)
    note(box, text, font, link, side=side)


def note(
    box: QRectF, text: str, font: QFont, link: ListLink | None, *, side: Side = "left"
) -> None:
    """Note a number that stands in a box."""
    if not _open:
        return
    at = sides_of(box)
    if link is None or not text:
        _open[-1].note(at, side, None)
    else:
        _open[-1].note(at, side, partial(_in_line, at, text, font, link, side))


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
    draw = lettering.passing if said.links else lettering.line
    draw(painter, box, said.text, font, colour, side=side, elide=elide)
    if _open:
        at = sides_of(box)
        found = partial(_in_sentence, at, said, font, side, elide)
        _open[-1].note(at, side, found if said.links else None)


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


def _in_line(at: Sides, text: str, font: QFont, link: ListLink, side: Side) -> tuple[Number, ...]:
    left, top, room, high = at
    wide = min(lettering.width(text, font), room)
    left += _BEFORE[side] * (room - wide)
    return (Number(QRectF(left, top, wide, high), text, link),)


def _in_sentence(
    at: Sides, said: Linked, font: QFont, side: Side, elide: lettering.Elide
) -> tuple[Number, ...]:
    left, top, room, high = at
    shown = said.shown_as(lettering.elided(said.text, font, room, elide))
    left += _BEFORE[side] * (room - lettering.width(shown.text, font))
    found = []
    for one in shown.links:
        start = left + lettering.width(shown.text[: one.start], font)
        digits = shown.text[one.start : one.end]
        box = QRectF(start, top, lettering.width(digits, font), high)
        found.append(Number(box, digits, one.link))
    return tuple(found)


class Reaches:
    """Where a pointer means each of some numbers; asked for at every move of the pointer."""

    def __init__(self, numbers: tuple[Number, ...]) -> None:
        self.numbers = numbers
        boxes = (one.at for one in numbers)
        self._edges = [
            (box.left() - _REACH_PX, box.top(), box.right() + _REACH_PX, box.bottom())
            for box in boxes
        ]

    def at(self, point: QPointF) -> Number | None:
        """The number whose reach holds a point."""
        x, y = point.x(), point.y()
        for place, (left, top, right, bottom) in enumerate(self._edges):
            if top <= y <= bottom and left <= x <= right:
                return self.numbers[place]
        return None


def number_at(numbers: Iterable[Number], at: QPointF) -> Number | None:
    """The number whose reach holds a point."""
    return Reaches(tuple(numbers)).at(at)


def numbers_in(numbers: Iterable[Number], box: QRectF) -> tuple[Number, ...]:
    """The numbers that stand in a box, as they are read: by lines, from the left."""
    inside = [one for one in numbers if box.contains(one.at.center())]
    return tuple(sorted(inside, key=lambda one: (round(one.at.center().y()), one.at.left())))
