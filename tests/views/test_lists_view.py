"""The lists follow the instant, the selection, the language and the keys."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from console.domain.instants import MICROS_A_DAY
from console.state.selection import STREET, Place, place_of_unit
from console.store.columns import Street
from console.store.people import keep_names
from console.views.lists_view import ListsView
from tests.store import tiny
from tests.views.stage import Stage, press, stage


@cache
def sample() -> Street:
    built = tiny.built(tiny.sample())
    keep_names(built.street, built.names)
    return built.street


@pytest.fixture
def set_up(qapp: QApplication) -> Stage:
    made = stage()
    made.session.open(sample())
    return made


@pytest.fixture
def view(set_up: Stage, qtbot: QtBot) -> Iterator[ListsView]:
    made = ListsView(session=set_up.session, selection=set_up.selection, look=set_up.look)
    qtbot.addWidget(made)
    made.resize(900, 240)
    made.show()
    yield made
    made.close_worker()


def test_a_line_walked_to_is_chosen_everywhere(view: ListsView, set_up: Stage) -> None:
    view.show_kind("people")
    press(view.table, Qt.Key.Key_Home)
    press(view.table, Qt.Key.Key_Down)
    assert set_up.selection.place == view.model.place_at(1)
    press(view.table, Qt.Key.Key_End)
    assert set_up.selection.place == view.model.place_at(view.model.rowCount() - 1)


def test_what_is_chosen_elsewhere_is_stood_on_without_an_echo(
    view: ListsView, set_up: Stage
) -> None:
    heard: list[object] = []
    set_up.selection.changed.connect(lambda place, source: heard.append(source))
    view.show_kind("units")
    set_up.selection.choose(place_of_unit(sample(), 7), set_up)
    assert view.table.currentIndex().row() == 7
    assert heard == [set_up]


def test_what_is_not_in_the_list_leaves_no_line_chosen(view: ListsView, set_up: Stage) -> None:
    view.table.stand_on(0)
    set_up.selection.choose(Place(committee=0), set_up)
    assert not len(view.table.chosen_lines())


def test_enter_goes_there(view: ListsView, set_up: Stage, qtbot: QtBot) -> None:
    view.table.stand_on(0)
    with qtbot.waitSignal(view.went):
        press(view.table, Qt.Key.Key_Return)
    assert set_up.selection.place != STREET


def test_another_instant_lists_others_and_keeps_what_is_still_there(
    view: ListsView, set_up: Stage, qtbot: QtBot
) -> None:
    line = [sample().residents.id.text(row) for row in view.model.rows].index("R01")
    view.table.setCurrentIndex(view.model.index(line, 0))
    before = view.model.rows.tolist()
    with qtbot.waitSignal(view.model.modelReset):
        set_up.session.move_to(set_up.as_of_us + 3 * MICROS_A_DAY)
    qtbot.wait(1)
    assert view.model.rows.tolist() != before
    current = view.model.rows[view.table.chosen_lines()]
    assert [sample().residents.id.text(row) for row in current] == ["R01"]


def test_instants_that_follow_quickly_are_listed_once(
    view: ListsView, set_up: Stage, qtbot: QtBot
) -> None:
    resets: list[int] = []
    view.model.modelReset.connect(lambda: resets.append(1))
    for hours in range(1, 20):
        set_up.session.move_to(set_up.as_of_us + hours)
    qtbot.waitUntil(lambda: bool(resets))
    qtbot.wait(80)
    assert len(resets) == 1


def test_language_and_theme_change_while_running(view: ListsView, set_up: Stage) -> None:
    set_up.look.change(language="en", theme="day")
    header = view.model.headerData(0, Qt.Orientation.Horizontal)
    assert header == "Name"
    assert view.chooser.column.model().index(0, 0).data().startswith("Under the clock")
    assert view.table.delegate.theme.name == "day"


def test_chosen_rows_are_copied_masked(view: ListsView, qtbot: QtBot) -> None:
    view.table.selectAll()
    clipboard = QGuiApplication.clipboard()
    clipboard.clear()
    press(view.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: clipboard.text() != "")
    lines = clipboard.text().splitlines()
    assert len(lines) == view.model.rowCount() + 1
    assert all("*" in line.split("\t")[0] for line in lines[1:])
    assert "明珠" not in clipboard.text()


def test_a_click_on_a_heading_sorts_and_keeps_the_chosen_line(view: ListsView) -> None:
    view.show_kind("people")
    view.table.setCurrentIndex(view.model.index(3, 0))
    row = int(view.model.rows[3])
    age = [one.key for one in view.model.columns].index("age")
    view.table.header.sectionClicked.emit(age)
    ages = [int(view.model.index(line, age).data()) for line in range(view.model.rowCount())]
    assert ages == sorted(ages, reverse=True)
    assert view.model.rows[view.table.chosen_lines()].tolist() == [row]


def test_all_lines_chosen_stay_chosen_when_the_order_changes(view: ListsView) -> None:
    view.show_kind("units")
    view.table.selectAll()
    view.table.header.sectionClicked.emit(view.model.columnCount() - 1)
    assert len(view.table.chosen_lines()) == view.model.rowCount()


def test_a_narrow_panel_has_a_box_to_choose_from(view: ListsView) -> None:
    view.resize(400, 300)
    assert not view.chooser.column.isVisible()
    view.chooser.box.activated.emit(2)
    assert view.kind == "units"


def test_hidden_it_counts_nothing_and_catches_up(view: ListsView, set_up: Stage) -> None:
    view.hide()
    before = view.model.cells
    set_up.session.move_to(set_up.as_of_us + MICROS_A_DAY)
    assert view.model.cells is before
    view.show()
    assert view.model.cells is not None
    assert view.model.cells.frame is set_up.session.frame


def test_it_opens_without_a_street(qtbot: QtBot) -> None:
    bare = stage()
    view = ListsView(session=bare.session, selection=bare.selection, look=bare.look)
    qtbot.addWidget(view)
    view.resize(900, 240)
    view.show()
    view.grab()
    assert view.model.rowCount() == 0
