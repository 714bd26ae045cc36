"""A label of parts breaks between them, and keeps to its lines."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from console.paint import lettering, theme
from console.widgets.parts_label import MOST_LINES, PartsLabel

NIGHT = theme.load("night")
PARTS = ("479 人", "隔离中 11", "今日期满 2", "23 层", "184 户", "白桦路1179弄1-2号")


@pytest.mark.parametrize("width", [40, 120, 240, 480, 900])
def test_no_part_is_torn(qtbot: QtBot, width: int) -> None:
    label = PartsLabel(NIGHT)
    qtbot.addWidget(label)
    label.say(PARTS)
    lines = label.lines(width)
    assert len(lines) <= MOST_LINES
    assert [part for line in lines for part in line.text.split(" · ")] == list(PARTS)
    font = NIGHT.metrics.font("body", tabular=True)
    texts = [line.text for line in lines[:-1]]
    torn = [text for text in texts if lettering.width(text, font) > width and " · " in text]
    assert torn == []


def test_a_narrow_one_is_higher(qtbot: QtBot) -> None:
    label = PartsLabel(NIGHT)
    qtbot.addWidget(label)
    label.say(PARTS)
    assert label.heightForWidth(300) > label.heightForWidth(2000)


def test_a_part_that_comes_into_spare_room_moves_no_other(qtbot: QtBot) -> None:
    label = PartsLabel(NIGHT)
    qtbot.addWidget(label)
    spare = "筛出 479 人"
    for width in range(240, 900, 20):
        label.say(PARTS, spare=spare)
        before = [line.text.split(" · ") for line in label.lines(width)]
        label.say((spare, *PARTS))
        after = [line.text.split(" · ") for line in label.lines(width)]
        assert [after[0][1:], *after[1:]] == before


def test_the_tip_has_the_whole_where_a_line_is_elided(qtbot: QtBot) -> None:
    label = PartsLabel(NIGHT)
    qtbot.addWidget(label)
    label.say(PARTS)
    for width, tip in ((120, True), (1200, False), (120, True)):
        label.resize(width, 40)
        label.grab()
        assert (PARTS[-1] in label.toolTip()) is tip
