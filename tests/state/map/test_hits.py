"""What lies at a point: inside an area, on a line within reach, near a point."""

from __future__ import annotations

import numpy as np
import pytest

from console.state.map.hits import distance_m, rows_at
from console.state.map.shapes import from_outlines

SQUARE = np.array([[0, 0], [10, 0], [10, 10], [0, 10], [0, 0]], np.float32)
LINE = np.array([[20, 0], [30, 0], [30, 10]], np.float32)
POINT = np.array([[50, 5]], np.float32)
SHAPES = from_outlines([SQUARE, LINE, POINT, None])
AREAS = np.array([True, False, False, False])


@pytest.mark.parametrize(
    ("at", "reach", "rows"),
    [
        ((5, 5), 0, [0]),
        ((11, 5), 0, []),
        ((11, 5), 1.5, [0]),
        ((25, 1), 1.5, [1]),
        ((25, 5), 1.5, []),
        ((50.5, 5), 1, [2]),
        ((50.5, 7), 1, []),
    ],
)
def test_what_is_near_is_found(at: tuple[float, float], reach: float, rows: list[int]) -> None:
    assert rows_at(SHAPES, *at, reach, AREAS) == rows


def test_a_closed_line_is_no_area() -> None:
    assert rows_at(SHAPES, 5, 5, 1, False) == []


def test_a_line_of_one_vertex_twice_is_a_point() -> None:
    assert distance_m(np.array([[3, 4], [3, 4]], np.float32), 0, 0) == pytest.approx(5)
