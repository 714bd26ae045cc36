"""What stands in for a street's views: every sentence whole, and work that has begun is told."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QMainWindow
from pytestqt.qtbot import QtBot

from console.domain import words
from console.views.opening_view import OpeningView
from console.widgets.action_table import ActionTable
from tests.views.stage import Stage

SIZE = (800, 480)


@pytest.fixture
def shown(set_up: Stage, qtbot: QtBot) -> Iterator[OpeningView]:
    window = QMainWindow()
    qtbot.addWidget(window)
    view = OpeningView(look=set_up.look, actions=ActionTable(window), parent=window)
    window.setCentralWidget(view)
    window.resize(*SIZE)
    window.show()
    yield view
    view.hide()


@pytest.mark.parametrize("language", words.LANGUAGES)
def test_a_sentence_of_several_lines_stands_whole(
    shown: OpeningView, set_up: Stage, qtbot: QtBot, language: str
) -> None:
    set_up.look.change(language=language)
    shown.text.setText("还没有打开街道，请打开一个快照文件夹。" * 6)
    qtbot.wait(20)
    wanted = shown.text.heightForWidth(shown.text.width())
    assert wanted > 3 * shown.text.fontMetrics().height()
    assert shown.text.height() >= wanted


def test_work_that_has_begun_offers_nothing_else(shown: OpeningView) -> None:
    shown.show_begun()
    assert shown.title.text() == words.say("opening.working", "zh")
    assert shown.bar.isVisible()
    assert not any(one.isVisible() for one in (*shown.buttons, shown.cancel))
    shown.show_work("…", 0.5)
    assert shown.cancel.isVisible()
