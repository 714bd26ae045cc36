"""How a street stands at an instant: the counts of `summary`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Literal

import numpy as np
import numpy.typing as npt

from console.domain import instants, packs
from console.domain.clock import State, are_in
from console.domain.conditions import Condition
from console.domain.records import dataclass
from console.store.columns import I32, I64, MISSING, OCCUPANCIES, Street, Strings
from console.store.conditions import keep
from console.store.frame import Frame, under_clock
from console.store.kept import Kept
from console.store.rows import follow

Level = Literal["street", "committee", "estate", "building", "unit"]


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """One place of `by`; id and name None for what has no place of that level.

    A count is None where an aggregate snapshot hides it.
    """

    id: str | None
    name: str | None
    residents: int | None
    units: int
    active: int | None
    complete: int | None


@dataclass(frozen=True, slots=True)
class Summary:
    """The counts of what conditions keep; None where an aggregate snapshot hides a count."""

    street: Street
    as_of: str
    where: tuple[str, ...]
    totals: dict[str, int | None]
    clock: dict[str, int | None]
    categories: dict[str, int | None]
    occupancy: dict[str, int]
    tags: dict[str, int | None]
    level: Level | None
    by: tuple[PlaceRow, ...]

    def as_json(self, snapshot: str) -> dict[str, Any]:
        """The object `summary --json` prints; `snapshot` is the path as given."""
        return {
            "snapshot": snapshot,
            "as_of": self.as_of,
            "where": list(self.where),
            "totals": self.totals,
            "clock": self.clock,
            "categories": self.categories,
            "occupancy": self.occupancy,
            "tags": self.tags,
            "by": [
                {
                    "id": row.id,
                    "name": row.name,
                    "residents": row.residents,
                    "units": row.units,
                    "active": row.active,
                    "complete": row.complete,
                }
                for row in self.by
            ],
        }


def summarise(
    frame: Frame, conditions: Sequence[Condition] = (), level: Level | None = None
) -> Summary:
    """The counts of what `conditions` keep at the frame's instant, by the places of `level`."""
    street = frame.street
    kept = keep(frame, conditions)
    return Summary(
        street=street,
        as_of=instants.iso(frame.as_of_us, instants.zone(street.zone)),
        where=tuple(condition.text for condition in conditions),
        totals=_totals(street, kept),
        clock=clock_counts(np.bincount(frame.state[kept.people], minlength=len(State))),
        categories=_categories(frame, kept),
        occupancy=occupancy_counts(street, kept.units),
        tags=_tags(street, kept),
        level=level,
        by=tuple(_by(frame, kept, level)) if level else (),
    )


def clock_counts(by_state: npt.NDArray[np.integer[Any]]) -> dict[str, int | None]:
    """Counts indexed by clock.State as the seven words, `active` with the due in it."""
    count = {state: int(by_state[state]) for state in State}
    words = {state: count[state] for state in State if state is not State.NONE}
    words[State.ACTIVE] += count[State.DUE]
    named: dict[str, int | None] = {state.name.lower(): words[state] for state in words}
    return {**named, "none": count[State.NONE]}


def occupancy_counts(street: Street, units: npt.NDArray[np.bool_]) -> dict[str, int]:
    """How many of the kept units are owned, rented and so on; words with a count only."""
    counts = np.bincount(street.units.occupancy[units], minlength=len(OCCUPANCIES))
    return {word: int(n) for word, n in zip(OCCUPANCIES, counts, strict=False) if n}


def place_of_units(street: Street, level: Level) -> I32:
    """The row of the place of `level` each unit lies in, int32[u], -1 for none."""
    if level == "street":
        return np.zeros(len(street.units.floor), np.int32)
    if level == "unit":
        return np.arange(len(street.units.floor), dtype=np.int32)
    if level == "building":
        return street.units.building
    of_building = street.buildings.estate
    if level == "committee":
        of_building = follow(street.estates.committee, of_building)
    return of_building[street.units.building]


def ids_and_names(street: Street, level: Level) -> tuple[Strings | None, Strings | None]:
    """Ids and Chinese names of the places of `level`; None for the street itself."""
    match level:
        case "committee":
            return street.committees.id, street.committees.name
        case "estate":
            return street.estates.id, street.estates.name
        case "building":
            return street.buildings.id, street.buildings.name
        case "unit":
            return street.units.id, street.units.room
        case _:
            return None, None


def id_and_name(street: Street, level: Level, row: int) -> tuple[str, str | None]:
    """Id and Chinese name of one place; a unit's name is its room."""
    ids, names = ids_and_names(street, level)
    if ids is None or names is None:
        return street.code, street.name["zh"]
    return ids.text(row), names[row]


def _totals(street: Street, kept: Kept) -> dict[str, int | None]:
    places: dict[str, int | None] = {
        "committees": len(street.committees.id),
        "estates": len(street.estates.id),
        "buildings": len(street.buildings.id),
    }
    if not kept.is_everything:
        levels: tuple[Level, ...] = ("committee", "estate", "building")
        for name, level in zip(tuple(places), levels, strict=True):
            rows = place_of_units(street, level)[kept.units]
            places[name] = int(np.count_nonzero(np.bincount(rows[rows >= 0])))
    return {
        **places,
        "units": int(np.count_nonzero(kept.units)),
        "residents": int(np.count_nonzero(kept.people)),
    }


def _categories(frame: Frame, kept: Kept) -> dict[str, int | None]:
    classes = packs.load(frame.street.scenario).classes
    category = frame.category[kept.people]
    counts = np.bincount(category[category != MISSING], minlength=len(classes))
    return {one.key: int(counts[row]) for row, one in enumerate(classes)}


def _tags(street: Street, kept: Kept) -> dict[str, int | None]:
    bits, rare = street.residents.tags[kept.people], street.rare
    counts = {
        tag: int(np.count_nonzero(bits & np.uint64(1 << row)))
        for row, tag in enumerate(street.tags)
    }
    for row, tag in enumerate(rare.tags):
        counts[tag] = int(np.count_nonzero(kept.people[rare.people_with(row)]))
    return {tag: count for tag, count in counts.items() if count}


def _by(frame: Frame, kept: Kept, level: Level) -> Iterator[PlaceRow]:
    """Rows of every kept place by active, then id; last what has no place of the level."""
    street = frame.street
    of_unit = place_of_units(street, level)
    ids, _ = ids_and_names(street, level)
    rows = 1 if ids is None else len(ids)
    place = (
        np.zeros(len(frame.state), np.int32) if level == "street" else follow(of_unit, frame.place)
    )
    people = _counted(place[kept.people], rows)
    units = _counted(of_unit[kept.units], rows)
    active = _counted(place[kept.people & under_clock(frame.state)], rows)
    complete = _counted(place[kept.people & are_in(frame.state, (State.COMPLETE,))], rows)
    shown = np.ones(rows, np.bool_)
    if not kept.is_everything and level != "street":
        shown = units[1:] > 0
    for row in _by_active_and_id(np.flatnonzero(shown), active[1:], ids):
        figures = (int(one[row + 1]) for one in (people, units, active, complete))
        yield PlaceRow(*id_and_name(street, level, row), *figures)
    if people[0] or units[0]:
        yield PlaceRow(None, None, int(people[0]), int(units[0]), int(active[0]), int(complete[0]))


def _counted(places: I32, rows: int) -> I64:
    """How many of `places` are each row; the first count is of those without (-1)."""
    return np.bincount(places + 1, minlength=rows + 1)


def _by_active_and_id(rows: I64, active: I64, ids: Strings | None) -> list[int]:
    """Rows by active, the most first, then by id."""
    if ids is None:
        return [0]
    named: list[tuple[int, str, int]] = [
        (-count, ids.text(row), row)
        for row, count in zip(rows.tolist(), active[rows].tolist(), strict=True)
    ]
    return [row for _, _, row in sorted(named)]
