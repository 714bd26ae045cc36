"""A part of a snapshot that is whole in itself: kept people and places, and all they refer to."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from console.domain.arrays import I32, Bools
from console.domain.instants import local_day
from console.export.rows import kept_rows
from console.export.source import Source
from console.snapshot.happened import begun_by
from console.snapshot.schema import TABLES
from console.store.arrow import rows_of

_PEOPLE = ("residents", "episodes")
"""Tables whose rows are never added for the sake of a row that refers to them."""

_IDS = {f"{name[:-1]}_id": name for name in TABLES if name not in ("basemap", "counts")}
"""The tables that columns of these names refer to, also in tables of others."""


def part_of(source: Source) -> dict[str, pa.Table]:
    """Every table with the rows that belong to what the conditions keep at the instant.

    People, episodes, checks and alarms are the kept ones; places are those kept and those any kept
    row refers to, up to the committee. Tables of others keep the rows whose ids are kept.
    """
    masks = {name: _kept(source, name) for name in TABLES if name in source.tables}
    for name in masks:
        masks[name] &= _all_there(source, name, masks, _PEOPLE)
    for name in reversed(masks):
        _add_what_it_needs(source, name, masks)
    found = {name: source.tables[name].filter(pa.array(mask)) for name, mask in masks.items()}
    for name, table in source.tables.items():
        if name not in TABLES:
            found[name] = _foreign(table, source, masks)
    return {name: found[name] for name in source.tables}


def _kept(source: Source, name: str) -> Bools:
    table = source.tables[name]
    if name in ("basemap", "counts"):
        return np.ones(table.num_rows, np.bool_)
    if name == "units" and not source.kept.is_everything:
        kept: Bools = source.kept.units[source.street_rows(name)]
        return kept
    mask = np.zeros(table.num_rows, np.bool_)
    mask[kept_rows(source, name)] = True
    if name == "residents" and "born" in table.column_names:
        today = local_day(source.frame.as_of_us, source.zone)
        born = pc.less_equal(table["born"].cast(pa.int32()), today).fill_null(True)
        mask &= born.to_numpy()
    return mask & begun_by(name, table, source.frame.as_of_us)


def _all_there(
    source: Source, name: str, masks: Mapping[str, Bools], referred: tuple[str, ...]
) -> Bools:
    """Which rows of a table refer to kept rows alone, as far as some tables are concerned."""
    there = np.ones(source.tables[name].num_rows, np.bool_)
    for target, rows in _references(source, name):
        if target in referred:
            there &= (rows < 0) | masks[target][rows] if len(masks[target]) else rows < 0
    return there


def _add_what_it_needs(source: Source, name: str, masks: Mapping[str, Bools]) -> None:
    for target, rows in _references(source, name):
        if target not in _PEOPLE:
            needed = rows[masks[name] & (rows >= 0)]
            masks[target][needed] = True


def _references(source: Source, name: str) -> list[tuple[str, I32]]:
    """The tables that a table refers to, and which of their rows each of its rows means."""
    table, found = source.tables[name], []
    for column in TABLES[name].columns:
        target = column.refers_to
        if target is None or target not in source.tables:
            continue
        if column.name in table.column_names:
            found.append((target, _refer(table[column.name], source.tables[target], target)))
    return found


def _refer(column: pa.ChunkedArray, target: pa.Table, name: str) -> I32:
    return rows_of(column.combine_chunks(), target[TABLES[name].id].combine_chunks())


def _foreign(table: pa.Table, source: Source, masks: Mapping[str, Bools]) -> pa.Table:
    """A table the contract does not list: its rows about what is kept, by the names of its ids."""
    kept = np.ones(table.num_rows, np.bool_)
    for column, target in _IDS.items():
        if (
            column in table.column_names
            and target in masks
            and pa.types.is_string(table[column].type)
        ):
            rows = _refer(table[column], source.tables[target], target)
            kept &= (rows >= 0) & np.append(masks[target], False)[rows]
    return table.filter(pa.array(kept))
