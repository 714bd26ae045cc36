"""Datums of coordinates used in China: GCJ-02 and BD-09 from WGS 84 and back, exact both ways.

GCJ-02 moves a point by some hundred metres in a way its authors never published; the formula is
the one that every open implementation agrees on, and map services answer with to a centimetre. It
has no inverse in closed form: the way back is a fixed point, followed until it stands still. What
lies outside the box in which the formula is applied is not moved. CGCS2000 and WGS 84 agree within
decimetres, which is less than a map of buildings can say; degrees of the two are the same here.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum

import numpy as np

from console.domain.arrays import F64, Bools

Degrees = tuple[F64, F64]
"""Longitudes and latitudes in degrees, float64 of one shape."""

WEST, EAST, SOUTH, NORTH = 72.004, 137.8347, 0.8293, 55.8271
"""The box in which points are moved."""
_EQUATOR_M, _ECCENTRICITY2 = 6_378_245.0, 0.006_693_421_622_965_943_23
"""The ellipsoid the formula was written with: Krasovsky's."""
_BD_EAST, _BD_NORTH = 0.0065, 0.006
_BD_TURN = np.pi * 3000 / 180
_STILL_DEG = 1e-11
_MOST_STEPS = 40


class Datum(StrEnum):
    """What degrees may refer to; `CGCS2000` is shown as metres on its plane."""

    WGS84 = "wgs84"
    CGCS2000 = "cgcs2000"
    GCJ02 = "gcj02"
    BD09 = "bd09"


def covered(lon: F64, lat: F64) -> Bools:
    """Which points of WGS 84 the formula of GCJ-02 moves."""
    inside = (lon >= WEST) & (lon <= EAST) & (lat >= SOUTH) & (lat <= NORTH)
    return np.asarray(inside, np.bool_)


def from_wgs84(lon: F64, lat: F64, datum: Datum) -> Degrees:
    """Degrees of WGS 84 in another datum."""
    if datum is Datum.GCJ02:
        return _obfuscated(lon, lat)
    if datum is Datum.BD09:
        return _turned(*_obfuscated(lon, lat))
    return lon, lat


def to_wgs84(lon: F64, lat: F64, datum: Datum) -> Degrees:
    """Degrees of another datum in WGS 84, to a micrometre of what leads there."""
    if datum is Datum.BD09:
        lon, lat = _undone(lon, lat, _turned)
    if datum in (Datum.GCJ02, Datum.BD09):
        return _undone(lon, lat, _obfuscated)
    return lon, lat


def _undone(lon: F64, lat: F64, way: Callable[[F64, F64], Degrees]) -> Degrees:
    """The point from which `way` leads to (lon, lat)."""
    lon, lat = np.asarray(lon, np.float64), np.asarray(lat, np.float64)
    back_lon, back_lat = lon, lat
    for _ in range(_MOST_STEPS):
        there_lon, there_lat = way(back_lon, back_lat)
        off_lon, off_lat = lon - there_lon, lat - there_lat
        back_lon, back_lat = back_lon + off_lon, back_lat + off_lat
        off = max(np.abs(off_lon).max(initial=0.0), np.abs(off_lat).max(initial=0.0))
        if off < _STILL_DEG:
            break
    return back_lon, back_lat


def _obfuscated(lon: F64, lat: F64) -> Degrees:
    """WGS 84 to GCJ-02."""
    lon, lat = np.asarray(lon, np.float64), np.asarray(lat, np.float64)
    north_m, east_m = _offsets_m(lon - 105.0, lat - 35.0)
    slant = np.radians(lat)
    bend = 1 - _ECCENTRICITY2 * np.sin(slant) ** 2
    meridian = _EQUATOR_M * (1 - _ECCENTRICITY2) / (bend * np.sqrt(bend))
    parallel = _EQUATOR_M / np.sqrt(bend) * np.cos(slant)
    inside = covered(lon, lat)
    moved_lon = np.where(inside, lon + np.degrees(east_m / parallel), lon)
    moved_lat = np.where(inside, lat + np.degrees(north_m / meridian), lat)
    return moved_lon, moved_lat


def _offsets_m(x: F64, y: F64) -> Degrees:
    """How far north and east a point `x`, `y` degrees from 105° E 35° N is moved."""
    root = np.sqrt(np.abs(x))
    ripple = (20 * np.sin(6 * x * np.pi) + 20 * np.sin(2 * x * np.pi)) * 2 / 3
    north = -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * root + ripple
    north = north + (20 * np.sin(y * np.pi) + 40 * np.sin(y / 3 * np.pi)) * 2 / 3
    north = north + (160 * np.sin(y / 12 * np.pi) + 320 * np.sin(y * np.pi / 30)) * 2 / 3
    east = 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * root + ripple
    east = east + (20 * np.sin(x * np.pi) + 40 * np.sin(x / 3 * np.pi)) * 2 / 3
    east = east + (150 * np.sin(x / 12 * np.pi) + 300 * np.sin(x / 30 * np.pi)) * 2 / 3
    return north, east


def _turned(lon: F64, lat: F64) -> Degrees:
    """GCJ-02 to BD-09."""
    lon, lat = np.asarray(lon, np.float64), np.asarray(lat, np.float64)
    far = np.hypot(lon, lat) + 2e-5 * np.sin(lat * _BD_TURN)
    heading = np.arctan2(lat, lon) + 3e-6 * np.cos(lon * _BD_TURN)
    return far * np.cos(heading) + _BD_EAST, far * np.sin(heading) + _BD_NORTH
