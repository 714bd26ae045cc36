"""The line that follows the pointer paints no more than what it says anew."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from console.paint import lettering, theme
from console.widgets.steady_line import SteadyLine
from tests.painting import on_screen, painted_whole, watched

NIGHT = theme.load("night")
TEXTS = ("1103室，11 层，自住 · 3 人", "", "Room 12A, floor 12 · 1 person", "很长的一句话，" * 60)


@pytest.fixture
def line(qtbot: QtBot) -> SteadyLine:
    made = SteadyLine(NIGHT)
    qtbot.addWidget(made)
    made.resize(420, 26)
    with qtbot.waitExposed(made):
        made.show()
    return made


@pytest.mark.parametrize("corner", ["", "121.5432°E 31.2110°N"])
def test_whatever_is_said_looks_as_painted_whole(line: SteadyLine, corner: str) -> None:
    line.say_in_corner(corner)
    for text in TEXTS * 2:
        line.say(text)
        assert on_screen(line) == painted_whole(line), text
    line.say(TEXTS[0])
    line.say_in_corner("WGS 84")
    assert on_screen(line) == painted_whole(line)
    line.wear(theme.load("day"))
    assert on_screen(line) == painted_whole(line)


def test_another_text_leaves_the_corner_alone(qapp: QApplication, line: SteadyLine) -> None:
    line.say_in_corner("121.5432°E 31.2110°N")
    painted_whole(line)
    with watched(qapp) as painted:
        line.say(TEXTS[0])
    font = NIGHT.metrics.font("body", tabular=True)
    taken = lettering.width(line.corner, font) + NIGHT.metrics.gap("step")
    assert painted.regions[line].boundingRect().right() < line.width() - taken


def test_the_text_ends_before_the_corner(line: SteadyLine) -> None:
    line.say_in_corner("121.5432°E 31.2110°N")
    line.say(TEXTS[-1])
    taken = lettering.width(line.corner, NIGHT.metrics.font("body", tabular=True))
    shown, ground = painted_whole(line), NIGHT.chrome.panel
    gap = range(line.width() - round(taken) - NIGHT.metrics.gap("step") + 2, line.width() - 2)
    free = [all(shown.pixelColor(x, y) == QColor(ground) for y in range(26)) for x in gap]
    assert any(free[: NIGHT.metrics.gap("step") - 2])
