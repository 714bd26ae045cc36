"""The summary of an aggregate snapshot: what its counts table says, hidden counts as None.

Such a snapshot has places and units but no people: totals of places, and occupancy, are the
tables' own; people are the sum of the clock's counts, None when one of them is hidden. It speaks
for its own instant only and cannot be filtered.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property

import numpy as np

from console.domain import instants, packs
from console.domain.clock import State
from console.domain.conditions import STATES
from console.domain.errors import UserError
from console.store.columns import Street
from console.store.summary import (
    Level,
    PlaceRow,
    Summary,
    id_and_name,
    ids_and_names,
    occupancy_counts,
    place_of_units,
)

_DUE = State.DUE.name.lower()

Counted = Mapping[str, int | None]


class Aggregate:
    """The counts table, looked up by level, place and measure."""

    def __init__(self, street: Street) -> None:
        self._street = street

    @cached_property
    def _found(self) -> dict[tuple[str, str, str], dict[str, int | None]]:
        counts = self._street.counts
        found: dict[tuple[str, str, str], dict[str, int | None]] = {}
        columns = (counts.level, counts.id, counts.measure, counts.key)
        for row, value in enumerate(counts.value.tolist()):
            level, place, measure, key = (column.text(row) for column in columns)
            of_place = found.setdefault((level, place, measure), {})
            of_place[key] = None if value < 0 else value
        return found

    def of(self, level: Level, place: str, measure: str) -> Counted:
        """Counts of one place by key; keys without a row are missing."""
        return self._found.get((level, place, measure), {})

    def people(self, level: Level, place: str) -> int | None:
        """People of one place: the sum of the clock's counts, None when one is hidden.

        The due are in the active already.
        """
        counted = [n for word, n in self.of(level, place, "clock").items() if word != _DUE]
        known = [value for value in counted if value is not None]
        return sum(known) if len(known) == len(counted) else None


def summarise_aggregate(street: Street, as_of_us: int, level: Level | None = None) -> Summary:
    """The summary of an aggregate snapshot; UserError for an instant that is not its own."""
    if as_of_us != street.as_of_us:
        own = instants.iso(street.as_of_us, instants.zone(street.zone))
        raise UserError("summary.aggregate_as_of", as_of=own)
    aggregate = Aggregate(street)
    clock = aggregate.of("street", street.code, "clock")
    classes = packs.load(street.scenario).classes
    category = aggregate.of("street", street.code, "category")
    return Summary(
        street=street,
        as_of=instants.iso(as_of_us, instants.zone(street.zone)),
        where=(),
        totals={
            "committees": len(street.committees.id),
            "estates": len(street.estates.id),
            "buildings": len(street.buildings.id),
            "units": len(street.units.floor),
            "residents": aggregate.people("street", street.code),
        },
        clock={word: clock.get(word, 0) for word in STATES},
        categories={one.key: category.get(one.key, 0) for one in classes},
        occupancy=occupancy_counts(street, np.ones(len(street.units.floor), np.bool_)),
        tags=dict(aggregate.of("street", street.code, "tag")),
        level=level,
        by=tuple(_by(street, aggregate, level)) if level else (),
    )


def _by(street: Street, aggregate: Aggregate, level: Level) -> Iterator[PlaceRow]:
    ids, _ = ids_and_names(street, level)
    rows = 1 if ids is None else len(ids)
    units = np.bincount(place_of_units(street, level) + 1, minlength=rows + 1)
    unsorted = [_row(street, aggregate, level, row, int(units[row + 1])) for row in range(rows)]
    yield from sorted(unsorted, key=lambda row: (-(row.active or 0), row.id or ""))
    if units[0]:
        yield PlaceRow(None, None, None, int(units[0]), None, None)


def _row(street: Street, aggregate: Aggregate, level: Level, row: int, units: int) -> PlaceRow:
    place, name = id_and_name(street, level, row)
    if level == "unit":
        return PlaceRow(place, name, None, units, None, None)
    clock = aggregate.of(level, place, "clock")
    return PlaceRow(
        id=place,
        name=name,
        residents=aggregate.people(level, place),
        units=units,
        active=clock.get("active", 0),
        complete=clock.get("complete", 0),
    )
