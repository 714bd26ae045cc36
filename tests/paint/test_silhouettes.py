"""Silhouettes stand in true relative height, each in a cell of its own."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtWidgets import QApplication

from console.paint import silhouettes, theme
from console.state.estate_model import EstatePanel, Shape

NIGHT = theme.load("night")
QUIET = settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def panel(floors: list[int]) -> EstatePanel:
    shapes = tuple(
        Shape(
            row=row, name=f"{row}号楼", active=row % 4, complete=0, people=9, floors=high,
            units=3, level=row % 4,
        )
        for row, high in enumerate(floors)
    )  # fmt: skip
    return EstatePanel(0, "丁香苑", "", 1, 1, 1, len(shapes), shapes, 0, 5)


@QUIET
@given(floors=st.lists(st.integers(1, 200), min_size=1, max_size=40), width=st.integers(120, 1600))
def test_heights_are_as_the_floors_and_cells_lie_apart(
    qapp: QApplication, floors: list[int], width: int
) -> None:
    layout = silhouettes.lay_out(panel(floors), width, NIGHT, "zh")
    assert len(layout.placed) == len(floors)
    for one in layout.placed:
        expected = max(one.shape.floors * layout.floor_px, 5.0)
        assert one.body.height() == pytest.approx(expected)
        assert one.cell.contains(one.body)
        assert one.cell.right() <= width + 1
    apart = (not one.cell.intersects(two.cell) for one, two in combinations(layout.placed[:12], 2))
    assert all(apart)
    assert layout.height >= max(one.cell.bottom() for one in layout.placed)


def test_all_of_a_shelf_stand_on_one_ground(qapp: QApplication) -> None:
    layout = silhouettes.lay_out(panel([3, 6, 18, 33]), 800, NIGHT, "zh")
    assert len({one.body.bottom() for one in layout.placed}) == 1
    assert len(layout.grounds) == 1
