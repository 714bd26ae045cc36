"""Geometry as flat vertices in metres: WKB in degrees in, Shapes out."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from console.domain.records import dataclass
from console.snapshot.wkb import plain_shapes
from console.store.columns import F32, F64, I32, I64, Projection, Shapes
from console.store.projection import metres, projection_around

_POLYGON, _COLLECTIONS = 3, (4, 5, 6, 7)
_RINGLIKE = (0, 1, 2)


@dataclass(frozen=True, slots=True)
class Outlines:
    """Geometry of n rows in degrees, flattened: rings, lines and points in order of row.

    degrees float64[p, 2]; sizes int64[r] vertices of each ring; parts int64[r]; is_hole bool[r].
    """

    rows: int
    degrees: F64
    sizes: I64
    parts: I64
    is_hole: npt.NDArray[np.bool_]


def no_shapes(rows: int) -> Shapes:
    """`rows` rows without geometry."""
    return Shapes(
        xy=np.zeros((0, 2), np.float32),
        rings=np.zeros(1, np.int32),
        parts=np.zeros(0, np.int32),
        is_hole=np.zeros(0, np.bool_),
        first=np.zeros(rows + 1, np.int32),
        boxes=np.full((rows, 4), np.nan, np.float32),
    )


def outlines(column: pa.Array) -> Outlines | None:
    """The rings, lines and points of a WKB column; None where there is no geometry at all."""
    if column.null_count == len(column):
        return None
    plain = plain_shapes(column)
    if plain is not None:
        no_hole = np.zeros(len(plain.rows), np.bool_)
        return Outlines(len(column), plain.degrees, plain.sizes, plain.rows, no_hole)
    return any_outlines(column)


def any_outlines(column: pa.Array) -> Outlines:
    """The same of geometry of any kind."""
    import shapely

    geometry = shapely.from_wkb(column.to_numpy(zero_copy_only=False))
    flat, parts = _single(geometry)
    kinds = shapely.get_type_id(flat)
    area = kinds == _POLYGON
    rings, owner = shapely.get_rings(flat[area], return_index=True)
    others = flat[np.isin(kinds, _RINGLIKE)]
    pieces = np.concatenate((rings, others))
    part = np.concatenate((np.flatnonzero(area)[owner], np.flatnonzero(np.isin(kinds, _RINGLIKE))))
    hole = np.zeros(len(pieces), np.bool_)
    hole[1 : len(owner)] = owner[1:] == owner[:-1]
    order = np.argsort(part, kind="stable")
    return Outlines(
        rows=len(column),
        degrees=shapely.get_coordinates(pieces[order]),
        sizes=shapely.get_num_coordinates(pieces[order]).astype(np.int64),
        parts=parts[part[order]].astype(np.int64),
        is_hole=hole[order],
    )


def _single(geometry: npt.NDArray[Any]) -> tuple[npt.NDArray[Any], I64]:
    """Geometries that are no collections, and the row each belongs to."""
    import shapely

    flat, rows = shapely.get_parts(geometry, return_index=True)
    while np.isin(shapely.get_type_id(flat), _COLLECTIONS).any():
        flat, inner = shapely.get_parts(flat, return_index=True)
        rows = rows[inner]
    return flat, rows


def choose_projection(found: list[Outlines | None], zone: str) -> Projection | None:
    """The projection around the first table that has geometry."""
    for one in found:
        if one is not None and len(one.degrees):
            return projection_around(one.degrees, zone)
    return None


def shapes(found: Outlines | None, rows: int, ground: Projection | None) -> Shapes:
    """Shapes in metres from the origin; `rows` empty ones where nothing was found."""
    if found is None or ground is None or not len(found.degrees):
        return no_shapes(rows)
    east, north = metres(ground.epsg, found.degrees[:, 0], found.degrees[:, 1])
    xy = np.empty((len(east), 2), np.float32)
    xy[:, 0] = east - ground.origin_x_m
    xy[:, 1] = north - ground.origin_y_m
    rings = np.concatenate(([0], np.cumsum(found.sizes))).astype(np.int32)
    counts = np.bincount(found.parts, minlength=rows)
    first = np.concatenate(([0], np.cumsum(counts))).astype(np.int32)
    return Shapes(
        xy=xy,
        rings=rings,
        parts=found.parts.astype(np.int32),
        is_hole=found.is_hole,
        first=first,
        boxes=_boxes(xy, rings[first]),
    )


def _boxes(xy: F32, first_vertex: I32) -> F32:
    """West, south, east, north of each row's vertices, nan for a row without."""
    boxes = np.full((len(first_vertex) - 1, 4), np.nan, np.float32)
    filled = np.flatnonzero(np.diff(first_vertex))
    if len(filled):
        starts = first_vertex[filled]
        boxes[filled, :2] = np.minimum.reduceat(xy, starts)
        boxes[filled, 2:] = np.maximum.reduceat(xy, starts)
    return boxes
