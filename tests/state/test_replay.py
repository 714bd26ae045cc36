"""The replay moves the session by days and hours, once a frame, and stops at the end."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from console.domain import instants
from console.state.replay import DAY_MS, FRAME_MS, Replay
from console.state.session import Session
from console.store.query_days import days_by_class
from tests.store import tiny

HOUR_US, DAY_US = 3_600_000_000, instants.MICROS_A_DAY


@pytest.fixture
def session(qapp: QApplication) -> Session:
    made = Session()
    made.open(tiny.street())
    return made


def now(session: Session) -> int:
    assert session.frame is not None
    return session.frame.as_of_us


def test_a_day_keeps_the_time_of_day(session: Session) -> None:
    start = now(session)
    Replay(session).step_days(-1)
    assert now(session) == start - DAY_US


def test_wishes_within_a_frame_become_the_last_of_them(session: Session, qtbot: QtBot) -> None:
    replay = Replay(session)
    moves: list[int] = []
    session.frame_changed.connect(lambda: moves.append(now(session)))
    start = now(session)
    for hours in range(1, 9):
        replay.go_to(start - hours * HOUR_US)
    qtbot.wait(FRAME_MS * 4)
    assert moves == [start - HOUR_US, start - 8 * HOUR_US]


def test_steps_within_a_frame_add_up(session: Session, qtbot: QtBot) -> None:
    replay, start = Replay(session), now(session)
    for _ in range(5):
        replay.step_hours(1)
    qtbot.waitUntil(lambda: now(session) == start + 5 * HOUR_US)


def test_home_is_the_snapshots_own_instant(session: Session, qtbot: QtBot) -> None:
    replay, start = Replay(session), now(session)
    replay.step_days(3)
    replay.go_home()
    qtbot.waitUntil(lambda: now(session) == start)


def test_the_instant_stays_within_the_strip(session: Session, qtbot: QtBot) -> None:
    replay = Replay(session)
    assert session.street is not None
    first = instants.midnight(days_by_class(session.street).first, instants.zone("Asia/Shanghai"))
    replay.go_to(0)
    assert now(session) == first


def test_play_stops_at_the_last_day(session: Session, qtbot: QtBot) -> None:
    replay = Replay(session)
    assert session.street is not None
    last = days_by_class(session.street).last
    replay.go_to(instants.midnight(last, instants.zone("Asia/Shanghai")))
    said: list[bool] = []
    replay.playing_changed.connect(said.append)
    replay.toggle()
    qtbot.waitUntil(lambda: said == [True, False], timeout=3000)
    assert instants.local_day(now(session), instants.zone("Asia/Shanghai")) == last


def test_play_goes_on_by_whole_hours(session: Session, qtbot: QtBot) -> None:
    replay, start = Replay(session), now(session)
    moves: list[int] = []
    session.frame_changed.connect(lambda: moves.append(now(session) - start))
    replay.toggle()
    qtbot.waitUntil(lambda: now(session) >= start + DAY_US, timeout=3000)
    assert replay.playing
    replay.pause()
    assert moves == sorted(set(moves))
    assert all(move % HOUR_US == 0 for move in moves)


def test_play_drops_hours_rather_than_to_be_late(session: Session, qtbot: QtBot) -> None:
    replay, start = Replay(session), now(session)
    moves: list[int] = []
    session.frame_changed.connect(lambda: moves.append(now(session) - start))
    replay.toggle()
    replay._next.setInterval(DAY_MS)
    qtbot.waitUntil(lambda: now(session) >= start + DAY_US, timeout=5000)
    replay.pause()
    assert len(moves) <= 2


def test_play_goes_on_from_where_somebody_moved_it(session: Session, qtbot: QtBot) -> None:
    replay, start = Replay(session), now(session)
    replay.toggle()
    replay.go_to(start - 20 * DAY_US)
    qtbot.waitUntil(lambda: now(session) < start - 10 * DAY_US, timeout=3000)
    qtbot.waitUntil(lambda: now(session) > start - 20 * DAY_US, timeout=3000)
    assert now(session) < start - 10 * DAY_US
    replay.pause()


def test_play_from_the_end_begins_at_the_first_day(session: Session, qtbot: QtBot) -> None:
    replay = Replay(session)
    assert session.street is not None
    replay.go_to(instants.midnight(days_by_class(session.street).last + 9, instants.zone("UTC")))
    qtbot.wait(FRAME_MS * 2)
    replay.toggle()
    replay.pause()
    first = days_by_class(session.street).first
    assert instants.local_day(now(session), instants.zone("Asia/Shanghai")) == first


def test_without_a_street_nothing_happens(qapp: QApplication) -> None:
    replay = Replay(Session())
    replay.toggle()
    replay.step_days(1)
    replay.step_hours(1)
    replay.go_to(0)
    replay.go_home()
    assert not replay.playing
