"""Runs give every pixel back, a row or many at a time."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from console.paint.map.runs import runs_of

images = arrays.arrays(
    np.uint32,
    st.tuples(st.integers(1, 12), st.integers(1, 20)),
    elements=st.sampled_from([0, 1, 2, 65_535]),
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
    parts = [runs.spread(runs.numbers, rows) for rows in runs.rows(size)]
    assert max(len(part) for part in parts) <= size
    assert np.array_equal(np.concatenate(parts), image)


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
