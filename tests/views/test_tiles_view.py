"""The tiles show the street's figures and lead to the places behind them."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from console.domain.instants import MICROS_A_DAY
from console.state.selection import STREET
from console.views.tiles_view import TilesView
from tests.store import tiny
from tests.views.stage import Stage, click, press, stage


@pytest.fixture
def view(set_up: Stage, qtbot: QtBot) -> TilesView:
    made = TilesView(session=set_up.session, selection=set_up.selection, look=set_up.look)
    qtbot.addWidget(made)
    made.resize(1000, 64)
    made.show()
    return made


def test_a_click_asks_for_the_list_and_chooses_nothing(
    view: TilesView, set_up: Stage, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(view.asked) as asked:
        click(view.buttons["due"], view.buttons["due"].rect().center())
    assert asked.args == ["due"]
    assert set_up.selection.place == STREET


def test_with_shift_a_click_chooses_the_next_place(view: TilesView, set_up: Stage) -> None:
    shift = Qt.KeyboardModifier.ShiftModifier
    click(view.buttons["due"], view.buttons["due"].rect().center(), shift)
    assert set_up.selection.place.unit >= 0


def test_a_tile_answers_to_the_keyboard(view: TilesView, qtbot: QtBot) -> None:
    with qtbot.waitSignal(view.asked) as asked:
        press(view.buttons["complete"], Qt.Key.Key_Space)
    assert asked.args == ["complete"]


def test_the_figures_follow_the_instant(view: TilesView, set_up: Stage) -> None:
    assert view.buttons["due"].shown_text().figure == "1"
    set_up.session.move_to(set_up.as_of_us + MICROS_A_DAY)
    assert view.buttons["due"].shown_text().figure == "0"


@pytest.mark.parametrize(("width", "brevity"), [(1000, 0), (560, 1)])
def test_the_day_before_is_said_alike_in_every_tile_as_the_width_allows(
    view: TilesView, set_up: Stage, width: int, brevity: int
) -> None:
    set_up.look.change(language="en")
    view.resize(width, 64)
    assert {button.brevity() for button in view.buttons.values()} == {brevity}


def test_figures_fit_as_in_a_view_that_is_opened_with_them(
    view: TilesView, set_up: Stage, qtbot: QtBot
) -> None:
    for width, days, language in (
        (1000, 0, "zh"),
        (1000, 1, "zh"),
        (430, 2, "en"),
        (1000, 2, "en"),
    ):
        view.resize(width, 64)
        set_up.look.change(language=language)
        set_up.session.move_to(set_up.as_of_us + days * MICROS_A_DAY)
        fresh = TilesView(session=set_up.session, selection=set_up.selection, look=set_up.look)
        qtbot.addWidget(fresh)
        fresh.resize(width, 64)
        fresh.show()
        fits = [[(one._size, one._brevity) for one in v.buttons.values()] for v in (view, fresh)]
        assert fits[0] == fits[1]


def test_words_change_with_the_language(view: TilesView, set_up: Stage) -> None:
    set_up.look.change(language="en")
    assert view.buttons["due"].shown_text().name == "Due today"
    assert view.buttons["due"].accessibleName().startswith("Due today: 1")


def test_it_opens_without_a_street(qtbot: QtBot) -> None:
    bare = stage()
    view = TilesView(session=bare.session, selection=bare.selection, look=bare.look)
    qtbot.addWidget(view)
    view.go("due")
    view.show()
    assert not view.buttons["due"].isVisible()


def test_a_street_opened_later_may_be_low(qtbot: QtBot) -> None:
    bare = stage()
    view = TilesView(session=bare.session, selection=bare.selection, look=bare.look)
    qtbot.addWidget(view)
    view.resize(1000, 64)
    view.show()
    closed_px = view.minimumHeight()
    bare.session.open(tiny.street())
    view.make_low(True)
    assert view.minimumSizeHint().height() < closed_px
    assert view.minimumHeight() < closed_px
