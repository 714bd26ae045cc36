"""Boxes are found by point and by key, and walked by rows and steps."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF

from console.paint.boxes import Box, box_at, box_beside, box_of

GRID = tuple(
    Box(QRectF(column * 50, row * 40, 48, 38), (row, column), str, str)
    for row in range(3)
    for column in range(4)
)


def walked(current: int, rows: int, steps: int) -> object:
    return GRID[box_beside(GRID, current, rows, steps)].key


def test_a_point_finds_its_box_and_a_gap_finds_none() -> None:
    assert GRID[box_at(GRID, QPointF(60, 50))].key == (1, 1)
    assert box_at(GRID, QPointF(49, 10)) == -1


def test_a_key_finds_its_box() -> None:
    assert box_of(GRID, (2, 3)) == 11
    assert box_of(GRID, "none") == -1


def test_up_and_down_keep_the_column() -> None:
    assert walked(5, 1, 0) == (2, 1)
    assert walked(5, -1, 0) == (0, 1)


def test_left_and_right_go_on_over_the_ends_of_lines() -> None:
    assert walked(3, 0, 1) == (1, 0)
    assert walked(4, 0, -1) == (0, 3)


def test_past_the_ends_nothing_moves() -> None:
    assert walked(1, -1, 0) == (0, 1)
    assert walked(11, 0, 10**9) == (2, 3)
    assert walked(0, 0, -(10**9)) == (0, 0)


def test_the_first_step_goes_to_the_first_box() -> None:
    assert walked(-1, 1, 0) == (0, 0)
    assert box_beside((), -1, 1, 0) == -1
