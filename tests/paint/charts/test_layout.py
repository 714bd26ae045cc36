"""The charts' layouts: every bin has its place, none overlap, and what is drawn stays inside."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QFont, QImage, QPainter
from PySide6.QtWidgets import QApplication

from console.paint import day_axis, lettering, numbers, theme
from console.paint.charts import days
from console.paint.charts.layout import ChartLayout
from console.paint.charts.pictures import PICTURES
from console.paint.class_fills import class_brushes
from console.state.charts.scene import (
    CHARTS,
    HEAD,
    LANES,
    ChartKind,
    Charts,
    CommitteeRow,
    Mark,
    charts,
)
from console.state.lists.linked import Linked
from console.store.frame import frame
from tests.store import tiny

NIGHT = theme.load("night")
SIZES = ((420, 220), (230, 100), (1600, 900), (160, 60))


@pytest.fixture(scope="module")
def shown(qapp: QApplication) -> Charts:
    street = tiny.street()
    return charts(frame(street, street.as_of_us))


def laid_out(shown: Charts, kind: ChartKind, wide: int, high: int) -> ChartLayout:
    return PICTURES[kind].lay_out(shown, QRectF(4, 0, wide - 8, high - 4), NIGHT, "zh")


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("kind", CHARTS)
def test_a_bin_is_found_at_its_middle(
    shown: Charts, kind: ChartKind, size: tuple[int, int]
) -> None:
    layout = laid_out(shown, kind, *size)
    for bins in layout.lanes:
        for row in range(len(bins.ends)):
            mark = Mark(bins.lane, row)
            assert layout.mark_at(layout.rect(mark).center()) == mark


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("kind", CHARTS)
def test_bins_follow_one_another(shown: Charts, kind: ChartKind, size: tuple[int, int]) -> None:
    for bins in laid_out(shown, kind, *size).lanes:
        assert all(one[1] <= other[0] + 1e-6 for one, other in pairwise(bins.ends))


def test_committees_that_differ_by_a_number_are_told_apart_in_a_narrow_chart(
    shown: Charts, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = [f"联洋第{number}居委会" for number in "二六"]
    rows = tuple(CommitteeRow(row, name, 7, 0, 3) for row, name in enumerate(names))
    said: list[str] = []

    def sentence(
        _: QPainter, box: QRectF, text: Linked, font: QFont, __: QColor, *, elide: lettering.Elide
    ) -> None:
        said.append(lettering.elided(text.text, font, box.width(), elide))

    monkeypatch.setattr(numbers, "sentence", sentence)
    image = QImage(230, 100, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    few = replace(shown, committees=rows)
    PICTURES["committees"].paint(painter, few, laid_out(few, "committees", 200, 100), NIGHT, "zh")
    painter.end()
    assert len(set(said)) == len(said) == 2
    assert not set(said) & set(names), "they are elided"


@pytest.mark.parametrize("kind", CHARTS)
def test_a_head_is_no_bin(shown: Charts, kind: ChartKind) -> None:
    layout = laid_out(shown, kind, 420, 220)
    for lane, box in layout.heads:
        assert layout.mark_at(box.center()) == Mark(lane, HEAD)


def test_the_nearest_bin_is_the_last_beyond_the_end(shown: Charts) -> None:
    bins = laid_out(shown, "ages", 420, 220).bins("ages")
    assert bins.near(QPointF(-50, 0)) == 0
    assert bins.near(QPointF(9999, 0)) == len(bins.ends) - 1


def test_keys_walk_from_the_head_to_the_last_bin_and_from_lane_to_lane(shown: Charts) -> None:
    layout = laid_out(shown, "days", 420, 220)
    assert layout.beside(None, 0) == Mark("active", HEAD)
    assert layout.beside(Mark("active", 3), 1) == Mark("active", 4)
    assert layout.beside(Mark("active", 3), 0, 1) == Mark("arrivals", 3)
    assert layout.beside(Mark("arrivals", 3), 10**6) == Mark("arrivals", shown.bins("arrivals") - 1)
    assert layout.beside(Mark("active", 3), -(10**6)) == Mark("active", HEAD)


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("name", ["night", "day"])
@pytest.mark.parametrize("kind", CHARTS)
def test_every_chart_draws_something_in_every_theme(
    shown: Charts, kind: ChartKind, name: str, language: str
) -> None:
    dressed = theme.load(name)
    image = QImage(420, 220, QImage.Format.Format_RGB32)
    image.fill(dressed.chrome.panel)
    blank = image.copy()
    painter = QPainter(image)
    layout = PICTURES[kind].lay_out(shown, QRectF(4, 0, 412, 216), dressed, language)
    ground = PICTURES[kind].ground
    if ground is not None:
        ground(painter, shown, layout, dressed, language)
    PICTURES[kind].paint(painter, shown, layout, dressed, language)
    painter.end()
    assert image != blank


def test_the_classes_differ_without_their_colours(shown: Charts) -> None:
    brushes = class_brushes(shown.strip.classes, NIGHT)
    tiles = [brush.textureImage() for brush in brushes if not brush.texture().isNull()]
    patterns = {_pattern(tile) for tile in tiles}
    assert len(tiles) == len(brushes) - 1
    assert len(patterns) == len(tiles)


def _pattern(tile: QImage) -> tuple[bool, ...]:
    """Where a tile is darker than its lightest pixel."""
    values = [
        tile.pixelColor(x, y).value() for y in range(tile.height()) for x in range(tile.width())
    ]
    return tuple(value < max(values) - 20 for value in values)


def test_each_lane_belongs_to_one_chart() -> None:
    lanes = [lane for kind in CHARTS for lane in LANES[kind]]
    assert len(lanes) == len(set(lanes)) == 5


@pytest.mark.parametrize("size", SIZES)
def test_the_days_lie_on_their_ground_as_between_weeks_and_axis(
    shown: Charts, size: tuple[int, int]
) -> None:
    layout, pictures = laid_out(shown, "days", *size), []
    lanes, counts = days.day_lanes(shown, layout, NIGHT), shown.strip.days
    for is_between in (False, True):
        image = QImage(*size, QImage.Format.Format_RGB32)
        image.fill(NIGHT.chrome.panel)
        painter = QPainter(image)
        if is_between:
            day_axis.paint_weeks(painter, counts, lanes, NIGHT)
        else:
            days.paint_ground(painter, shown, layout, NIGHT, "zh")
        days.paint(painter, shown, layout, NIGHT, "zh")
        if is_between:
            day_axis.paint_axis(painter, counts, lanes, NIGHT, "zh")
        painter.end()
        pictures.append(image)
    assert pictures[0] == pictures[1]
