"""Runs give every pixel back, a row or many at a time."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays
from PySide6.QtCore import QRect

from console.paint.map.runs import runs_of

images = arrays.arrays(
    np.uint32,
    st.tuples(st.integers(1, 12), st.integers(1, 20)),
    elements=st.sampled_from([0, 1, 2, 65_535]),
)

tall = arrays.arrays(
    np.uint32,
    st.tuples(st.integers(1, 200), st.integers(1, 5)),
    elements=st.sampled_from([0, 1, 2, 65_535]),
    fill=st.just(0),
)


def opaque(image: np.ndarray) -> np.ndarray:
    return image | np.uint32(0xFF000000)


@given(images)
def test_every_pixel_has_its_number(image: np.ndarray) -> None:
    runs = runs_of(opaque(image))
    assert np.array_equal(runs.spread(runs.numbers, slice(0, len(image))), image)
    height, width = image.shape
    found = [[runs.at(row, column) for column in range(width)] for row in range(height)]
    assert found == image.tolist()


@given(images, st.integers(1, 5))
def test_some_rows_at_a_time_are_the_same(image: np.ndarray, size: int) -> None:
    runs = runs_of(opaque(image))
    starts = range(0, len(image), size)
    parts = [runs.spread(runs.numbers, slice(at, min(at + size, len(image)))) for at in starts]
    assert np.array_equal(np.concatenate(parts), image)


@given(tall, st.sampled_from([0, 1, 2, 65_535]))
def test_boxes_hold_the_chosen_runs_closely_and_lie_apart(image: np.ndarray, number: int) -> None:
    runs, corner = runs_of(opaque(image)), (7, 30)
    boxes = runs.boxes(runs.numbers == number, corner)
    chosen, held = image == number, np.zeros(image.shape, np.int64)
    if np.mean(runs.numbers == number) > 0.1:
        assert boxes == [QRect(*corner, image.shape[1], image.shape[0])]
        return
    for box in boxes:
        at = box.translated(-corner[0], -corner[1])
        inside = chosen[at.top() : at.bottom() + 1, at.left() : at.right() + 1]
        held[at.top() : at.bottom() + 1, at.left() : at.right() + 1] += 1
        assert inside.shape == (at.height(), at.width())
        assert all(side.any() for side in (inside[0], inside[-1], inside[:, 0], inside[:, -1]))
    assert held.max(initial=0) <= 1
    assert (held[chosen] == 1).all()


@given(images)
def test_neighbours_in_a_row_that_are_alike_are_one_run(image: np.ndarray) -> None:
    runs = runs_of(opaque(image))
    changes = np.count_nonzero(image[:, 1:] != image[:, :-1])
    assert len(runs.numbers) == len(image) + changes


@pytest.mark.parametrize("number", [65_535, 65_536])
def test_numbers_take_as_much_room_as_they_need(number: int) -> None:
    runs = runs_of(opaque(np.array([[number, 0]], np.uint32)))
    assert runs.at(0, 0) == number
    assert runs.numbers.itemsize == (2 if number < 65_536 else 4)
