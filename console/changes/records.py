"""Lists of records: rows of a table that were added, removed or changed, also by one column."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from console.changes.difference import Difference
from console.changes.tables import PARTS, Part, TableChange
from console.domain.records import dataclass
from console.snapshot.schema import TABLES
from console.store.arrow import rows_of, texts_of
from console.store.columns import I32, I64, Street, Strings
from console.store.frame import Frame


@dataclass(frozen=True, slots=True)
class Records:
    """The rows of `table` that were added, removed or changed; with `column` where that differs."""

    table: str
    part: Part
    column: str = ""


def all_records(found: Difference) -> Iterator[Records]:
    """Every list of records that has a row: of each table the three parts, then its columns."""
    for name, change in found.tables.items():
        for part in PARTS:
            if len(change.rows(part)):
                yield Records(name, part)
        known = list(TABLES[name].by_name) if name in TABLES else []
        for column in sorted(change.fields, key=lambda one: _place(known, one)):
            yield Records(name, "changed", column)


def places_of(found: Difference, records: Records) -> I64:
    """Which of the rows of its part a list has, int64[n], ascending."""
    change = found.tables[records.table]
    if records.column:
        return change.fields[records.column]
    return np.arange(len(change.rows(records.part)))


def side_of(found: Difference, records: Records) -> Frame:
    """The snapshot in which the rows are: the new one, but for those removed."""
    return found.old if records.part == "removed" else found.new


def street_rows(found: Difference, records: Records) -> I32:
    """The rows of a list in its snapshot's street, int32[n], in the table's order.

    Of a table that a street has no columns of, its own rows.
    """
    change = found.tables[records.table]
    places, part = places_of(found, records), records.part
    ids = _ids_of(side_of(found, records).street, records.table)
    if ids is None:
        return change.rows(part)[places].astype(np.int32)
    keys = change.keys[part].column(0).combine_chunks()
    return rows_of(keys, texts_of(ids))[places]


def _ids_of(street: Street, table: str) -> Strings | None:
    """The ids of what lies otherwise in the street's columns than in its table."""
    ids = {"units": street.units.id, "residents": street.residents.id}
    return street.details.id if table == "episodes" else ids.get(table)


def _place(known: list[str], column: str) -> tuple[int, str]:
    """In the order of the contract, other columns after them by name."""
    return (known.index(column) if column in known else len(known), column)


def changed_columns(change: TableChange, place: int) -> Iterator[str]:
    """The columns in which a changed row differs."""
    for column, places in change.fields.items():
        at = int(np.searchsorted(places, place))
        if at < len(places) and places[at] == place:
            yield column
