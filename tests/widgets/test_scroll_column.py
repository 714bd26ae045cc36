"""A column that scrolls: what stands in sight stays there when the column becomes lower."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRectF
from pytestqt.qtbot import QtBot

from console.paint.boxes import Box
from console.widgets.box_canvas import BoxCanvas
from console.widgets.scroll_column import ScrollColumn

_BOX_PX = 40


class Thirty(BoxCanvas):
    """Thirty boxes, one below the other."""

    def place(self, width_px: int) -> tuple[float, tuple[Box, ...]]:
        """All of one height."""
        boxes = tuple(
            Box(QRectF(0, row * _BOX_PX, width_px, _BOX_PX), row, str, str) for row in range(30)
        )
        return 30.0 * _BOX_PX, boxes


@pytest.fixture
def column(qtbot: QtBot) -> ScrollColumn:
    made = ScrollColumn(Thirty())
    qtbot.addWidget(made)
    made.resize(200, 400)
    made.show()
    return made


def is_in_sight(column: ScrollColumn, row: int) -> bool:
    top = row * _BOX_PX - column.verticalScrollBar().value()
    return top >= 0 and top + _BOX_PX <= column.viewport().height()


@pytest.mark.parametrize("row", [0, 12, 29])
def test_the_current_box_stays_in_sight_when_room_is_taken(
    column: ScrollColumn, row: int, qtbot: QtBot
) -> None:
    canvas = column.widget()
    assert isinstance(canvas, Thirty)
    canvas.show_key(row)
    for high in (240, 90, 400):
        column.resize(200, high)
        qtbot.wait(1)
        assert is_in_sight(column, row)


def test_a_box_that_was_scrolled_off_stays_off(column: ScrollColumn, qtbot: QtBot) -> None:
    canvas = column.widget()
    assert isinstance(canvas, Thirty)
    canvas.show_key(29)
    column.verticalScrollBar().setValue(0)
    column.resize(200, 240)
    qtbot.wait(1)
    assert column.verticalScrollBar().value() == 0
