"""Totals pinned to the edge of a section wider than its window."""

from __future__ import annotations

from PySide6.QtCore import QRect
from pytestqt.qtbot import QtBot

from console.paint import theme
from console.store.frame import frame
from console.widgets.section.canvas import SectionCanvas
from console.widgets.section.layers import SectionContent
from tests.store import tiny


def test_no_total_is_written_across_the_heads_at_the_edge(qtbot: QtBot) -> None:
    street = tiny.built(tiny.sample()).street
    canvas = SectionCanvas()
    qtbot.addWidget(canvas)
    canvas.resize(300, 560)
    shown = frame(street, street.as_of_us)
    canvas.show_content(SectionContent(street, shown, 0, theme.load("night"), "zh"))
    canvas.show()
    canvas.zoom(3)
    assert canvas.is_wide()
    canvas.pan(0, -9_999)
    highest = min(one.at.top() for one in canvas.numbers())
    canvas.pan(0, int(highest) - 20)
    heads = QRect(canvas.width() - 80, 2, 80, 16)
    first = canvas.grab(heads).toImage()
    for _ in range(20):
        canvas.pan(0, 3)
        assert canvas.grab(heads).toImage() == first
