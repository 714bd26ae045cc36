"""The bar over a list: what it is narrowed to never makes the window's panels give way."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from console.domain.words import LANGUAGES, say
from console.paint import theme
from console.widgets.list_bar import ListBar


def test_a_long_link_asks_for_no_room_and_is_told_whole(qtbot: QtBot) -> None:
    bar = ListBar(theme.load("night"))
    qtbot.addWidget(bar)
    for language in LANGUAGES:
        bar.relabel(theme.load("night"), language)
        bar.show_link("")
        bar.resize(bar.minimumSizeHint().width() + 60, 28)
        bar.show()
        least = bar.minimumSizeHint().width()
        said = ", ".join(["last day Sat 2020-03-21"] * 6)
        bar.show_link(said)
        assert bar.minimumSizeHint().width() <= least + 40
        assert bar.width() >= bar.minimumSizeHint().width()
        assert bar.link_button.text().endswith("×")
        assert said in bar.link_button.toolTip()
        assert say("lists.unlink", language) in bar.link_button.toolTip()
