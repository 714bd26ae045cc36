"""Distances and areas as they are on the ground, from points of the street's plane.

A plane stretches: a line on Gauss-Krüger or UTM is longer or shorter than on the ellipsoid by the
scale of the projection along it, up to 0.4 per thousand. Both are taken out here, so that a measure
agrees with a geodesic to a millimetre a kilometre.
"""

from __future__ import annotations

import numpy as np

from console.domain.records import dataclass
from console.domain.words import say
from console.state.tools.trace import Point
from console.store.columns import F64, Projection

_EQUATOR_M, _ECCENTRICITY2 = 6_378_137.0, 0.006_694_38
_FALSE_EAST_M = 500_000.0
_UTM = (range(32601, 32661), range(32701, 32761))
_UTM_SCALE = 0.9996
_KM_FROM_M, _HECTARE_M2, _KM2_FROM_M2 = 1_000.0, 10_000.0, 1_000_000.0


@dataclass(frozen=True, slots=True)
class Ground:
    """The street's plane as it lies on the ellipsoid."""

    projection: Projection

    def length_m(self, points: tuple[Point, ...]) -> float:
        """The length of a line through points of the plane."""
        if len(points) < 2:
            return 0.0
        xy = np.array(points, np.float64)
        steps = np.diff(xy, axis=0)
        return float((np.hypot(steps[:, 0], steps[:, 1]) / self._scale_along(xy)).sum())

    def area_m2(self, points: tuple[Point, ...]) -> float:
        """The area inside a closed line; where it crosses itself, parts take from each other."""
        if len(points) < 3:
            return 0.0
        xy = np.array(points, np.float64)
        near = xy - xy[0]
        nxt = np.roll(near, -1, axis=0)
        doubled = float((near[:, 0] * nxt[:, 1] - nxt[:, 0] * near[:, 1]).sum())
        middle = xy.mean(axis=0, keepdims=True)
        scale = float(self._scale_along(np.concatenate((middle, middle)))[0])
        return abs(doubled) / 2 / scale**2

    def _scale_along(self, xy: F64) -> F64:
        """How much longer each piece is on the plane than on the ground, float64[n-1]."""
        east = xy[:, 0] + self.projection.origin_x_m - _FALSE_EAST_M
        one, other = east[:-1], east[1:]
        _, lat = self.projection.degrees(*xy.mean(axis=0).tolist())
        bend = 1 - _ECCENTRICITY2 * np.sin(np.radians(lat)) ** 2
        radius2 = _EQUATOR_M**2 * (1 - _ECCENTRICITY2) / bend**2
        centre = _UTM_SCALE if any(self.projection.epsg in one for one in _UTM) else 1.0
        squares = one * one + one * other + other * other
        return np.asarray(centre * (1 + squares / (6 * radius2 * centre**2)), np.float64)


def length_text(metres: float, language: str) -> str:
    """A length as people say it: 87.4 m, 1,240 m, 12.40 km."""
    if metres < 100:
        return say("tools.metres", language, figure=f"{metres:.1f}")
    if metres < 10 * _KM_FROM_M:
        return say("tools.metres", language, figure=f"{metres:,.0f}")
    return say("tools.kilometres", language, figure=f"{metres / _KM_FROM_M:,.2f}")


def area_text(square_metres: float, language: str) -> str:
    """An area as people say it: 512 m², 3.20 ha, 21.07 km²."""
    if square_metres < _HECTARE_M2:
        return say("tools.square_metres", language, figure=f"{square_metres:,.0f}")
    if square_metres < _KM2_FROM_M2:
        return say("tools.hectares", language, figure=f"{square_metres / _HECTARE_M2:.2f}")
    return say("tools.square_kilometres", language, figure=f"{square_metres / _KM2_FROM_M2:,.2f}")
