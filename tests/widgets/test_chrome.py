"""The small widgets of the chrome: labels stay plain text, buttons follow their command."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAction, QFont
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from console.paint import theme
from console.widgets.dock import Dock
from console.widgets.icon_button import IconButton
from console.widgets.message_bar import MessageBar
from console.widgets.plain_label import PlainLabel
from console.widgets.shared_splitter import SharedSplitter
from console.widgets.work_bar import STEPS, WorkBar

METRICS = theme.load("night").metrics


def test_a_label_never_reads_html(qtbot: QtBot) -> None:
    label = PlainLabel("<img src=x><b>粗</b>")
    qtbot.addWidget(label)
    assert label.textFormat() == Qt.TextFormat.PlainText
    label.resize(30, 20)
    label.show()
    assert "<b>" not in label.toolTip()
    assert "&lt;b&gt;" in label.toolTip()


@pytest.mark.timed
def test_a_name_of_a_hundred_thousand_characters_costs_nothing(qtbot: QtBot) -> None:
    label = PlainLabel()
    qtbot.addWidget(label)
    label.resize(200, 20)
    started = time.perf_counter()
    label.say("长" * 100_000)
    label.grab()
    assert time.perf_counter() - started < 0.25
    assert len(label.text()) <= 400


def test_what_fits_has_no_tool_tip_and_what_is_elided_has_the_whole(qtbot: QtBot) -> None:
    label = PlainLabel("丁香路910弄30号")
    qtbot.addWidget(label)
    label.resize(400, 20)
    label.show()
    assert label.toolTip() == ""
    label.resize(40, 20)
    assert "丁香路910弄30号" in label.toolTip()


def test_a_label_elides_as_its_width_its_words_and_its_font_ask(qtbot: QtBot) -> None:
    label = PlainLabel("丁香路910弄30号")
    qtbot.addWidget(label)
    label.resize(label.sizeHint())
    label.show()
    whole = label.grab().toImage()
    acts: tuple[tuple[Callable[[], None], Callable[[], None]], ...] = (
        (lambda: label.resize(40, 20), lambda: label.resize(label.sizeHint())),
        (lambda: label.say("丁香路" * 9), lambda: label.say("丁香路910弄30号")),
        (lambda: label.setFont(METRICS.font("title")), lambda: label.setFont(QFont())),
    )
    for change, back in acts:
        change()
        assert label.toolTip() != ""
        assert label.grab().toImage() != whole
        back()
        assert label.toolTip() == ""
        assert label.grab().toImage() == whole


def test_a_tone_that_is_in_force_paints_nothing_anew(qtbot: QtBot) -> None:
    label = PlainLabel("回放", tone="replay")
    qtbot.addWidget(label)
    label.show()
    qtbot.waitExposed(label)
    QApplication.processEvents()
    painted = Painted(label)
    label.turn("replay")
    QApplication.processEvents()
    assert painted.times == 0
    label.turn("muted")
    QApplication.processEvents()
    assert painted.times == 1


class Painted(QObject):
    """How often a widget was painted."""

    def __init__(self, watched: QWidget) -> None:
        super().__init__(watched)
        self.times = 0
        watched.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.times += event.type() == QEvent.Type.Paint
        return False


def test_a_button_follows_its_command(qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    action = QAction("后退", parent)
    action.setCheckable(True)
    action.setShortcut("Alt+Left")
    button = IconButton("arrow-left", parent)
    button.follow(action)
    assert button.accessibleName() == "后退"
    assert "Alt+Left" in button.toolTip()
    action.setEnabled(False)
    assert not button.isEnabled()
    action.setEnabled(True)
    parent.show()
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert action.isChecked()
    assert button.isChecked()


def test_progress_is_shown_and_can_be_cancelled(qtbot: QtBot) -> None:
    bar = WorkBar(METRICS)
    qtbot.addWidget(bar)
    bar.show_work("核对并读取文件", 0.25)
    assert bar.bar.value() == STEPS // 4
    with qtbot.waitSignal(bar.cancel_asked):
        QTest.mouseClick(bar.cancel, Qt.MouseButton.LeftButton)


def test_a_message_wraps_and_is_dismissed(qtbot: QtBot) -> None:
    bar = MessageBar(METRICS)
    qtbot.addWidget(bar)
    bar.say("快照打不开：" + "units.parquet 与清单不符。" * 8)
    bar.resize(400, bar.heightForWidth(400) if bar.hasHeightForWidth() else 100)
    bar.show()
    assert bar.text.textFormat() == Qt.TextFormat.PlainText
    QTest.mouseClick(bar.dismiss, Qt.MouseButton.LeftButton)
    assert not bar.isVisible()


def test_a_docks_buttons_hide_and_float_it(qtbot: QtBot) -> None:
    from PySide6.QtWidgets import QMainWindow

    window = QMainWindow()
    qtbot.addWidget(window)
    dock = Dock("legend", METRICS, window)
    window.addDockWidget(Qt.DockWidgetArea.LeftDockWidgetArea, dock)
    dock.relabel("图例", "移出", "收起")
    window.show()
    buttons = {one.accessibleName(): one for one in dock.findChildren(IconButton)}
    QTest.mouseClick(buttons["移出"], Qt.MouseButton.LeftButton)
    assert dock.isFloating()
    QTest.mouseClick(buttons["移出"], Qt.MouseButton.LeftButton)
    QTest.mouseClick(buttons["收起"], Qt.MouseButton.LeftButton)
    assert dock.isHidden()


@pytest.mark.parametrize("width", [600, 900, 1500])
def test_a_splitter_keeps_its_shares_at_every_width(qtbot: QtBot, width: int) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    splitter = SharedSplitter(6, (60.0, 40.0), parent)
    parts = [QLabel(), QLabel()]
    for part in parts:
        part.setTextFormat(Qt.TextFormat.PlainText)
        splitter.addWidget(part)
    splitter.resize(width, 300)
    parent.show()
    splitter.share_out()
    left, right = splitter.sizes()
    assert left / (left + right) == pytest.approx(0.6, abs=0.02)
    parts[1].hide()
    splitter.share_out()
    parts[1].show()
    splitter.share_out()
    assert splitter.sizes()[0] == pytest.approx(left, abs=3)
