"""Inside a cell the room number keeps its place, and the people share what it leaves."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from console.state.section.layout import tier_of
from console.state.section.measures import measure


@given(
    floor=st.integers(14, 47),
    column=st.floats(48, 300),
    widest=st.floats(0, 400),
)
def test_a_cell_of_48_pixels_always_writes_its_number(
    floor: int, column: float, widest: float
) -> None:
    sizes = measure(tier_of(floor), floor, column, widest)
    assert sizes.number > 0
    assert sizes.number + sizes.large + 2 * sizes.pad <= column + 1e-6


@given(floor=st.integers(14, 47), column=st.floats(6, 300))
def test_avatars_shrink_no_further_than_their_ring_can_be_read(floor: int, column: float) -> None:
    sizes = measure(tier_of(floor), floor, column, 30.0)
    assert sizes.least <= sizes.large
    assert sizes.least >= (20 if sizes.ringed else min(sizes.large, 11))
