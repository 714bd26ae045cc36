"""GeoPackage (OGC 12-128) by GDAL: one layer of features, with its facts as its metadata."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyogrio
import shapely

from console.domain.errors import UserError
from console.domain.progress import Step
from console.domain.words import both
from console.export.cells import Column, is_instant, is_number, slices, texts
from console.export.points import Shapes
from console.export.publish import folder_beside
from console.export.sheet import Sheet
from console.snapshot.schema import TEXT

FACTS_KEY = "street-console"
"""Under which the layer's metadata hold the facts."""

_GEOMETRY, _ROW = "geom", "fid"
_WGS84 = "EPSG:4326"
_AREAS, _POINTS = (3, 6), (0,)
_MULTIPOLYGON = 6
_LEAST_FREE = 65_536
"""A disk with fewer bytes is full."""
_ROWS_A_BATCH = 256
"""Rows handed over at once: meanwhile GDAL lets no other thread run Python."""


def write(sheet: Sheet, path: Path, step: Step) -> None:
    """The sheet as a layer named after what it holds; `step` hears the part done and may raise.

    There is no spatial index: GDAL makes it on closing, in one go that stands the window still,
    and says nothing when the disk is full by then. UserError when the disk refuses.
    """
    assert sheet.shapes is not None
    shapes, kind = _uniform(sheet.shapes)
    batches = _Batches(sheet, shapes, step)
    with folder_beside(path) as folder:
        made = folder / "layer.gpkg"
        try:
            _write(batches, made, kind)
        except RuntimeError as failure:
            if batches.failure is not None:
                raise batches.failure from None
            raise UserError("export.not_written", reason=_reason(failure, folder)) from failure
        os.replace(made, path)


class _Batches:
    """A sheet's rows in batches as GDAL asks for them; `failure` is why they ended early."""

    def __init__(self, sheet: Sheet, shapes: Shapes, step: Step) -> None:
        self.sheet, self._shapes, self._step = sheet, shapes, step
        self.failure: BaseException | None = None
        fields = [(name, _kind(sheet.table[name].type)) for name in _names(sheet.table)]
        self.schema = pa.schema([*fields, (_GEOMETRY, pa.binary())])

    def __iter__(self) -> Iterator[pa.RecordBatch]:
        try:
            yield from self._told()
        except BaseException as failure:
            self.failure = failure
            raise

    def _told(self) -> Iterator[pa.RecordBatch]:
        done, count = 0, self.sheet.table.num_rows
        for piece in slices(self.sheet.table):
            for batch in self._piece(piece, done).to_batches(_ROWS_A_BATCH):
                yield batch
                done += batch.num_rows
                self._step(done / count)
        self._step(1.0)

    def _piece(self, piece: pa.Table, start: int) -> pa.Table:
        drawn = shapely.to_wkb(self._shapes[start : start + piece.num_rows], flavor="iso")
        cells = [
            _cells(piece[field.name], self.sheet, field.type)
            for field in self.schema
            if field.name != _GEOMETRY
        ]
        return pa.table([*cells, pa.array(drawn, pa.binary())], schema=self.schema)


def _write(batches: _Batches, path: Path, kind: str) -> None:
    facts = batches.sheet.facts
    pyogrio.write_arrow(
        pa.RecordBatchReader.from_batches(batches.schema, batches),
        path,
        layer=batches.sheet.what,
        driver="GPKG",
        geometry_name=_GEOMETRY,
        geometry_type=kind,
        crs=_WGS84,
        layer_metadata={FACTS_KEY: facts.as_text()},
        layer_options={
            "FID": _ROW,
            "GEOMETRY_NAME": _GEOMETRY,
            "DESCRIPTION": facts.title("zh"),
            "SPATIAL_INDEX": "NO",
        },
    )


def _reason(failure: RuntimeError, folder: Path) -> dict[str, str]:
    """Why GDAL did not write; a full disk in our words, which it may tell by a failed statement."""
    said = str(failure)
    if "full" in said or shutil.disk_usage(folder).free < _LEAST_FREE:
        return both("reason.full")
    return {"zh": said[:120], "en": said[:120]}


def _uniform(shapes: Shapes) -> tuple[Shapes, str]:
    """Shapes of one kind where that loses nothing, and the layer's kind of geometry."""
    there = ~shapely.is_missing(shapes)
    kinds = shapely.get_type_id(shapes[there])
    if not len(kinds) or np.isin(kinds, _POINTS).all():
        return shapes, "Point" if len(kinds) else "Unknown"
    if not np.isin(kinds, _AREAS).all():
        return shapes, "Unknown"
    single = np.flatnonzero(there)[kinds != _MULTIPOLYGON]
    lifted = shapes.copy()
    lifted[single] = [shapely.MultiPolygon([one]) for one in shapes[single]]
    return lifted, "MultiPolygon"


def _names(table: pa.Table) -> Iterator[str]:
    """The names of the columns as SQLite can hold them beside the layer's own two."""
    taken = {_ROW, _GEOMETRY}
    for name in table.column_names:
        if name.lower() not in taken:
            taken.add(name.lower())
            yield name


def _kind(kind: pa.DataType) -> pa.DataType:
    """What a column is handed over as; whole numbers too large for the package as text."""
    if pa.types.is_floating(kind):
        return pa.float64()
    if is_instant(kind):
        return pa.timestamp("ms", "UTC")
    plain = is_number(kind) or pa.types.is_boolean(kind) or pa.types.is_date32(kind)
    return kind if plain and not pa.types.is_uint64(kind) else TEXT


def _cells(column: pa.ChunkedArray, sheet: Sheet, kind: pa.DataType) -> Column:
    told = texts(column, sheet.zone) if kind == TEXT else column
    return told.cast(kind, safe=False)
