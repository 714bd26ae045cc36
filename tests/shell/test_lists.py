"""The lists in the window: hidden until asked for, opened by tiles and a key, joined to the map."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from console.assembly.running import Console
from console.state.commands import BY_ID
from console.state.tiles_model import Kind
from console.views.lists_view import ListsView
from tests.shell.desk import running
from tests.store import tiny
from tests.views.stage import click, press


def lists_of(console: Console) -> ListsView:
    assert console.panels is not None
    return console.panels.lists


def ask(console: Console, kind: Kind) -> None:
    assert console.panels is not None
    button = console.panels.tiles.buttons[kind]
    click(button, button.rect().center())


def test_they_are_hidden_until_asked_for_and_turned_by_a_key(console: Console) -> None:
    dock = console.window.docks["lists"]
    assert dock.isHidden()
    assert BY_ID["view.lists"].keys == ("Ctrl+4",)
    console.window.table["view.lists"].trigger()
    assert not dock.isHidden()
    console.window.table["view.lists"].trigger()
    assert dock.isHidden()


@pytest.mark.parametrize("kind", ["due", "unmatched"])
def test_a_tile_opens_its_list(console: Console, kind: Kind) -> None:
    ask(console, kind)
    lists = lists_of(console)
    assert lists.isVisible()
    assert lists.kind == kind
    tile = console.panels.tiles.buttons[kind] if console.panels else None
    assert tile is not None
    assert tile.shown_text().figure == str(lists.model.rowCount())


def test_the_day_strip_gives_way_and_the_middle_keeps_its_height(
    console: Console, qtbot: QtBot
) -> None:
    days = console.window.docks["days"]
    before = days.height()
    ask(console, "active")
    qtbot.wait(50)
    assert days.isVisible()
    assert days.minimumSizeHint().height() <= days.height() < before
    assert console.window.centre.height() >= 390
    assert lists_of(console).table.viewport().height() >= 3 * 24


def test_a_line_and_the_section_choose_each_other(console: Console) -> None:
    ask(console, "active")
    lists = lists_of(console)
    press(lists.table, Qt.Key.Key_End)
    place = lists.model.place_at(lists.model.rowCount() - 1)
    assert console.selection.place == place
    wanted = lists.model.place_at(0)
    assert wanted is not None
    console.selection.choose(wanted, console)
    assert lists.table.currentIndex().row() == 0


def test_what_was_copied_is_said_in_the_status(console: Console, qtbot: QtBot) -> None:
    ask(console, "active")
    lists = lists_of(console)
    lists.table.selectAll()
    press(lists.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    said = f"已复制 {lists.model.rowCount()} 行"
    qtbot.waitUntil(lambda: said in console.window.status.message.text())


def test_they_are_remembered_like_the_other_docks(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path
) -> None:
    file = tmp_path / "console.ini"
    with running(qapp, qtbot, file, tiny.street()) as first:
        ask(first, "due")
        qtbot.wait(400)
    with running(qapp, qtbot, file, tiny.street()) as second:
        assert not second.window.docks["lists"].isHidden()
