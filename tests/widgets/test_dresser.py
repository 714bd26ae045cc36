"""A window put into another theme looks as one made in it, and is not laid out for it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import (
    QApplication,
    QLineEdit,
    QListWidget,
    QMainWindow,
    QMenu,
    QProgressBar,
    QPushButton,
    QRadioButton,
    QTabBar,
    QToolButton,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from console.paint import theme
from console.state.look import Appearance, Look
from console.widgets.dock import Dock
from console.widgets.dresser import Dresser
from console.widgets.icon_button import IconButton
from console.widgets.plain_label import PlainLabel
from tests.painting import settled

TONES = ("ink", "muted", "accent", "replay", "alarm")


class Worn(QMainWindow):
    """One of everything that the style sheet knows, in several states."""

    def __init__(self) -> None:
        super().__init__()
        middle = QWidget(self)
        self.setCentralWidget(middle)
        column = QVBoxLayout(middle)
        for tone in TONES:
            column.addWidget(PlainLabel(tone, tone=tone))
            column.addWidget(PlainLabel(tone, tone=tone, chip=True))
        for button in (QPushButton("a"), QToolButton(), QRadioButton("b"), IconButton("sun")):
            button.setCheckable(True)
            button.setChecked(True)
            column.addWidget(button)
        disabled, bar, tabs, items = QPushButton("c"), QProgressBar(), QTabBar(), QListWidget()
        disabled.setEnabled(False)
        bar.setValue(50)
        tabs.addTab("d")
        tabs.addTab("e")
        items.addItems([str(one) for one in range(60)])
        for widget in (disabled, QLineEdit("f"), bar, tabs, items):
            column.addWidget(widget)
        self.menuBar().addMenu(QMenu("g", self))
        dock = Dock("docked", theme.load("night").metrics, self)
        dock.setWidget(QWidget())
        self.addDockWidget(Qt.DockWidgetArea.LeftDockWidgetArea, dock)
        self.statusBar().showMessage("h")
        self.resize(500, 900)


def worn(qapp: QApplication, qtbot: QtBot, *themes: str) -> QImage:
    """The picture of a window dressed in themes, one after the other."""
    look = Look(Appearance(theme=themes[0]), qapp)
    dresser, window = Dresser(qapp, look), Worn()
    qtbot.addWidget(window)
    dresser.dress(window)
    window.show()
    window.grab()
    for name in themes[1:]:
        look.change(theme=name)
    picture = window.grab().toImage()
    dresser.deleteLater()
    look.deleteLater()
    return picture


@pytest.mark.parametrize(("before", "now"), [("night", "day"), ("day", "night")])
def test_another_theme_looks_as_if_it_had_been_the_first(
    qapp: QApplication, qtbot: QtBot, before: str, now: str
) -> None:
    first = worn(qapp, qtbot, now)
    assert worn(qapp, qtbot, before, now) == first
    assert worn(qapp, qtbot, now, before, now) == first
    assert worn(qapp, qtbot, before) != first


def put_away(qapp: QApplication, qtbot: QtBot, before: str, now: str, *, waits: bool) -> QImage:
    """The picture of a window all of which was hidden while it got another theme."""
    look = Look(Appearance(theme=before), qapp)
    dresser, window = Dresser(qapp, look), Worn()
    qtbot.addWidget(window)
    dresser.dress(window)
    window.show()
    window.grab()
    middle = window.centralWidget()
    assert middle is not None
    hidden = [one for one in middle.children() if isinstance(one, QWidget)]
    for widget in hidden:
        widget.hide()
    look.change(theme=now)
    assert bool(dresser._unseen) == (before != now)
    if waits:
        qtbot.waitUntil(lambda: not dresser._unseen)
    for widget in hidden:
        widget.show()
    settled()
    focused = QApplication.focusWidget()
    if focused is not None:
        focused.clearFocus()
    picture = window.grab().toImage()
    dresser.deleteLater()
    look.deleteLater()
    return picture


@pytest.mark.parametrize("waits", [True, False])
def test_what_is_out_of_sight_is_dressed_in_turn_or_when_it_is_shown(
    qapp: QApplication, qtbot: QtBot, waits: bool
) -> None:
    first = put_away(qapp, qtbot, "day", "day", waits=False)
    assert put_away(qapp, qtbot, "night", "day", waits=waits) == first


class Dressings(QObject):
    """Counts who is told that its style is another one."""

    def __init__(self, application: QApplication) -> None:
        super().__init__(application)
        self.told = 0

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Count; nothing is kept from anybody."""
        self.told += event.type() in (QEvent.Type.StyleChange, QEvent.Type.LayoutRequest)
        return False


def test_another_theme_is_no_other_style_and_lays_nothing_out(
    qapp: QApplication, qtbot: QtBot
) -> None:
    look = Look(Appearance(theme="night"), qapp)
    dresser, window = Dresser(qapp, look), Worn()
    qtbot.addWidget(window)
    dresser.dress(window)
    window.show()
    window.grab()
    settled()
    told = Dressings(qapp)
    qapp.installEventFilter(told)
    look.change(theme="day")
    settled()
    qapp.removeEventFilter(told)
    dresser.deleteLater()
    assert told.told == 0
