"""A building as a grid: floors, columns, doors and cores, before any pixel is known."""

from __future__ import annotations

from itertools import groupby

import numpy as np
import numpy.typing as npt

from console.domain.records import dataclass
from console.state.section.texts import texts_between
from console.store.columns import I16, I32, Street

COLUMN, CORE, WALL = 0, 1, 2
"""Kinds of slots from left to right: a column of units, a stair core, a wall between two doors."""

_NO_UNITS_COLUMNS = 4
"""Columns of the outline of a building whose units are not known."""
_MOST_COLUMNS_A_CORE = 12
_COLUMNS_A_CORE = 8
_OWN_STAIRS_FLOORS = 3
"""A door with one column needs no core up to this height: the stairs are inside the home."""
_LIFT_FLOORS = 7


@dataclass(frozen=True, slots=True)
class Door:
    """An entrance and the columns [first, end) it leads to; `label` is "" when nobody says."""

    label: str
    first: int
    end: int


@dataclass(frozen=True, slots=True, eq=False)
class SectionPlan:
    """One building's units [first_unit, end_unit) on a grid of f floors and s slots.

    floors  int16[f]     physical storeys from the lowest up, without 0
    ground  index of floor 1 in `floors`
    kinds   uint8[s]     COLUMN, CORE or WALL, from left to right
    slot_of int32[c]     slot of each column; column 0 is the leftmost one that has units
    row     int32[n]     lowest floor index a unit covers;  rows  int32[n] how many it covers
    left    int32[n]     first slot a unit covers;          right int32[n] the slot after its last
    grid    int32[f, s]  unit counted from first_unit that covers a floor and slot, -1 for none
    core_doors int32[k]  door of each core, in order of the CORE slots
    """

    building: int
    first_unit: int
    end_unit: int
    floors: I16
    ground: int
    kinds: npt.NDArray[np.uint8]
    slot_of: I32
    row: I32
    rows: I32
    left: I32
    right: I32
    grid: I32
    doors: tuple[Door, ...]
    core_doors: I32
    has_lift: bool

    @property
    def columns(self) -> int:
        """How many columns there are, those without units between others included."""
        return len(self.slot_of)

    @property
    def units(self) -> int:
        """How many units there are."""
        return self.end_unit - self.first_unit


def plan_section(street: Street, building: int) -> SectionPlan:
    """The grid of a building's row; a building without units has floors and an empty outline."""
    first, end = (int(one) for one in street.buildings.first_unit[building : building + 2])
    above = max(1, int(street.buildings.floors_above[building]))
    below = max(0, int(street.buildings.floors_below[building]))
    floors = np.array([*range(-below, 0), *range(1, above + 1)], np.int16)
    units = slice(first, end)
    column = street.units.column[units].astype(np.int32)
    width = street.units.span_columns[units].astype(np.int32)
    leftmost = int(column.min(initial=99)) if end > first else 0
    column = column - leftmost
    columns = int((column + width).max(initial=0)) or _NO_UNITS_COLUMNS
    floor = street.units.floor[units].astype(np.int32)
    row = np.where(floor > 0, floor + below - 1, floor + below)
    rows = street.units.span_floors[units].astype(np.int32)
    doors = _doors(texts_between(street.units.entrance, first, end), column, width, columns)
    cores = _cores(doors, _crossings(column, width, columns), len(floors))
    kinds, slot_of = _slots(doors, cores, columns)
    left, right = slot_of[column], slot_of[column + width - 1] + 1
    return SectionPlan(
        building=building,
        first_unit=first,
        end_unit=end,
        floors=floors,
        ground=below,
        kinds=kinds,
        slot_of=slot_of,
        row=row,
        rows=rows,
        left=left,
        right=right,
        grid=_grid((len(floors), len(kinds)), row, rows, left, right),
        doors=doors,
        core_doors=np.array([door for _, door in cores], np.int32),
        has_lift=above >= _LIFT_FLOORS,
    )


def _doors(entrances: list[str], column: I32, width: I32, columns: int) -> tuple[Door, ...]:
    """Runs of columns whose units mostly name one entrance; the unnamed join the left."""
    names = sorted(set(entrances) - {""})
    if not names:
        return (Door("", 0, columns),)
    code = {name: number for number, name in enumerate(names)} | {"": -1}
    votes = np.zeros((columns, len(names)), np.int32)
    coded = np.fromiter(map(code.__getitem__, entrances), np.int32, len(entrances))
    simple = (coded >= 0) & (width == 1)
    flat = column[simple].astype(np.int64) * len(names) + coded[simple]
    votes += np.bincount(flat, minlength=votes.size).reshape(votes.shape).astype(np.int32)
    for unit in np.flatnonzero((coded >= 0) & (width > 1)).tolist():
        votes[column[unit] : column[unit] + width[unit], coded[unit]] += 1
    chosen = np.where(votes.any(axis=1), votes.argmax(axis=1), -1).tolist()
    named = [one for one in chosen if one >= 0]
    last = named[0]
    for index, one in enumerate(chosen):
        last = chosen[index] = one if one >= 0 else last
    doors, start = [], 0
    for number, run in groupby(chosen):
        end = start + len(list(run))
        doors.append(Door(names[number], start, end))
        start = end
    return tuple(doors)


def _crossings(column: I32, width: I32, columns: int) -> I32:
    """How many units lie across each boundary between columns, int32[columns + 1]."""
    change = np.zeros(columns + 1, np.int32)
    wide = width > 1
    np.add.at(change, column[wide] + 1, 1)
    np.add.at(change, column[wide] + width[wide], -1)
    return np.cumsum(change).astype(np.int32)


def _cores(doors: tuple[Door, ...], crossings: I32, floors: int) -> list[tuple[int, int]]:
    """Boundaries (the column to the right of it) that take a core, each with its door."""
    found = []
    for number, door in enumerate(doors):
        count = door.end - door.first
        if floors == 1 or (count == 1 and floors <= _OWN_STAIRS_FLOORS):
            continue
        most = _MOST_COLUMNS_A_CORE if door.label else _COLUMNS_A_CORE
        shares = -(-count // most)
        for share in range(shares):
            start = door.first + count * share // shares
            end = door.first + count * (share + 1) // shares
            found.append((_quietest(crossings, start, end), number))
    return found


def _quietest(crossings: I32, start: int, end: int) -> int:
    """The boundary within [start, end) that fewest units lie across, the nearest to the middle."""
    middle = (start + end) / 2
    inner = range(start + 1, end) if end - start > 1 else range(start, start + 1)
    return min(inner, key=lambda at: (int(crossings[at]), abs(at - middle)))


def _slots(
    doors: tuple[Door, ...], cores: list[tuple[int, int]], columns: int
) -> tuple[npt.NDArray[np.uint8], I32]:
    """The kinds of slots from left to right, and the slot of each column."""
    walls = {door.first for door in doors[1:]}
    core_at = {at for at, _ in cores}
    kinds: list[int] = []
    slot_of = []
    for column in range(columns):
        if column in walls:
            kinds.append(WALL)
        if column in core_at:
            kinds.append(CORE)
        slot_of.append(len(kinds))
        kinds.append(COLUMN)
    return np.array(kinds, np.uint8), np.array(slot_of, np.int32)


def _grid(shape: tuple[int, int], row: I32, rows: I32, left: I32, right: I32) -> I32:
    grid = np.full(shape, -1, np.int32)
    single = (rows == 1) & (right - left == 1)
    grid[row[single], left[single]] = np.flatnonzero(single)
    for unit in np.flatnonzero(~single).tolist():
        grid[row[unit] : row[unit] + rows[unit], left[unit] : right[unit]] = unit
    return grid
