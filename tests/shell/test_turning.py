"""Theme and language are switched by their commands pane by pane, and wholly in the end."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from console.assembly.running import Console
from tests.painting import on_screen, painted_whole, watched


def held(console: Console) -> list[QWidget]:
    return [pane for pane in console.window.panes() if not pane.updatesEnabled()]


def turn(console: Console, command: str) -> None:
    console.window.table[command].trigger()


@pytest.mark.parametrize("command", ["view.english", "view.day_theme"])
class TestALookThatIsSwitched:
    def test_is_painted_in_more_turns_than_one(
        self, qapp: QApplication, qtbot: QtBot, console: Console, command: str
    ) -> None:
        panes = [pane for pane in console.window.panes() if pane.isVisible()]
        with watched(qapp) as painted:
            turn(console, command)
        assert held(console) == panes
        assert not any(
            pane is one or pane.isAncestorOf(one) for one in painted.regions for pane in panes
        )
        qtbot.waitUntil(lambda: not held(console))

    def test_is_whole_in_the_end(self, qtbot: QtBot, console: Console, command: str) -> None:
        for _ in range(3):
            turn(console, command)
        qtbot.waitUntil(lambda: not held(console))
        qtbot.waitUntil(lambda: not console.map.canvas.drawing.busy)
        assert on_screen(console.window) == painted_whole(console.window)
