"""The legend lists every mark with its live count, and a click lets one stand out."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from console.paint.boxes import box_of
from console.state.highlight import Entry
from console.state.selection import place_of_estate
from console.views.legend_view import LegendView
from tests.store import tiny
from tests.views.stage import Stage, click, press, stage

COMPLETE = Entry("state", "complete")


@pytest.fixture
def view(set_up: Stage, qtbot: QtBot) -> LegendView:
    made = LegendView(session=set_up.session, selection=set_up.selection, look=set_up.look)
    qtbot.addWidget(made)
    made.resize(260, 700)
    made.show()
    return made


def spoken(view: LegendView, entry: Entry) -> str:
    return view.list.boxes[box_of(view.list.boxes, entry)].spoken()


def test_a_click_lets_a_row_stand_out_and_another_undoes_it(view: LegendView, qtbot: QtBot) -> None:
    row = view.list.boxes[box_of(view.list.boxes, COMPLETE)].rect.center().toPoint()
    with qtbot.waitSignal(view.picked) as picked:
        click(view.list, row)
    assert picked.args == ["state", "complete"]
    assert view.highlight.entry == COMPLETE
    click(view.list, row)
    assert view.highlight.entry is None


def test_the_keyboard_walks_and_picks(view: LegendView) -> None:
    view.list.setFocus(Qt.FocusReason.TabFocusReason)
    press(view.list, Qt.Key.Key_Home)
    press(view.list, Qt.Key.Key_Down)
    press(view.list, Qt.Key.Key_Space)
    assert view.highlight.entry == view.list.boxes[1].key


def test_the_counts_follow_the_place_chosen(view: LegendView, set_up: Stage) -> None:
    assert spoken(view, Entry("occupancy", "owner")).endswith("38")
    assert set_up.session.street is not None
    set_up.selection.choose(place_of_estate(set_up.session.street, 0))
    assert view.head.title() == "丁香苑"
    assert spoken(view, Entry("occupancy", "owner")).endswith("21")


def test_the_counts_follow_the_instant(view: LegendView, set_up: Stage) -> None:
    before = spoken(view, COMPLETE)
    set_up.session.move_to(set_up.as_of_us + 86_400_000_000)
    assert spoken(view, COMPLETE) != before


def test_another_street_lets_nothing_stand_out(view: LegendView, set_up: Stage) -> None:
    view.highlight.toggle(COMPLETE)
    set_up.session.open(tiny.street())
    assert view.highlight.entry is None


def test_words_change_with_the_language(view: LegendView, set_up: Stage) -> None:
    set_up.look.change(language="en", theme="day")
    assert spoken(view, COMPLETE).startswith("Not released")


def test_it_opens_without_a_street(qtbot: QtBot) -> None:
    bare = stage()
    view = LegendView(session=bare.session, selection=bare.selection, look=bare.look)
    qtbot.addWidget(view)
    view.show()
    assert not view.grab().isNull()
    assert not view.list.boxes
