"""The estate panel shows an estate's buildings, or the street's estates, and chooses among them."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from console.domain.words import say
from console.paint.boxes import box_of
from console.state.selection import STREET, place_of_building, place_of_estate
from console.views.estate_view import EstateView
from tests.store import tiny
from tests.views.stage import Stage, click, press, stage


@pytest.fixture
def view(set_up: Stage, qtbot: QtBot) -> EstateView:
    made = EstateView(session=set_up.session, selection=set_up.selection, look=set_up.look)
    qtbot.addWidget(made)
    made.resize(300, 500)
    made.show()
    return made


def point_of(view: EstateView, level: str, row: int) -> QPoint:
    boxes = view.canvas.boxes
    return boxes[box_of(boxes, (level, row))].rect.center().toPoint()


def choose_estate(set_up: Stage, row: int = 0) -> None:
    assert set_up.session.street is not None
    set_up.selection.choose(place_of_estate(set_up.session.street, row))


def test_a_click_in_the_list_chooses_the_estate(view: EstateView, set_up: Stage) -> None:
    click(view.canvas, point_of(view, "estate", 1))
    assert set_up.selection.place.estate == 1
    assert view.head.title() == "牡丹新村"


def test_a_double_click_in_the_list_does_not_reach_the_buildings(
    view: EstateView, set_up: Stage
) -> None:
    at = view.canvas.boxes[0].rect.topLeft().toPoint() + QPoint(30, 10)
    QTest.mouseClick(view.canvas, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)
    QTest.mouseDClick(view.canvas, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)
    assert set_up.selection.place.estate >= 0


def test_a_click_chooses_a_building(view: EstateView, set_up: Stage) -> None:
    choose_estate(set_up)
    click(view.canvas, point_of(view, "building", 1))
    assert set_up.selection.place == place_of_building(tiny.street(), 1)


def test_enter_opens_the_building_walked_to(view: EstateView, set_up: Stage, qtbot: QtBot) -> None:
    choose_estate(set_up)
    view.canvas.setFocus(Qt.FocusReason.TabFocusReason)
    press(view.canvas, Qt.Key.Key_Home)
    with qtbot.waitSignal(view.opened) as opened:
        press(view.canvas, Qt.Key.Key_Return)
    assert opened.args == [0]
    assert set_up.selection.place.building == 0


def test_hovering_tells_the_building(view: EstateView, set_up: Stage, qtbot: QtBot) -> None:
    choose_estate(set_up)
    with qtbot.waitSignal(view.hovered) as hovered:
        QTest.mouseMove(view.canvas, point_of(view, "building", 0))
    assert hovered.args == [0]


def test_the_order_turns_by_its_button(view: EstateView, set_up: Stage) -> None:
    choose_estate(set_up)
    assert view.order_button.text() == "按楼号"
    view.order_button.click()
    assert view.order_button.text() == "按人数"


def test_the_lane_goes_through_people_without_a_place(view: EstateView, set_up: Stage) -> None:
    view.lane.click()
    street = set_up.session.street
    assert street is not None
    assert street.residents.id.text(set_up.selection.place.resident) == "R09"
    view.lane.click()
    assert street.residents.id.text(set_up.selection.place.resident) == "R12"


def test_another_street_under_an_old_choice_shows_the_street(
    view: EstateView, set_up: Stage
) -> None:
    choose_estate(set_up, 1)
    set_up.session.open(tiny.street({"buildings": [], "units": []}))
    assert view.head.title() == "花木街道"


def test_words_change_with_the_language(view: EstateView, set_up: Stage) -> None:
    set_up.look.change(language="en", theme="day")
    assert view.head.title() == "Huamu Subdistrict"
    assert "3 estates" in view.head.quiet()


def test_it_opens_without_a_street(qtbot: QtBot) -> None:
    bare = stage()
    view = EstateView(session=bare.session, selection=bare.selection, look=bare.look)
    qtbot.addWidget(view)
    view.show()
    assert not view.grab().isNull()
    assert bare.selection.place == STREET


def test_a_street_without_buildings_offers_none_to_be_clicked(set_up: Stage, qtbot: QtBot) -> None:
    tables: dict[str, list[dict[str, object]]] = {name: [] for name in tiny.sample()}
    set_up.session.open(tiny.built(tables).street)
    made = EstateView(session=set_up.session, selection=set_up.selection, look=set_up.look)
    qtbot.addWidget(made)
    assert made._hint() == say("estate.nothing", "zh")
