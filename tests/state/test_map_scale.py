"""The map's measures: round bars, and coordinates that agree with PROJ."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pyproj
import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.state.map_scale import coordinates_text, degrees, scale_bar
from console.store.columns import Projection
from tests.store import tiny


class TestTheScaleBar:
    @given(st.floats(0.05, 500))
    def test_is_a_round_length_that_fits(self, metres_per_px: float) -> None:
        bar = scale_bar(metres_per_px, 110)
        assert 40 <= bar.width_px <= 110.001
        digits = f"{bar.metres:.0e}"[0]
        assert digits in "125"

    @pytest.mark.parametrize(
        ("scale", "text"), [(0.05, "5 m"), (1, "100 m"), (5, "500 m"), (20, "2 km")]
    )
    def test_is_written_in_metres_or_kilometres(self, scale: float, text: str) -> None:
        assert scale_bar(scale).text == text


class TestCoordinates:
    @pytest.mark.parametrize(
        ("epsg", "lon", "lat"),
        [(4550, 121.55, 31.21), (4549, 119.2, 30.0), (32650, 114.17, 22.3), (32735, 25.1, -29.0)],
    )
    def test_agree_with_proj_to_a_centimetre(self, epsg: int, lon: float, lat: float) -> None:
        there = pyproj.Transformer.from_crs("OGC:CRS84", epsg, always_xy=True)
        origin = [round(one) for one in there.transform(lon, lat)]
        street = replace(tiny.street(), projection=Projection(epsg, *map(float, origin)))
        for x, y in np.random.default_rng(2).uniform(-4000, 4000, (20, 2)).tolist():
            found = degrees(street, x, y)
            assert found is not None
            back = there.transform(*found)
            assert np.hypot(back[0] - origin[0] - x, back[1] - origin[1] - y) < 0.01

    def test_are_written_with_five_places(self) -> None:
        text = coordinates_text(tiny.street(), 0, 0)
        assert text.startswith("121.5")
        assert text.endswith("° N")

    def test_are_silent_where_the_plane_is_unknown(self) -> None:
        for projection in (None, Projection(27700, 0, 0)):
            assert coordinates_text(replace(tiny.street(), projection=projection), 0, 0) == ""
