"""The filter bar: chips of what is in force, how many that keeps, and the way back from nothing."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from console.paint.filter_chips import MORE
from console.views.filter_bar_view import FilterBarView
from tests.views.stage import Stage, click, press, stage


@pytest.fixture
def view(set_up: Stage, qtbot: QtBot) -> FilterBarView:
    made = FilterBarView(
        session=set_up.session,
        selection=set_up.selection,
        look=set_up.look,
        keeping=set_up.keeping,
    )
    qtbot.addWidget(made)
    made.resize(900, 32)
    made.show()
    return made


def texts(set_up: Stage) -> list[str]:
    return list(set_up.keeping.filtering.filter.texts)


def test_it_says_that_nothing_is_filtered(view: FilterBarView) -> None:
    assert view.told.text().startswith("上方各数为全街道，没有筛选")
    assert view.clear_button.isHidden()


def test_a_chip_is_removed_by_a_click_and_by_delete(view: FilterBarView, set_up: Stage) -> None:
    set_up.put("sex=f", "age>=20", "estate=E1,E2")
    assert len(view.chips.boxes) == 3
    click(view.chips, view.chips.boxes[1].rect.center().toPoint())
    assert texts(set_up) == ["sex=f", "estate=E1,E2"]
    view.chips.setFocus(Qt.FocusReason.TabFocusReason)
    press(view.chips, Qt.Key.Key_Home)
    press(view.chips, Qt.Key.Key_Delete)
    assert texts(set_up) == ["estate=E1,E2"]


def test_it_says_how_many_are_kept_of_how_many(view: FilterBarView, set_up: Stage) -> None:
    set_up.put("estate=E1")
    assert view.told.text() == "4 人 · 23 户，共 12 人"
    click(view.clear_button, view.clear_button.rect().center())
    assert texts(set_up) == []


def test_a_filter_that_keeps_nothing_offers_the_last_step_back(
    view: FilterBarView, set_up: Stage
) -> None:
    set_up.put("sex=f")
    set_up.put("sex=f", "tag=no_such_tag")
    assert view.told.text() == "没有人和房屋符合这些条件"
    click(view.back_button, view.back_button.rect().center())
    assert texts(set_up) == ["sex=f"]
    assert view.back_button.isHidden()


def test_chips_without_room_are_in_a_menu(view: FilterBarView, set_up: Stage) -> None:
    set_up.put("sex=f", "age>=20", "estate=E1,E2", "state=active", "floors<=30", "kind=tower")
    view.resize(420, 32)
    assert view.chips.boxes[-1].key == MORE
    menu = view.chips.menu()
    hidden = len(menu.actions())
    assert hidden + len(view.chips.boxes) - 1 == 6
    menu.actions()[-1].trigger()
    assert "kind=tower" not in texts(set_up)
    menu.close()


def test_the_first_chip_is_elided_before_it_is_left_out(view: FilterBarView, set_up: Stage) -> None:
    set_up.put("estate=E1,E2")
    view.chips.resize(100, 32)
    (chip,) = view.chips.boxes
    assert chip.key == ("test", 0)
    assert chip.rect.width() == 100
    set_up.put("estate=E1,E2", "age>=20")
    view.chips.resize(160, 32)
    first, more = view.chips.boxes
    assert (first.key, more.key) == (("test", 0), MORE)
    assert first.rect.right() < more.rect.left() <= more.rect.right() <= 160


def test_an_expression_field_has_its_place(view: FilterBarView) -> None:
    field = QLineEdit()
    view.put_field(field)
    assert field.parent() is view


def test_words_change_with_the_language(view: FilterBarView, set_up: Stage) -> None:
    set_up.put("age>=60")
    set_up.look.change(language="en", theme="day")
    assert view.chips.boxes[0].spoken().startswith("Age: 60 or over")


def test_it_opens_without_a_street(qtbot: QtBot) -> None:
    bare = stage()
    view = FilterBarView(session=bare.session, selection=bare.selection, look=bare.look)
    qtbot.addWidget(view)
    view.show()
    assert not view.grab().isNull()
