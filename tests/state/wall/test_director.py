"""The director: scenes in turn, alarms that hold it, failures that are skipped and come again."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from console.domain.instants import NEVER_US
from console.state.wall import director as directing
from console.state.wall.board import Board, board
from console.state.wall.choice import scene_of
from console.state.wall.director import Director, Stage
from console.state.wall.memory import Last, Memory
from console.state.wall.notice import Age
from console.state.wall.playlist import Entry, Playlist
from console.state.wall.scenes import (
    AlarmsScene,
    CommitteesScene,
    DayScene,
    EstateScene,
    ExceptionsScene,
    Scene,
)
from console.state.wall.spot import Spot
from console.store.alarms import NO_ALARMS, Alarms, packed
from console.store.columns import Street
from console.store.frame import frame

pytestmark = pytest.mark.usefixtures("qapp")
THREE = Playlist((Entry("trend", 10), Entry("exceptions", 20), Entry("committees", 10)))
HOUR_US = 3_600_000_000
LAST = Last("/a/b.street", "f" * 64, packed(NO_ALARMS))


class Desk:
    """A director with a clock that moves by hand, and everything it says."""

    def __init__(self, shown: Board, playlist: Playlist = THREE, spot: Spot | None = None) -> None:
        self.now_us = shown.frame.as_of_us
        self.stages: list[Stage] = []
        self.failed: list[str] = []
        self.director = Director(playlist, "en", spot=spot, follows=True, clock=self.clock)
        self.director.staged.connect(self.stages.append)
        self.director.failed.connect(self.note)
        self.director.put(shown)

    def clock(self) -> int:
        return self.now_us

    def note(self, kind: str, _: Exception) -> None:
        self.failed.append(kind)

    def pass_s(self, seconds: int) -> None:
        for _ in range(seconds):
            self.now_us += 1_000_000
            self.director.tick()

    @property
    def scene(self) -> Scene:
        return self.stages[-1].scene


@pytest.fixture(scope="module")
def quiet(street: Street) -> Board:
    return board(frame(street, street.as_of_us), NO_ALARMS)


def alarmed(quiet: Board, minutes: int, *, acknowledged: bool = False) -> Board:
    at = quiet.frame.as_of_us - minutes * 60_000_000
    stamps = np.full((1, 8), NEVER_US, np.int64)
    stamps[0, :2] = at
    if acknowledged:
        stamps[0, 2] = at + 1
    kind = np.zeros(1, np.int32)
    return replace(quiet, alarms=Alarms(("fall",), kind, kind, stamps))


def test_scenes_come_in_turn_each_for_its_time(quiet: Board) -> None:
    desk = Desk(quiet)
    seen = [type(desk.scene)]
    for seconds in (10, 20, 10):
        desk.pass_s(seconds - 1)
        assert type(desk.scene) is seen[-1]
        desk.pass_s(1)
        seen.append(type(desk.scene))
    assert seen == [DayScene, ExceptionsScene, CommitteesScene, DayScene]


def test_a_pause_stays_and_keys_step_both_ways(quiet: Board) -> None:
    desk = Desk(quiet)
    desk.director.pause()
    desk.pass_s(60)
    assert isinstance(desk.scene, DayScene)
    assert desk.stages[-1].notice.place.paused
    desk.director.step(1)
    assert isinstance(desk.scene, ExceptionsScene)
    desk.director.step(-1)
    assert isinstance(desk.scene, DayScene)
    desk.director.pause()
    desk.pass_s(10)
    assert isinstance(desk.scene, ExceptionsScene)


def test_an_alarm_holds_the_wall_until_somebody_acknowledges_it_there(quiet: Board) -> None:
    desk = Desk(quiet)
    desk.pass_s(12)
    desk.director.put(alarmed(quiet, 3))
    assert isinstance(desk.scene, AlarmsScene)
    assert desk.stages[-1].blinks
    desk.pass_s(300)
    assert isinstance(desk.scene, AlarmsScene)
    desk.director.acknowledge()
    assert isinstance(desk.scene, ExceptionsScene)
    desk.pass_s(20)
    assert isinstance(desk.scene, CommitteesScene)
    assert not desk.director.held
    desk.director.put(alarmed(quiet, 2))
    assert desk.director.held, "another alarm holds it again"


def test_an_open_alarm_is_told_on_every_scene_but_its_own(quiet: Board) -> None:
    desk = Desk(quiet)
    assert not desk.stages[-1].notice.alarm
    desk.director.put(alarmed(quiet, 3, acknowledged=True))
    told = desk.stages[-1].notice.alarm
    assert told.split(" · ") == ["Fall", "for 3 min", "Acknowledged"]
    desk.pass_s(59)
    assert {stage.notice.alarm for stage in desk.stages[-59:]} == {told}, "it changes by minutes"
    desk.pass_s(1)
    assert "for 4 min" in desk.stages[-1].notice.alarm
    desk.director.put(alarmed(quiet, 3))
    assert isinstance(desk.scene, AlarmsScene)
    assert not desk.stages[-1].notice.alarm
    desk.director.put(quiet)
    assert not desk.stages[-1].notice.alarm


def test_an_alarm_acknowledged_elsewhere_lets_the_wall_go_on(quiet: Board) -> None:
    desk = Desk(quiet)
    desk.director.put(alarmed(quiet, 3))
    assert desk.director.held
    desk.director.put(alarmed(quiet, 3, acknowledged=True))
    assert isinstance(desk.scene, DayScene)


def test_a_scene_that_fails_is_skipped_said_in_the_corner_and_comes_again(
    quiet: Board, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = True

    def made(board: Board, kind: str, **more: int) -> Scene:
        if kind == "exceptions" and broken:
            raise ZeroDivisionError
        return scene_of(board, kind, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(directing, "scene_of", made)
    desk = Desk(quiet)
    desk.pass_s(10)
    assert isinstance(desk.scene, CommitteesScene)
    assert "Exceptions" in desk.stages[-1].notice.corner
    assert desk.failed == ["exceptions"]
    broken = False
    desk.pass_s(20)
    assert isinstance(desk.scene, ExceptionsScene)


def test_places_take_turns_and_one_that_is_gone_is_named(quiet: Board) -> None:
    ids = [quiet.frame.street.estates.id.text(row) for row in (0, 1)]
    playlist = Playlist((Entry("estate", 5, places=(ids[0], "E9999", ids[1])), Entry("trend", 5)))
    desk = Desk(quiet, playlist)
    names = [desk.scene.name if isinstance(desk.scene, EstateScene) else ""]
    for _ in range(4):
        desk.pass_s(5)
        if isinstance(desk.scene, EstateScene):
            names.append(desk.scene.name)
    assert "E9999" in desk.stages[-1].notice.corner
    assert names == [quiet.frame.street.estates.name.text(row) for row in (0, 1)]


def test_data_grow_old_while_the_wall_runs(quiet: Board) -> None:
    desk = Desk(quiet)
    assert [one.notice.age for one in desk.stages] == [Age.FRESH]
    desk.now_us += 27 * HOUR_US
    desk.director.tick()
    assert desk.stages[-1].notice.age is Age.STALE
    assert "27 hours" in desk.stages[-1].notice.old


def test_a_wall_goes_on_where_it_was_and_forgets_a_spot_of_another_playlist(quiet: Board) -> None:
    assert isinstance(Desk(quiet, spot=Spot(1, (3, 1, 2))).scene, ExceptionsScene)
    assert isinstance(Desk(quiet, spot=Spot(6, (3, 1, 2, 0, 0, 0, 0))).scene, DayScene)


def test_where_the_wall_is_outlives_it_and_a_torn_file_is_as_none(tmp_path: Path) -> None:
    memory = Memory(tmp_path / "wall")
    assert memory.spot() is None
    spot = Spot(2, (1, 0, 4), True, ((5, 6),))
    memory.keep_spot(spot)
    memory.keep_last(LAST)
    again = Memory(tmp_path / "wall")
    assert again.spot() == spot
    assert again.last() == LAST
    (tmp_path / "wall" / "spot.json").write_text('{"entry": 1')
    (tmp_path / "wall" / "snapshot.json").write_text("[]")
    assert again.spot() is None
    assert again.last() is None
