"""The map's measures: round bars, and coordinates that agree with PROJ."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.state.map.scale import coordinates_text, scale_bar
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
    def test_are_written_with_five_places(self) -> None:
        text = coordinates_text(tiny.street(), 0, 0)
        assert text.startswith("121.5")
        assert text.endswith("° N")

    def test_are_silent_where_nothing_has_a_place_on_earth(self) -> None:
        assert coordinates_text(replace(tiny.street(), projection=None), 0, 0) == ""
