"""The lists follow the instant, the selection, the language and the keys."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from functools import cache

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from console.domain import words
from console.domain.instants import MICROS_A_DAY
from console.domain.words import say
from console.paint import lettering
from console.paint import theme as themes
from console.state.lists.columns import column_of
from console.state.lists.scope import Sight
from console.state.selection import STREET, Place, place_of_building, place_of_unit
from console.store.columns import Street
from console.store.frame import Frame
from console.store.lists import KINDS, rows_of
from console.store.people import keep_names
from console.views.lists_view import ListsView
from tests.store import tiny
from tests.views.lists import shown_lists
from tests.views.stage import Stage, click, press, stage

ARROW_PX, RANK_PX = 11, 8
"""A heading's arrow and the room before it."""


@cache
def sample() -> Street:
    built = tiny.built(tiny.sample())
    keep_names(built.street, built.names)
    return built.street


def frame_of(set_up: Stage) -> Frame:
    assert set_up.session.frame is not None
    return set_up.session.frame


@pytest.fixture
def set_up(qapp: QApplication) -> Stage:
    made = stage()
    made.session.open(sample())
    return made


@pytest.fixture
def view(set_up: Stage, qtbot: QtBot) -> Iterator[ListsView]:
    with shown_lists(set_up, qtbot) as made:
        yield made


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


@pytest.mark.parametrize("language", words.LANGUAGES)
def test_every_heading_has_room_for_its_words_and_its_arrow(
    view: ListsView, set_up: Stage, language: str
) -> None:
    set_up.look.change(language=language)
    header, metrics = view.table.header, themes.load("night").metrics
    beside = 2 * metrics.gap("near") + ARROW_PX
    for kind in KINDS:
        view.show_kind(kind)
        for section in range(header.count()):
            said = str(view.model.headerData(section, Qt.Orientation.Horizontal))
            wide = lettering.width(said, metrics.font("small"))
            assert header.sectionSize(section) >= wide + beside, said


def test_a_list_that_scrolls_sideways_shows_addresses_whole(view: ListsView) -> None:
    view.show_kind("episodes")
    view.resize(640, 240)
    assert view.table.horizontalScrollBar().maximum() > 0
    at = [one.key for one in view.model.columns].index("address")
    assert view.table.header.sectionSize(at) >= column_of("episode", "address").liked_px


def test_one_row_is_one_row(view: ListsView, set_up: Stage) -> None:
    set_up.look.change(language="en")
    counted = {kind: len(rows_of(kind, frame_of(set_up))) for kind in KINDS}
    view.show_kind(next(kind for kind, count in counted.items() if count == 1))
    assert view.page.bar.count.text() == "1 row"


def test_rows_that_are_not_there_yet_are_not_denied(
    view: ListsView,
) -> None:
    view.model.show("active", None)
    view._tell()
    assert view.kinds.count("active")
    assert view.table.said_when_empty == say("lists.reading", "zh")


def test_headings_speak_the_language_before_there_are_rows(qtbot: QtBot) -> None:
    made = stage()
    made.look.change(language="en")
    view = ListsView(session=made.session, selection=made.selection, look=made.look)
    qtbot.addWidget(view)
    assert view.model.headerData(0, Qt.Orientation.Horizontal) == say("lists.column.name", "en")
    view.close_worker()


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


def keys_of(view: ListsView) -> tuple[str, ...]:
    return view.page.chosen.keys(view.kind)


def test_headings_are_walked_sorted_and_moved_by_keys(view: ListsView) -> None:
    view.show_kind("people")
    view.table.setFocus()
    for _ in range(2):
        press(view.table, Qt.Key.Key_Right)
    assert view.table.header.current == keys_of(view).index("age")
    press(view.table, Qt.Key.Key_S)
    assert list(view.model.sorts) == [("age", True)]
    press(view.table, Qt.Key.Key_Left)
    press(view.table, Qt.Key.Key_S, Qt.KeyboardModifier.ShiftModifier)
    assert list(view.model.sorts) == [("sex", False), ("age", True)]
    moving = Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ShiftModifier
    press(view.table, Qt.Key.Key_Left, moving)
    assert keys_of(view)[:2] == ("sex", "name")
    assert view.table.header.current == 0


def test_the_keys_menu_of_a_heading_puts_its_column_away(view: ListsView) -> None:
    view.show_kind("people")
    view.table.header.stand_on(1)
    asked = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(), QPoint())
    QApplication.sendEvent(view.table.viewport(), asked)
    assert view.page.menu.isVisible()
    hide = say("lists.menu.hide", "zh")
    next(one for one in view.page.menu.actions() if one.text() == hide).trigger()
    view.page.menu.close()
    assert "sex" not in keys_of(view)
    assert [one.key for one in view.model.columns] == list(keys_of(view))


def test_a_click_with_ctrl_sorts_within_the_order_there_is(view: ListsView) -> None:
    view.show_kind("people")
    header = view.table.header
    for key, modifier in (
        ("age", Qt.KeyboardModifier.NoModifier),
        ("sex", Qt.KeyboardModifier.ControlModifier),
    ):
        section = keys_of(view).index(key)
        at = QPoint(header.sectionViewportPosition(section) + 8, header.height() // 2)
        click(header.viewport(), at, modifier)
    assert view.model.sorts == (("sex", False), ("age", True))
    metrics = themes.load("night").metrics
    for key in ("age", "sex"):
        section = keys_of(view).index(key)
        said = str(view.model.headerData(section, Qt.Orientation.Horizontal))
        beside = 2 * metrics.gap("near") + ARROW_PX + RANK_PX
        assert header.sectionSize(section) > lettering.width(said, metrics.font("small")) + beside


def test_a_heading_dragged_moves_its_column(view: ListsView) -> None:
    view.show_kind("people")
    before = keys_of(view)
    view.table.header.moveSection(0, 2)
    assert keys_of(view) == (*before[1:3], before[0], *before[3:])
    assert view.table.header.visualIndex(0) == 0


def test_the_chosen_alone_or_on_top(view: ListsView, set_up: Stage) -> None:
    view.show_kind("units")
    whole = view.model.rowCount()
    set_up.selection.choose(place_of_building(sample(), 2), set_up)
    view.page.bar.buttons["selected"].click()
    mine = view.model.rows.tolist()
    assert 0 < len(mine) < whole
    press(view.table, Qt.Key.Key_Down)
    assert view.model.rows.tolist() == mine
    view.page.bar.buttons["all"].click()
    view.page.bar.top_button.click()
    assert view.model.rowCount() == whole
    here = set_up.selection.place.building
    assert int(sample().units.building[view.model.rows[0]]) == here


def test_what_is_in_view_follows_the_map(view: ListsView, qtbot: QtBot) -> None:
    view.show_kind("units")
    seen = [Sight(building=0)]
    view.sight = lambda: seen[0]
    view.page.show_scope("view")
    first = view.model.rows.tolist()
    seen[0] = Sight(building=2)
    with qtbot.waitSignal(view.model.modelReset):
        view.sight_moved()
    assert view.model.rows.tolist() != first
    assert view.page.bar.count.text().startswith(str(view.model.rowCount()))


def test_letters_do_not_search_the_lines(view: ListsView) -> None:
    view.show_kind("units")
    view.table.stand_on(3)
    press(view.table, Qt.Key.Key_1)
    assert view.table.currentIndex().row() == 3


@pytest.mark.timed
def test_a_million_rows_open_and_scroll_like_a_hundred(view: ListsView) -> None:
    """Times in one run, on the same table; generous, since tests share their machine."""
    view.show_kind("people")
    cells = view.model.cells
    assert cells is not None

    def shortest_ms(rows: int) -> dict[str, float]:
        many = np.arange(rows, dtype=np.int32) % len(sample().residents.unit)
        table = view.table
        acts: dict[str, Callable[[], object]] = {
            "open": lambda: view.model.show("people", cells, many),
            "scroll": lambda: table.verticalScrollBar().setValue(
                table.verticalScrollBar().maximum() // 2
            ),
            "end": lambda: press(table, Qt.Key.Key_End),
            "all": lambda: press(table, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier),
            "letter": lambda: press(table, Qt.Key.Key_Z),
            "paint": table.grab,
        }
        found = dict.fromkeys(acts, 1e9)
        for _ in range(3):
            for name, act in acts.items():
                began = time.perf_counter()
                act()
                found[name] = min(found[name], (time.perf_counter() - began) * 1000)
        return found

    few, million = shortest_ms(100), shortest_ms(1_000_000)
    for name, took_ms in million.items():
        assert took_ms < 4 * few[name] + 50, (name, few, million)
    assert view.table.count_chosen() == 1_000_000


def test_a_list_that_the_filter_empties_does_not_deny_the_street(
    set_up: Stage, qtbot: QtBot
) -> None:
    """Without a filter there is somebody to release; that must not be denied."""
    view = ListsView(
        session=set_up.session,
        selection=set_up.selection,
        look=set_up.look,
        keeping=set_up.keeping,
    )
    qtbot.addWidget(view)
    view.show()
    view.show_kind("complete")
    set_up.put("age>=120")
    view.refresh()
    assert view.table.said_when_empty == say("lists.empty_filtered", "zh")
    set_up.put()
    view.refresh()
    assert view.table.said_when_empty == say("lists.empty.complete", "zh")
    view.close_worker()
