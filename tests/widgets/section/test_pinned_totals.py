"""Totals beside a section, and pinned to its edge where it is wider than its window."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QImage, QPainter
from pytestqt.qtbot import QtBot

from console.paint import theme
from console.paint.arrays import pixels_seen
from console.paint.section.gutters import totals_edge
from console.store.frame import frame
from console.widgets.section import layers
from console.widgets.section.canvas import SectionCanvas
from console.widgets.section.layers import SectionContent
from tests.store import tiny


def shown_in(qtbot: QtBot, width: int, height: int) -> SectionCanvas:
    street = tiny.built(tiny.sample()).street
    canvas = SectionCanvas()
    qtbot.addWidget(canvas)
    canvas.resize(width, height)
    shown = frame(street, street.as_of_us)
    canvas.show_content(SectionContent(street, shown, 0, theme.load("night"), "zh"))
    with qtbot.waitExposed(canvas):
        canvas.show()
    return canvas


def test_no_total_is_written_across_the_heads_at_the_edge(qtbot: QtBot) -> None:
    canvas = shown_in(qtbot, 300, 560)
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


@pytest.mark.parametrize("height", [560, 260])
def test_they_lie_beside_what_a_hover_paints(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, height: int
) -> None:
    canvas = shown_in(qtbot, 700, height)
    canvas.repaint()
    scene, shown = canvas.scene, canvas.content
    assert scene is not None
    assert shown is not None
    edge = totals_edge(scene)
    drawn = QImage(700, 560, QImage.Format.Format_ARGB32_Premultiplied)
    drawn.fill(Qt.GlobalColor.transparent)
    painter = QPainter(drawn)
    layers.paint_totals_beside(painter, scene, shown, QRectF(drawn.rect()), canvas.corner)
    painter.end()
    columns = np.flatnonzero(pixels_seen(drawn).any(axis=0))
    assert len(columns)
    assert columns[0] >= edge
    units = [canvas.rect_of(unit) for unit in range(scene.plan.units)]
    assert max(unit.right() for unit in units) + 1 + canvas.corner.x() <= edge
    written: list[bool] = []
    monkeypatch.setattr(layers, "paint_totals", lambda *_, **__: written.append(True))
    for unit in units:
        canvas.hover_at(QPointF(unit.center()))
        canvas.repaint(unit)
    assert not written
    canvas.repaint()
    assert written
