"""A narrow map keeps the classes of its colours as long as there is room for them."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from console.paint import theme
from console.state.map.metrics import Metric
from console.widgets.map.legend import LegendText, MapLegend

DAY = theme.load("day")


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_classes_are_the_last_to_go(qtbot: QtBot, language: str) -> None:
    legend = MapLegend()
    qtbot.addWidget(legend)
    fills = tuple(DAY.ramp[:4])
    text = LegendText("Buildings", ("0", "1", "2", "3+"), fills, (9, 5, 3, 1))
    legend.show_metric(Metric.ACTIVE, text, DAY, language)
    legend.fit(10_000)
    whole = legend.width()
    shown = []
    for most_px in range(whole, 40, -1):
        legend.fit(most_px)
        shown.append((legend.strip.isVisibleTo(legend), legend.adjust.isVisibleTo(legend)))
        assert legend.width() <= most_px or shown[-1] == (False, False)
    assert shown[0] == (True, True)
    assert shown[-1] == (False, False)
    kept = [strip for strip, _ in shown]
    assert kept == sorted(kept, reverse=True), "once gone they stay away"
    least = whole - kept.index(False) + 1
    assert least < 0.75 * whole, "they outlast caption and button"
    legend.fit(10_000)
    assert legend.width() == whole
