"""The charts in the window: hidden until asked for, beside the lists, joined to days and lists."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from console.assembly.running import Console
from console.state.charts.scene import HEAD, Lane, Mark
from console.state.commands import BY_ID
from console.views.charts_view import ChartsView
from tests.views.stage import press


def charts_of(console: Console) -> ChartsView:
    assert console.panels is not None
    return console.panels.charts


def test_they_are_hidden_until_asked_for_and_turned_by_a_key(
    console: Console, qtbot: QtBot
) -> None:
    dock = console.window.docks["charts"]
    assert dock.isHidden()
    assert charts_of(console).charts is None
    assert BY_ID["view.charts"].keys == ("Ctrl+5",)
    console.window.table["view.charts"].trigger()
    qtbot.waitUntil(lambda: charts_of(console).charts is not None)
    console.window.table["view.charts"].trigger()
    assert dock.isHidden()


def test_a_key_brings_the_charts_in_front_of_the_lists(console: Console, qtbot: QtBot) -> None:
    window = console.window
    window.table["view.charts"].trigger()
    window.table["view.lists"].trigger()
    qtbot.waitUntil(lambda: window.docks["lists"].is_in_sight)
    assert not window.docks["charts"].is_in_sight
    window.table["view.charts"].trigger()
    qtbot.waitUntil(lambda: window.docks["charts"].is_in_sight)
    assert not window.docks["lists"].isHidden()


@pytest.mark.parametrize("name", ["lists", "charts", "days", "card", "legend", "layers"])
def test_a_dock_that_is_brought_takes_the_keyboard(
    console: Console, qtbot: QtBot, name: str
) -> None:
    window = console.window
    if window.docks[name].is_in_sight:
        window.table[f"view.{name}"].trigger()
    window.table[f"view.{name}"].trigger()
    pane = window.docks[name].widget()
    assert pane is not None
    qtbot.waitUntil(lambda: pane.isAncestorOf(window.focusWidget()))


def test_what_is_opened_in_a_chart_is_listed(console: Console, qtbot: QtBot) -> None:
    console.window.table["view.charts"].trigger()
    charts = charts_of(console)
    qtbot.waitUntil(lambda: charts.charts is not None)
    canvas = charts.canvases["coming"]
    canvas.stand_on(Mark("coming", 1))
    press(canvas, Qt.Key.Key_Return)
    assert console.panels is not None
    lists = console.panels.lists
    qtbot.waitUntil(lambda: lists.model.rowCount() == 1)
    assert lists.kind == "active"


def test_a_day_picked_moves_every_view(console: Console, qtbot: QtBot) -> None:
    console.window.table["view.charts"].trigger()
    charts = charts_of(console)
    qtbot.waitUntil(lambda: charts.charts is not None)
    assert console.session.frame is not None
    before = console.session.frame.as_of_us
    canvas = charts.canvases["days"]
    canvas.stand_on(Mark("active", 3))
    press(canvas, Qt.Key.Key_Space)
    assert console.session.frame.as_of_us < before


def test_a_head_opens_the_large_chart_which_is_kept(console: Console, qtbot: QtBot) -> None:
    console.window.table["view.charts"].trigger()
    charts = charts_of(console)
    qtbot.waitUntil(lambda: charts.charts is not None)
    canvas = charts.canvases["days"]
    lanes: tuple[Lane, ...] = ("active", "arrivals")
    for lane in lanes:
        canvas.stand_on(Mark(lane, HEAD))
        press(canvas, Qt.Key.Key_Return)
    seasons = [one for one in console.window.children() if one.objectName() == "season"]
    assert len(seasons) == 1
