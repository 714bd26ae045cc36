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


@pytest.mark.parametrize("width", [100, 160, 240, 330, 480, 900])
def test_what_has_no_room_in_the_last_line_is_left_out_whole(qtbot: QtBot, width: int) -> None:
    label = PartsLabel(NIGHT)
    qtbot.addWidget(label)
    label.make_low(True)
    label.say(PARTS)
    font = NIGHT.metrics.font("body", tabular=True)
    (said,) = label.drawn(width)
    shown = said.text.split(" · ")
    assert lettering.width(said.text, font) <= width
    if shown[-1] == "…":
        assert tuple(shown[:-1]) == PARTS[: len(shown) - 1]
        more = " · ".join((*PARTS[: len(shown)], "…"))
        assert lettering.width(more, font) > width
    else:
        assert tuple(shown) == PARTS


def test_a_narrow_one_is_higher(qtbot: QtBot) -> None:
    label = PartsLabel(NIGHT)
    qtbot.addWidget(label)
    label.say(PARTS)
    assert label.heightForWidth(300) > label.heightForWidth(2000)


def test_parts_that_come_and_grow_in_their_rooms_move_no_other(qtbot: QtBot) -> None:
    label = PartsLabel(NIGHT)
    qtbot.addWidget(label)
    rooms = ("筛出 479 人", "479 人", "隔离中 479", "今日期满 479")
    few = ("", "479 人", "隔离中 1", "", *PARTS[3:])
    many = ("筛出 78 人", "479 人", "隔离中 11", "今日期满 2", *PARTS[3:])
    for width in range(240, 900, 20):
        label.say(few, rooms=rooms)
        before = [line.text.split(" · ")[-1] for line in label.lines(width)]
        label.say(many, rooms=rooms)
        after = [line.text.split(" · ")[-1] for line in label.lines(width)]
        assert len(before) == len(after), width
        assert [one in PARTS[3:] for one in before] == [one in PARTS[3:] for one in after], width
        assert before[-1] == after[-1] == PARTS[-1], width


def test_the_tip_has_the_whole_where_a_line_is_elided(qtbot: QtBot) -> None:
    label = PartsLabel(NIGHT)
    qtbot.addWidget(label)
    label.say(PARTS)
    for width, tip in ((120, True), (1200, False), (120, True)):
        label.resize(width, 40)
        label.grab()
        assert (PARTS[-1] in label.toolTip()) is tip
