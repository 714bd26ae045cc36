"""Two snapshots compared: their tables, their people, and both by committee or estate."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from pathlib import Path

import numpy as np
import pyarrow as pa

from console.changes.people import KINDS, PeopleChange, people_change, place_of_people
from console.changes.tables import TableChange, table_change
from console.domain.distinct import distinct
from console.domain.errors import UserError
from console.domain.progress import Progress, Stopped, never, silent, staged
from console.domain.records import dataclass
from console.snapshot.manifest import Manifest, read_manifest
from console.snapshot.read import read_again, uncoded
from console.store.columns import I32
from console.store.frame import Frame, frame
from console.store.list_tables import read_details
from console.store.load import Opened, changed_file, keep_street, open_street
from console.store.rows import follow
from console.store.summary import Level, ids_and_names, place_of_units

STAGE = "changes.progress"


@dataclass(frozen=True)
class Difference:
    """How the snapshot of `new` differs from that of `old`, each at its own instant."""

    old: Frame
    new: Frame
    tables: Mapping[str, TableChange]
    people: PeopleChange

    @cached_property
    def differs(self) -> bool:
        """Whether anything differs."""
        return any(self.people.counts().values()) or any(
            one.differs for one in self.tables.values()
        )


@dataclass(frozen=True, slots=True)
class PlaceChange:
    """What became of the people of one place; id and name None for those without one."""

    id: str | None
    name: str | None
    counts: Mapping[str, int]

    def as_json(self) -> dict[str, object]:
        """A row of `by`."""
        return {"id": self.id, "name": self.name, **self.counts}


def difference(
    old: Path,
    new: Path,
    progress: Progress = silent,
    cancelled: Stopped = never,
    *,
    to_list: bool = False,
) -> Difference:
    """How the snapshot in the folder `new` differs from the one in `old`.

    Files that are the same byte by byte are not compared again. With `to_list` lists can say of
    both streets what stands in the tables that were read. UserError when one of them cannot be
    opened or has faults, Cancelled when `cancelled` says so.
    """
    step, sides = staged(STAGE, progress, cancelled), []
    for number, folder in enumerate((old, new)):
        step(0.4 * number)
        sides.append(_Side.open(folder, cancelled))
    step(0.8)
    before, after = sides
    unlike = _unlike(before.manifest, after.manifest)
    held = [side.tables(unlike, cancelled) for side in sides]
    for side, tables_of_side in zip(sides, held, strict=True) if to_list else ():
        read_details(side.opened.street, tables_of_side)
    names = dict.fromkeys((*after.manifest.tables, *before.manifest.tables))
    instants = before.frame.as_of_us, after.frame.as_of_us
    tables = {
        name: table_change(name, held[0].get(name), held[1].get(name), instants)
        if name in unlike
        else TableChange()
        for name in names
    }
    people = people_change(before.frame, after.frame)
    step(1.0)
    return Difference(before.frame, after.frame, tables, people)


def by_place(found: Difference, level: Level) -> Iterator[PlaceChange]:
    """What became of the people of every place of a level where anything did, the most first.

    People are where they are in the new snapshot; the gone where they were. Those without a place
    come last.
    """
    counted: dict[tuple[str | None, str | None], dict[str, int]] = {}
    for kind, people in found.people.lists():
        side = found.old if kind == "gone" else found.new
        for place, count in _counted(side, level, people):
            counted.setdefault(place, dict.fromkeys(KINDS, 0))[kind] = count
    rows = [PlaceChange(place, name, counts) for (place, name), counts in counted.items()]
    yield from sorted(
        rows, key=lambda row: (row.id is None, -sum(row.counts.values()), row.id or "")
    )


def people_at(found: Difference, kind: str, level: Level, place: str | None) -> I32:
    """The people of a kind whom `by_place` counts at the place with an id; None for without one."""
    side = found.old if kind == "gone" else found.new
    people: I32 = getattr(found.people, kind)
    rows = _places(side, level, people)
    ids, _ = ids_and_names(side.street, level)
    assert ids is not None
    there = {row for row in distinct(rows)[0].tolist() if (ids[row] if row >= 0 else None) == place}
    return people[np.isin(rows, list(there))]


def _places(side: Frame, level: Level, people: I32) -> I32:
    """The row of a level at which each of some people is, -1 for none."""
    return follow(place_of_units(side.street, level), place_of_people(side)[people])


def _counted(
    side: Frame, level: Level, people: I32
) -> Iterator[tuple[tuple[str | None, str | None], int]]:
    street = side.street
    place = _places(side, level, people)
    ids, names = ids_and_names(street, level)
    assert ids is not None
    assert names is not None
    counts = np.bincount(place + 1, minlength=len(ids) + 1)
    for row in np.flatnonzero(counts).tolist():
        key = (ids.text(row - 1), names[row - 1]) if row else (None, None)
        yield key, int(counts[row])


@dataclass(frozen=True, slots=True)
class _Side:
    """One of the two snapshots, opened."""

    folder: Path
    manifest: Manifest
    opened: Opened
    frame: Frame

    @classmethod
    def open(cls, folder: Path, cancelled: Stopped) -> _Side:
        opened = open_street(folder, cancelled=cancelled)
        if opened.tables is None:
            changed = changed_file(folder, cancelled)
            if changed is not None:
                raise UserError("store.changed_on_disk", file=changed)
        keep_street(opened, cancelled)
        street = opened.street
        return cls(folder, read_manifest(folder), opened, frame(street, street.as_of_us))

    def tables(self, names: set[str], cancelled: Stopped) -> Mapping[str, pa.Table]:
        """Some of its tables, those that it has."""
        if self.opened.tables is not None:
            held = self.opened.tables
            return uncoded({name: held[name] for name in names if name in held})
        return read_again(self.folder, names & set(self.manifest.tables), cancelled)


def _unlike(old: Manifest, new: Manifest) -> set[str]:
    """The tables that are not the same file in both."""
    names = {*old.tables, *new.tables}
    hashed = [
        {name: one.sha256 for name, one in manifest.tables.items()} for manifest in (old, new)
    ]
    return {name for name in names if hashed[0].get(name) != hashed[1].get(name)}
