"""GeoJSON, GeoPackage and Shapefile by GDAL: in the child only, where importing it costs nobody.

Rows come in batches, so that progress is told and too many are refused before they are all there.
Curves, which Arrow hands over as they are, are asked for again one by one: GDAL then draws them as
lines.
"""

from __future__ import annotations

import struct
import warnings
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyogrio
import shapely

from console.domain.errors import UserError
from console.domain.progress import Step
from console.domain.records import dataclass
from console.foreign.dbase import encoding_beside
from console.foreign.encodings import Encoding
from console.foreign.flat import Geometries
from console.foreign.formats import Format
from console.foreign.limits import Limits

_BATCH = 20_000
_MOST_LAYERS = 30
_FID_COLUMN = "OGC_FID"
_FLAT_TYPES = frozenset(range(1, 8))
_TYPE_BITS = 0xFFFFFFF


@dataclass(frozen=True, eq=False, slots=True)
class Read:
    """One layer as GDAL read it: cells, geometry object[n] (None where there is none) and CRS."""

    name: str
    cells: pa.Table
    shapes: Geometries | None
    broken: list[int]
    crs: str
    encoding: str


def layers_of(path: Path) -> list[str]:
    """The names of a file's layers."""
    names = [str(name) for name, _ in pyogrio.list_layers(path)]
    if len(names) > _MOST_LAYERS:
        raise UserError("foreign.layers", file=path.name, count=len(names), most=_MOST_LAYERS)
    return names


def read_layers(path: Path, form: Format, limits: Limits, tell: Step) -> Iterator[Read]:
    """Every layer of a file."""
    warnings.simplefilter("ignore")
    encoding = encoding_beside(path) if form is Format.SHAPEFILE else None
    names = layers_of(path)
    for number, name in enumerate(names):
        share = Share(tell, number / len(names), 1 / len(names))
        yield _read(path, name, encoding, limits, share)


@dataclass(frozen=True, slots=True)
class Share:
    """A part of the whole progress."""

    tell: Step
    start: float
    part: float

    def __call__(self, done: float) -> None:
        """How much of this part is done, 0 to 1."""
        self.tell(self.start + self.part * min(done, 1.0))


def _read(path: Path, name: str, encoding: Encoding | None, limits: Limits, tell: Share) -> Read:
    said = {"encoding": encoding.name} if encoding else {}
    info = pyogrio.read_info(path, layer=name, **said)
    expected = max(int(info["features"]), 1)
    if expected > limits.rows:
        raise UserError("foreign.rows", count=expected, most=limits.rows)
    batches: list[pa.RecordBatch] = []
    rows = 0
    with pyogrio.raw.open_arrow(
        path, layer=name, batch_size=_BATCH, return_fids=True, use_pyarrow=True,
        datetime_as_string=True, **said,
    ) as (meta, reader):  # fmt: skip
        for batch in reader:
            batches.append(batch)
            rows += batch.num_rows
            if rows > limits.rows:
                raise UserError("foreign.rows", count=rows, most=limits.rows)
            tell(0.7 * rows / expected)
        table = pa.Table.from_batches(batches, reader.schema)
    place = meta["geometry_name"] or "wkb_geometry"
    named = meta.get("fid_column") or _FID_COLUMN
    fids = table.column(named) if named in table.column_names else None
    shapes, broken = None, list[int]()
    if place in table.column_names:
        wkb = table.column(place).to_numpy()
        curved = _straightened(path, name, wkb, fids)
        shapes, broken = shapes_of(curved)
    dropped = [one for one in (place, named) if one in table.column_names]
    return Read(
        name=name,
        cells=table.drop_columns(dropped),
        shapes=shapes,
        broken=broken,
        crs=str(meta["crs"] or ""),
        encoding=encoding.name if encoding else "",
    )


def shapes_of(wkb: Geometries) -> tuple[Geometries, list[int]]:
    """Geometries of WKB object[n], and the rows whose WKB cannot be read."""
    try:
        shapes = shapely.from_wkb(wkb, on_invalid="ignore")
    except (RuntimeError, shapely.errors.ShapelyError):
        shapes = np.array([_one(raw) for raw in wkb], object)
    given = np.array([raw is not None for raw in wkb], np.bool_)
    broken = np.flatnonzero(given & (shapes == np.array(None))).tolist()
    empty = shapely.is_empty(shapes)
    shapes[empty] = None
    return shapely.force_2d(shapes), broken


def _one(raw: bytes | None) -> shapely.Geometry | None:
    try:
        return shapely.from_wkb(raw, on_invalid="ignore")
    except (RuntimeError, shapely.errors.ShapelyError):
        return None


def _straightened(
    path: Path, name: str, wkb: Geometries, fids: pa.ChunkedArray | None
) -> Geometries:
    """The WKB with curves as lines of many short pieces."""
    rows = [row for row, raw in enumerate(wkb) if raw is not None and _is_curved(raw)]
    if not rows or fids is None:
        return wkb
    wanted = fids.take(pa.array(rows)).to_numpy()
    _, found, lines, _ = pyogrio.raw.read(
        path, layer=name, fids=wanted, columns=[], return_fids=True
    )
    by_fid = dict(zip(found.tolist(), lines, strict=True))
    made = wkb.copy()
    for row, fid in zip(rows, wanted.tolist(), strict=True):
        made[row] = by_fid.get(fid, wkb[row])
    return made


def _is_curved(raw: bytes) -> bool:
    (code,) = struct.unpack("<I" if raw[:1] == b"\1" else ">I", raw[1:5])
    return (code & _TYPE_BITS) % 1000 not in _FLAT_TYPES
