"""What a command prints for people to read: summaries, reports and help as plain lines."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from console.arguments import COMMANDS, OPEN
from console.domain import instants, packs, spoken
from console.domain.words import say

if TYPE_CHECKING:
    from console.domain.packs import Pack
    from console.snapshot.findings import Report
    from console.store.summary import PlaceRow, Summary

Counts = Mapping[str, int | None]

_FIGURES = ("residents", "units", "active", "complete")


def help_lines(command: str, language: str) -> Iterator[str]:
    """How one command is written, or all of them after the program's name alone."""
    yield say("cli.help.title", language)
    yield ""
    for name in COMMANDS if command == OPEN else (command,):
        key = name or "open"
        yield f"  street-console {COMMANDS[name].syntax}"
        yield f"      {say(f'cli.help.{key}', language)}"
    yield ""
    yield say("cli.help.times", language)


def report_lines(report: Report, snapshot: str, language: str) -> Iterator[str]:
    """The verdict on a snapshot, then every fault and every note in its sentence."""
    verdict = "sound" if report.ok else "faulty"
    count = len(report.faults)
    yield say(f"cli.check.{verdict}", language, snapshot=harmless(snapshot), count=count)
    for kind, findings in (("fault", report.faults), ("note", report.notes)):
        for one in findings:
            place = f"{one.table}.{one.column}" if one.column else one.table
            sentence = harmless(one.say(language))
            yield say(f"cli.check.{kind}", language, place=harmless(place), sentence=sentence)


def summary_lines(summary: Summary, language: str) -> Iterator[str]:
    """The counts of a summary, then a table of its places when there is one."""
    street = summary.street
    pack = packs.load(street.scenario)
    at_us = instants.parse(summary.as_of, instants.zone(street.zone))
    as_of = spoken.instant(at_us, street.zone, language)
    head = say("cli.sum.head", language, street=harmless(street.name[language]), as_of=as_of)
    yield say("cli.sum.synthetic", language, head=head) if street.synthetic else head
    labels = _labels(pack, language)
    groups: tuple[tuple[str, Counts], ...] = (
        ("totals", summary.totals),
        ("clock", summary.clock),
        ("categories", summary.categories),
        ("occupancy", summary.occupancy),
        ("tags", summary.tags),
    )
    for group, counts in groups:
        if counts:
            title = say(f"cli.sum.{group}", language)
            yield f"{title}  {_counted(group, counts, labels, language)}"
    if summary.by:
        yield ""
        yield from _table(summary.by, language)


def harmless(text: str) -> str:
    """Text from data as a terminal may show it: one line, capped, no control characters."""
    return "".join(
        "\N{REPLACEMENT CHARACTER}" if unicodedata.category(one) in ("Cc", "Cf") else one
        for one in spoken.capped(text)
    )


def _labels(pack: Pack, language: str) -> Mapping[tuple[str, str], str]:
    """What the pack calls its classes and tags."""
    classes = {("categories", one.key): one.label[language] for one in pack.classes}
    return {**classes, **{("tags", key): tag.label[language] for key, tag in pack.tags.items()}}


def _counted(
    group: str, counts: Counts, labels: Mapping[tuple[str, str], str], language: str
) -> str:
    return " · ".join(
        f"{_label(group, key, labels, language)} {_figure(count, language)}"
        for key, count in counts.items()
    )


def _label(group: str, key: str, labels: Mapping[tuple[str, str], str], language: str) -> str:
    if group in ("categories", "tags"):
        return labels.get((group, key)) or harmless(key)
    return say(f"cli.sum.word.{key}", language)


def _figure(count: int | None, language: str) -> str:
    return say("cli.sum.hidden", language) if count is None else f"{count:,}"


def _table(rows: Sequence[PlaceRow], language: str) -> Iterator[str]:
    heads = [say(f"cli.sum.column.{name}", language) for name in ("id", "name")]
    heads += [say(f"cli.sum.word.{name}", language) for name in _FIGURES]
    cells = [heads, *([*_place(row, language), *_figures(row, language)] for row in rows)]
    widths = [max(_width(line[column]) for line in cells) for column in range(len(heads))]
    for line in cells:
        padded = [
            _padded(cell, width, right=column >= 2)
            for column, (cell, width) in enumerate(zip(line, widths, strict=True))
        ]
        yield "  ".join(padded).rstrip()


def _place(row: PlaceRow, language: str) -> list[str]:
    if row.id is None:
        return [say("cli.sum.nowhere", language), ""]
    return [harmless(row.id), harmless(row.name or "")]


def _figures(row: PlaceRow, language: str) -> list[str]:
    return [_figure(getattr(row, name), language) for name in _FIGURES]


def _padded(text: str, width: int, *, right: bool) -> str:
    blanks = " " * (width - _width(text))
    return blanks + text if right else text + blanks


def _width(text: str) -> int:
    """Columns a terminal takes for `text`: Chinese characters take two."""
    return sum(2 if unicodedata.east_asian_width(one) in "WF" else 1 for one in text)
