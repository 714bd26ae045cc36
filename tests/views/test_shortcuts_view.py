"""The sheet of keys lists every command there is, and fits a small screen."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from console.domain import words
from console.state.commands import COMMANDS, MENUS
from console.views.shortcuts_view import ShortcutsView, spoken_keys
from tests.views.stage import Stage

SMALL = (1366, 768)
_FRAME_PX = 40
"""What a desktop's title bar takes of the height."""


@pytest.mark.parametrize("language", words.LANGUAGES)
def test_every_command_and_its_keys_are_listed(set_up: Stage, qtbot: QtBot, language: str) -> None:
    set_up.look.change(language=language)
    sheet = ShortcutsView(look=set_up.look)
    qtbot.addWidget(sheet)
    shown = [label.text() for label in sheet.findChildren(QLabel)]
    for command in COMMANDS:
        assert command.text(language) in shown
        assert "   ".join(spoken_keys(one) for one in command.keys) in shown
    assert set(sheet._titles) == set(MENUS)


@pytest.mark.parametrize("language", words.LANGUAGES)
def test_it_fits_a_small_screen(set_up: Stage, qtbot: QtBot, language: str) -> None:
    set_up.look.change(language=language)
    sheet = ShortcutsView(look=set_up.look)
    qtbot.addWidget(sheet)
    sheet.show()
    assert sheet.width() <= SMALL[0]
    assert sheet.height() <= SMALL[1] - _FRAME_PX
