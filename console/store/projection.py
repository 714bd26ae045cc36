"""Degrees to metres: which plane a street lies on, and the transverse Mercator that gives it.

In China the plane is CGCS2000 in three-degree Gauss-Krüger zones without a zone number in the
easting (EPSG:4534 for 75° E to EPSG:4554 for 135° E); elsewhere it is UTM on WGS 84. The mapping
is Krüger's series in the third flattening to the sixth order, good to a micrometre within a zone
(Karney 2011, eqs. 7 to 14 and 35): as exact as PROJ and without its import.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from console.store.columns import F64

_CHINA_ZONES = frozenset(
    ("Asia/Shanghai", "Asia/Urumqi", "Asia/Chongqing", "Asia/Chungking", "Asia/Harbin",
     "Asia/Kashgar", "PRC")
)  # fmt: skip
_CHINA_WEST, _CHINA_EAST, _CHINA_SOUTH, _CHINA_NORTH = 73.5, 136.5, 3.0, 54.0
_CGCS2000_75E = 4534
_UTM_NORTH, _UTM_SOUTH = 32600, 32700
_EQUATOR_M = 6_378_137.0
_FLATTENING_WGS84 = 1 / 298.257223563
_FLATTENING_CGCS2000 = 1 / 298.257222101


@dataclass(frozen=True)
class Plane:
    """A transverse Mercator plane; `epsg` names it, eastings and northings are in metres."""

    epsg: int
    central_lon: float
    scale: float
    false_northing_m: float
    flattening: float
    false_easting_m: float = 500_000.0

    @cached_property
    def _radius_m(self) -> float:
        n = self._n
        return _EQUATOR_M / (1 + n) * (1 + n**2 / 4 + n**4 / 64 + n**6 / 256)

    @cached_property
    def _n(self) -> float:
        return self.flattening / (2 - self.flattening)

    @cached_property
    def _alpha(self) -> tuple[float, ...]:
        n = self._n
        return (
            n / 2 - 2 * n**2 / 3 + 5 * n**3 / 16 + 41 * n**4 / 180 - 127 * n**5 / 288
            + 7891 * n**6 / 37800,
            13 * n**2 / 48 - 3 * n**3 / 5 + 557 * n**4 / 1440 + 281 * n**5 / 630
            - 1983433 * n**6 / 1935360,
            61 * n**3 / 240 - 103 * n**4 / 140 + 15061 * n**5 / 26880 + 167603 * n**6 / 181440,
            49561 * n**4 / 161280 - 179 * n**5 / 168 + 6601661 * n**6 / 7257600,
            34729 * n**5 / 80640 - 3418889 * n**6 / 1995840,
            212378941 * n**6 / 319334400,
        )  # fmt: skip

    def metres(self, lon: F64, lat: F64) -> tuple[F64, F64]:
        """Easting and northing float64[n] of longitudes and latitudes in degrees."""
        eccentricity = np.sqrt(self.flattening * (2 - self.flattening))
        sine = np.sin(np.radians(lat))
        tangent = np.sinh(np.arctanh(sine) - eccentricity * np.arctanh(eccentricity * sine))
        turn = np.radians(lon - self.central_lon)
        xi = np.arctan2(tangent, np.cos(turn))
        eta = np.arcsinh(np.sin(turn) / np.hypot(tangent, np.cos(turn)))
        east, north = self._series(xi, eta)
        reach = self.scale * self._radius_m
        return self.false_easting_m + reach * east, self.false_northing_m + reach * north

    def _series(self, xi: F64, eta: F64) -> tuple[F64, F64]:
        """Krüger's sums by Clenshaw's recurrence on one complex number a point."""
        zeta = 2 * (xi + 1j * eta)
        twice = 2 * np.cos(zeta)
        ahead = np.zeros_like(zeta)
        here = np.zeros_like(zeta)
        for coefficient in reversed(self._alpha):
            here, ahead = coefficient + twice * here - ahead, here
        summed = here * np.sin(zeta)
        return eta + summed.imag, xi + summed.real


def plane_for(lon: float, lat: float, zone: str) -> Plane:
    """The plane of a street around a point in degrees whose manifest names the time zone `zone`."""
    in_box = _CHINA_WEST <= lon < _CHINA_EAST and _CHINA_SOUTH <= lat <= _CHINA_NORTH
    if zone in _CHINA_ZONES and in_box:
        step = int((lon + 1.5) // 3)
        return Plane(_CGCS2000_75E + step - 25, step * 3.0, 1.0, 0.0, _FLATTENING_CGCS2000)
    number = min(int((lon + 180) // 6), 59) + 1
    south = lat < 0
    epsg = (_UTM_SOUTH if south else _UTM_NORTH) + number
    return Plane(epsg, number * 6 - 183.0, 0.9996, 1e7 if south else 0.0, _FLATTENING_WGS84)
