"""CGCS2000 on its plane: degrees to metres in Gauss-Krüger zones of three degrees.

Krüger's series in the third flattening to its sixth power, exact to a micrometre within a zone. By
the custom of surveyors in China, x counts north from the equator and y east from 500 km west of the
central meridian, without the zone's number before it.
"""

from __future__ import annotations

import numpy as np

from console.domain.arrays import F64

_EQUATOR_M = 6_378_137.0
_FLATTENING = 1 / 298.257_222_101
_FALSE_EAST_M = 500_000.0
_ZONE_DEG = 3.0
_N = _FLATTENING / (2 - _FLATTENING)
_RADIUS_M = _EQUATOR_M / (1 + _N) * (1 + _N**2 / 4 + _N**4 / 64 + _N**6 / 256)
_ECCENTRICITY = float(np.sqrt(_FLATTENING * (2 - _FLATTENING)))
_TERMS = np.array(
    [
        _N / 2 - 2 * _N**2 / 3 + 5 * _N**3 / 16 + 41 * _N**4 / 180 - 127 * _N**5 / 288,
        13 * _N**2 / 48 - 3 * _N**3 / 5 + 557 * _N**4 / 1440 + 281 * _N**5 / 630,
        61 * _N**3 / 240 - 103 * _N**4 / 140 + 15061 * _N**5 / 26880,
        49561 * _N**4 / 161280 - 179 * _N**5 / 168,
        34729 * _N**5 / 80640,
    ]
)
_ORDERS = 2 * np.arange(1, 6)


def central_meridian(lon: float) -> float:
    """The meridian in the middle of the zone in which a longitude lies."""
    return float(np.floor((lon + _ZONE_DEG / 2) / _ZONE_DEG) * _ZONE_DEG)


def plane(lon: F64, lat: F64, meridian: float) -> tuple[F64, F64]:
    """X north and y east in metres, of degrees around a central meridian."""
    turn = np.radians(np.asarray(lon, np.float64) - meridian)
    sine = np.sin(np.radians(np.asarray(lat, np.float64)))
    conformal = np.sinh(np.arctanh(sine) - _ECCENTRICITY * np.arctanh(_ECCENTRICITY * sine))
    along = np.arctan2(conformal, np.cos(turn))
    across = np.arcsinh(np.sin(turn) / np.hypot(conformal, np.cos(turn)))
    north, east = _bent(along, across)
    return _RADIUS_M * north, _FALSE_EAST_M + _RADIUS_M * east


def _bent(along: F64, across: F64) -> tuple[F64, F64]:
    """A point of the sphere on the ellipsoid's plane, by a series."""
    order = _ORDERS.reshape(-1, *([1] * along.ndim))
    factor = _TERMS.reshape(order.shape)
    bent_along = along + (factor * np.sin(order * along) * np.cosh(order * across)).sum(axis=0)
    bent_across = across + (factor * np.cos(order * along) * np.sinh(order * across)).sum(axis=0)
    return bent_along, bent_across
