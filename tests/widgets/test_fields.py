"""Fields that are chosen from or ticked say what they are by a sign, in every state."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QListWidget, QWidget
from pytestqt.qtbot import QtBot

from console.paint import style, theme
from console.widgets.choice_box import ChoiceBox
from console.widgets.tick_box import TickBox


@pytest.fixture(params=["night", "day"])
def dressed(request: pytest.FixtureRequest, qtbot: QtBot) -> QWidget:
    worn = theme.load(request.param)
    window = QWidget()
    qtbot.addWidget(window)
    window.setPalette(style.palette(worn))
    window.setStyleSheet(style.sheet(worn.metrics))
    window.resize(300, 80)
    return window


def picture(of: QWidget) -> QImage:
    return of.grab().toImage()


def test_a_tick_is_a_sign_and_not_only_a_colour(dressed: QWidget) -> None:
    box = TickBox("words", dressed)
    box.resize(200, 28)
    dressed.show()
    off = picture(box).convertToFormat(QImage.Format.Format_Grayscale8)
    box.setChecked(True)
    on = picture(box).convertToFormat(QImage.Format.Format_Grayscale8)
    assert differing(on, off, QRect(0, 0, 20, 28)) > 12
    assert not differing(on, off, QRect(24, 0, 170, 28))


def test_a_tick_box_answers_to_space(dressed: QWidget) -> None:
    box = TickBox("words", dressed)
    QTest.keyClick(box, Qt.Key.Key_Space)
    assert box.isChecked()


def test_a_field_with_a_list_says_so_at_its_right(dressed: QWidget) -> None:
    box = ChoiceBox(dressed)
    box.addItem("one")
    box.resize(200, 28)
    dressed.show()
    shown = picture(box)
    ground = shown.pixelColor(150, 14)
    sign = [x for x in range(178, 196) if shown.pixelColor(x, 14) != ground]
    assert sign
    assert all(shown.pixelColor(x, 14) == ground for x in range(100, 176))


def test_a_long_line_ends_before_the_sign(dressed: QWidget) -> None:
    box = ChoiceBox(dressed)
    box.addItem("a very long line of text " * 9)
    box.resize(200, 28)
    dressed.show()
    shown = picture(box)
    ground = shown.pixelColor(177, 4)
    assert all(shown.pixelColor(177, y) == ground for y in range(4, 24))


@pytest.mark.parametrize("is_chosen", [False, True])
def test_a_line_of_a_list_begins_clear_of_its_edge(dressed: QWidget, is_chosen: bool) -> None:
    lines = QListWidget(dressed)
    lines.addItem("HHHH")
    lines.resize(200, 60)
    lines.setCurrentRow(0 if is_chosen else -1)
    dressed.show()
    shown, row = picture(lines), lines.visualItemRect(lines.item(0))
    middle = row.center().y()
    ground = shown.pixelColor(row.right() - 2, middle)
    assert all(shown.pixelColor(x, middle) == ground for x in range(row.left(), row.left() + 7))
    assert any(shown.pixelColor(x, middle) != ground for x in range(row.left(), row.left() + 16))


def differing(one: QImage, other: QImage, within: QRect) -> int:
    return sum(
        one.pixelColor(x, y) != other.pixelColor(x, y)
        for x in range(within.left(), within.right())
        for y in range(within.top(), within.bottom())
    )
