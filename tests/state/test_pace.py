"""A drag comes in force as its pictures can be painted: the newest, and always the last."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from console.domain import packs
from console.domain.conditions import parse_all
from console.state import pace as paces
from console.state.kept import Keeping
from console.state.pace import Pace
from console.state.pointer import POINTER
from console.state.session import Session
from tests.store import tiny

PACK = packs.load("quarantine-2020")


class Desk:
    """A keeping whose drags are paced, and what came in force."""

    def __init__(self) -> None:
        self.session = Session()
        self.session.open(tiny.street())
        self.keeping = Keeping(self.session)
        self.pace = Pace(self.keeping)
        self.shown: list[tuple[str, ...]] = []
        self.keeping.changed.connect(self._look)

    def _look(self) -> None:
        self.shown.append(self.keeping.filter.texts)

    def drag(self, text: str) -> None:
        self.put(text, passing=True)

    def put(self, text: str, *, passing: bool = False) -> None:
        self.keeping.filtering.put("age", parse_all((text,), PACK), passing=passing)


@pytest.fixture
def desk(qapp: object) -> Iterator[Desk]:
    POINTER.take_age_ms()
    yield Desk()
    POINTER.take_age_ms()


@pytest.fixture
def late(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """The picture of what the hand asks for next would come later than a frame after it."""
    monkeypatch.setattr(POINTER, "_age_ms", 14.0)
    monkeypatch.setattr(desk.pace, "_takes_ms", 5.0)


def test_what_comes_while_nothing_is_painted_is_in_force_at_once(desk: Desk) -> None:
    desk.drag("age>=20")
    assert desk.shown == [("age>=20",)]


def test_what_comes_while_one_is_painted_waits_and_the_newest_wins(
    desk: Desk, qtbot: QtBot
) -> None:
    for age in range(20, 25):
        desk.drag(f"age>={age}")
    assert desk.shown == [("age>=20",)]
    qtbot.waitUntil(lambda: len(desk.shown) == 2)
    assert desk.shown[1] == ("age>=24",)
    assert desk.keeping.filtering.filter.texts == ("age>=24",)


@pytest.mark.usefixtures("late")
def test_what_would_come_too_late_waits_for_the_hands_next(desk: Desk, qtbot: QtBot) -> None:
    desk.drag("age>=20")
    assert desk.shown == []
    desk.drag("age>=21")
    assert desk.shown == [("age>=21",)]
    qtbot.wait(2 * paces._PATIENCE_MS)
    assert desk.shown == [("age>=21",)]


@pytest.mark.usefixtures("late")
def test_where_the_hand_stops_its_last_is_in_force_soon(desk: Desk, qtbot: QtBot) -> None:
    desk.drag("age>=20")
    assert desk.shown == []
    qtbot.waitUntil(lambda: desk.shown == [("age>=20",)])


@pytest.mark.usefixtures("late")
def test_the_same_again_is_not_waited_for_any_longer(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.drag("age>=20")
    monkeypatch.setattr(POINTER, "_age_ms", 6.0)
    monkeypatch.setattr(desk.pace, "_takes_ms", 12.0)
    desk.drag("age>=20")
    assert desk.shown == [("age>=20",)]


def test_letting_go_shows_at_once_what_was_held(desk: Desk, qtbot: QtBot) -> None:
    desk.drag("age>=20")
    desk.drag("age>=30")
    desk.put("age>=30")
    assert desk.shown == [("age>=20",), ("age>=30",)]
    qtbot.wait(2 * paces._PATIENCE_MS)
    assert len(desk.shown) == 2
    desk.keeping.filtering.undo()
    assert not desk.keeping.filter


def test_undoing_in_the_midst_of_a_drag_keeps_what_was_held_as_a_step(desk: Desk) -> None:
    desk.drag("age>=20")
    desk.drag("age>=30")
    desk.keeping.filtering.undo()
    assert not desk.keeping.filter
    desk.keeping.filtering.redo()
    assert desk.keeping.filter.texts == ("age>=30",)


def test_another_clause_while_one_is_held_keeps_both(desk: Desk) -> None:
    desk.drag("age>=20")
    desk.drag("age>=30")
    desk.keeping.filtering.put("sex", parse_all(("sex=f",), PACK))
    assert set(desk.keeping.filter.texts) == {"age>=30", "sex=f"}


def test_how_long_a_picture_takes_is_learned(desk: Desk, qtbot: QtBot) -> None:
    desk.drag("age>=20")
    qtbot.waitUntil(lambda: desk.pace._takes_ms > 0)
