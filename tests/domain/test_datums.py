"""Degrees of WGS 84, GCJ-02 and BD-09, and CGCS2000's plane, against what others published."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyproj import Proj

from console.domain.datums import Datum, covered, from_wgs84, to_wgs84
from console.domain.gauss_krueger import central_meridian, plane

LEAST_M = 0.01
GCJ02 = (
    # WGS 84 and GCJ-02, longitude before latitude
    ((121.5272106, 31.1774276), (121.531541859215, 31.17530398364597)),  # Shanghai
    ((113.912316, 22.543847), (113.9171764808363, 22.540796131694766)),  # Shenzhen
    ((116.377817, 39.911954), (116.38404722455657, 39.91334545536069)),  # Beijing
    ((116.404, 39.915), (116.41024449916938, 39.91640428150164)),
    ((123.0, 45.0), (123.00607541, 45.00197815)),
)
"""Published with eviltransform, coordtransform and gcoord."""

BD09 = (((116.404, 39.915), (116.41036949371029, 39.92133699351021)),)
"""GCJ-02 and BD-09, published with coordtransform."""

lons, lats = st.floats(73.0, 136.0), st.floats(3.0, 54.0)


def metres(at: tuple[float, float], other: tuple[float, float]) -> float:
    """How far two points in degrees lie apart."""
    across = np.cos(np.radians(at[1])) * (at[0] - other[0])
    return float(np.hypot(across, at[1] - other[1]) * 111_320)


def moved(at: tuple[float, float], datum: Datum) -> tuple[float, float]:
    lon, lat = from_wgs84(np.array(at[0]), np.array(at[1]), datum)
    return float(lon), float(lat)


def back(at: tuple[float, float], datum: Datum) -> tuple[float, float]:
    lon, lat = to_wgs84(np.array(at[0]), np.array(at[1]), datum)
    return float(lon), float(lat)


@pytest.mark.parametrize(("wgs84", "gcj02"), GCJ02)
def test_gcj02_is_what_was_published_to_a_centimetre(
    wgs84: tuple[float, float], gcj02: tuple[float, float]
) -> None:
    assert metres(moved(wgs84, Datum.GCJ02), gcj02) < LEAST_M
    assert metres(back(gcj02, Datum.GCJ02), wgs84) < LEAST_M


@pytest.mark.parametrize(("gcj02", "bd09"), BD09)
def test_bd09_is_what_was_published_to_a_centimetre(
    gcj02: tuple[float, float], bd09: tuple[float, float]
) -> None:
    wgs84 = back(gcj02, Datum.GCJ02)
    assert metres(moved(wgs84, Datum.BD09), bd09) < LEAST_M
    assert metres(back(bd09, Datum.BD09), wgs84) < LEAST_M


@given(lons, lats, st.sampled_from([Datum.GCJ02, Datum.BD09]))
def test_there_and_back_is_the_same_point(lon: float, lat: float, datum: Datum) -> None:
    assert metres(back(moved((lon, lat), datum), datum), (lon, lat)) < 1e-5


@given(lons, lats)
def test_gcj02_lies_some_hundred_metres_away(lon: float, lat: float) -> None:
    assert 10 < metres(moved((lon, lat), Datum.GCJ02), (lon, lat)) < 2_000


@pytest.mark.parametrize("at", [(24.94, 60.17), (-72.58, 44.26), (151.2, -33.9)])
def test_nothing_is_moved_outside_the_box(at: tuple[float, float]) -> None:
    assert not covered(np.array(at[0]), np.array(at[1]))
    assert moved(at, Datum.GCJ02) == at
    assert back(at, Datum.GCJ02) == at


@pytest.mark.parametrize("datum", [Datum.WGS84, Datum.CGCS2000])
def test_degrees_of_cgcs2000_are_those_of_wgs84(datum: Datum) -> None:
    assert moved((121.5, 31.2), datum) == (121.5, 31.2)
    assert back((121.5, 31.2), datum) == (121.5, 31.2)


@pytest.mark.parametrize(
    ("lon", "meridian"), [(121.5439, 123.0), (121.4999, 120.0), (120.0, 120.0), (73.6, 75.0)]
)
def test_a_zone_is_three_degrees_wide(lon: float, meridian: float) -> None:
    assert central_meridian(lon) == meridian


@given(st.floats(-2.9, 2.9), st.floats(1.0, 54.0), st.integers(25, 45))
def test_the_plane_is_proj_s_to_a_tenth_of_a_millimetre(
    east: float, lat: float, number: int
) -> None:
    meridian = 3.0 * number
    lon = meridian + east
    proj = Proj(f"EPSG:{4534 + number - 25}")
    x, y = plane(np.array(lon), np.array(lat), meridian)
    there_east, there_north = proj(lon, lat)
    assert (float(x), float(y)) == pytest.approx((there_north, there_east), abs=1e-4)


def test_many_points_at_once_are_the_same_as_one_by_one() -> None:
    lon, lat = np.array([121.5, 113.9, 24.9]), np.array([31.2, 22.5, 60.2])
    many = from_wgs84(lon, lat, Datum.BD09)
    for row in range(3):
        one = moved((float(lon[row]), float(lat[row])), Datum.BD09)
        assert (float(many[0][row]), float(many[1][row])) == one
