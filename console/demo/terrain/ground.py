"""The ground under the demo: metres around an origin, and the gentle bend its roads follow."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from shapely import Geometry

from console.domain.arrays import F64, I64
from console.domain.records import dataclass

Geometries = npt.NDArray[np.object_]

__all__ = ["F64", "I64", "Bend", "Geometries", "Geometry", "Tangent", "draw_bend"]

_EQUATOR_M = 6_378_137.0
_ECCENTRICITY2 = 0.006_694_379_990_141_317


@dataclass(frozen=True, slots=True)
class Tangent:
    """Metres east and north of a point, exact to some 1e-4 within a street (WGS 84 radii)."""

    lon: float
    lat: float

    def _metres_a_degree(self) -> tuple[float, float]:
        sine = np.sin(np.radians(self.lat))
        bend = 1 - _ECCENTRICITY2 * sine * sine
        east = _EQUATOR_M / np.sqrt(bend) * np.cos(np.radians(self.lat))
        north = _EQUATOR_M * (1 - _ECCENTRICITY2) / bend**1.5
        return float(np.radians(east)), float(np.radians(north))

    def metres(self, lonlat: F64) -> F64:
        """Metres float64[n, 2] of degrees float64[n, 2]."""
        return (lonlat - (self.lon, self.lat)) * self._metres_a_degree()

    def degrees(self, metres: F64) -> F64:
        """Degrees float64[n, 2], to a centimetre, of metres float64[n, 2]."""
        return np.round(metres / self._metres_a_degree() + (self.lon, self.lat), 7)


@dataclass(frozen=True, slots=True)
class Bend:
    """The map from straight street lines to the ground: turned, and bent by a few long waves."""

    angle: float
    scale: float
    waves: F64
    """float64[k, 6]: wave vector (2, radians a metre), phase, amplitude in metres (2), unused."""

    def __call__(self, straight: F64) -> F64:
        """Ground metres float64[n, 2] of straight coordinates float64[n, 2]; to the millimetre."""
        bent = straight.copy()
        for kx, ky, phase, ax, ay, _ in self.waves:
            swing = np.sin(straight[:, 0] * kx + straight[:, 1] * ky + phase)
            bent[:, 0] += ax * swing
            bent[:, 1] += ay * swing
        cos, sin = np.cos(self.angle), np.sin(self.angle)
        turned = np.column_stack(
            (bent[:, 0] * cos - bent[:, 1] * sin, bent[:, 0] * sin + bent[:, 1] * cos)
        )
        return np.round(turned * self.scale, 3)

    def scaled(self, by: float) -> Bend:
        """The same bend, everything `by` times as large."""
        return Bend(self.angle, self.scale * by, self.waves)


def draw_bend(rng: np.random.Generator) -> Bend:
    """A bend whose lines curve by some six degrees over kilometres and stay near square."""
    waves = np.zeros((4, 6))
    length = np.array([2600.0, 3700.0, 5200.0, 7400.0])
    heading = rng.uniform(0, 2 * np.pi, 4)
    waves[:, 0] = 2 * np.pi / length * np.cos(heading)
    waves[:, 1] = 2 * np.pi / length * np.sin(heading)
    waves[:, 2] = rng.uniform(0, 2 * np.pi, 4)
    push = rng.uniform(0, 2 * np.pi, 4)
    reach = length * rng.uniform(0.007, 0.012, 4)
    waves[:, 3] = reach * np.cos(push)
    waves[:, 4] = reach * np.sin(push)
    return Bend(float(np.radians(rng.uniform(9, 17))), 1.0, waves)
