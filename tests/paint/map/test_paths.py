"""Paths are the outlines they were made from, or nearly so where nobody could tell."""

from __future__ import annotations

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from console.paint.map.layers import PathLevels
from console.paint.map.paths import ShapePaths, simplified, transform
from console.state.map.ground import ground_of
from console.state.map.shapes import from_outlines
from console.state.map.viewport import Viewport
from tests.state.map import street as map_street

coordinates = st.floats(-1000, 1000, width=32)
lines = st.lists(st.tuples(coordinates, coordinates), min_size=2, max_size=40, unique=True).map(
    lambda points: np.array(points, np.float32)
)


class TestAPath:
    ring = np.array([[0, 0], [10, 0], [10, 5], [0, 5], [0, 0]], np.float32)

    def test_has_the_outlines_vertices(self) -> None:
        path = ShapePaths(from_outlines([self.ring])).of(0)
        found = [(path.elementAt(i).x, path.elementAt(i).y) for i in range(path.elementCount())]
        assert found == [tuple(one) for one in self.ring.tolist()]

    def test_of_a_row_without_geometry_is_empty(self) -> None:
        assert ShapePaths(from_outlines([self.ring, None])).of(1).isEmpty()

    def test_is_made_once(self) -> None:
        paths = ShapePaths(from_outlines([self.ring]))
        assert paths.of(0) is paths.of(0)

    def test_lands_where_the_viewport_says(self) -> None:
        view = Viewport(3, 4, 2.5, 200, 100)
        assert transform(view).map(10.0, 5.0) == pytest.approx(view.to_px(10, 5))


class TestSimplifying:
    @given(lines, st.floats(0.01, 50))
    def test_strays_no_farther_than_three_times_the_tolerance(
        self, line: np.ndarray[tuple[int, int], np.dtype[np.float32]], tolerance_m: float
    ) -> None:
        kept = simplified(line, tolerance_m)
        away = shapely.hausdorff_distance(shapely.LineString(line), shapely.LineString(kept))
        assert away <= 3 * tolerance_m + 1e-3

    @given(lines, st.floats(0.01, 50))
    def test_keeps_both_ends(
        self, line: np.ndarray[tuple[int, int], np.dtype[np.float32]], tolerance_m: float
    ) -> None:
        kept = simplified(line, tolerance_m)
        assert (kept[0] == line[0]).all()
        assert (kept[-1] == line[-1]).all()

    def test_leaves_out_what_lies_on_a_straight_line(self) -> None:
        line = np.stack([np.arange(41.0), np.zeros(41)], 1).astype(np.float32)
        assert len(simplified(line, 0.1)) <= 8

    def test_is_left_off_on_zooming_in(self) -> None:
        levels = PathLevels(ground_of(map_street.street(4)))
        assert levels.at(0.5) is levels.at(0.1)
        assert levels.at(5) is not levels.at(0.5)
