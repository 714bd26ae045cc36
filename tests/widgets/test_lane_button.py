"""A lane's figures stand in the longest words that fit, beside its name or below it."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from console.paint import lettering, theme
from console.state.lists.linked import Linked
from console.widgets.lane_button import LaneButton

WORDS = tuple(map(Linked, ("2,953 people · 178 under the clock", "2,953 people · 178 under clock",
                           "2,953 · 178 under clock")))  # fmt: skip
NIGHT = theme.load("night")


@pytest.fixture
def lane(qtbot: QtBot) -> LaneButton:
    made = LaneButton(NIGHT)
    qtbot.addWidget(made)
    made.say("Without a place", WORDS, str, NIGHT)
    made.show()
    return made


def test_it_uses_all_the_words_it_has_room_for(lane: LaneButton) -> None:
    shown = []
    for width in range(200, 500, 4):
        lane.resize(width, 60)
        shown.append((lane.figure(), lane.sizeHint().height()))
    assert shown[0][0] == WORDS[2]
    assert shown[-1][0] == WORDS[0]
    assert {figure for figure, _ in shown} == set(WORDS)
    heights = [height for _, height in shown]
    assert heights == sorted(heights, reverse=True)
    assert heights[0] > heights[-1]


@pytest.mark.parametrize("width", range(216, 500, 20))
def test_nothing_is_cut(lane: LaneButton, width: int) -> None:
    lane.resize(width, 60)
    font = NIGHT.metrics.font("body", tabular=True)
    room = width - NIGHT.metrics.gap("panel") - NIGHT.metrics.gap("step")
    assert lettering.width(lane.figure().text, font) <= room
