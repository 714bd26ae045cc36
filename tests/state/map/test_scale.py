"""The map's measure: round bars."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.state.map.scale import scale_bar


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
