"""The large chart follows filter and instant, and is read, zoomed and compared by keys."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from console.domain import instants, packs
from console.domain.conditions import parse_all
from console.state.charts.season import MEASURES, Measure
from console.views.season_view import SeasonView
from tests.views.stage import Stage, press, stage


@pytest.fixture
def view(set_up: Stage, qtbot: QtBot) -> SeasonView:
    made = SeasonView(keeping=set_up.keeping, look=set_up.look)
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.mark.parametrize("measure", MEASURES)
def test_every_measure_is_drawn_stacked_and_as_lines(view: SeasonView, measure: Measure) -> None:
    view.show_measure(measure)
    for stacked in (True, False):
        for smooth in (True, False):
            view.switches["stacked"].setChecked(stacked)
            view.switches["smooth"].setChecked(smooth)
            assert not view.grab().isNull()
    assert view.measures[measure].isChecked()


def test_keys_read_day_by_day(view: SeasonView) -> None:
    assert view.season is not None
    press(view.plot, Qt.Key.Key_Right)
    press(view.plot, Qt.Key.Key_Right)
    assert view.reading.text() == view.season.told(1, "zh")
    press(view.plot, Qt.Key.Key_Left)
    assert view.reading.text() == view.season.told(0, "zh")


def test_keys_zoom_pan_and_return_to_the_whole_season(view: SeasonView) -> None:
    assert view.season is not None
    whole = view.plot.days_in_sight()
    press(view.plot, Qt.Key.Key_Plus)
    closer = view.plot.days_in_sight()
    assert closer[1] - closer[0] < whole[1] - whole[0]
    press(view.plot, Qt.Key.Key_PageDown)
    assert view.plot.days_in_sight()[0] > closer[0]
    press(view.plot, Qt.Key.Key_0)
    assert view.plot.days_in_sight() == pytest.approx((0, len(view.season)), abs=0.5)


def test_zoom_and_pan_never_leave_the_season(view: SeasonView) -> None:
    assert view.season is not None
    for _ in range(30):
        press(view.plot, Qt.Key.Key_Minus)
        press(view.plot, Qt.Key.Key_PageUp)
    low, high = view.plot.days_in_sight()
    assert low >= -0.01
    assert high <= len(view.season) + 0.01


def test_a_class_is_left_out_and_taken_in_again_and_one_stays(view: SeasonView) -> None:
    for column in range(4):
        view.key.turned.emit(column)
    assert "点按则画出" in view.key.told(0)
    assert "点按则不画" in view.key.told(3)
    view.key.turned.emit(0)
    assert "点按则不画" in view.key.told(0)


def test_it_follows_filter_and_instant(view: SeasonView, set_up: Stage) -> None:
    assert view.season is not None
    before = view.season
    set_up.keeping.filtering.put("sex", parse_all(("sex=f",), packs.load("quarantine-2020")))
    assert view.season.totals.sum() < before.totals.sum()
    set_up.session.move_to(set_up.as_of_us + instants.MICROS_A_DAY)
    assert view.season.position == before.position + 1


def test_nothing_from_the_data_is_read_as_html(view: SeasonView, set_up: Stage) -> None:
    assert view.title.textFormat() == Qt.TextFormat.PlainText
    assert view.plot.getPlotItem().titleLabel.text == ""
    assert not view.plot.getPlotItem().getAxis("left").label.isVisible()


def test_theme_and_language_change_while_it_is_open(view: SeasonView, set_up: Stage) -> None:
    set_up.look.change(language="en", theme="day")
    assert view.measures["active"].text() == "Under the clock"
    assert view.plot.backgroundBrush().color().lightness() > 200


def test_without_a_street_it_says_what_would_be_here(qapp: QApplication, qtbot: QtBot) -> None:
    bare = stage()
    view = SeasonView(keeping=bare.keeping, look=bare.look)
    qtbot.addWidget(view)
    view.show()
    assert "打开快照后" in view.title.text()


def test_escape_closes_it(view: SeasonView) -> None:
    press(view.plot, Qt.Key.Key_Escape)
    assert not view.isVisible()
