"""Rules of the cross-section: floors and spans lie in their building, no cell is covered twice."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from console.domain.records import dataclass
from console.snapshot.findings import Findings, Rows
from console.snapshot.held import Held, plain, rows_where

Ints = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]

_COLUMNS = 100
_FLOORS_BELOW, _FLOORS_ABOVE = 10, 200


@dataclass(frozen=True, slots=True)
class _Spans:
    """Where units stand, int64[n] each; storeys are floors without the gap at 0 (-1 is -1, 1 is 0).

    legal says where floor, column and spans can be spoken of at all.
    """

    floor: Ints
    storey: Ints
    storeys: Ints
    column: Ints
    columns: Ints
    legal: Mask


def check_units(tables: Mapping[str, Held], found: Findings) -> None:
    """Files floors outside the building, spans that leave it, and cells covered twice."""
    units = tables.get("units")
    if units is None or not units.has("floor"):
        return
    spans = _spans(units)
    _check_floors(units, spans, tables.get("buildings"), found)
    if units.has("column"):
        _check_overlap(units, spans, found)


def check_occupied(
    tables: Mapping[str, Held], unit_of: npt.NDArray[np.int32] | None, found: Findings
) -> None:
    """Notes residents whose unit is marked vacant; `unit_of` is their units' rows, where known."""
    units, residents = tables.get("units"), tables.get("residents")
    if units is None or residents is None:
        return
    if not (units.has("unit_id", "occupancy") and residents.has("unit_id")):
        return
    vacant = rows_where(units.columns["occupancy"], lambda texts: pc.equal(texts, "vacant"))
    if not len(vacant):
        return
    if unit_of is None:
        ids = plain(units.columns["unit_id"]).take(pa.array(vacant)).drop_null()
        rows = rows_where(
            residents.columns["unit_id"], lambda texts: pc.is_in(texts, value_set=ids)
        )
    else:
        is_vacant = np.zeros(units.rows + 1, np.bool_)
        is_vacant[vacant] = True
        rows = np.flatnonzero(is_vacant[unit_of])
    found.add("residents", "unit_id", "occupied", rows, "note.occupied")


def _spans(units: Held) -> _Spans:
    floor, column = units.numbers("floor"), units.numbers("column")
    storeys, columns = units.numbers("span_floors", 1), units.numbers("span_columns", 1)
    legal = units.valid("floor") & (storeys >= 1) & (storeys <= 4)
    legal &= (columns >= 1) & (columns <= 40) & (column >= 0) & (column < _COLUMNS)
    return _Spans(floor, floor - (floor > 0), storeys, column, columns, legal)


def _check_floors(units: Held, spans: _Spans, buildings: Held | None, found: Findings) -> None:
    lowest, highest = _bounds(units, buildings)
    there = units.valid("floor")
    zero = there & (spans.floor == 0)
    found.add("units", "floor", "range", np.flatnonzero(zero), "fault.floor_zero")
    inside = (spans.storey >= lowest) & (spans.storey < highest)
    beyond = there & ~zero & ~inside
    key = "fault.floor_outside"
    found.add("units", "floor", "range", np.flatnonzero(beyond), key)
    right = spans.legal & ~zero & inside
    tall = right & (spans.storey + spans.storeys > highest)
    found.add("units", "span_floors", "range", np.flatnonzero(tall), "fault.span_floors")
    wide = spans.legal & units.valid("column") & (spans.column + spans.columns > _COLUMNS)
    found.add("units", "span_columns", "range", np.flatnonzero(wide), "fault.span_columns")


def _bounds(units: Held, buildings: Held | None) -> tuple[Ints, Ints]:
    """Lowest storey and the one above the highest of each unit's building, int64[n].

    Where the building or its floors are not known, the widest the contract allows.
    """
    lowest = np.full(units.rows, -_FLOORS_BELOW, np.int64)
    highest = np.full(units.rows, _FLOORS_ABOVE, np.int64)
    if buildings is None or not buildings.has("building_id", "floors_above"):
        return lowest, highest
    if not units.has("building_id"):
        return lowest, highest
    place = _places(units.columns["building_id"], plain(buildings.columns["building_id"]))
    known = place >= 0
    above, below = buildings.numbers("floors_above"), buildings.numbers("floors_below")
    right = buildings.valid("floors_above") & (above >= 1) & (above <= _FLOORS_ABOVE)
    right &= (below >= 0) & (below <= _FLOORS_BELOW)
    known[known] = right[place[known]]
    lowest[known], highest[known] = -below[place[known]], above[place[known]]
    return lowest, highest


def _places(ids: pa.Array, within: pa.Array) -> Ints:
    """The row in `within` of every id, int64[n], -1 where there is none."""
    if pa.types.is_dictionary(ids.type):
        entry = _places(ids.dictionary, within)
        codes = pc.fill_null(ids.indices, len(entry)).to_numpy(zero_copy_only=False)
        return np.asarray(np.append(entry, -1)[codes], np.int64)
    found = pc.index_in(ids, value_set=within, skip_nulls=True)
    return np.asarray(pc.fill_null(found, -1).to_numpy(zero_copy_only=False), np.int64)


def _check_overlap(units: Held, spans: _Spans, found: Findings) -> None:
    usable = spans.legal & (spans.floor != 0) & units.valid("column")
    rows = np.flatnonzero(usable & units.valid("building_id"))
    if not len(rows):
        return
    building = units.columns["building_id"].take(pa.array(rows))
    if not pa.types.is_dictionary(building.type):
        building = building.dictionary_encode()
    cells, owner = _cells(building.indices.to_numpy().astype(np.int64), rows, spans)
    in_order = np.sort(cells)
    if not (in_order[1:] == in_order[:-1]).any():
        return
    later = _later_owners(cells, owner)
    found.add("units", "column", "overlap", later, "fault.overlap")


def _cells(building: Ints, rows: Rows, spans: _Spans) -> tuple[Ints, Rows]:
    """A number for every cell that is covered, and the row of the unit that covers it."""
    storeys, columns = spans.storeys[rows], spans.columns[rows]
    count = storeys * columns
    owner = np.repeat(np.arange(len(rows)), count)
    step = np.arange(len(owner)) - np.repeat(np.cumsum(count) - count, count)
    storey = spans.storey[rows][owner] + step // columns[owner] + (1 << 16)
    column = spans.column[rows][owner] + step % columns[owner]
    return (building[owner] << 26) + (storey << 8) + column, rows[owner]


def _later_owners(cells: Ints, owner: Rows) -> Rows:
    """Rows that cover a cell which an earlier row covers."""
    order = np.lexsort((owner, cells))
    same = np.flatnonzero(cells[order][1:] == cells[order][:-1]) + 1
    return np.unique(owner[order][same])
