"""A list keeps the line stood on: in sight in another order, and marked when it comes back."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from console.state.lists.arranged import Arrangement
from console.state.lists.columns import column_of
from console.state.lists.scope import Sight
from console.state.selection import place_of_unit
from console.store.columns import Street
from console.views import list_page
from console.views.lists_view import ListsView
from tests.store import tiny
from tests.views.lists import shown_lists
from tests.views.stage import Stage, press, stage


@cache
def sample() -> Street:
    return tiny.built(tiny.sample()).street


@pytest.fixture
def set_up(qapp: QApplication) -> Stage:
    made = stage()
    made.session.open(sample())
    return made


@pytest.fixture
def view(set_up: Stage, qtbot: QtBot) -> Iterator[ListsView]:
    with shown_lists(set_up, qtbot) as made:
        yield made


def test_what_is_chosen_is_marked_again_when_it_comes_back_into_view(
    view: ListsView, set_up: Stage, qtbot: QtBot
) -> None:
    view.show_kind("units")
    unit = int(np.flatnonzero(sample().units.building[:] == 0)[0])
    seen = [Sight(building=0)]
    view.sight = lambda: seen[0]
    view.page.show_scope("view")
    set_up.selection.choose(place_of_unit(sample(), unit, -1), set_up)
    for building, chosen in ((2, []), (0, [unit])):
        seen[0] = Sight(building=building)
        with qtbot.waitSignal(view.model.modelReset):
            view.sight_moved()
        assert view.model.rows[view.table.chosen_lines()].tolist() == chosen


def test_the_line_stood_on_stays_in_sight_when_the_order_comes_later(view: ListsView) -> None:
    view.show_kind("units")
    view.resize(900, 130)
    press(view.table, Qt.Key.Key_Home)
    cells, rows = view.model.cells, view.model.rows
    assert cells is not None
    wanted = Arrangement("units", (("address", False),))
    view.page.show_rows(wanted, cells, rows[::-1].copy())
    assert view.table.currentIndex().row() == len(rows) - 1
    assert view.table.viewport().rect().intersects(view.table.visualRect(view.table.currentIndex()))


def test_copying_is_said_to_be_done_and_to_last_where_it_does(
    view: ListsView, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[tuple[str, int]] = []
    view.page.told.connect(lambda key, rows: said.append((key, rows)))
    view.show_kind("units")
    view.table.selectAll()
    rows = view.model.rowCount()
    press(view.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: said == [("lists.copied", rows)])
    monkeypatch.setattr(list_page, "_LONG_ROWS", rows)
    press(view.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: said[1:] == [("lists.copying", rows), ("lists.copied", rows)])


def test_a_list_that_just_fits_does_so_sorted_by_several(view: ListsView, set_up: Stage) -> None:
    set_up.look.change(language="en")
    view.show_kind("people")
    header, seen = view.table.header, view.table.viewport()
    at = [one.key for one in view.model.columns].index("address")
    while header.sectionSize(at) > column_of("person", "address").width_px:
        view.resize(view.width() - 1, 240)
    assert header.length() <= seen.width()
    view.page.chosen.order("people", (("name", False), ("age", True)))
    assert header.length() <= seen.width()
