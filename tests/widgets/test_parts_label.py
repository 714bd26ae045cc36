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
