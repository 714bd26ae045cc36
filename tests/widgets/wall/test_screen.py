"""The screen of the wall: keys and touches ask, a scene that cannot be painted is told of."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from console.domain.instants import NEVER_US
from console.paint.wall.street import map_rect
from console.state.wall import work_scenes
from console.state.wall.board import board
from console.state.wall.director import Director, Stage
from console.state.wall.lens import Lens, board_through
from console.state.wall.place_scenes import street_scene
from console.state.wall.playlist import Entry, Playlist
from console.state.wall.scenes import ExceptionsScene, StreetScene
from console.state.wall.sight import Sight
from console.state.wall.work_scenes import alarms_scene
from console.store.alarms import NO_ALARMS, read_alarms
from console.store.columns import Street
from console.store.frame import frame
from console.widgets.wall.plates import Plate, Plates
from console.widgets.wall.screen import WallScreen

PLAYLIST = Playlist((Entry("street", 10), Entry("exceptions", 10)))


@pytest.fixture
def screen(qtbot: QtBot) -> Iterator[WallScreen]:
    made = WallScreen(Sight(), "zh")
    qtbot.addWidget(made)
    made.resize(1280, 720)
    made.show()
    yield made
    made.close()


@pytest.fixture
def stages(street: Street) -> list[Stage]:
    found: list[Stage] = []
    director = Director(PLAYLIST, "zh")
    director.staged.connect(found.append)
    director.put(board(frame(street, street.as_of_us)))
    director.step(1)
    return found


def test_it_covers_the_monitor_without_a_cursor(screen: WallScreen) -> None:
    assert screen.cursor().shape() == Qt.CursorShape.BlankCursor
    assert screen.windowFlags() & Qt.WindowType.FramelessWindowHint


@pytest.mark.parametrize(
    ("key", "wanted"),
    [
        (Qt.Key.Key_Space, "paused"),
        (Qt.Key.Key_Right, "stepped"),
        (Qt.Key.Key_Left, "stepped"),
        (Qt.Key.Key_Return, "acknowledged"),
    ],
)
def test_keys_ask(screen: WallScreen, qtbot: QtBot, key: Qt.Key, wanted: str) -> None:
    with qtbot.waitSignal(getattr(screen, wanted)):
        QTest.keyClick(screen, key)


@pytest.mark.parametrize(("x", "wanted"), [(50, "stepped"), (640, "paused"), (1200, "stepped")])
def test_touches_ask(screen: WallScreen, qtbot: QtBot, x: int, wanted: str) -> None:
    with qtbot.waitSignal(getattr(screen, wanted)):
        QTest.mouseClick(screen, Qt.MouseButton.LeftButton, pos=QPoint(x, 300))


def test_another_turn_changes_quietly_and_another_minute_at_once(
    screen: WallScreen, stages: list[Stage], qtbot: QtBot
) -> None:
    first, second = stages
    screen.show_stage(first)
    before = screen.picture.toImage()
    screen.show_stage(second)
    assert screen.picture.toImage() != before
    qtbot.waitUntil(lambda: screen.grab().toImage() == screen.picture.toImage(), timeout=2000)
    later = replace(second, notice=replace(second.notice, time="23:59"))
    screen.show_stage(later)
    assert screen.grab().toImage() == screen.picture.toImage()


def test_a_scene_that_cannot_be_painted_is_told_of_and_what_was_there_stays(
    screen: WallScreen, stages: list[Stage], qtbot: QtBot
) -> None:
    first, second = stages
    screen.show_stage(first)
    before = screen.picture.toImage()
    assert isinstance(second.scene, ExceptionsScene)
    nothing: Any = None
    broken = replace(second, scene=replace(second.scene, figures=nothing))
    with qtbot.waitSignal(screen.failed):
        screen.show_stage(broken)
    assert screen.picture.toImage() == before


def test_the_map_is_painted_ahead_in_small_steps_and_used_where_it_fits(
    screen: WallScreen, street: Street, qtbot: QtBot
) -> None:
    shown: StreetScene = street_scene(board(frame(street, street.as_of_us)))
    plates = Plates()
    size = QSize(1280, 720)
    with qtbot.waitSignal(plates.made, timeout=20_000) as said:
        plates.make(shown, size, screen.look)
    (plate,) = said.args or []
    assert isinstance(plate, Plate)
    assert plate.size == size
    rect = map_rect(screen.rect().toRectF(), shown, screen.look)
    assert plate.picture.size() == rect.toRect().size()
    plates.make(shown, size, screen.look)
    plates.stop()


def test_each_street_scene_waits_for_the_map_of_its_own(
    screen: WallScreen, street: Street, stages: list[Stage], qtbot: QtBot
) -> None:
    plain = board(frame(street, street.as_of_us))
    some = board_through(Lens(("sex=f",)), street, plain, NO_ALARMS)
    screen.is_ahead = True
    plates = Plates()
    plates.made.connect(screen.use)
    screen.show_stage(replace(stages[1], scene=work_scenes.exceptions_scene(plain)))
    for shown in (street_scene(plain), street_scene(some)):
        before = screen.picture.toImage()
        with qtbot.waitSignal(screen.unplated) as asked:
            screen.show_stage(replace(stages[0], scene=shown))
        assert screen.picture.toImage() == before
        with qtbot.waitSignal(plates.made, timeout=20_000):
            plates.make(asked.args[0] if asked.args else shown, screen.scene_size, screen.look)
        assert screen.picture.toImage() != before
    with qtbot.assertNotEmitted(screen.unplated):
        screen.show_stage(replace(stages[0], scene=street_scene(plain)))
    plates.stop()


def test_the_picture_moves_a_little_against_burning_in(
    screen: WallScreen, stages: list[Stage]
) -> None:
    screen.show_stage(stages[0])
    before = screen.grab().toImage()
    screen.shift()
    assert screen.grab().toImage() != before
    for _ in range(8):
        screen.shift()
    assert screen.grab().toImage() == before


def test_a_tick_paints_what_runs_and_leaves_a_whole_picture(
    screen: WallScreen, stages: list[Stage], street: Street
) -> None:
    shown = board(frame(street, street.as_of_us), read_alarms(street))
    if not shown.alarms.open_at(street.as_of_us).size:
        stamps = shown.alarms.stamps_us.copy()
        stamps[-1, 2:] = NEVER_US
        shown = replace(shown, alarms=replace(shown.alarms, stamps_us=stamps))
    scene = alarms_scene(shown)
    assert scene.open
    first = replace(stages[0], scene=scene, blinks=True)
    later = replace(first, now_us=first.now_us + 61_000_000)
    screen.show_stage(first)
    before = screen.picture.toImage()
    screen.show_stage(later)
    ticked = screen.picture.toImage()
    assert ticked != before
    whole = WallScreen(Sight(), "zh")
    whole.resize(screen.size())
    whole.show_stage(later)
    assert whole.picture.toImage() == ticked
    whole.close()
    whole.deleteLater()
