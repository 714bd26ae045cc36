"""A text of several conditions taken apart: `state=active age>=60 且 estate=E0001`.

Conditions stand one after the other, with a space, `且` or `and` between them. A condition begins
where a word is followed by an operator, or by < or > and a digit, which are none; until the next
one everything is its values, so that a value may hold spaces.
"""

from __future__ import annotations

import re

from console.domain.records import dataclass

_WORD = r"[^\s=!<>,，且]+"
_BEGINS = re.compile(rf"(?:^|(?<=[\s且]))({_WORD})\s*(!=|>=|<=|=|[<>](?=\s*\d))")
_JOINS = re.compile(r"(?:\s|且|(?<![^\s且])and(?![^\s且]))+", re.IGNORECASE)
_JOIN_AT_END = re.compile(rf"(?:{_JOINS.pattern})$", re.IGNORECASE)
MOST = 4000
"""A text longer than this is read no farther."""


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of a text: its first character and the one after its last."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The piece itself."""
        return text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Part:
    """One condition in a text: the whole of it, its field, its operator and its values.

    A part without field is text where a condition should begin.
    """

    whole: Span
    field: Span | None = None
    operator: Span | None = None
    values: tuple[Span, ...] = ()


def parts_of(text: str) -> tuple[Part, ...]:
    """The conditions in a text, in order; never an error."""
    text = text[:MOST]
    begins = list(_BEGINS.finditer(text))
    found = []
    lead = _trimmed(text, 0, begins[0].start(1) if begins else len(text))
    if lead.start < lead.end:
        found.append(Part(lead))
    for number, begin in enumerate(begins):
        following = begins[number + 1].start(1) if number + 1 < len(begins) else len(text)
        found.append(_part(text, begin, following))
    return tuple(found)


def _part(text: str, begin: re.Match[str], following: int) -> Part:
    after = _trimmed(text, begin.end(2), following)
    values, start = [], after.start
    for piece in after.of(text).split(","):
        values.append(_bare(text, start, start + len(piece)))
        start += len(piece) + 1
    field, operator = Span(*begin.span(1)), Span(*begin.span(2))
    end = max(after.end, operator.end)
    return Part(Span(field.start, end), field, operator, tuple(values))


def _trimmed(text: str, start: int, end: int) -> Span:
    """A piece without the joins before and behind it."""
    lead = _JOINS.match(text, start, end)
    start = lead.end() if lead else start
    tail = _JOIN_AT_END.search(text[start:end])
    return Span(start, start + tail.start() if tail else end)


def _bare(text: str, start: int, end: int) -> Span:
    """A piece without the spaces before and behind it."""
    piece = text[start:end]
    lead = len(piece) - len(piece.lstrip())
    return Span(start + lead, max(start + lead, start + len(piece.rstrip())))
