"""Rules of the cross-section: floors and spans lie in their building, no cell is covered twice."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from console.domain.arrays import I32, I64, Bools
from console.domain.records import dataclass
from console.snapshot.findings import Findings, Rows
from console.snapshot.held import Held, plain, rows_where

_COLUMNS = 100
_FLOORS_BELOW, _FLOORS_ABOVE = 10, 200
_GROUND = 1 << 16
"""Added to storeys, so that those below the ground are no negative numbers."""


@dataclass(frozen=True, slots=True)
class _Spans:
    """Where units stand, int32[n] each; storeys are floors without the gap at 0 (-1 is -1, 1 is 0).

    legal says where floor, column and spans can be spoken of at all.
    """

    floor: I32
    storey: I32
    storeys: I32
    column: I32
    columns: I32
    legal: Bools


def check_units(tables: Mapping[str, Held], found: Findings) -> None:
    """Files floors outside the building, spans that leave it, and cells covered twice."""
    units = tables.get("units")
    if units is None or not units.has("floor"):
        return
    spans = _spans(units)
    _check_floors(units, spans, tables.get("buildings"), found)
    if units.has("column"):
        _check_overlap(units, spans, found)


def check_occupied(tables: Mapping[str, Held], unit_of: I32 | None, found: Findings) -> None:
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
    floor, column = _small(units, "floor"), _small(units, "column")
    storeys, columns = _small(units, "span_floors", 1), _small(units, "span_columns", 1)
    legal = units.valid("floor") & (storeys >= 1) & (storeys <= 4)
    legal &= (columns >= 1) & (columns <= 40) & (column >= 0) & (column < _COLUMNS)
    return _Spans(floor, floor - (floor > 0), storeys, column, columns, legal)


def _small(units: Held, name: str, default: int = 0) -> I32:
    """int32[n] of a column of small numbers, `default` for null or absent."""
    if name not in units.columns:
        return np.full(units.rows, default, np.int32)
    column = units.columns[name]
    filled = pc.fill_null(column, default) if column.null_count else column
    return np.asarray(filled.to_numpy(), np.int32)


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


def _bounds(units: Held, buildings: Held | None) -> tuple[I32, I32]:
    """Lowest storey and the one above the highest of each unit's building, int32[n].

    Where the building or its floors are not known, the widest the contract allows.
    """
    lowest = np.full(units.rows, -_FLOORS_BELOW, np.int32)
    highest = np.full(units.rows, _FLOORS_ABOVE, np.int32)
    if buildings is None or not buildings.has("building_id", "floors_above"):
        return lowest, highest
    if not units.has("building_id"):
        return lowest, highest
    above, below = _small(buildings, "floors_above"), _small(buildings, "floors_below")
    right = buildings.valid("floors_above") & (above >= 1) & (above <= _FLOORS_ABOVE)
    right &= (below >= 0) & (below <= _FLOORS_BELOW)
    known = np.append(right, False)
    place = _places(units.columns["building_id"], plain(buildings.columns["building_id"]))
    lows = np.where(known, np.append(-below, 0), -_FLOORS_BELOW).astype(np.int32)
    highs = np.where(known, np.append(above, 0), _FLOORS_ABOVE).astype(np.int32)
    return lows[place], highs[place]


def _places(ids: pa.Array, within: pa.Array) -> I32:
    """The row in `within` of every id, int32[n], -1 where there is none."""
    if pa.types.is_dictionary(ids.type):
        entry = _places(ids.dictionary, within)
        codes = pc.fill_null(ids.indices, len(entry)).to_numpy(zero_copy_only=False)
        return np.asarray(np.append(entry, np.int32(-1))[codes], np.int32)
    found = pc.index_in(ids, value_set=within, skip_nulls=True)
    return np.asarray(pc.fill_null(found, -1).to_numpy(zero_copy_only=False), np.int32)


def _check_overlap(units: Held, spans: _Spans, found: Findings) -> None:
    usable = spans.legal & (spans.floor != 0) & units.valid("column") & units.valid("building_id")
    if not usable.any():
        return
    building = units.columns["building_id"]
    if not pa.types.is_dictionary(building.type):
        building = building.dictionary_encode()
    building = pc.fill_null(building.indices, 0) if building.null_count else building.indices
    first = _cells(building.to_numpy().astype(np.int64), spans.storey, spans.column)
    wide = np.flatnonzero(usable & (spans.storeys * spans.columns > 1))
    further, owner = _further(first, wide, spans)
    if usable.all() and _surely_apart(first, further):
        return
    rows = np.flatnonzero(usable)
    cells = np.concatenate((first[rows], further))
    later = _later_owners(cells, np.concatenate((rows, owner)))
    found.add("units", "column", "overlap", later, "fault.overlap")


def _cells(building: I64, storey: I32, column: I32) -> I64:
    """A number for every cell, int64[n], larger for those that are further to the right or up."""
    building <<= 26
    building += (storey + _GROUND) << 8
    building += column
    return building


def _further(first: I64, wide: Rows, spans: _Spans) -> tuple[I64, Rows]:
    """The cells that units in rows `wide` cover beyond their first, and the row of each."""
    count = spans.storeys[wide].astype(np.int64) * spans.columns[wide]
    owner = np.repeat(wide, count)
    step = np.arange(len(owner)) - np.repeat(np.cumsum(count) - count, count)
    columns = spans.columns[owner]
    cells = first[owner] + ((step // columns) << 8) + step % columns
    return cells[step > 0], owner[step > 0]


def _surely_apart(first: I64, further: I64) -> bool:
    """A quick proof that no cell is there twice; False proves nothing (rows out of order do)."""
    further = np.sort(further)
    if not (first[1:] > first[:-1]).all() or not (further[1:] > further[:-1]).all():
        return False
    place = np.minimum(np.searchsorted(first, further), len(first) - 1)
    return not (first[place] == further).any()


def _later_owners(cells: I64, owner: Rows) -> Rows:
    """Rows that cover a cell which an earlier row covers."""
    order = np.lexsort((owner, cells))
    same = np.flatnonzero(cells[order][1:] == cells[order][:-1]) + 1
    return np.unique(owner[order][same])
