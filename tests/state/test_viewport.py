"""The viewport keeps what it promises: the point under the cursor, the box in sight, its limits."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.state.map.viewport import FINEST_M_PER_PX, Viewport, grown, joined

metres = st.floats(-20_000, 20_000)
scales = st.floats(0.1, 500)
sides = st.integers(1, 4000)
viewports = st.builds(Viewport, metres, metres, scales, sides, sides)
shares = st.floats(0, 1)


class TestMetresAndPixels:
    @given(viewports, shares, shares)
    def test_there_and_back_is_the_same_point(self, view: Viewport, x: float, y: float) -> None:
        at = (x * view.width_px, y * view.height_px)
        assert view.to_px(*view.to_metres(*at)) == pytest.approx(at, abs=1e-4)

    @given(viewports, metres, metres)
    def test_many_points_land_where_one_does(self, view: Viewport, x: float, y: float) -> None:
        assert view.pixels(np.array([[x, y]]))[0] == pytest.approx(view.to_px(x, y), abs=1e-3)

    def test_north_is_up_and_east_is_right(self) -> None:
        view = Viewport(0, 0, 2, 100, 50)
        assert view.to_px(10, 10) == (55, 20)

    def test_the_box_is_what_the_corners_show(self) -> None:
        view = Viewport(10, 20, 2, 100, 50)
        assert view.box == (-90, -30, 110, 70)
        assert view.box_px(view.box) == (0, 0, 100, 50)


class TestGestures:
    @given(viewports, st.floats(-500, 500), st.floats(-500, 500))
    def test_panning_carries_the_ground_with_the_pointer(
        self, view: Viewport, right: float, down: float
    ) -> None:
        x, y = view.to_metres(0, 0)
        assert view.panned(right, down).to_px(x, y) == pytest.approx((right, down), abs=1e-3)

    @given(viewports, st.floats(0.2, 5), shares, shares)
    def test_zooming_keeps_the_metres_under_the_cursor(
        self, view: Viewport, factor: float, x: float, y: float
    ) -> None:
        at = (x * view.width_px, y * view.height_px)
        before = view.to_metres(*at)
        assert view.zoomed(factor, *at).to_metres(*at) == pytest.approx(before, abs=1e-3)

    @given(viewports)
    def test_zooming_never_goes_finer_than_the_limit(self, view: Viewport) -> None:
        assert view.zoomed(1e9, 0, 0).metres_per_px == FINEST_M_PER_PX

    @given(st.integers(60, 3000), st.integers(60, 3000), metres, metres, st.floats(1, 9000))
    def test_a_fitted_box_is_wholly_in_sight(
        self, width: int, height: int, x: float, y: float, side: float
    ) -> None:
        box = (x, y, x + side, y + side / 3)
        left, top, right, bottom = Viewport(0, 0, 1, width, height).fitted(box).box_px(box)
        assert min(left, top) >= 23.99
        assert right <= width - 23.99
        assert bottom <= height - 23.99

    def test_a_single_point_can_be_fitted(self) -> None:
        view = Viewport(0, 0, 1, 100, 100).fitted((5, 5, 5, 5))
        assert (view.centre_x_m, view.metres_per_px) == (5, FINEST_M_PER_PX)


class TestLimits:
    bounds = (-1000.0, -500.0, 1000.0, 500.0)

    @given(viewports)
    def test_the_middle_stays_within_the_street(self, view: Viewport) -> None:
        kept = view.limited(self.bounds)
        assert -1000 <= kept.centre_x_m <= 1000
        assert -500 <= kept.centre_y_m <= 500

    @given(viewports)
    def test_limiting_twice_changes_nothing_more(self, view: Viewport) -> None:
        kept = view.limited(self.bounds)
        assert kept.limited(self.bounds) == kept

    def test_the_whole_street_is_never_refused(self) -> None:
        view = Viewport(0, 0, 1, 400, 400).fitted(self.bounds)
        assert view.limited(self.bounds) == view


class TestEasing:
    @given(viewports, viewports)
    def test_it_begins_and_ends_where_it_should(self, one: Viewport, other: Viewport) -> None:
        for share, wanted in ((0.0, one), (1.0, other)):
            found = one.blended(other, share)
            assert found.metres_per_px == pytest.approx(wanted.metres_per_px)
            assert found.centre_x_m == pytest.approx(wanted.centre_x_m, abs=1e-3)


class TestBoxes:
    def test_rows_without_geometry_are_left_out(self) -> None:
        boxes = np.array([[0, 0, 1, 1], [np.nan] * 4, [-2, 3, 0, 4]])
        assert joined(boxes) == (-2, 0, 1, 4)

    def test_nothing_joins_to_none(self) -> None:
        assert joined(np.full((2, 4), np.nan)) is None

    def test_growing_adds_on_every_side(self) -> None:
        assert grown((0, 0, 1, 1), 2) == (-2, -2, 3, 3)
