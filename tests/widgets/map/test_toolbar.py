"""The map's tools stand as a column where the map is high enough, and lie as a row else."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from console.widgets.map.toolbar import MapToolbar


def test_tools_lie_in_a_row_where_a_column_has_no_room(qtbot: QtBot) -> None:
    canvas = QWidget()
    qtbot.addWidget(canvas)
    canvas.show()
    actions = [QAction(name, canvas) for name in ("identify", "distance", "area")]
    for action in actions:
        action.setObjectName(action.text())
    toolbar = MapToolbar([(action, "info-circle") for action in actions], canvas)
    toolbar.show()
    assert toolbar.stand_in(400, 400)
    high = toolbar.height()
    assert toolbar.width() < high
    assert not toolbar.stand_in(high - 1, high)
    assert toolbar.height() < toolbar.width() == high
    places = [button.geometry() for button in toolbar.buttons.values()]
    assert all(one.right() < other.left() for one, other in pairwise(places))
    assert toolbar.stand_in(high, high)
    assert toolbar.height() == high
    assert not toolbar.stand_in(high - 1, high - 1), "nor has a row room"
    assert toolbar.height() == high
