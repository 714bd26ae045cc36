"""A snapshot is written whole or not at all: staged beside its place, flushed, then renamed."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import shapely

from console.domain import leftovers
from console.domain.errors import UserError
from console.domain.progress import Progress, Stopped, never, silent, stop_if
from console.domain.reasons import reason
from console.snapshot import geometry, manifest
from console.snapshot.manifest import ManifestDraft, TableFile
from console.snapshot.order import arranged, order
from console.snapshot.schema import TABLES, Table, empty

ROWS_A_GROUP = 122_880
_THREADS = 2
_SAFE_NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,60}")
_CHUNK = 1 << 22


def write_snapshot(
    folder: Path,
    draft: ManifestDraft,
    tables: Mapping[str, pa.Table],
    *,
    progress: Progress = silent,
    cancelled: Stopped = never,
) -> Path:
    """Writes `tables` as a snapshot at `folder`, which may not exist yet; gives `folder`.

    Columns of the contract are cast to its types (ValueError when a value would be lost) and
    written in its order, the others after them as they are; rows are sorted. Required tables not
    given are written empty. UserError when the target exists or the disk refuses, Cancelled when
    `cancelled` says so: then nothing is left.
    """
    if os.path.lexists(folder):
        raise UserError("snapshot.exists", folder=str(folder))
    if not folder.absolute().parent.is_dir():
        raise UserError("snapshot.no_parent_folder", folder=str(folder.absolute().parent))
    leftovers.sweep(folder.absolute().parent)
    stage = leftovers.aside(folder.absolute())
    try:
        stage.mkdir()
        _fill(stage, draft, tables, progress, cancelled)
        _publish(stage, folder)
    except OSError as failure:
        raise UserError("snapshot.not_written", reason=reason(failure)) from failure
    finally:
        shutil.rmtree(stage, ignore_errors=True)
    return folder


def contract_table(name: str, table: pa.Table) -> pa.Table:
    """A table as it is written: contract types, contract order of columns, rows in order."""
    known = TABLES.get(name)
    if known is None:
        return table
    cast = _cast(known, table)
    taken = order(cast, [key for key in known.sort if key in cast.column_names])
    columns = {name: arranged(cast[name], taken) for name in cast.column_names}
    return pa.table(columns).replace_schema_metadata(table.schema.metadata)


def _fill(
    stage: Path,
    draft: ManifestDraft,
    tables: Mapping[str, pa.Table],
    progress: Progress,
    cancelled: Stopped,
) -> None:
    whole = {name: tables.get(name, empty(name)) for name in manifest.REQUIRED}
    whole |= tables
    files = _file_names(whole)

    def put(name: str) -> TableFile:
        stop_if(cancelled)
        return _put(stage / files[name], name, contract_table(name, whole[name]))

    written: dict[str, TableFile] = {}
    with ThreadPoolExecutor(_THREADS, "snapshot-write") as pool:
        for name, one in zip(whole, pool.map(put, whole), strict=True):
            written[name] = one
            progress(name, len(written) / len(whole))
    stop_if(cancelled)
    _put_bytes(stage / manifest.FILE, manifest.written(draft, written))


def _put(path: Path, name: str, table: pa.Table) -> TableFile:
    known = TABLES.get(name)
    if known is not None and known.geometry and known.geometry.name in table.column_names:
        table = _georeferenced(table, known.geometry.name)
    pq.write_table(
        table,
        path,
        row_group_size=ROWS_A_GROUP,
        compression="zstd",
        write_page_checksum=True,
        use_dictionary=_repeating(known, table),
    )
    digest = hashlib.sha256()
    with path.open("r+b") as file:
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
        os.fsync(file.fileno())
    return TableFile(path.name, table.num_rows, path.stat().st_size, digest.hexdigest())


def _put_bytes(path: Path, content: bytes) -> None:
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _publish(stage: Path, folder: Path) -> None:
    _flush_folder(stage)
    if os.path.lexists(folder):
        raise UserError("snapshot.exists", folder=str(folder))
    stage.rename(folder)
    _flush_folder(folder.absolute().parent)


def _flush_folder(folder: Path) -> None:
    if os.name != "posix":
        return
    opened = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)


def _cast(known: Table, table: pa.Table) -> pa.Table:
    columns = {}
    for column in known.columns:
        if column.name in table.column_names:
            try:
                columns[column.name] = table[column.name].cast(column.type)
            except pa.ArrowException as slip:
                raise ValueError(f"{known.name}.{column.name}: {slip}") from slip
    others = {name: table[name] for name in table.column_names if name not in columns}
    return pa.table(columns | others)


def _georeferenced(table: pa.Table, column: str) -> pa.Table:
    held = geometry.decoded(table[column])
    readable = ~shapely.is_missing(held.shapes)
    shapes, wrong = geometry.turned(held.shapes[readable])
    if wrong.any():
        mended = geometry.with_shapes(table[column], held.rows[readable][wrong], shapes[wrong])
        table = table.set_column(table.column_names.index(column), column, mended)
    stored = {**(table.schema.metadata or {}), **geometry.metadata(column, shapes)}
    return table.replace_schema_metadata(stored)


def _repeating(known: Table | None, table: pa.Table) -> list[str] | bool:
    """The leaf columns written with a dictionary: those that repeat, and all that are not ours."""
    if known is None:
        return True
    plain = {column.name for column in known.columns if not column.repeats}
    return [leaf for name, leaf in _leaves(table.schema) if name not in plain]


def _leaves(schema: pa.Schema) -> list[tuple[str, str]]:
    """Every flat column and list item with the path Parquet gives it, by top-level name."""
    found = []
    for field in schema:
        path = f"{field.name}.list.element" if pa.types.is_list(field.type) else field.name
        found.append((field.name, path))
    return found


def _file_names(tables: Mapping[str, pa.Table]) -> dict[str, str]:
    """A file name for every table: its own name when that is plain, else a number."""
    return {
        name: f"{name}.parquet" if _SAFE_NAME.fullmatch(name) else f"~table-{number}.parquet"
        for number, name in enumerate(tables)
    }
