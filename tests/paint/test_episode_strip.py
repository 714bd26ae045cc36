"""A strip of days has a cell for every day, full to the day it is."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication

from console.domain.clock import State
from console.paint import theme
from console.paint.episode_strip import CELLS_PX, paint_strip
from console.state.card.blocks import DayStrip, PersonMark

NIGHT = theme.load("night")
WIDTH = 280


def painted(day: int, of: int, *, cut: bool = False, state: State = State.ACTIVE) -> QImage:
    mark = PersonMark(state, "key", "dot", day, of, early=cut)
    strip = DayStrip(mark, day, of, planned_days=14, cut=cut, first="03-11", last="03-24 期满")
    image = QImage(WIDTH, 30, QImage.Format.Format_RGB32)
    image.fill(NIGHT.chrome.panel)
    painter = QPainter(image)
    paint_strip(painter, QRectF(0, 0, WIDTH, 30), strip, NIGHT)
    painter.end()
    return image


def full_cells(image: QImage, of: int) -> int:
    """How many cells have the class's colour in their middle."""
    step = (WIDTH + 2) / of
    middle = CELLS_PX // 2
    colours = [image.pixelColor(round((index + 0.4) * step), middle) for index in range(of)]
    return sum(colour == NIGHT.classes.key for colour in colours)


@pytest.mark.parametrize("day", [0, 1, 7, 13, 14])
def test_as_many_cells_are_full_as_days_are_done(qapp: QApplication, day: int) -> None:
    assert full_cells(painted(day, 14), 14) == day


def test_very_long_terms_become_one_bar(qapp: QApplication) -> None:
    image = painted(500, 1000)
    row = [image.pixelColor(x, 5) == NIGHT.classes.key for x in range(WIDTH)]
    assert sum(row) == pytest.approx(WIDTH / 2, abs=2)


def test_an_extension_is_hatched(qapp: QApplication) -> None:
    plain, hatched = painted(0, 14), painted(0, 21)
    inside = {plain.pixel(x, 5) for x in range(266, 276)}
    extended = {hatched.pixel(x, y) for x in range(190, 260) for y in range(2, 8)}
    assert len(extended) > len(inside)


def test_a_cut_is_marked(qapp: QApplication) -> None:
    whole = painted(7, 14, state=State.RELEASED)
    cut = painted(7, 14, cut=True, state=State.RELEASED)
    ink = NIGHT.chrome.ink.rgb()
    assert ink in {cut.pixel(x, 5) for x in range(134, 146)}
    assert ink not in {whole.pixel(x, 5) for x in range(134, 146)}
