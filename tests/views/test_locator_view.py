"""The locator's field and list: typed, walked by keys, chosen, left."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from console.domain.words import say
from console.state.locator import Locator
from console.state.selection import place_of_estate
from console.state.situation import Situation
from console.views.locator_view import LocatorView
from tests.store import tiny
from tests.views.stage import Stage, press, stage


@pytest.fixture
def set_up(qtbot: QtBot) -> Stage:
    made = stage()
    made.session.open(tiny.street())
    return made


@pytest.fixture
def view(set_up: Stage, qtbot: QtBot) -> Iterator[LocatorView]:
    locator = Locator(
        session=set_up.session, look=set_up.look, situation=lambda: Situation(street_open=True)
    )
    window = QWidget()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    made = LocatorView(locator=locator, look=set_up.look, parent=window)
    column.addWidget(made)
    column.addWidget(QPushButton("before", window))
    column.addStretch(1)
    window.resize(900, 600)
    window.show()
    window.activateWindow()
    yield made
    locator.close()


def search(view: LocatorView, qtbot: QtBot, text: str) -> None:
    view.open()
    with qtbot.waitSignal(view._locator.searched, timeout=5000):
        view.setText(text)
        view.textEdited.emit(text)
    qtbot.waitUntil(lambda: view._locator.model.rowCount() > 0, timeout=5000)


def test_enter_goes_to_what_stands_first(view: LocatorView, set_up: Stage, qtbot: QtBot) -> None:
    search(view, qtbot, "dxy")
    assert view.panel is not None
    assert view.panel.isVisible()
    street = set_up.session.street
    assert street is not None
    with qtbot.waitSignal(view.place_asked) as asked:
        press(view, Qt.Key.Key_Return)
    assert asked.args == [place_of_estate(street, 0)]
    assert not view.panel.isVisible()
    assert view.text() == ""


def test_arrows_walk_and_stop_at_the_ends(view: LocatorView, qtbot: QtBot) -> None:
    search(view, qtbot, "号楼")
    assert view.panel is not None
    rows = view._locator.model.rowCount()
    for _ in range(rows + 3):
        press(view, Qt.Key.Key_Down)
    assert view.panel.list.currentIndex().row() == rows - 1
    press(view, Qt.Key.Key_PageUp)
    press(view, Qt.Key.Key_Up)
    assert view.panel.list.currentIndex().row() == 0


def test_tab_turns_the_kinds_and_commands_run(view: LocatorView, qtbot: QtBot) -> None:
    search(view, qtbot, ">")
    with qtbot.waitSignal(view.command_asked) as asked:
        press(view, Qt.Key.Key_Return)
    assert asked.args[0]
    search(view, qtbot, "丁香")
    assert view.panel is not None
    press(view, Qt.Key.Key_Tab)
    qtbot.waitUntil(
        lambda: {hit.kind for hit in view._locator.model.hits} == {"estate"}, timeout=5000
    )


def test_escape_gives_the_keyboard_back(view: LocatorView, qtbot: QtBot) -> None:
    before = view.window().findChild(QPushButton)
    assert before is not None
    before.setFocus()
    search(view, qtbot, "dxy")
    press(view, Qt.Key.Key_Escape)
    assert view.panel is not None
    assert not view.panel.isVisible()
    assert before.hasFocus()


def test_what_is_not_found_says_how_to_ask(view: LocatorView, qtbot: QtBot) -> None:
    view.open()
    QTest.keyClicks(view, "xyzzyq")
    qtbot.waitUntil(lambda: view._locator.model.rowCount() == 0, timeout=5000)
    qtbot.wait(50)
    assert view.panel is not None
    assert view.panel.isVisible()
    assert not view.panel.list.isVisible()


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_field_hints_in_fewer_words_where_it_is_narrow(
    view: LocatorView, set_up: Stage, qtbot: QtBot, language: str
) -> None:
    set_up.look.change(language=language)
    whole = view.placeholderText()
    assert say("locator.placeholder", language) == whole
    view.setMaximumWidth(150)
    qtbot.waitUntil(lambda: view.width() == view.maximumWidth())
    short = view.placeholderText()
    assert short == say("locator.placeholder_short", language)
    assert view.fontMetrics().horizontalAdvance(short) < 110
    view.setMaximumWidth(560)
    qtbot.waitUntil(lambda: view.width() == view.maximumWidth())
    assert view.placeholderText() == whole
