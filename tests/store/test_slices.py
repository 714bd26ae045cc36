"""Slices that hold a row are found by carrying, however long they are and wherever they lie."""

from __future__ import annotations

import numpy as np
from hypothesis import example, given
from hypothesis import strategies as st

from console.store.bits import packed, unpacked
from console.store.slices import Slices

LENGTHS = st.lists(st.integers(0, 9) | st.integers(50, 300), max_size=30)


@given(lengths=LENGTHS, before=st.integers(0, 70), after=st.integers(0, 70), seed=st.integers(0))
@example(lengths=[64, 64, 1, 0, 190], before=0, after=0, seed=1)
@example(lengths=[1] * 130, before=3, after=5, seed=2)
def test_a_slice_is_held_by_its_last_row_when_any_of_its_rows_is(
    lengths: list[int], before: int, after: int, seed: int
) -> None:
    first = (before + np.cumsum([0, *lengths])).astype(np.int32)
    length = int(first[-1]) + after
    choose = np.random.default_rng(seed)
    mask = choose.random(length) < choose.choice((0.0, 0.01, 0.3, 1.0))
    slices = Slices.cut(first, length)
    held = unpacked(slices.holding(packed(mask)), length)
    wanted = [bool(mask[first[at] : first[at + 1]].any()) for at in slices.which.tolist()]
    assert held[slices.last].tolist() == wanted
    assert int(held.sum()) == sum(wanted)
    assert slices.which.tolist() == [at for at, one in enumerate(lengths) if one]


def test_one_row_far_below_the_end_of_a_slice_is_carried_all_the_way() -> None:
    slices = Slices.cut(np.array([0, 1000, 1001], np.int32), 1001)
    mask = np.zeros(1001, np.bool_)
    mask[0] = True
    held = unpacked(slices.holding(packed(mask)), 1001)
    assert np.flatnonzero(held).tolist() == [999]
