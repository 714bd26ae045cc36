"""A monkey at mouse and keyboard for some hundred steps: afterwards every count still agrees."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt, QTimer, QUrl
from PySide6.QtGui import QDesktopServices, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot

from console.assembly.running import Console
from console.domain.clock import State
from console.domain.instants import MICROS_A_DAY
from console.state.facets.model import Unfolding, facets
from console.state.map.ground import ground_of
from console.state.section.scene import SectionScene
from console.state.selection import STREET
from console.state.tiles_model import tiles
from console.store.columns import Street
from console.store.frame import frame
from console.store.summary import summarise
from console.widgets.box_canvas import BoxCanvas
from tests.journeys.desk import panels_of, settle
from tests.shell.desk import running

STEPS = 400
LONGEST_S = 20.0
NONE, SHIFT, CONTROL, ALT = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
)
KEYS = "Up Down Left Right PageUp PageDown Home End Return Space Escape Tab Backtab Plus Minus F6"
LEFT_ALONE = {"snapshot.quit", "snapshot.open", "snapshot.demo", "snapshot.recent", "view.pair"}
"""What leaves the window, or opens another."""


class Monkey:
    """Does at random what a hand can do; `done` is what it did, for whoever has to repeat it."""

    def __init__(self, console: Console, seed: int) -> None:
        self._console, self._random = console, Random(seed)
        self.done: list[str] = []
        self._closer = QTimer(console.window, interval=5)
        self._closer.timeout.connect(self._close_popup)
        self._closer.start()
        self._acts: tuple[Callable[[], str], ...] = (
            self._click, self._click, self._click, self._drag, self._wheel, self._key, self._key,
            self._move_time, self._resize, self._look, self._command, self._find,
        )  # fmt: skip

    def act(self) -> None:
        """One step."""
        act = self._random.choice(self._acts)
        self.done.append(act.__name__)
        self.done[-1] += f" {act()}"
        self._close_popup()

    def _close_popup(self) -> None:
        """Close a menu or a dialog: a key may open one that runs a loop of its own."""
        for one in (QApplication.activePopupWidget(), QApplication.activeModalWidget()):
            if one is not None:
                one.close()

    def _canvas(self) -> QWidget:
        panels = panels_of(self._console)
        found: list[QWidget] = [self._console.map.canvas, panels.section.canvas]
        found += [one for one in self._console.window.findChildren(BoxCanvas) if one.isVisible()]
        return self._random.choice(found)

    def _point(self, canvas: QWidget) -> QPoint:
        return QPoint(
            self._random.randint(0, max(0, canvas.width() - 1)),
            self._random.randint(0, max(0, canvas.height() - 1)),
        )

    def _click(self) -> str:
        canvas, left = self._canvas(), Qt.MouseButton.LeftButton
        at, modifier = self._point(canvas), self._random.choice((NONE, NONE, SHIFT, CONTROL))
        QTest.mouseMove(canvas, at)
        if self._random.random() < 0.25:
            QTest.mouseDClick(canvas, left, modifier, at)
        else:
            QTest.mouseClick(canvas, left, modifier, at)
        return f"{type(canvas).__name__} {at.toTuple()}"

    def _drag(self) -> str:
        canvas = self._canvas()
        button = self._random.choice((Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton))
        modifier = self._random.choice((NONE, SHIFT))
        QTest.mousePress(canvas, button, modifier, self._point(canvas))
        for _ in range(3):
            QTest.mouseMove(canvas, self._point(canvas))
        QTest.mouseRelease(canvas, button, modifier, self._point(canvas))
        return type(canvas).__name__

    def _wheel(self) -> str:
        canvas = self._canvas()
        at = QPointF(self._point(canvas))
        event = QWheelEvent(
            at,
            QPointF(canvas.mapToGlobal(at.toPoint())),
            QPoint(),
            QPoint(0, self._random.choice((-1200, -120, 15, 120, 720))),
            Qt.MouseButton.NoButton,
            self._random.choice((NONE, CONTROL, SHIFT)),
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(canvas, event)
        return type(canvas).__name__

    def _key(self) -> str:
        key = self._random.choice(KEYS.split())
        widget = QApplication.focusWidget() or self._canvas()
        QTest.keyClick(widget, Qt.Key[f"Key_{key}"], self._random.choice((NONE, NONE, ALT)))
        return key

    def _move_time(self) -> str:
        street = self._console.session.street
        assert street is not None
        days = self._random.choice((-400, -40, -7, -1, 0, 0.4, 3, 20, 400))
        self._console.session.move_to(street.as_of_us + round(days * MICROS_A_DAY))
        return str(days)

    def _resize(self) -> str:
        width, height = self._random.randint(960, 2000), self._random.randint(600, 1200)
        self._console.window.resize(width, height)
        return f"{width}x{height}"

    def _look(self) -> str:
        choice = self._random.choice(
            ({"language": "en"}, {"language": "zh"}, {"theme": "day"}, {"theme": "night"})
        )
        self._console.look.change(**choice)
        return str(choice)

    def _command(self) -> str:
        known = sorted(panels_of(self._console).acts.ids() - LEFT_ALONE)
        name = self._random.choice(known)
        action = self._console.window.table[name]
        if action.isEnabled() and not isinstance(action.parent(), QMenu):
            action.trigger()
        return name

    def _find(self) -> str:
        finder = panels_of(self._console).finder
        text = self._random.choice(("1", "3号", "hm", "<b>", "楼", "李", ">主题", "\U0001f600", ""))
        finder.open()
        finder.setText(text)
        finder.textEdited.emit(text)
        key = self._random.choice((Qt.Key.Key_Return, Qt.Key.Key_Down, Qt.Key.Key_Escape))
        QTest.keyClick(finder, key)
        return text


@pytest.fixture
def no_desktop(monkeypatch: pytest.MonkeyPatch) -> None:
    """A desktop that shows no folder: what leads out of the program ends at its door."""

    def shown(url: QUrl) -> bool:
        return not url.isLocalFile()

    monkeypatch.setattr(QDesktopServices, "openUrl", shown)


@pytest.mark.usefixtures("no_desktop")
@pytest.mark.parametrize("seed", [20200318, 35])
def test_after_a_monkey_every_count_agrees(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path, own_home: Path, street: Street, seed: int
) -> None:
    with running(qapp, qtbot, tmp_path / "console.ini", street) as console:
        monkey, until = Monkey(console, seed), time.monotonic() + LONGEST_S / 2
        with qtbot.captureExceptions() as caught:
            for _ in range(STEPS):
                monkey.act()
                qtbot.wait(1)
                if time.monotonic() > until:
                    break
        assert not caught, (caught, monkey.done[-6:])
        panels_of(console).replay.pause()
        panels_of(console).streets.cancel()
        settle(console, qtbot)
        counts_agree(console)


def counts_agree(console: Console) -> None:
    """Map, section, legend, tiles and summary show the same instant and count the same."""
    shown = console.keeping.frame
    assert shown is not None
    street = shown.street
    told = summarise(frame(street, shown.as_of_us), console.keeping.filtering.filter.conditions)
    active = int(shown.total.active[0])
    assert told.clock["active"] == active
    whole = facets(console.keeping, STREET, Unfolding())
    assert whole is not None
    if not console.keeping.filtering.filter.of("category"):
        assert {row.entry.value: row.count for row in whole.groups[0].rows} == told.categories
        assert whole.groups[0].figure == active
    assert next(one.count for one in tiles(shown) if one.kind == "active") == active
    assert int(shown.buildings.active.sum()) + placeless(console) == active
    scene = panels_of(console).section.canvas.scene
    if scene is not None:
        assert scene.as_of_us == shown.as_of_us
        everybody = shown.whole or shown
        assert in_section(scene) == int(everybody.buildings.active[scene.building])
    content = console.map.canvas.content
    assert content is not None
    assert content.ground is ground_of(street)


def in_section(scene: SectionScene) -> int:
    """People under the clock drawn in a section."""
    return sum(int((scene.people.state == one).sum()) for one in (State.ACTIVE, State.DUE))


def placeless(console: Console) -> int:
    """Kept people under the clock who are in no building."""
    shown = console.keeping.frame
    assert shown is not None
    under = (shown.holder_state == State.ACTIVE) | (shown.holder_state == State.DUE)
    return int((under & (shown.holder_place < 0)).sum())
