"""The command `diff`: what changed, as text for people or as JSON for programs."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from console.changes.difference import Difference, PlaceChange, by_place, difference
from console.changes.spoken import said_change, said_counts, said_table
from console.domain.progress import Progress, silent
from console.domain.spoken import capped, instant
from console.domain.words import say
from console.store.summary import Level

SAME, DIFFERENT = 0, 1
_MOST_SHOWN = 60


def answer_diff(
    old: str,
    new: str,
    *,
    level: Level | None = None,
    as_json: bool = False,
    language: str = "zh",
    progress: Progress = silent,
) -> tuple[str, int]:
    """What `diff` prints, and 1 when anything differs; UserError when one cannot be opened."""
    found = difference(Path(old), Path(new), progress)
    rows = list(by_place(found, level)) if level else []
    status = DIFFERENT if found.differs else SAME
    if as_json:
        return json.dumps(as_object(found, rows), ensure_ascii=False, indent=2), status
    return "\n".join(_lines(found, rows, language)), status


def as_object(found: Difference, rows: list[PlaceChange]) -> dict[str, object]:
    """The object `diff --json` prints."""
    return {
        "tables": {name: one.as_json() for name, one in found.tables.items()},
        "people": found.people.counts(),
        "by": [row.as_json() for row in rows],
    }


def _lines(found: Difference, rows: list[PlaceChange], language: str) -> Iterator[str]:
    at = [instant(one.as_of_us, one.street.zone, language) for one in (found.old, found.new)]
    street = capped(found.new.street.name[language])
    yield say("changes.heading", language, street=street, old=at[0], new=at[1])
    if not found.differs:
        yield say("changes.same", language)
        return
    yield ""
    yield say("changes.people", language) + "  " + said_counts(found.people.counts(), language)
    for name, change in found.tables.items():
        if change.differs:
            yield f"{said_table(name, language)}  {said_change(name, change, language)}"
    if rows:
        yield ""
    for row in rows[:_MOST_SHOWN]:
        place = f"{row.id or ''} {capped(row.name or '')}".strip()
        counts = {kind: count for kind, count in row.counts.items() if count}
        yield f"{place or say('changes.no_place', language)}  {said_counts(counts, language)}"
    if len(rows) > _MOST_SHOWN:
        yield say("changes.more", language, count=len(rows) - _MOST_SHOWN)
