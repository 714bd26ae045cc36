"""A panel's head says all its counts at any width: a line that is too long is broken."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from console.paint import lettering, theme
from console.state.lists.linked import Linked
from console.widgets.panel_head import PanelHead

NIGHT = theme.load("night")
SHORT = Linked("8 under clock · 0 not rel.\n120 buildings · 10,264 people")
WHOLE = Linked(
    "8 under the clock · 0 not released\n120 buildings · 10,264 people · 培花新村六居委会"
)


@pytest.fixture
def head(qtbot: QtBot) -> PanelHead:
    made = PanelHead(NIGHT)
    qtbot.addWidget(made)
    made.say("红枫名邸", WHOLE, NIGHT, short=lambda: SHORT)
    return made


@pytest.mark.parametrize("width", range(160, 700, 20))
def test_no_count_is_cut(head: PanelHead, width: int) -> None:
    font = NIGHT.metrics.font("body", tabular=True)
    said = [line.text for line in head.lines(width)]
    room = width - 2 * NIGHT.metrics.gap("panel")
    assert all(lettering.width(line, font) <= room for line in said)
    together = " · ".join(said)
    assert together in (SHORT.text.replace("\n", " · "), WHOLE.text.replace("\n", " · "))
    assert head.heightForWidth(width) == round((34 + 20 * len(said)) * NIGHT.metrics.scale)


def test_a_wide_one_says_it_in_whole_words_and_one_line(head: PanelHead) -> None:
    assert len(head.lines(160)) > len(head.lines(300)) > len(head.lines(700)) == 1
    assert "not released" in head.lines(700)[0].text


def test_fewer_words_are_asked_for_only_where_the_whole_ones_have_no_room(head: PanelHead) -> None:
    asked: list[str] = []

    def short() -> Linked:
        asked.append("short")
        return Linked(SHORT.text.replace("8", "9"))

    head.resize(700, head.height())
    head.say("红枫名邸", Linked(WHOLE.text.replace("8", "9")), NIGHT, short=short)
    assert head.lines(700)[0].text.startswith("9 under the clock")
    assert not asked
    assert head.lines(300)[0].text.startswith("9 under clock")
    assert asked
