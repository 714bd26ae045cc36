"""Silhouettes stand in true relative height, each in a cell of its own."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication

from console.paint import silhouettes, theme
from console.paint.numbers import Ledger
from console.paint.silhouette_stills import Still, still_pixmap
from console.paint.silhouettes import ShelfLook
from console.state.estate_model import EstatePanel, Shape

NIGHT = theme.load("night")
QUIET = settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def panel(floors: list[int]) -> EstatePanel:
    shapes = tuple(
        Shape(
            row=row, active=row % 4, complete=0, people=9, counted=row % 4, level=row % 4,
            dim=False, name=f"{row}号楼", floors=high, units=3,
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


def test_other_counts_stand_where_the_buildings_stood(qapp: QApplication) -> None:
    first = panel([3, 6, 18, 33])
    shapes = tuple(one._replace(counted=7, active=7, dim=one.row == 2) for one in first.shapes)
    other = replace(first, shapes=shapes)
    layout = silhouettes.lay_out(first, 400, NIGHT, "zh")
    told = [box.tip() for box in layout.boxes]
    again = silhouettes.recounted(layout, other)
    plain = silhouettes.lay_out(other, 400, NIGHT, "zh")
    assert silhouettes.shape_of(first) == silhouettes.shape_of(other)
    assert [(one.cell, one.body, one.shape, one.label) for one in again.placed] == [
        (one.cell, one.body, one.shape, one.label) for one in plain.placed
    ]
    assert [box.tip() for box in again.boxes] == [box.tip() for box in plain.boxes] != told
    assert silhouettes.shape_of(first) != silhouettes.shape_of(panel([3, 6, 18, 34]))


def test_the_name_of_a_building_without_anybody_kept_is_legible(qapp: QApplication) -> None:
    still = Still((0.0, 0.0, 60.0, 60.0), (10.0, 10.0, 40.0, 30.0), 3, 10.0, 0, 4, "plain", "10-11",
                  is_counted=False, is_dim=False, is_chosen=False, is_pointed=False,
                  is_focused=False)  # fmt: skip
    name = QRect(0, 41, 60, 19)
    plain, dim = (
        still_pixmap(still._replace(is_dim=is_dim), NIGHT.name, 1.0, 1.0).copy(name).toImage()
        for is_dim in (False, True)
    )
    assert plain == dim


def test_all_of_a_shelf_stand_on_one_ground(qapp: QApplication) -> None:
    layout = silhouettes.lay_out(panel([3, 6, 18, 33]), 800, NIGHT, "zh")
    assert len({one.body.bottom() for one in layout.placed}) == 1
    assert len(layout.grounds) == 1


@QUIET
@given(floors=st.lists(st.integers(1, 200), min_size=1, max_size=40), seen=st.integers(90, 400))
def test_a_whole_shelf_with_its_labels_is_in_sight(
    qapp: QApplication, floors: list[int], seen: int
) -> None:
    layout = silhouettes.lay_out(panel(floors), 360, NIGHT, "zh", seen)
    assert max(one.cell.height() for one in layout.placed) <= seen


def test_labels_lose_their_common_ending_when_one_shelf_is_not_enough(qapp: QApplication) -> None:
    few = silhouettes.lay_out(panel([6, 6]), 400, NIGHT, "zh")
    many = silhouettes.lay_out(panel([6] * 30), 400, NIGHT, "zh")
    assert [one.label for one in few.placed] == ["0号楼", "1号楼"]
    assert [one.label for one in many.placed][:2] == ["0", "1"]


@pytest.mark.parametrize(
    ("names", "short"),
    [
        (("1-2号楼", "3号楼", "会所"), ("1-2", "3", "会所")),
        (("1号楼", "2号楼", "3号商铺"), ("1", "2", "3号商铺")),
        (("1号楼", "1"), ("1号楼", "1")),
        (("Tower A", "Tower B"), ("Tower A", "Tower B")),
        ((), ()),
    ],
)
def test_short_names_still_tell_buildings_apart(
    names: tuple[str, ...], short: tuple[str, ...]
) -> None:
    assert silhouettes.short_names(names) == short


@pytest.mark.parametrize("floors", [[1], [1, 2, 3], [1, 33, 6]])
def test_a_count_stands_above_the_body_and_takes_no_more_than_its_digits(
    qapp: QApplication, floors: list[int]
) -> None:
    shown = panel([1, *floors])
    layout = silhouettes.lay_out(shown, 320, NIGHT, "zh")
    image, ledger = QImage(320, 400, QImage.Format.Format_RGB32), Ledger()
    painter = QPainter(image)
    with ledger:
        nothing = ShelfLook(-1, -1, -1)
        everything = QRectF(0, 0, 320, 400)
        silhouettes.paint_silhouettes(painter, shown, layout, nothing, NIGHT, "zh", everything)
    painter.end()
    assert len(ledger.numbers) == sum(shape.counted > 0 for shape in shown.shapes)
    for number in ledger.numbers:
        assert number.at.height() <= NIGHT.metrics.text["body"]
        assert not any(number.reach.intersects(one.body) for one in layout.placed)
