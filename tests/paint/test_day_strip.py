"""The day strip's drawing: days have places, labels never collide, the future is dim."""

from __future__ import annotations

from itertools import combinations

import pytest
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QFont, QImage, QPainter, QPen
from PySide6.QtWidgets import QApplication

from console.paint import day_axis, day_strip, lettering, theme
from console.paint.day_lanes import DayLanes, paint_future
from console.state.days_model import DayScene, day_scene, range_told
from tests.store import tiny

NIGHT = theme.load("night")


@pytest.fixture
def scene(qapp: QApplication) -> DayScene:
    return day_scene(tiny.street())


def laid_out(scene: DayScene, width: int = 1200) -> DayLanes:
    return day_strip.lay_out(len(scene.days), width, 160, NIGHT)


def painted(scene: DayScene, layout: DayLanes, at: float) -> QImage:
    image = QImage(1200, 160, QImage.Format.Format_RGB32)
    image.fill(NIGHT.chrome.panel)
    painter = QPainter(image)
    day_strip.paint_ground(painter, scene, layout, NIGHT, "zh")
    day_strip.paint_days(painter, scene, layout, NIGHT, "zh")
    paint_future(painter, at, layout, NIGHT)
    painter.end()
    return image


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("width", [420, 640, 900, 1366, 1920, 3840, 6000])
def test_labels_of_the_axis_never_collide(scene: DayScene, width: int, language: str) -> None:
    labels = day_axis.axis_labels(scene.days, laid_out(scene, width), NIGHT, language)
    assert len(labels) >= 2
    assert not any(one.box.intersects(other.box) for one, other in combinations(labels, 2))


def test_every_month_with_room_is_named(scene: DayScene) -> None:
    labels = day_axis.axis_labels(scene.days, laid_out(scene), NIGHT, "zh")
    assert [label.text for label in labels if label.is_month] == ["2020 年 2 月", "3 月", "4 月"]


def test_a_place_in_the_strip_is_the_day_it_was_asked_for(scene: DayScene) -> None:
    layout = laid_out(scene)
    for row in range(len(scene.days)):
        assert int(layout.position_at(layout.x_of(row + 0.5))) == row


def test_points_beside_the_strip_are_its_ends(scene: DayScene) -> None:
    layout = laid_out(scene)
    assert layout.position_at(-100) == 0
    assert layout.position_at(9999) == pytest.approx(len(scene.days))


def test_what_comes_after_the_instant_is_dim(scene: DayScene) -> None:
    layout = laid_out(scene)
    busy = int(scene.days.active.sum(axis=1).argmax())
    x = round(layout.x_of(busy + 0.5))
    y = round(layout.active.bottom() - 6)
    lit = painted(scene, layout, busy + 1).pixelColor(x, y)
    dim = painted(scene, layout, busy).pixelColor(x, y)
    ground = NIGHT.chrome.panel
    assert abs(dim.value() - ground.value()) < abs(lit.value() - ground.value())


@pytest.mark.parametrize("at_us", [0, tiny.head().as_of_us, 2**55])
def test_the_label_of_the_handle_stays_within_the_chart(scene: DayScene, at_us: int) -> None:
    layout = laid_out(scene)
    image = QImage(1200, 160, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    box = day_strip.paint_handle(painter, scene, at_us, layout, NIGHT, "zh")
    painter.end()
    assert layout.chart.left() - 5 <= box.left()
    assert box.right() <= layout.chart.right() + 5


@pytest.mark.parametrize("height", [82, 106, 156, 180, 240])
@pytest.mark.parametrize("width", [420, 1001, 1888])
def test_weeks_axis_and_names_are_the_same_whether_the_days_come_before_them_or_after(
    scene: DayScene, width: int, height: int
) -> None:
    layout = day_strip.lay_out(len(scene.days), width, height, NIGHT)
    pictures = []
    for ground_first in (True, False):
        image = QImage(width, height, QImage.Format.Format_RGB32)
        image.fill(NIGHT.chrome.panel)
        painter = QPainter(image)
        if ground_first:
            day_strip.paint_ground(painter, scene, layout, NIGHT, "zh")
        else:
            day_axis.paint_weeks(painter, scene.days, layout, NIGHT)
        day_strip.paint_days(painter, scene, layout, NIGHT, "zh")
        if not ground_first:
            day_axis.paint_axis(painter, scene.days, layout, NIGHT, "zh")
            day_strip.paint_names(painter, layout, NIGHT, "zh")
        painter.end()
        pictures.append(image)
    assert pictures[0] == pictures[1]


@pytest.mark.parametrize("look", theme.THEMES)
@pytest.mark.parametrize("ratio", [1.0, 1.25, 2.0])
def test_the_lines_of_weeks_are_as_a_translucent_pen_draws_them(
    qapp: QApplication, look: str, ratio: float
) -> None:
    chrome, pictures = theme.load(look).chrome, []
    veil = theme.translucent(chrome.line, 0.45)
    for colour in (veil, theme.laid_over(chrome.panel, veil)):
        image = QImage(80, 200, QImage.Format.Format_RGB32)
        image.setDevicePixelRatio(ratio)
        image.fill(chrome.panel)
        painter = QPainter(image)
        painter.setPen(QPen(colour, 0))
        painter.drawLine(QPointF(20.5, 10.3), QPointF(20.5, 90.7))
        painter.end()
        pictures.append(image)
    assert pictures[0] == pictures[1]


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("days", [1, 2, 10, 40])
@pytest.mark.parametrize("high", [160, 80])
def test_a_range_of_days_is_said_in_the_longest_way_that_has_room(
    scene: DayScene, language: str, days: int, high: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also in a low strip, whose one lane has the longer name."""
    layout = day_strip.lay_out(len(scene.days), 1200, high, NIGHT)

    said: list[str] = []

    def line(_: QPainter, box: QRectF, text: str, font: QFont, __: QColor, **___: object) -> None:
        assert lettering.fits(text, font, box.width())
        said.append(text)

    image = QImage(1200, 160, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    monkeypatch.setattr(lettering, "line", line)
    told = range_told(scene, range(days), language)
    for ways in (told, ("more than there is room for in any lane of the strip", *told)):
        day_strip.paint_range(painter, range(days), ways, layout, NIGHT, language)
    painter.end()
    assert said[0] == said[1]
    assert set(said) <= set(told)
