"""Segments cover what a stroked line does, and areas in several parts are filled part by part."""

from __future__ import annotations

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPointF

from console.paint.map.paths import Segments, ShapePaths
from console.state.map.shapes import from_outlines
from console.store.columns import F32, Shapes

WIDTH = 2.0
_GRID = 1e-7
"""Without a grid a union of pieces that all but share an edge may lose some of them."""
turns = st.lists(st.floats(-1.4, 1.4), min_size=1, max_size=8)


def covered(line: F32) -> shapely.Geometry:
    """What the segments of a line cover when they are drawn with flat ends."""
    drawn = Segments(from_outlines([line]), 0.0).of([0], WIDTH)
    pieces = [
        shapely.LineString(one.reshape(2, 2)).buffer(WIDTH / 2, cap_style="flat") for one in drawn
    ]
    return shapely.union_all(pieces, grid_size=_GRID)


def bent(angles: list[float]) -> F32:
    """A line of steps that are long beside its width, turned by each of the angles."""
    ways = np.cumsum([0.0, *angles])
    steps = 20 * np.stack([np.cos(ways), np.sin(ways)], axis=1)
    return np.concatenate([[[0.0, 0.0]], np.cumsum(steps, axis=0)]).astype(np.float32)


@given(turns)
def test_segments_cover_what_a_mitred_line_does(angles: list[float]) -> None:
    line = bent(angles)
    stroked = shapely.LineString(line).buffer(
        WIDTH / 2, cap_style="square", join_style="mitre", mitre_limit=10
    )
    assert covered(line).symmetric_difference(stroked).area < 1e-3 * stroked.area


def test_a_closed_ring_has_no_loose_ends() -> None:
    ring = np.array([[0, 0], [30, 0], [30, 20], [0, 20], [0, 0]], np.float32)
    frame = shapely.box(-1, -1, 31, 21).difference(shapely.box(1, 1, 29, 19))
    assert covered(ring).symmetric_difference(frame).area < 1e-6


def test_a_sharp_bend_goes_no_farther_than_half_the_width() -> None:
    spike = np.array([[0, 0], [20, 0], [0, 0.5]], np.float32)
    assert covered(spike).bounds[2] <= 20 + WIDTH / 2 + 0.1


def test_vertices_in_one_place_leave_no_gap() -> None:
    plain = np.array([[0, 0], [20, 0], [20, 20]], np.float32)
    twice = plain[[0, 0, 1, 1, 1, 2]]
    assert covered(plain).symmetric_difference(covered(twice)).area < 1e-6


def test_rows_are_told_apart_and_those_without_geometry_have_no_segments() -> None:
    one, two = bent([0.3]), bent([-0.2, 0.1])
    segments = Segments(from_outlines([one, None, two]), 0.0)
    assert [len(segments.of([row], 1.0)) for row in range(3)] == [2, 0, 3]
    assert np.array_equal(
        segments.of([0, 1, 2], 1.0), np.concatenate([segments.of([row], 1.0) for row in (0, 2)])
    )


def parted() -> Shapes:
    """A square with a hole, and a square without, in one row."""
    square: F32 = np.array([[0, 0], [10, 0], [10, 10], [0, 10], [0, 0]], np.float32)
    rings = (square, square / 2 + 2, square + 20)
    return Shapes(
        xy=np.concatenate(rings).astype(np.float32),
        rings=np.array([0, 5, 10, 15], np.int32),
        parts=np.zeros(3, np.int32),
        is_hole=np.array([False, True, False]),
        first=np.array([0, 3], np.int32),
        boxes=np.array([[0, 0, 30, 30]], np.float32),
    )


@pytest.mark.parametrize(
    ("at", "inside"), [((1, 1), True), ((4, 4), False), ((25, 25), True), ((15, 15), False)]
)
def test_an_area_in_parts_is_filled_part_by_part_and_its_holes_stay(
    at: tuple[float, float], inside: bool
) -> None:
    paths = ShapePaths(parted())
    areas = paths.areas_of([0])
    assert len(areas) == 2
    assert any(one.contains(QPointF(*at)) for one in areas) is inside
    assert paths.of(0).contains(QPointF(*at)) is inside
