"""Every command is enabled and checked as things stand, also where they stand as before."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QMainWindow
from pytestqt.qtbot import QtBot

from console.state import commands
from console.state.situation import Situation
from console.widgets.action_table import ActionTable


@pytest.fixture
def window(qtbot: QtBot) -> QMainWindow:
    made = QMainWindow()
    qtbot.addWidget(made)
    return made


def test_a_switch_whose_act_changes_nothing_goes_back(window: QMainWindow) -> None:
    table, situation = ActionTable(window), Situation(street_open=True)
    table.suit(situation)
    for command in commands.COMMANDS:
        action = table[command.id]
        if action.isCheckable() and action.isEnabled():
            is_on = action.isChecked()
            action.trigger()
            assert action.isChecked() != is_on
            table.suit(Situation(street_open=True))
            assert action.isChecked() == is_on


def test_menus_that_are_filled_later_are_enabled_as_their_commands(window: QMainWindow) -> None:
    table = ActionTable(window)
    table.suit(Situation())
    table.fill(window.menuBar())
    table.suit(Situation())
    assert table.submenus
    for command_id, menu in table.submenus.items():
        assert menu.isEnabled() == table[command_id].isEnabled()
