"""A summary as a person reads it in a terminal: a few aligned lines in Chinese or English."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from console.domain import dates, instants, packs, words
from console.store.summary import PlaceRow, Summary

_GAP = "  "
_LONGEST_NAME = 40
_COLUMNS = ("residents", "units", "active", "complete")


def summary_text(summary: Summary, language: str) -> str:
    """The summary in lines without a final line end; counts grouped by thousands."""
    parts = [_heading(summary, language), _groups(summary, language)]
    if summary.by:
        parts.append(_places(summary.by, language))
    return "\n\n".join(parts)


def width(text: str) -> int:
    """Columns a text takes in a terminal: two for a wide character, none for a combining one."""
    if text.isascii() and text.isprintable():
        return len(text)
    return sum(_width(character) for character in text)


@lru_cache(maxsize=4096)
def _width(character: str) -> int:
    if unicodedata.combining(character) or unicodedata.category(character) in ("Cf", "Cc"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def _heading(summary: Summary, language: str) -> str:
    street = summary.street
    tz = instants.zone(street.zone)
    at_us = instants.parse(summary.as_of, tz)
    as_of = dates.say_instant(at_us, tz, language)
    name = _plain(street.name[language])
    lines = [words.say("summary.title", language, street=name, as_of=as_of)]
    if street.synthetic:
        lines.append(words.say("summary.synthetic", language))
    if summary.where:
        lines.append(words.say("summary.where", language, conditions=" · ".join(summary.where)))
    totals = (
        words.say(f"summary.totals.{name}", language, count=_figure(count, language))
        for name, count in summary.totals.items()
    )
    return "\n".join([*lines, " · ".join(totals)])


def _groups(summary: Summary, language: str) -> str:
    pack = packs.load(summary.street.scenario)
    classes = {one.key: one.label[language] for one in pack.classes}
    tags = {key: tag.label[language] for key, tag in pack.tags.items()}
    states = {key: words.say(f"summary.state.{key}", language) for key in summary.clock}
    homes = {key: words.say(f"summary.occupancy.{key}", language) for key in summary.occupancy}
    groups = (
        ("clock", summary.clock, states),
        ("categories", summary.categories, classes),
        ("occupancy", summary.occupancy, homes),
        ("tags", summary.tags, tags),
    )
    titled = [
        (words.say(f"summary.{name}_title", language), _counts(counts, labels, language))
        for name, counts, labels in groups
        if counts
    ]
    widest = max(width(title) for title, _ in titled)
    return "\n".join(_padded(title, widest) + _GAP + counts for title, counts in titled)


def _counts(counts: Mapping[str, int | None], labels: Mapping[str, str], language: str) -> str:
    return " · ".join(
        f"{labels.get(key, _plain(key))} {_figure(count, language)}"
        for key, count in counts.items()
    )


def _places(rows: Sequence[PlaceRow], language: str) -> str:
    """One line a place: id, name, four figures, aligned."""
    head = ["", *(words.say(f"summary.column.{name}", language) for name in _COLUMNS)]
    head[0] = words.say("summary.column.place", language)
    table = [head, *(_cells(row, language) for row in rows)]
    widths = [max(width(line[column]) for line in table) for column in range(len(head))]
    return "\n".join(_line(line, widths) for line in table)


def _cells(row: PlaceRow, language: str) -> list[str]:
    place = words.say("summary.nowhere", language)
    if row.id is not None:
        place = f"{_plain(row.id)} {_plain(row.name or '')}".rstrip()
    figures = (row.residents, row.units, row.active, row.complete)
    return [place, *(_figure(figure, language) for figure in figures)]


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    return _GAP.join(_aligned(cells, widths)).rstrip()


def _aligned(cells: Sequence[str], widths: Sequence[int]) -> Iterator[str]:
    yield _padded(cells[0], widths[0])
    for cell, widest in zip(cells[1:], widths[1:], strict=True):
        yield " " * (widest - width(cell)) + cell


def _padded(text: str, widest: int) -> str:
    return text + " " * (widest - width(text))


def _figure(count: int | None, language: str) -> str:
    return words.say("summary.hidden", language) if count is None else f"{count:,}"


def _plain(text: str) -> str:
    """A text from data on one line: no control characters, capped."""
    if text.isprintable() and len(text) <= _LONGEST_NAME:
        return text
    shown = "".join(one for one in text if unicodedata.category(one)[0] != "C")
    return shown if len(shown) <= _LONGEST_NAME else shown[: _LONGEST_NAME - 1] + "…"
