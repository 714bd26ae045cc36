"""A snapshot opened: checked whole, then given in contract types, normalised and in order."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import field
from functools import partial
from pathlib import Path

import pyarrow as pa

from console.domain.arrays import I32
from console.domain.errors import Cancelled, UserError
from console.domain.progress import Progress, Stopped, never, silent
from console.domain.records import dataclass
from console.snapshot.check import Examined, examine, examine_again
from console.snapshot.findings import Report
from console.snapshot.held import plain
from console.snapshot.manifest import Manifest
from console.snapshot.order import arranged
from console.snapshot.schema import TABLES, TEXT, fields
from console.snapshot.together import THREADS, together

_CODED = pa.dictionary(pa.int32(), TEXT)


@dataclass(frozen=True, slots=True)
class Snapshot:
    """An opened snapshot.

    key     sha256 of manifest.json's bytes, in hexadecimal: what a follower names as its parent
    tables  every table of the manifest: the contract's columns in its types, or as dictionaries of
            texts where that was asked for, rows in its order; columns and tables the contract
            does not list as they were
    report  the notes (there are no faults)
    rows    by table and column the rows int32[n] to which references point, -1 for null; where
            they were found on the way
    """

    folder: Path
    manifest: Manifest
    key: str
    tables: Mapping[str, pa.Table]
    report: Report
    rows: Mapping[tuple[str, str], I32] = field(default_factory=dict)

    def whole(self, name: str) -> pa.Table:
        """A table with every column of the contract, null where absent, in the contract's order.

        An absent table has no row. Columns of its own follow.
        """
        schema = fields(TABLES[name])
        held = self.tables.get(name, schema.empty_table())
        columns = {
            field.name: held[field.name]
            if field.name in held.column_names
            else pa.nulls(held.num_rows, field.type)
            for field in schema
        }
        others = {one: held[one] for one in held.column_names if one not in columns}
        return pa.table(columns | others)


def open_snapshot(
    folder: Path,
    *,
    progress: Progress = silent,
    cancelled: Stopped = never,
    coded: bool = False,
) -> Snapshot:
    """The snapshot at `folder`, hashed, checked, normalised and in order.

    `coded` leaves texts that repeat as they were read: dictionary arrays of them, a few times
    smaller than the texts themselves.

    `progress` hears the table just read and the part done, 0 to 1, from a worker thread. UserError
    when it cannot be opened or has faults (the first, and the number of others), Cancelled.
    """
    examined = examine(folder, progress, cancelled)
    refuse_faults(examined.report)
    manifest, report = examined.manifest, examined.report
    tables = _arranged(examined, cancelled, coded)
    return Snapshot(folder, manifest, manifest.key, tables, report, _rows(examined))


def read_again(
    folder: Path, names: Collection[str], cancelled: Stopped = never, *, turned: bool = True
) -> dict[str, pa.Table]:
    """Some tables of a snapshot that was opened before, as `open_snapshot` gave them.

    Its files are hashed again, but the rules are not applied again. Not `turned`, rings are left as
    the files have them. UserError when a file is not as the manifest says, Cancelled.
    """
    examined = examine_again(folder, names, cancelled, turned=turned)
    return _arranged(examined, cancelled, coded=False)


def uncoded(tables: Mapping[str, pa.Table]) -> dict[str, pa.Table]:
    """Tables that were opened `coded` with the texts themselves."""
    return {name: _uncoded(table) for name, table in tables.items()}


def refuse_faults(report: Report) -> None:
    """UserError with the first fault and the number of others, when there are faults."""
    if not report.faults:
        return
    first = {language: report.faults[0].say(language) for language in ("zh", "en")}
    others = len(report.faults) - 1
    key = "snapshot.faulty_more" if others else "snapshot.faulty"
    raise UserError(key, first=first, others=others)


def _arranged(examined: Examined, stop: Stopped, coded: bool) -> dict[str, pa.Table]:
    """The tables that were read, in their final types and order."""
    places = [(name, one) for name, read in examined.reads.items() for one in read.types.names]
    acts = [partial(_column, examined, name, one, stop, coded) for name, one in places]
    with ThreadPoolExecutor(THREADS, "snapshot-arrange") as pool:
        columns = dict(zip(places, together(pool, acts), strict=True))
    names = [name for name in examined.manifest.tables if name in examined.reads]
    return {name: _table(examined, name, columns) for name in names}


def _rows(examined: Examined) -> dict[tuple[str, str], I32]:
    """The rows that references point to, of tables whose rows stayed where they were."""

    def stays(table: str | None) -> bool:
        return table is not None and examined.orders.get(table) is None

    return {
        (table, name): rows
        for (table, name), rows in examined.rows.items()
        if stays(table) and stays(TABLES[table].by_name[name].refers_to)
    }


def _column(
    examined: Examined, table: str, name: str, stop: Stopped, coded: bool
) -> pa.ChunkedArray:
    """One column in its final type and order."""
    if stop():
        raise Cancelled
    declared = examined.reads[table].types.field(name).type
    held = examined.held.get(table)
    if held is None:
        return _as_declared(examined.reads[table].table[name], declared)
    if name in held.columns:
        column = pa.chunked_array([held.columns[name]])
        declared = held.table.by_name[name].type
    else:
        column = held.others[name]
    column = arranged(column, examined.orders.get(table))
    if coded and column.type == _CODED and declared == TEXT:
        return column
    return _as_declared(column, declared)


def _table(
    examined: Examined, name: str, columns: Mapping[tuple[str, str], pa.ChunkedArray]
) -> pa.Table:
    types = examined.reads[name].types
    table = pa.table({one: columns[name, one] for one in types.names})
    return table if name in examined.held else table.replace_schema_metadata(types.metadata)


def _uncoded(table: pa.Table) -> pa.Table:
    for place, one in enumerate(table.schema):
        if one.type == _CODED:
            texts = _as_declared(table.column(place), TEXT)
            table = table.set_column(place, one.name, texts)
    return table


def _as_declared(column: pa.ChunkedArray, declared: pa.DataType) -> pa.ChunkedArray:
    """A column without the dictionary it was read with for speed."""
    if column.type == declared:
        return column
    texts = pa.chunked_array([plain(chunk) for chunk in column.chunks], _entries(column.type))
    return texts.cast(declared)


def _entries(kind: pa.DataType) -> pa.DataType:
    return kind.value_type if pa.types.is_dictionary(kind) else kind
