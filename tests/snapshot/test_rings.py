"""A ring that is sound beyond doubt is so to GEOS too, and the others are left to it."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from console.snapshot.rings import surely_sound
from console.snapshot.wkb import plain_shapes

EARTH = (180.0, 90.0)
COARSE = st.tuples(st.integers(-3, 3), st.integers(-3, 3))
CLOSE = st.tuples(st.floats(121.5, 121.500_001), st.floats(31.2, 31.200_001))
WILD = st.tuples(*[st.floats(allow_nan=False, allow_infinity=False)] * 2)
NARROW = st.tuples(st.sampled_from([0.1, 0.2, 0.3]), st.floats(0.3, 0.300_000_000_000_001))
PLACES = st.one_of(*(st.lists(one, min_size=3, max_size=6) for one in (COARSE, CLOSE, NARROW)))


def sound(shapes: list[shapely.Geometry], most: tuple[float, float] = EARTH) -> list[bool]:
    plain = plain_shapes(pa.array([one.wkb for one in shapes], pa.binary()))
    assert plain is not None
    found: list[bool] = surely_sound(plain, most).tolist()
    return found


@given(places=PLACES)
def test_what_is_told_is_so(places: list[tuple[float, float]]) -> None:
    area = shapely.Polygon(places)
    if sound([area]) == [True]:
        assert area.is_valid
        assert area.exterior.is_ccw


@given(places=st.lists(WILD, min_size=3, max_size=4))
def test_numbers_of_any_size_do_no_harm(places: list[tuple[float, float]]) -> None:
    area = shapely.Polygon(places)
    if sound([area], (np.inf, np.inf)) == [True]:
        assert area.is_valid


def test_triangles_and_boxes_are_told() -> None:
    triangle = shapely.Polygon([(0, 0), (2, 0), (1, 1)])
    assert sound([triangle, shapely.box(121.5, 31.2, 121.501, 31.201)]) == [True, True]


@pytest.mark.parametrize(
    "doubtful",
    [
        shapely.Polygon([(0, 0), (1, 1), (1, 0), (0, 1)]),
        shapely.Polygon([(0, 0), (0, 1), (1, 1), (1, 0)]),
        shapely.Polygon([(0, 0), (1, 0), (2, 0), (1, 1)]),
        shapely.Polygon([(0, 0), (1, 0), (1, 0), (1, 1)]),
        shapely.Polygon([(0, 0), (4, 0), (1, 1), (0, 4)]),
        shapely.box(179, 0, 181, 1),
        shapely.box(0, 0, 1, 91),
        shapely.LineString([(0, 0), (1, 0), (1, 1), (0, 1), (0, 0)]),
        shapely.Point(1, 2),
    ],
)
def test_what_is_not_told_is_left_to_geos(doubtful: shapely.Geometry) -> None:
    assert sound([shapely.box(0, 0, 1, 1), doubtful]) == [True, False]
