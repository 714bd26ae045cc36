"""Paths are the outlines they were made from, or nearly so where nobody could tell."""

from __future__ import annotations

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainterPath

from console.paint.map.layers import PathLevels
from console.paint.map.paths import ShapePaths, runs_across, simplified, transform
from console.state.map.ground import ground_of
from console.state.map.shapes import from_outlines
from console.state.map.viewport import Viewport
from console.store.columns import F32, Shapes
from tests.state.map import street as map_street

coordinates = st.floats(-1000, 1000, width=32)
lines = st.lists(st.tuples(coordinates, coordinates), min_size=2, max_size=40, unique=True).map(
    lambda points: np.array(points, np.float32)
)


def alone(line: F32, tolerance_m: float) -> F32:
    return simplified(line, np.array([0, len(line)]), tolerance_m)[0]


def corners(path: QPainterPath) -> list[tuple[float, float]]:
    return [(path.elementAt(i).x, path.elementAt(i).y) for i in range(path.elementCount())]


class TestAPath:
    ring = np.array([[0, 0], [10, 0], [10, 5], [0, 5], [0, 0]], np.float32)

    def test_has_the_outlines_vertices(self) -> None:
        path = ShapePaths(from_outlines([self.ring])).of(0)
        assert corners(path) == [tuple(one) for one in self.ring.tolist()]

    def test_of_a_row_without_geometry_is_empty(self) -> None:
        assert ShapePaths(from_outlines([self.ring, None])).of(1).isEmpty()

    def test_is_made_once(self) -> None:
        paths = ShapePaths(from_outlines([self.ring]))
        assert paths.of(0) is paths.of(0)

    def test_with_a_hole_begins_anew_for_it(self) -> None:
        hole = self.ring[::-1] / 4 + 1
        shapes = Shapes(
            xy=np.concatenate([self.ring, hole]).astype(np.float32),
            rings=np.array([0, 5, 10], np.int32),
            parts=np.zeros(2, np.int32),
            is_hole=np.array([False, True]),
            first=np.array([0, 2], np.int32),
            boxes=np.array([[0, 0, 10, 5]], np.float32),
        )
        path = ShapePaths(shapes).of(0)
        moves = [i for i in range(path.elementCount()) if path.elementAt(i).isMoveTo()]
        assert moves == [0, 5]
        assert not path.contains(QPointF(2, 1.5))

    def test_lands_where_the_viewport_says(self) -> None:
        view = Viewport(3, 4, 2.5, 200, 100)
        assert transform(view).map(10.0, 5.0) == pytest.approx(view.to_px(10, 5))


class TestManyAtOnce:
    @given(st.lists(st.none() | lines, min_size=1, max_size=8), st.sampled_from([0.0, 0.5, 20.0]))
    def test_are_the_paths_each_would_be_alone(
        self, outlines: list[F32 | None], tolerance_m: float
    ) -> None:
        together = ShapePaths(from_outlines(outlines), tolerance_m).all_of(range(len(outlines)))
        for outline, path in zip(outlines, together, strict=True):
            line = np.zeros((0, 2)) if outline is None else alone(outline, tolerance_m)
            assert corners(path) == [tuple(one) for one in line.tolist()]

    def test_come_in_the_order_asked_for_and_are_kept(self) -> None:
        paths = ShapePaths(from_outlines([TestAPath.ring, None, TestAPath.ring * 2]))
        last = paths.of(2)
        assert paths.all_of([2, 0]) == [last, paths.of(0)]
        assert paths.all_of([2])[0] is last


class TestSimplifying:
    @given(lines, st.floats(0.01, 50))
    def test_strays_no_farther_than_three_times_the_tolerance(
        self, line: F32, tolerance_m: float
    ) -> None:
        kept = alone(line, tolerance_m)
        away = shapely.hausdorff_distance(shapely.LineString(line), shapely.LineString(kept))
        assert away <= 3 * tolerance_m + 1e-3

    @given(lines, st.floats(0.01, 50))
    def test_keeps_both_ends(self, line: F32, tolerance_m: float) -> None:
        kept = alone(line, tolerance_m)
        assert (kept[0] == line[0]).all()
        assert (kept[-1] == line[-1]).all()

    def test_leaves_out_what_lies_on_a_straight_line(self) -> None:
        line = np.stack([np.arange(41.0), np.zeros(41)], 1).astype(np.float32)
        assert len(alone(line, 0.1)) <= 8

    def test_is_left_off_on_zooming_in(self) -> None:
        levels = PathLevels(ground_of(map_street.street(4)))
        assert levels.at(0.5) is levels.at(0.1)
        assert levels.at(5) is not levels.at(0.5)


@pytest.mark.parametrize(
    ("box", "across"),
    [
        ((40, 40, 60, 60), False),
        ((0, 0, 20, 15), False),
        ((10, 10, 30, 30), True),
        ((10, 10, 90, 90), True),
    ],
)
def test_an_outline_runs_across_boxes_that_lie_neither_inside_nor_outside(
    box: tuple[float, float, float, float], across: bool
) -> None:
    ring = np.array([[-50, -50], [50, -50], [50, 50], [-50, 50], [-50, -50]], np.float32)
    path = ShapePaths(from_outlines([ring])).of(0)
    viewport = Viewport(0, 0, 2, 100, 100)
    assert runs_across(path, viewport, [box]) is across
    assert runs_across(path, viewport, [box, (41, 41, 42, 42)]) is (across or box[0] < 25)
    assert not runs_across(path, viewport, [])
