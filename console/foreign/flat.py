"""Geometry of rows as flat vertices in degrees of WGS 84, and which rows have none, and why."""

from __future__ import annotations

from dataclasses import field
from enum import IntEnum
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from console.domain.arrays import F64, I64, U8, Bools
from console.domain.datums import Datum, to_wgs84
from console.domain.errors import UserError
from console.domain.records import dataclass

if TYPE_CHECKING:
    from pyproj import CRS

Geometries = npt.NDArray[Any]

_POLYGON, _COLLECTIONS, _RINGLIKE = 3, (4, 5, 6, 7), (0, 1, 2)
_DEGREES = ("EPSG:4326", "OGC:CRS84", "EPSG:4490", "EPSG:4258", "EPSG:4269")
_MOST_EAST, _MOST_NORTH = 180.0, 90.0


class Kind(IntEnum):
    """What a row's geometry is made of."""

    NONE = 0
    POINT = 1
    LINE = 2
    AREA = 3
    MIXED = 4


@dataclass(slots=True)
class Flat:
    """Geometry of n rows: rings, lines and points in order of row.

    degrees float64[p, 2] of WGS 84; sizes int64[r] vertices of each ring; parts int64[r] its row;
    is_hole bool[r]; kinds uint8[n]; broken and unplaced are rows whose geometry cannot be read, or
    has no place on earth; invalid ones cross themselves and are kept.
    """

    degrees: F64
    sizes: I64
    parts: I64
    is_hole: Bools
    kinds: U8
    broken: list[int] = field(default_factory=list)
    unplaced: list[int] = field(default_factory=list)
    invalid: list[int] = field(default_factory=list)


def bounds_of(shapes: Geometries) -> tuple[float, float, float, float] | None:
    """West, south, east and north in the file's own numbers; None without any."""
    import shapely

    west, south, east, north = shapely.total_bounds(shapes)
    return None if np.isnan(west) else (float(west), float(south), float(east), float(north))


def flattened(shapes: Geometries, crs: str, most_vertices: int) -> Flat:
    """The geometry of `shapes` object[n] (shapely's, None without) whose numbers mean `crs`.

    `crs` is a datum of domain/datums.py or anything PROJ understands. UserError when PROJ does
    not, or when there are more vertices than allowed.
    """
    import shapely

    flat, rows = _single(shapes)
    kinds = shapely.get_type_id(flat)
    area, others = kinds == _POLYGON, np.isin(kinds, _RINGLIKE)
    rings, owner = shapely.get_rings(flat[area], return_index=True)
    pieces = np.concatenate((rings, flat[others]))
    part = np.concatenate((np.flatnonzero(area)[owner], np.flatnonzero(others)))
    hole = np.zeros(len(pieces), np.bool_)
    hole[1 : len(owner)] = owner[1:] == owner[:-1]
    order = np.argsort(part, kind="stable")
    pieces = pieces[order]
    sizes = shapely.get_num_coordinates(pieces).astype(np.int64)
    if int(sizes.sum()) > most_vertices:
        raise UserError("foreign.vertices", count=int(sizes.sum()), most=most_vertices)
    parts = rows[part[order]].astype(np.int64)
    found = Flat(
        degrees=_in_degrees(shapely.get_coordinates(pieces), crs),
        sizes=sizes,
        parts=parts,
        is_hole=hole[order],
        kinds=_kinds(len(shapes), parts, kinds[part[order]]),
    )
    found.invalid = np.flatnonzero(~shapely.is_valid(shapes) & (found.kinds == Kind.AREA)).tolist()
    _take_out_unplaced(found)
    return found


def _single(shapes: Geometries) -> tuple[Geometries, I64]:
    """Geometries that are no collections, and the row each belongs to."""
    import shapely

    flat, rows = shapely.get_parts(shapes, return_index=True)
    while np.isin(shapely.get_type_id(flat), _COLLECTIONS).any():
        flat, inner = shapely.get_parts(flat, return_index=True)
        rows = rows[inner]
    return flat, rows


def _kinds(rows: int, parts: I64, types: npt.NDArray[np.integer]) -> U8:
    of_type = np.full(4, Kind.LINE, np.uint8)
    of_type[0], of_type[_POLYGON] = Kind.POINT, Kind.AREA
    kinds = np.zeros(rows, np.uint8)
    own = of_type[types]
    kinds[parts] = own
    kinds[parts[kinds[parts] != own]] = Kind.MIXED
    return kinds


def _in_degrees(numbers: F64, crs: str) -> F64:
    """Coordinates float64[p, 2] as degrees of WGS 84; nan or inf where PROJ finds none."""
    numbers = np.ascontiguousarray(numbers[:, :2], np.float64)
    if crs in tuple(Datum):
        lon, lat = to_wgs84(numbers[:, 0], numbers[:, 1], Datum(crs))
        return np.stack([lon, lat], axis=1)
    if crs in _DEGREES:
        return numbers
    from pyproj import Transformer

    way = Transformer.from_crs(system(crs), "OGC:CRS84", always_xy=True)
    lon, lat = way.transform(numbers[:, 0], numbers[:, 1])
    return np.stack([lon, lat], axis=1)


def system(crs: str) -> CRS:
    """What PROJ knows under `crs`; UserError when it is nothing that has a place on earth."""
    from pyproj import CRS
    from pyproj.exceptions import CRSError

    try:
        found = CRS.from_user_input(crs)
    except CRSError as fault:
        raise UserError("foreign.crs", crs=crs[:60]) from fault
    if found.is_engineering or not (found.is_geographic or found.is_projected or found.is_compound):
        raise UserError("foreign.crs", crs=found.name[:60])
    return found


def system_name(crs: str) -> str:
    """A short name for a system: a datum's own, an authority's code, or what it calls itself."""
    if crs in tuple(Datum) or crs in _DEGREES:
        return crs
    found = system(crs)
    code = found.to_authority()
    return ":".join(code) if code else found.name[:60]


def _take_out_unplaced(found: Flat) -> None:
    """Rows with a vertex that is nowhere on earth lose their geometry and are named."""
    lon, lat = found.degrees[:, 0], found.degrees[:, 1]
    good = np.isfinite(lon) & np.isfinite(lat)
    good &= (np.abs(lon) <= _MOST_EAST) & (np.abs(lat) <= _MOST_NORTH)
    if good.all():
        return
    row_of_vertex = np.repeat(found.parts, found.sizes)
    bad = np.zeros(len(found.kinds), np.bool_)
    bad[row_of_vertex[~good]] = True
    kept_piece = ~bad[found.parts]
    found.degrees = found.degrees[~bad[row_of_vertex]]
    found.sizes, found.parts = found.sizes[kept_piece], found.parts[kept_piece]
    found.is_hole = found.is_hole[kept_piece]
    found.kinds[bad] = Kind.NONE
    found.unplaced = np.flatnonzero(bad).tolist()
    found.invalid = [row for row in found.invalid if not bad[row]]
