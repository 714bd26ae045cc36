"""Where the rows of a table lie: their own geometry, else a point in the building they are in."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import shapely

from console.export.rows import building_of
from console.export.source import Source
from console.snapshot.geometry import decoded
from console.snapshot.schema import TABLES
from console.store.columns import I64

Shapes = npt.NDArray[Any]
"""Shapely geometries object[n], None where there is none."""

_DECIMALS = 6


def shapes(source: Source, name: str, rows: I64) -> Shapes:
    """The geometry of some table rows in degrees of longitude and latitude."""
    if TABLES[name].geometry is not None:
        return own(source, name)[rows]
    inside = inner_points(own(source, "buildings"))
    building = building_of(source, name, rows)
    found = np.full(len(rows), None, object)
    found[building >= 0] = inside[building[building >= 0]]
    if name == "events":
        _stand_where_said(source, rows, found)
    return found


def has_own(source: Source, name: str) -> bool:
    """Whether a table has a geometry column of its own."""
    return TABLES[name].geometry is not None and "geometry" in source.tables[name].column_names


def own(source: Source, name: str) -> Shapes:
    """The geometry column of a table, None for null or where there is no such column."""
    table = source.tables[name]
    found = np.full(table.num_rows, None, object)
    if "geometry" in table.column_names:
        held = decoded(table["geometry"])
        found[held.rows] = held.shapes
    return found


def inner_points(areas: Shapes) -> Shapes:
    """A point inside each geometry."""
    points: Shapes = shapely.point_on_surface(areas)
    return points


def lon_lat(located: Shapes) -> dict[str, pa.Array]:
    """A point inside each geometry as two columns of degrees, to a decimetre."""
    points = inner_points(located)
    there = ~(shapely.is_missing(points) | shapely.is_empty(points))
    held = np.zeros((2, len(points)))
    held[0, there], held[1, there] = shapely.get_x(points[there]), shapely.get_y(points[there])
    lon, lat = (pa.array(np.round(one, _DECIMALS), mask=~there) for one in held)
    return {"lon": lon, "lat": lat}


def _stand_where_said(source: Source, rows: I64, found: Shapes) -> None:
    """Alarms that give a longitude and latitude lie there."""
    table = source.tables["events"]
    if not {"lon", "lat"}.issubset(table.column_names):
        return
    lon, lat = (table[one].to_numpy()[rows].astype(np.float64) for one in ("lon", "lat"))
    said = np.isfinite(lon) & np.isfinite(lat)
    found[said] = shapely.points(lon[said], lat[said])
