"""Plain WKB read from its bytes gives what GEOS reads, and leaves to it all that is not plain."""

from __future__ import annotations

from typing import Any

import numpy as np
import pyarrow as pa
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from console.snapshot.wkb import plain_shapes
from console.store import shapes

PLACE = st.tuples(st.floats(-180, 180), st.floats(-90, 90))
PLAIN = (
    st.none()
    | PLACE.map(shapely.Point)
    | st.lists(PLACE, min_size=2, max_size=5).map(shapely.LineString)
    | st.lists(PLACE, min_size=3, max_size=6).map(shapely.Polygon)
)


def column_of(found: list[Any]) -> pa.Array:
    return pa.array([None if one is None else one.wkb for one in found], pa.binary())


@given(found=st.lists(PLAIN, min_size=1, max_size=8), start=st.integers(0, 2))
def test_plain_shapes_are_read_as_by_geos(found: list[Any], start: int) -> None:
    column = column_of(found).slice(start)
    if column.null_count == len(column):
        assert plain_shapes(column) is None
        assert shapes.outlines(column) is None
        return
    assert plain_shapes(column) is not None
    plain, slow = shapes.outlines(column), shapes.any_outlines(column)
    assert plain is not None
    assert plain.rows == slow.rows
    for name in ("degrees", "sizes", "parts", "is_hole"):
        one, other = getattr(plain, name), getattr(slow, name)
        assert one.dtype == other.dtype
        assert np.array_equal(one, other)


HOLED = shapely.box(0, 0, 9, 9).difference(shapely.box(1, 1, 2, 2))
POINT = shapely.Point(1, 2)


@pytest.mark.parametrize(
    "cell",
    [
        HOLED.wkb,
        shapely.MultiPoint([(0, 0), (1, 1)]).wkb,
        shapely.Point().wkb,
        shapely.Polygon().wkb,
        shapely.Point(1, 2, 3).wkb,
        shapely.to_wkb(POINT, byte_order=0),
        shapely.to_wkb(shapely.set_srid(POINT, 4326), include_srid=True),
        shapely.box(0, 0, 1, 1).wkb[:-1],
        shapely.box(0, 0, 1, 1).wkb[:-8] + np.float64(5).tobytes(),
        b"",
    ],
)
def test_what_is_not_plain_is_left_to_geos(cell: bytes) -> None:
    assert plain_shapes(pa.array([POINT.wkb, cell], pa.binary())) is None
