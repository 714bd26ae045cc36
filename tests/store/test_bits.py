"""Rows kept as bits are counted as the masks they stand for."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from console.store.bits import (
    Cuts,
    Rows,
    bits_at,
    numbers_of,
    packed,
    packed_by,
    slice_bits,
    unpacked,
)
from console.store.kept import Mask

LENGTHS = st.one_of(st.integers(0, 300), st.sampled_from((0, 63, 64, 65, 127, 128, 129, 192)))
MASKS = LENGTHS.flatmap(lambda length: arrays.arrays(np.bool_, length))


@given(mask=MASKS, data=st.data())
def test_rows_are_counted_before_any_cut_as_in_their_mask(mask: Mask, data: st.DataObject) -> None:
    cuts = data.draw(st.lists(st.integers(0, len(mask)), max_size=9))
    rows = Rows.of(mask)
    assert rows.mask.tolist() == mask.tolist()
    assert rows.number == int(mask.sum())
    at = Cuts.at(np.array(cuts, np.int64))
    assert rows.before(at).tolist() == [int(mask[:cut].sum()) for cut in cuts]


@given(mask=MASKS)
def test_between_cuts_lie_the_rows_of_each_slice(mask: Mask) -> None:
    ends = np.linspace(0, len(mask), 5).astype(np.int32)
    slices = [mask[start:end] for start, end in pairwise(ends.tolist())]
    assert Rows.of(mask).between(Cuts.at(ends)).tolist() == [int(one.sum()) for one in slices]


@given(mask=MASKS, data=st.data())
def test_rows_say_which_of_others_they_hold(mask: Mask, data: st.DataObject) -> None:
    asked = data.draw(st.lists(st.integers(0, max(0, len(mask) - 1)), max_size=9))
    asked = asked if len(mask) else []
    held = Rows.of(mask).holds(Cuts.at(np.array(asked, np.int32)))
    assert held.tolist() == [bool(mask[row]) for row in asked]


@given(length=LENGTHS, data=st.data())
def test_both_and_all_are_those_of_the_masks(length: int, data: st.DataObject) -> None:
    one = data.draw(arrays.arrays(np.bool_, length))
    other = data.draw(arrays.arrays(np.bool_, length))
    assert (Rows.of(one) & Rows.of(other)).mask.tolist() == (one & other).tolist()
    assert (Rows.of(one) & Rows.all_of(length)).mask.tolist() == one.tolist()
    assert Rows.all_of(length).number == length


@given(length=LENGTHS, data=st.data())
def test_each_of_several_is_counted_as_far_as_it_is_among_others(
    length: int, data: st.DataObject
) -> None:
    masks = [data.draw(arrays.arrays(np.bool_, length)) for _ in range(4)]
    among, *each = masks
    found = numbers_of(np.stack([packed(one) for one in each]), packed(among))
    assert found.tolist() == [int((one & among).sum()) for one in each]


@given(lengths=st.lists(st.integers(0, 150), max_size=12), after=st.integers(0, 70))
def test_slices_become_bits_however_near_they_lie(lengths: list[int], after: int) -> None:
    ends = np.cumsum([0, *lengths])
    mask = np.zeros(int(ends[-1]) + after, np.bool_)
    starts, stops = ends[:-1][::2], ends[1:][::2]
    for start, stop in zip(starts.tolist(), stops.tolist(), strict=True):
        mask[start:stop] = True
    assert unpacked(slice_bits(starts, stops, len(mask)), len(mask)).tolist() == mask.tolist()


@pytest.mark.parametrize("length", [0, 1, 64, 1 << 17, (1 << 17) + 1, 300_001])
def test_bits_found_part_by_part_are_those_of_the_whole_mask(length: int) -> None:
    mask = np.random.default_rng(length).random(length) < 0.3
    asked: list[slice] = []

    def find(part: slice) -> Mask:
        asked.append(part)
        return np.asarray(mask[part])

    assert packed_by(find, length).tolist() == packed(mask).tolist()
    assert sum(part.stop - part.start for part in asked) == length
    rows = np.random.default_rng(1).permutation(np.flatnonzero(mask))
    assert bits_at(rows, length).tolist() == packed(mask).tolist()
