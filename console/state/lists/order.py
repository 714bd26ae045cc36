"""The order of a list by one of its columns, as numbers; text by ranks that a worker makes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from weakref import WeakKeyDictionary

import numpy as np
import numpy.typing as npt

from console.domain.clock import State
from console.state.lists.cells import Cells
from console.state.lists.columns import Sort
from console.store.collation import PlaceRanks
from console.store.columns import I32, I64, Street
from console.store.conditions import ages
from console.store.frame import PlaceCounts
from console.store.rows import follow

_NONE = -(2**40)
"""Stands below every number: what is not known comes first."""
_UNITS = 1 << 31


@dataclass
class Known:
    """The ranks of a street that are there: of places, and of residents by shown name."""

    places: PlaceRanks | None = None
    names: I32 | None = None
    masked: bool = True

    def has(self, key: str, *, masked: bool) -> bool:
        """Whether a text column can be sorted."""
        if key == "name":
            return self.names is not None and self.masked == masked
        return self.places is not None


_known: WeakKeyDictionary[Street, Known] = WeakKeyDictionary()


def known_of(street: Street) -> Known:
    """The ranks of a street that are there already."""
    return _known.setdefault(street, Known())


def sorted_rows(rows: I32, sorts: list[Sort], cells: Cells) -> I32:
    """Rows by the sorts, the last asked for first; stable; what has no ranks yet is left out."""
    for key, descending in sorts:
        keys = sort_key(rows, key, cells)
        if keys is not None:
            rows = rows[np.argsort(-keys if descending else keys, kind="stable")]
    return rows


def sort_key(rows: I32, key: str, cells: Cells) -> I64 | None:
    """A number for each row, int64[n], in the order of a column; None without its ranks."""
    if key in ("name", "address", "building", "estate", "committee"):
        return _text_key(rows, key, cells)
    return _KEYS[key](rows, cells).astype(np.int64)


def _text_key(rows: I32, key: str, cells: Cells) -> I64 | None:
    known, street = known_of(cells.street), cells.street
    if key == "name":
        if known.names is None or not known.has(key, masked=cells.masked) or not len(known.names):
            return None
        people = street.episodes.resident[rows] if cells.entity == "episode" else rows
        return known.names[people].astype(np.int64)
    if known.places is None:
        return None
    if key == "address":
        units = units_of(rows, cells).astype(np.int64)
        building = follow(street.units.building, units.astype(np.int32))
        above = follow(known.places.path, building).astype(np.int64)
        return above * _UNITS + units
    if key == "building":
        return known.places.buildings[rows].astype(np.int64)
    if key == "committee":
        committee = street.estates.committee[rows]
        return follow(known.places.committees, committee).astype(np.int64)
    estate = street.buildings.estate[rows] if cells.entity == "building" else rows
    return follow(known.places.estates, estate).astype(np.int64)


def units_of(rows: I32, cells: Cells) -> I32:
    """The unit each row lies in, int32[n], -1 for none."""
    street = cells.street
    if cells.entity == "person":
        return cells.frame.place[rows]
    if cells.entity == "episode":
        return street.episodes.unit[rows]
    return street.checks.unit[rows] if cells.entity == "check" else rows


def _of_episode(column: npt.NDArray[np.generic], rows: I32, cells: Cells) -> I64:
    """`column` of the episode each row is or shows, _NONE without one."""
    episode = rows if cells.entity == "episode" else cells.frame.shown[rows]
    found = np.full(len(rows), _NONE, np.int64)
    has = episode >= 0
    found[has] = column[episode[has]].astype(np.int64)
    return found


def _day(rows: I32, cells: Cells) -> I64:
    day = _of_episode(cells.frame.episode_day, rows, cells)
    planned = _of_episode(cells.frame.episode_state, rows, cells) == State.PLANNED
    return np.where(planned, _NONE, day)


def _counts(cells: Cells) -> PlaceCounts:
    return cells.frame.buildings if cells.entity == "building" else cells.frame.estates


def _people(rows: I32, cells: Cells) -> npt.NDArray[np.integer]:
    return cells.people_in[rows] if cells.entity == "unit" else _counts(cells).people[rows]


def _active(rows: I32, cells: Cells) -> npt.NDArray[np.integer]:
    if cells.entity in ("unit", "check"):
        units = units_of(rows, cells)
        return follow(cells.active_in, units)
    return _counts(cells).active[rows]


def _complete(rows: I32, cells: Cells) -> npt.NDArray[np.integer]:
    if cells.entity == "unit":
        return cells.complete_in[rows]
    complete: I32 = _counts(cells).by_state[rows, State.COMPLETE]
    return complete


def _units(rows: I32, cells: Cells) -> npt.NDArray[np.integer]:
    first = cells.street.buildings.first_unit
    if cells.entity == "building":
        return first[rows + 1] - first[rows]
    of_estate = cells.street.estates.first_building
    return first[of_estate[rows + 1]] - first[of_estate[rows]]


def _buildings(rows: I32, cells: Cells) -> npt.NDArray[np.integer]:
    first = cells.street.estates.first_building
    return first[rows + 1] - first[rows]


def _age(rows: I32, cells: Cells) -> npt.NDArray[np.integer]:
    return ages(cells.street.residents.born[rows], cells.frame.today)


def _late(rows: I32, cells: Cells) -> npt.NDArray[np.integer]:
    return cells.frame.as_of_us - cells.street.checks.due_us[rows]


Numbers = Callable[[I32, Cells], npt.NDArray[np.integer]]
_KEYS: dict[str, Numbers] = {
    "sex": lambda rows, cells: cells.street.residents.sex[rows],
    "age": _age,
    "class": lambda rows, cells: _of_episode(cells.street.details.category, rows, cells),
    "rule": lambda rows, cells: _of_episode(cells.street.details.rule, rows, cells),
    "day": _day,
    "last": lambda rows, cells: _of_episode(cells.street.episodes.last_day, rows, cells),
    "state": lambda rows, cells: _of_episode(cells.frame.episode_state, rows, cells),
    "anchored": lambda rows, cells: cells.street.episodes.anchored_us[rows],
    "due": lambda rows, cells: cells.street.checks.due_us[rows],
    "late": _late,
    "occupancy": lambda rows, cells: cells.street.units.occupancy[rows],
    "floors": lambda rows, cells: cells.street.buildings.floors_above[rows],
    "units": _units,
    "buildings": _buildings,
    "people": _people,
    "active": _active,
    "complete": _complete,
}
