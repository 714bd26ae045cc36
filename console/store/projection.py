"""Degrees to metres by PROJ: which plane a street lies on, and its way back near the street.

In China the plane is CGCS2000 in three-degree Gauss-Krüger zones without a zone number in the
easting (EPSG:4534 for 75° E to EPSG:4554 for 135° E); elsewhere it is UTM on WGS 84.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from console.store.columns import F64, Projection, polynomial_terms

if TYPE_CHECKING:
    from pyproj import Proj

_CHINA_ZONES = frozenset(
    ("Asia/Shanghai", "Asia/Urumqi", "Asia/Chongqing", "Asia/Chungking", "Asia/Harbin",
     "Asia/Kashgar", "PRC")
)  # fmt: skip
_CHINA_WEST, _CHINA_EAST, _CHINA_SOUTH, _CHINA_NORTH = 73.5, 136.5, 3.0, 54.0
_CGCS2000_75E = 4534
_UTM_NORTH, _UTM_SOUTH = 32600, 32700

LEAST_REACH_M, MOST_REACH_M = 20_000.0, 150_000.0
_BEYOND_M = 1e8
_KNOTS = 15
"""Points a side of the grid that the way back is fitted to."""


def plane_for(lon: float, lat: float, zone: str) -> int:
    """EPSG code of the plane around a point in degrees, for a street of the time zone `zone`."""
    in_box = _CHINA_WEST <= lon < _CHINA_EAST and _CHINA_SOUTH <= lat <= _CHINA_NORTH
    if zone in _CHINA_ZONES and in_box:
        return _CGCS2000_75E + int((lon + 1.5) // 3) - 25
    number = min(int((lon + 180) // 6), 59) + 1
    return (_UTM_SOUTH if lat < 0 else _UTM_NORTH) + number


def metres(epsg: int, lon: F64, lat: F64) -> tuple[F64, F64]:
    """Easting and northing float64[n] on a plane of longitudes and latitudes in degrees."""
    east, north = _plane(epsg)(lon, lat)
    return _finite(east), _finite(north)


def _finite(metres_east_or_north: F64) -> F64:
    """What PROJ cannot put on the plane, from the far side of the Earth, lies beyond everything."""
    if np.isfinite(metres_east_or_north).all():
        return metres_east_or_north
    return np.nan_to_num(metres_east_or_north, nan=_BEYOND_M, posinf=_BEYOND_M, neginf=-_BEYOND_M)


def projection_around(degrees: F64, zone: str) -> Projection:
    """The projection of a street whose vertices are `degrees` float64[p, 2].

    Its origin is the middle vertex in whole metres. Its way back to degrees is a polynomial
    fitted to PROJ's own inverse within the reach of the vertices, to a millimetre.
    """
    lon, lat = np.median(degrees, axis=0).tolist()
    epsg = plane_for(lon, lat, zone)
    east, north = metres(epsg, np.array([lon]), np.array([lat]))
    origin = float(round(east[0])), float(round(north[0]))
    edges = np.array([(one.min(), one.max()) for one in degrees.T])
    corners = metres(epsg, np.repeat(edges[0], 2), np.tile(edges[1], 2))
    away = max(float(np.abs(one - at).max()) for one, at in zip(corners, origin, strict=True))
    return fitted(epsg, origin, min(max(LEAST_REACH_M, away), MOST_REACH_M))


def fitted(epsg: int, origin: tuple[float, float], reach_m: float) -> Projection:
    """A projection whose way back holds within `reach_m` of `origin` along either axis."""
    knots = np.linspace(-1.0, 1.0, _KNOTS)
    u, v = (one.ravel() for one in np.meshgrid(knots, knots))
    east, north = origin[0] + u * reach_m, origin[1] + v * reach_m
    lon, lat = _plane(epsg)(east, north, inverse=True)
    terms = polynomial_terms(u, v)
    lon_terms, lat_terms = (
        np.linalg.lstsq(terms, np.asarray(one), rcond=None)[0].tolist() for one in (lon, lat)
    )
    return Projection(epsg, *origin, reach_m, tuple(lon_terms), tuple(lat_terms))


def _plane(epsg: int) -> Proj:
    """PROJ's own mapping of the plane; a Transformer costs 0.4 s in every thread that needs one."""
    from pyproj import Proj

    return Proj(f"EPSG:{epsg}")
