"""GeoPackage (OGC 12-128): one layer of features in an SQLite file, with its facts as metadata."""

from __future__ import annotations

import sqlite3
import struct
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import shapely

from console.domain.errors import UserError
from console.domain.words import both
from console.export import geopackage_schema as schema
from console.export.cells import ROWS_A_SLICE, is_instant, is_number, slices, texts
from console.export.points import Shapes
from console.export.sheet import Sheet

Step = Callable[[float], None]

_GEOMETRY, _ROW = "geom", "fid"
_WGS84 = 4326
_LITTLE_ENDIAN, _WITH_BOX, _EMPTY = 0b1, 0b10, 0b10000
_AREAS, _POINTS = (3, 6), (0,)
_MULTIPOLYGON = 6


def write(sheet: Sheet, path: Path, step: Step) -> None:
    """The sheet as a layer named after what it holds; `step` hears the part done and may raise.

    UserError when the disk is full: SQLite says so in its own way.
    """
    assert sheet.shapes is not None
    shapes, kind = _uniform(sheet.shapes)
    try:
        with closing(sqlite3.connect(path, isolation_level=None)) as file:
            file.execute("pragma journal_mode = off")
            file.executescript(schema.SCRIPT)
            _declare(file, sheet, shapes, kind)
            file.execute("begin")
            for number, piece in enumerate(slices(sheet.table)):
                start = number * ROWS_A_SLICE
                _fill(file, sheet, piece, shapes[start : start + piece.num_rows])
                step(min(1.0, (start + ROWS_A_SLICE) / max(sheet.table.num_rows, 1)))
            file.execute("commit")
    except sqlite3.OperationalError as failure:
        why = both("snapshot.reason.full") if "full" in str(failure) else _own_words(failure)
        raise UserError("export.not_written", reason=why) from failure


def _own_words(failure: sqlite3.Error) -> dict[str, str]:
    said = str(failure)[:120]
    return {"zh": said, "en": said}


def _uniform(shapes: Shapes) -> tuple[Shapes, str]:
    """Shapes of one kind where that loses nothing, and the layer's kind of geometry."""
    there = ~shapely.is_missing(shapes)
    kinds = shapely.get_type_id(shapes[there])
    if not len(kinds) or np.isin(kinds, _POINTS).all():
        return shapes, "POINT" if len(kinds) else "GEOMETRY"
    if not np.isin(kinds, _AREAS).all():
        return shapes, "GEOMETRY"
    single = np.flatnonzero(there)[kinds != _MULTIPOLYGON]
    lifted = shapes.copy()
    lifted[single] = [shapely.MultiPolygon([one]) for one in shapes[single]]
    return lifted, "MULTIPOLYGON"


def _declare(file: sqlite3.Connection, sheet: Sheet, shapes: Shapes, kind: str) -> None:
    """The layer's table, and what the package's own tables say of it."""
    columns = [f"{_quoted(name)} {_kind(sheet.table[name].type)}" for name in _names(sheet)]
    own = [f"{_quoted(_ROW)} integer primary key autoincrement not null", f"{_GEOMETRY} {kind}"]
    file.execute(f"create table {_quoted(sheet.what)} ({', '.join(own + columns)})")
    box = shapely.total_bounds(shapes) if len(shapes) else np.full(4, np.nan)
    bounds = [float(one) if np.isfinite(one) else None for one in box]
    title = sheet.facts.title("zh")
    said = (sheet.what, sheet.what, title, schema.stamp(sheet.facts.made), *bounds, _WGS84)
    file.execute("insert into gpkg_contents values (?, 'features', ?, ?, ?, ?, ?, ?, ?, ?)", said)
    file.execute(
        "insert into gpkg_geometry_columns values (?, ?, ?, ?, 0, 0)",
        (sheet.what, _GEOMETRY, kind, _WGS84),
    )
    file.execute(
        "insert into gpkg_metadata values (1, 'dataset', ?, 'application/json', ?)",
        (schema.ABOUT_METADATA, sheet.facts.as_text()),
    )
    file.execute(
        "insert into gpkg_metadata_reference values ('table', ?, null, null, ?, 1, null)",
        (sheet.what, schema.stamp(sheet.facts.made)),
    )


def _names(sheet: Sheet) -> Iterator[str]:
    """The names of the columns as SQLite can hold them beside the layer's own two."""
    taken = {_ROW, _GEOMETRY}
    for name in sheet.table.column_names:
        if name.lower() not in taken:
            taken.add(name.lower())
            yield name


def _kind(kind: pa.DataType) -> str:
    if pa.types.is_boolean(kind):
        return "boolean"
    if pa.types.is_integer(kind):
        return "integer"
    if pa.types.is_floating(kind):
        return "real"
    if pa.types.is_date32(kind):
        return "date"
    return "datetime" if is_instant(kind) else "text"


def _fill(file: sqlite3.Connection, sheet: Sheet, piece: pa.Table, shapes: Shapes) -> None:
    names = list(_names(sheet))
    columns = [_values(piece[name], sheet) for name in names]
    placed = ", ".join([_GEOMETRY, *(_quoted(name) for name in names)])
    marks = ", ".join("?" * (len(names) + 1))
    statement = f"insert into {_quoted(sheet.what)} ({placed}) values ({marks})"
    file.executemany(statement, zip(_blobs(shapes), *columns, strict=True))


def _values(column: pa.ChunkedArray, sheet: Sheet) -> list[Any]:
    kind = column.type
    if is_number(kind) or pa.types.is_boolean(kind):
        held: list[Any] = column.to_pylist()
        return held
    if is_instant(kind):
        return _utc(column)
    told: list[Any] = texts(column, sheet.zone).to_pylist()
    return told


def _utc(column: pa.ChunkedArray) -> list[str | None]:
    """Instants as the standard writes them, in UTC: 2020-03-18T00:00:00.000Z."""
    at_us = column.cast(pa.int64()).fill_null(0).to_numpy()
    said = np.datetime_as_string(at_us.astype("datetime64[us]"), unit="ms").tolist()
    valid = column.is_valid().to_pylist()
    return [f"{one}Z" if known else None for one, known in zip(said, valid, strict=True)]


def _blobs(shapes: Shapes) -> Iterator[bytes | None]:
    """Geometries as the package's binary: a header with their box, then WKB."""
    boxes = shapely.bounds(shapes)[:, (0, 2, 1, 3)]
    wkb = shapely.to_wkb(shapes, flavor="iso", byte_order=1)
    empty = shapely.is_empty(shapes)
    is_point = shapely.get_type_id(shapes) == 0
    for one, box, is_empty, bare in zip(wkb, boxes, empty, is_point, strict=True):
        yield None if one is None else _header(box, bool(is_empty), bool(bare)) + one


def _header(box: npt.NDArray[np.float64], is_empty: bool, is_point: bool) -> bytes:
    boxed = not is_empty and not is_point
    flags = _LITTLE_ENDIAN | (_WITH_BOX if boxed else 0) | (_EMPTY if is_empty else 0)
    head = struct.pack("<2sBBi", b"GP", 0, flags, _WGS84)
    return head + struct.pack("<4d", *box) if boxed else head


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
