"""A column that scrolls: what stands in sight stays there when the column becomes lower."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QRectF
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from console.paint.boxes import Box
from console.widgets.box_canvas import BoxCanvas
from console.widgets.scroll_column import ScrollColumn

_BOX_PX = 40


class Thirty(BoxCanvas):
    """Thirty boxes, one below the other."""

    high_px = _BOX_PX

    def place(self, width_px: int) -> tuple[float, tuple[Box, ...]]:
        """All of one height."""
        high = self.high_px
        boxes = tuple(
            Box(QRectF(0, row * high, width_px, high), row, str, str) for row in range(30)
        )
        return 30.0 * high, boxes


@pytest.fixture
def column(qtbot: QtBot) -> ScrollColumn:
    made = ScrollColumn(Thirty())
    qtbot.addWidget(made)
    made.resize(200, 400)
    made.show()
    return made


def is_in_sight(column: ScrollColumn, row: int) -> bool:
    canvas = column.widget()
    assert isinstance(canvas, Thirty)
    top = row * canvas.high_px - column.verticalScrollBar().value()
    return top >= 0 and top + canvas.high_px <= column.viewport().height()


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


@pytest.mark.parametrize("row", [0, 12, 29])
def test_the_current_box_stays_in_sight_when_all_become_higher_or_lower(
    column: ScrollColumn, row: int, qtbot: QtBot
) -> None:
    canvas = column.widget()
    assert isinstance(canvas, Thirty)
    canvas.show_key(row)
    for high in (90, 20, 60):
        canvas.high_px = high
        canvas.renew()
        qtbot.wait(1)
        assert is_in_sight(column, row)


def test_a_list_that_is_hidden_has_nothing_under_the_pointer(
    column: ScrollColumn, qtbot: QtBot
) -> None:
    canvas = column.widget()
    assert isinstance(canvas, Thirty)
    heard: list[object] = []
    canvas.hovered.connect(heard.append)
    QTest.mouseMove(canvas, QPoint(20, 20))
    column.hide()
    assert heard[0] == 0
    assert heard[-1] is None


def test_a_list_that_is_being_collected_is_hidden_without_a_fault(column: ScrollColumn) -> None:
    """The collector may take its own values before Qt hides it for the last time."""
    vars(column.widget()).clear()
    column.hide()
