"""The difference of random streets is what reading both row by row gives."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from random import Random

import pytest

from console.changes.answer import answer_diff
from console.snapshot.schema import TABLES
from console.store.summary import Level
from tests.changes.days import Row, Rows, changed
from tests.store import plain, tiny
from tests.store.random_street import RandomStreet

KINDS = ("arrived", "completed", "released", "broken", "moved", "appeared", "gone")


@pytest.mark.parametrize("seed", range(24))
def test_a_random_step_is_told_as_its_rows_say(own_home: Path, tmp_path: Path, seed: int) -> None:
    assert own_home
    made, random = RandomStreet(seed), Random(seed)
    later = made.as_of + timedelta(days=random.randint(0, 9), hours=random.randint(0, 20))
    new = changed(made, random)
    folders = []
    for name, tables, at in (("old", made.tables, made.as_of), ("new", new, later)):
        as_of = at.astimezone(made.zone).isoformat()
        folder = tmp_path / f"{name}.street"
        folders.append(tiny.write(folder, tables, timezone=made.zone.key, as_of=as_of))
    before = plain.PlainStreet(made.tables, made.zone, made.as_of)
    after = plain.PlainStreet(new, made.zone, later)
    levels: tuple[Level, ...] = ("committee", "estate")
    for level in levels:
        text, status = answer_diff(str(folders[0]), str(folders[1]), level=level, as_json=True)
        told = json.loads(text)
        people = dict(became(before, after))
        assert told["people"] == {kind: len(ids) for kind, ids in people.items()}
        assert {name: one for name, one in told["tables"].items() if any(one.values())} == {
            name: one for name, one in tables_differ(made.tables, new) if any(one.values())
        }
        assert {row.pop("id"): row for row in told["by"]} == by(before, after, people, level)
        differs = any(map(len, people.values())) or any(
            any(one.values()) for _, one in tables_differ(made.tables, new)
        )
        assert status == differs


def tables_differ(old: Rows, new: Rows) -> Iterator[tuple[str, Row]]:
    """What `diff` says of every table, by comparing rows one by one."""
    for name in dict.fromkeys((*new, *old)):
        key = TABLES[name].id
        before = {row[key]: row for row in old.get(name, ())}
        after = {row[key]: row for row in new.get(name, ())}
        columns: dict[str, int] = {}
        changed_rows = 0
        for one in before.keys() & after.keys():
            names = {*before[one], *after[one]}
            unlike = [it for it in names if before[one].get(it) != after[one].get(it)]
            changed_rows += bool(unlike)
            for column in unlike:
                columns[column] = columns.get(column, 0) + 1
        yield (
            name,
            {
                "added": len(after.keys() - before.keys()),
                "removed": len(before.keys() - after.keys()),
                "changed": changed_rows,
                "columns": columns,
            },
        )


def became(old: plain.PlainStreet, new: plain.PlainStreet) -> Iterator[tuple[str, set[str]]]:
    """The people of every kind of change."""
    episodes = new.rows("episodes")

    def who(claim: Callable[[Row], bool]) -> set[str]:
        return {row["resident_id"] for row in episodes if claim(dict(row))}

    def between(at: datetime | None) -> bool:
        return at is not None and old.as_of < at <= new.as_of

    def complete(row: Row) -> datetime:
        return datetime.fromisoformat(plain._midnight_after(new, new.last_day(row)))

    def never(row: Row) -> bool:
        ended = row["ended_at"]
        return bool(row["outcome"] == "cancelled" and ended <= row["anchored_at"])

    yield "arrived", who(lambda row: between(row["anchored_at"]) and not never(row))
    yield (
        "completed",
        who(
            lambda row: (
                between(complete(row))
                and (row["ended_at"] is None or row["ended_at"] >= complete(row))
            )
        ),
    )
    released = "released"
    yield released, who(lambda row: between(row["ended_at"]) and row["outcome"] == released)
    yield "broken", who(lambda row: between(row["ended_at"]) and row["outcome"] != released)
    was = {row["resident_id"]: place(old, dict(row)) for row in old.rows("residents")}
    now = {row["resident_id"]: place(new, dict(row)) for row in new.rows("residents")}
    yield "moved", {one for one in was.keys() & now.keys() if was[one] != now[one]}
    yield "appeared", now.keys() - was.keys()
    yield "gone", was.keys() - now.keys()


def place(street: plain.PlainStreet, person: Row) -> str | None:
    unit = street.place_of(person)
    return None if unit is None else str(unit["unit_id"])


def by(
    old: plain.PlainStreet, new: plain.PlainStreet, people: dict[str, set[str]], level: str
) -> dict[str | None, Row]:
    """The people of every kind of change by the place they are in, or were."""
    found: dict[str | None, Row] = {}
    for kind, ids in people.items():
        street = old if kind == "gone" else new
        person = {row["resident_id"]: row for row in street.rows("residents")}
        for one in ids:
            unit = street.place_of(person[one])
            at = None if unit is None else street.id_at(level, unit)
            named = [row["name"] for row in street.rows(f"{level}s") if row[f"{level}_id"] == at]
            row = found.setdefault(at, {"name": next(iter(named), None), **dict.fromkeys(KINDS, 0)})
            row[kind] += 1
    return found
