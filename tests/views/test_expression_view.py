"""Conditions are typed, completed, counted and put in force by keys; slips keep their place."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from console.domain import packs
from console.domain.conditions import parse
from console.state.expression.model import SOURCE
from console.state.kept import Keeping
from console.store.columns import Street
from console.store.conditions import keep
from console.store.frame import frame
from console.views.expression_view import ExpressionView
from tests.store import tiny
from tests.views.stage import Stage, press, stage


@cache
def sample() -> Street:
    return tiny.street()


@pytest.fixture
def set_up(qapp: QApplication) -> Stage:
    made = stage()
    made.session.open(sample())
    return made


@pytest.fixture
def keeping(set_up: Stage) -> Keeping:
    return Keeping(set_up.session, parent=set_up.session)


@pytest.fixture
def view(set_up: Stage, keeping: Keeping, qtbot: QtBot) -> Iterator[ExpressionView]:
    room = QWidget()
    qtbot.addWidget(room)
    room.resize(900, 500)
    made = ExpressionView(
        session=set_up.session,
        selection=set_up.selection,
        look=set_up.look,
        keeping=keeping,
        parent=room,
    )
    room.show()
    qtbot.waitExposed(room)
    made.open()
    yield made
    room.close()


def write(view: ExpressionView, text: str) -> None:
    """Type a text, as a keyboard or an input method gives it."""
    view.field.clear()
    view.field.insert(text)
    view.field.textEdited.emit(view.field.text())


def in_force(keeping: Keeping) -> list[str]:
    return [one.text for one in keeping.filtering.filter.of(SOURCE)]


def offered(view: ExpressionView) -> list[str]:
    return [one.text for one in view.offers.offers]


def test_enter_puts_what_is_typed_in_force(view: ExpressionView, keeping: Keeping) -> None:
    write(view, "state=active age>=40")
    press(view.field, Qt.Key.Key_Return)
    assert in_force(keeping) == ["state=active", "age>=40"]
    assert not view.field.hasFocus()
    assert view.field.text() == "state=active age>=40"


def test_enter_on_nothing_takes_it_back(view: ExpressionView, keeping: Keeping) -> None:
    write(view, "state=active")
    press(view.field, Qt.Key.Key_Return)
    view.open()
    write(view, "")
    press(view.field, Qt.Key.Key_Return)
    assert not keeping.filtering.filter


def test_what_it_keeps_is_counted_while_typing(view: ExpressionView) -> None:
    write(view, "state=active")
    at = frame(sample(), sample().as_of_us)
    kept = keep(at, [parse("state=active", packs.load(sample().scenario))])
    assert view.model.count is not None
    assert view.model.count.people == int(kept.people.sum())
    assert view.model.count.homes == int(kept.units.sum())
    assert view.panel is not None
    assert str(view.model.count.people) in view.panel.told.text()


def test_a_word_is_completed_by_tab_and_walked_to_by_arrows(view: ExpressionView) -> None:
    write(view, "独居")
    assert offered(view) == ["tag=lives_alone"]
    press(view.field, Qt.Key.Key_Tab)
    assert view.field.text() == "tag=lives_alone"
    write(view, "state=")
    press(view.field, Qt.Key.Key_Down)
    press(view.field, Qt.Key.Key_Down)
    wanted = offered(view)[1]
    press(view.field, Qt.Key.Key_Return)
    assert view.field.text() == f"state={wanted}"


def test_a_slip_is_not_put_in_force_but_stood_on_and_said(
    view: ExpressionView, keeping: Keeping
) -> None:
    write(view, "age>=40 stat=active ")
    press(view.field, Qt.Key.Key_Return)
    assert in_force(keeping) == []
    assert view.field.selectedText() == "stat"
    assert view.panel is not None
    assert "stat" in view.panel.fault.text()
    press(view.field, Qt.Key.Key_Tab)
    assert view.field.text() == "age>=40 state=active "


def test_what_is_still_being_written_is_not_yet_wrong(view: ExpressionView) -> None:
    write(view, "sta")
    assert view.panel is not None
    assert not view.panel.fault.isVisible()
    press(view.field, Qt.Key.Key_Return)
    assert view.panel.fault.isVisible()


def test_an_estate_that_is_gone_is_named(view: ExpressionView, qtbot: QtBot) -> None:
    write(view, "estate=E9")
    with qtbot.waitSignal(view.told) as told:
        press(view.field, Qt.Key.Key_Return)
    assert "E9" in told.args[0]


def test_escape_gives_back_what_is_in_force(view: ExpressionView, keeping: Keeping) -> None:
    write(view, "state=active")
    press(view.field, Qt.Key.Key_Return)
    view.open()
    write(view, "age>=")
    press(view.field, Qt.Key.Key_Escape)
    assert view.field.text() == "state=active"
    assert in_force(keeping) == ["state=active"]


def test_once_more_opens_the_whole_filter_as_text(view: ExpressionView, keeping: Keeping) -> None:
    pack = packs.load(sample().scenario)
    keeping.filtering.put("sex", (parse("sex=f", pack),))
    keeping.filtering.put(SOURCE, (parse("age>=40", pack),))
    view.field.clearFocus()
    view.open()
    assert view.field.text() == "age>=40"
    view.open()
    assert view.field.text() == "sex=f age>=40"
    press(view.field, Qt.Key.Key_Return)
    assert in_force(keeping) == ["sex=f", "age>=40"]
    assert keeping.filtering.filter.of("sex") == ()


def test_the_filter_changed_elsewhere_is_shown(view: ExpressionView, keeping: Keeping) -> None:
    press(view.field, Qt.Key.Key_Escape)
    keeping.filtering.put(SOURCE, (parse("age>=40", packs.load(sample().scenario)),))
    assert view.field.text() == "age>=40"
    keeping.filtering.clear()
    assert view.field.text() == ""


def test_an_aggregate_snapshot_cannot_be_filtered(
    view: ExpressionView, set_up: Stage, keeping: Keeping
) -> None:
    rows = {key: tiny.sample()[key] for key in ("buildings", "units", "estates", "committees")}
    set_up.session.open(tiny.street(rows, masking="aggregate"))
    assert not view.isEnabled()
    write(view, "state=active")
    assert view.model.count is None


def test_it_opens_without_a_street(qtbot: QtBot) -> None:
    bare = stage()
    keeping = Keeping(bare.session, parent=bare.session)
    view = ExpressionView(
        session=bare.session, selection=bare.selection, look=bare.look, keeping=keeping
    )
    qtbot.addWidget(view)
    view.show()
    view.open()
    assert view.panel is None
