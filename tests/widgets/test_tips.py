"""What a tool tip says is put into words when somebody asks, and is what stands there then."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QApplication, QToolTip, QWidget
from pytestqt.qtbot import QtBot

from console.paint import theme
from console.state.crumbs import Crumb
from console.widgets.crumb_button import CrumbButton
from console.widgets.panel_head import PanelHead

NIGHT = theme.load("night")


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The tool tips that were shown."""
    shown: list[str] = []
    monkeypatch.setattr(QToolTip, "showText", lambda _, text, *_named: shown.append(text))
    return shown


def ask(widget: QWidget) -> None:
    at = QPoint(4, 4)
    QApplication.sendEvent(widget, QHelpEvent(QEvent.Type.ToolTip, at, widget.mapToGlobal(at)))


def test_a_head_tells_all_of_it(qtbot: QtBot, told: list[str]) -> None:
    head = PanelHead(NIGHT)
    qtbot.addWidget(head)
    for quiet in ("<b>479</b> 人", "480 人"):
        head.say("红枫名邸", quiet, NIGHT)
        ask(head)
    assert told == ["<qt>红枫名邸<br>&lt;b&gt;479&lt;/b&gt; 人</qt>", "<qt>红枫名邸<br>480 人</qt>"]


def test_a_crumb_tells_its_counts_from_its_name_and_its_count(
    qtbot: QtBot, told: list[str]
) -> None:
    button = CrumbButton("estate")
    qtbot.addWidget(button)
    for people, tip in ((479, "479 人"), (480, "480 人")):
        button.show_crumb(Crumb("estate", 3, "红枫名邸", people, 7, tip, True), last=True)
        ask(button._name)
        ask(button.count)
    assert told == ["<qt>479 人</qt>"] * 2 + ["<qt>480 人</qt>"] * 2
    assert button.count.text() == "7"
