"""A line of text whose numbers open lists: the text, and which of its signs are which number."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from console.domain.spoken import capped
from console.domain.words import pieces
from console.state.lists.link import ListLink


class Count(NamedTuple):
    """A number to be put into a sentence, and the list behind it; None where nothing is listed."""

    number: int
    link: ListLink | None


class LinkAt(NamedTuple):
    """The signs [start, end) of a text, which are a number, and the list behind it."""

    start: int
    end: int
    link: ListLink


class Linked(NamedTuple):
    """A text and the numbers in it that are links, in order."""

    text: str = ""
    links: tuple[LinkAt, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.text)

    def shifted(self, by: int) -> tuple[LinkAt, ...]:
        """The links as they stand when the text begins `by` signs later."""
        return tuple([LinkAt(start + by, end + by, link) for start, end, link in self.links])

    def part(self, start: int, end: int) -> Linked:
        """The signs [start, end) with the links that lie wholly in them."""
        inside = [
            LinkAt(first - start, last - start, link)
            for first, last, link in self.links
            if start <= first and last <= end
        ]
        return Linked(self.text[start:end], tuple(inside))

    def lines(self) -> tuple[Linked, ...]:
        """Its lines, each made fit to be shown."""
        found, start = [], 0
        for line in self.text.split("\n"):
            found.append(fit(self.part(start, start + len(line))))
            start += len(line) + 1
        return tuple(found)

    def shown_as(self, shown: str) -> Linked:
        """The links that are still whole where the text is shown elided."""
        if shown == self.text:
            return self
        same = [a == b for a, b in zip(self.text, shown, strict=False)]
        before = same.index(False) if False in same else len(same)
        ends = [a == b for a, b in zip(reversed(self.text), reversed(shown), strict=False)]
        after = min(ends.index(False) if False in ends else len(ends), len(shown) - before)
        first = tuple(one for one in self.links if one.end <= before)
        cut = len(self.text) - after
        last = Linked("", tuple(one for one in self.links if one.start >= max(cut, before)))
        return Linked(shown, first + last.shifted(len(shown) - len(self.text)))


def linked(key: str, language: str, **values: object) -> Linked:
    """The sentence `key` of words.say, in which every Count among `values` is a link."""
    numbers = {
        name: value.number if isinstance(value, Count) else value for name, value in values.items()
    }
    text, links = "", []
    for name, piece in pieces(key, language, **numbers):
        value = values.get(name)
        link = value.link if isinstance(value, Count) else None
        if link is not None:
            links.append(LinkAt(len(text), len(text) + len(piece), link))
        text += piece
    return Linked(text, tuple(links))


def plain(said: Linked | str) -> str:
    """The text alone."""
    return said if isinstance(said, str) else said.text


def figure(count: Count) -> Linked:
    """A number alone."""
    text = f"{count.number:,}"
    return Linked(text, () if count.link is None else (LinkAt(0, len(text), count.link),))


def joined(between: str, parts: Iterable[Linked | str]) -> Linked:
    """Several texts in one, those without a sign left out."""
    text = ""
    links: list[LinkAt] = []
    for part in parts:
        said = plain(part)
        if said:
            text += between if text else ""
            links += part.shifted(len(text)) if isinstance(part, Linked) else ()
            text += said
    return Linked(text, tuple(links))


def fit(said: Linked | str) -> Linked:
    """A text made fit to be shown in one line, with the links that stay whole."""
    if isinstance(said, str):
        return Linked(capped(said))
    return said.shown_as(capped(said.text))
