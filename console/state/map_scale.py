"""The map's measures: round lengths for a scale bar, and longitude and latitude under a point."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from console.store.columns import Projection, Street
from console.store.projection import Plane, plane_for

_ROUND = (1.0, 2.0, 5.0, 10.0)
_CGCS2000 = range(4534, 4555)
_UTM = range(32601, 32661)
_UTM_SOUTH = range(32701, 32761)
_STEP_DEG = 1e-4
_ROUNDS = 4
_NEAR_ENOUGH_M = 0.001


@dataclass(frozen=True, slots=True)
class ScaleBar:
    """A round length: `metres`, its `width_px` on the screen, and how it is written."""

    metres: float
    width_px: float
    text: str


def scale_bar(metres_per_px: float, most_px: float = 110.0) -> ScaleBar:
    """The longest round length (1, 2 or 5 times a power of ten metres) of at most `most_px`."""
    most = metres_per_px * most_px
    power = 10.0 ** np.floor(np.log10(most) + 1e-9)
    metres = max(step * power for step in _ROUND if step * power <= most * (1 + 1e-9))
    return ScaleBar(metres, metres / metres_per_px, _length(metres))


def _length(metres: float) -> str:
    if metres >= 1000:
        return f"{metres / 1000:g} km"
    return f"{metres:g} m" if metres >= 1 else f"{metres * 100:g} cm"


@lru_cache(maxsize=8)
def plane_of(projection: Projection) -> Plane | None:
    """The plane a projection names; None when it is of neither family the store uses."""
    epsg = projection.epsg
    if epsg in _CGCS2000:
        return plane_for((epsg - _CGCS2000.start) * 3.0 + 75.0, 30.0, "Asia/Shanghai")
    if epsg in _UTM:
        return plane_for((epsg - 32600) * 6.0 - 183.0, 30.0, "UTC")
    if epsg in _UTM_SOUTH:
        return plane_for((epsg - 32700) * 6.0 - 183.0, -30.0, "UTC")
    return None


def degrees(street: Street, x_m: float, y_m: float) -> tuple[float, float] | None:
    """Longitude and latitude of a point in the street's metres; None without a known plane.

    By Newton's method on the forward mapping, to a millimetre within the street.
    """
    projection = street.projection
    plane = plane_of(projection) if projection else None
    if projection is None or plane is None:
        return None
    east, north = projection.origin_x_m, projection.origin_y_m
    return _inverted(plane, east + x_m, north + y_m, _near(plane, east, north))


@lru_cache(maxsize=8)
def _near(plane: Plane, east_m: float, north_m: float) -> tuple[float, float]:
    """Degrees of a street's origin, from which every other point of it is a few steps away."""
    middle = plane.central_lon, (north_m - plane.false_northing_m) / 110_900.0
    return _inverted(plane, east_m, north_m, middle)


def _inverted(
    plane: Plane, east_m: float, north_m: float, start: tuple[float, float]
) -> tuple[float, float]:
    lon, lat = start
    wanted = np.array([east_m, north_m])
    for _ in range(_ROUNDS):
        east, north = plane.metres(
            np.array([lon, lon + _STEP_DEG, lon]), np.array([lat, lat, lat + _STEP_DEG])
        )
        off = wanted - np.array([east[0], north[0]])
        if np.abs(off).max() < _NEAR_ENOUGH_M:
            break
        slope = np.array(
            [[east[1] - east[0], east[2] - east[0]], [north[1] - north[0], north[2] - north[0]]]
        )
        step = np.linalg.solve(slope / _STEP_DEG, off)
        lon, lat = float(lon + step[0]), float(lat + step[1])
    return lon, lat


def coordinates_text(street: Street, x_m: float, y_m: float) -> str:
    """A point as people write it: 121.54321° E 31.21034° N; "" where it is not known."""
    found = degrees(street, x_m, y_m)
    if found is None:
        return ""
    lon, lat = found
    east, north = ("E" if lon >= 0 else "W"), ("N" if lat >= 0 else "S")
    return f"{abs(lon):.5f}° {east}  {abs(lat):.5f}° {north}"
