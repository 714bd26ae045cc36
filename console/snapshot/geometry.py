"""Geometry columns: GeoParquet 1.1 metadata, WKB to shapes, and the winding of rings."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import shapely

from console.domain.arrays import Bools
from console.domain.records import dataclass

KEY = b"geo"
TYPES = (
    "Point",
    "LineString",
    "LinearRing",
    "Polygon",
    "MultiPoint",
    "MultiLineString",
    "MultiPolygon",
    "GeometryCollection",
)
"""Names by shapely's type ids."""

Shapes = npt.NDArray[np.object_]


@dataclass(frozen=True, slots=True)
class Decoded:
    """A geometry column's rows that are not null.

    rows int64[k] their rows; shapes object[k], None where the WKB cannot be read.
    """

    rows: npt.NDArray[np.int64]
    shapes: Shapes


def decoded(column: pa.ChunkedArray) -> Decoded:
    """The shapes of a binary column; what is no WKB becomes None."""
    return decoded_at(column, np.flatnonzero(column.is_valid().to_numpy(zero_copy_only=False)))


def decoded_at(column: pa.ChunkedArray, rows: npt.NDArray[np.int64]) -> Decoded:
    """The shapes of those of its `rows` int64[k], of which none is null."""
    if not len(rows):
        return Decoded(rows, np.zeros(0, object))
    wkb = column.take(pa.array(rows)).to_numpy(zero_copy_only=False)
    with np.errstate(invalid="ignore"):
        return Decoded(rows, shapely.from_wkb(wkb, on_invalid="ignore"))


def turned(shapes: Shapes) -> tuple[Shapes, Bools]:
    """Shapes with outer rings counter-clockwise and holes clockwise, and which were not so."""
    if not len(shapes):
        return shapes, np.zeros(0, bool)
    right = shapely.orient_polygons(shapes)
    return right, ~shapely.equals_identical(shapes, right)


def with_shapes(column: pa.ChunkedArray, rows: npt.NDArray[np.int64], shapes: Shapes) -> pa.Array:
    """A binary column whose `rows` hold `shapes` as ISO WKB; the others are as they were."""
    cells = column.to_numpy(zero_copy_only=False).astype(object)
    cells[rows] = shapely.to_wkb(shapes, flavor="iso")
    return pa.array(cells, pa.binary())


def metadata(column: str, shapes: Shapes) -> Mapping[bytes, bytes]:
    """GeoParquet 1.1 file metadata for one WKB column in OGC:CRS84, rings counter-clockwise."""
    described: dict[str, Any] = {
        "encoding": "WKB",
        "geometry_types": _type_names(shapes),
        "orientation": "counterclockwise",
    }
    box = shapely.total_bounds(shapes) if len(shapes) else np.full(4, np.nan)
    if np.isfinite(box).all():
        described["bbox"] = [float(one) for one in box]
    said = {"version": "1.1.0", "primary_column": column, "columns": {column: described}}
    return {KEY: json.dumps(said).encode()}


def _type_names(shapes: Shapes) -> list[str]:
    if not len(shapes):
        return []
    kinds = np.stack([shapely.get_type_id(shapes), shapely.has_z(shapes)])
    return sorted(
        TYPES[kind] + (" Z" if deep else "")
        for kind, deep in np.unique(kinds, axis=1).T
        if kind >= 0
    )


def metadata_fault(stored: Mapping[bytes, bytes] | None, column: str) -> str | None:
    """What is wrong with a file's GeoParquet metadata for `column`; None when nothing is.

    Gives "no_metadata", "encoding" or "crs". No crs means OGC:CRS84, as GeoParquet says; EPSG:4326
    is the same here, since GeoParquet orders coordinates x, y whatever the system. Later versions
    of GeoParquet are read when they say these things in the same way.
    """
    try:
        said = json.loads((stored or {}).get(KEY, b"null"))
        described = said["columns"][column]
        if not isinstance(said["version"], str):
            return "no_metadata"
        if described["encoding"] != "WKB":
            return "encoding"
    except (ValueError, RecursionError, TypeError, KeyError):
        return "no_metadata"
    return None if _is_lon_lat(described.get("crs", _DEFAULT)) else "crs"


_DEFAULT = {"id": {"authority": "OGC", "code": "CRS84"}}
_LON_LAT = {("OGC", "CRS84"), ("EPSG", "4326")}


def _is_lon_lat(crs: object) -> bool:
    if isinstance(crs, dict) and isinstance(crs.get("id"), dict):
        named = crs["id"]
        return (str(named.get("authority")), str(named.get("code"))) in _LON_LAT
    return crs in ("OGC:CRS84", "EPSG:4326")
