"""The coordinator: in each lane the newest wins, and the older is really interrupted."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from typing import Any

import pyarrow as pa
import pytest
from pytestqt.qtbot import QtBot

from console.state.coordinator import Coordinator
from console.store.database import Database, Interrupted, Query
from tests.store import tiny

HOUR_LONG = (
    "select count(*) as n from range(100000000) a, range(100000) b where a.range + b.range = 7"
)


def one(answer: pa.Table) -> Any:
    return answer.column(0)[0].as_py()


def number(n: int) -> Query[Any]:
    return Query("select $n as n", one, (("n", n),))


ENDLESS: Query[Any] = Query(HOUR_LONG, one)


class Heard:
    def __init__(self) -> None:
        self.answers: list[Any] = []
        self.faults: list[Exception] = []

    def answer(self, value: Any) -> None:
        assert threading.current_thread() is threading.main_thread()
        self.answers.append(value)

    def fault(self, value: Exception) -> None:
        self.faults.append(value)


@pytest.fixture
def database() -> Iterator[Database]:
    tables = {name: tiny.arrow(name, rows) for name, rows in tiny.sample().items()}
    loaded = Database.load(tables)
    yield loaded
    loaded.close()


@pytest.fixture
def coordinator(qtbot: QtBot, database: Database) -> Iterator[Coordinator]:
    built = Coordinator()
    built.use(database)
    yield built
    built.close()


@pytest.fixture
def heard() -> Heard:
    return Heard()


def test_an_answer_arrives_on_the_asking_thread(
    qtbot: QtBot, coordinator: Coordinator, heard: Heard
) -> None:
    coordinator.ask("card", number(7), heard.answer, heard.fault)
    qtbot.waitUntil(lambda: heard.answers == [7])


def test_only_the_newest_of_a_lane_is_answered(
    qtbot: QtBot, coordinator: Coordinator, heard: Heard
) -> None:
    for n in range(50):
        coordinator.ask("card", number(n), heard.answer, heard.fault)
    qtbot.waitUntil(lambda: heard.answers == [49])
    assert not heard.faults
    assert coordinator.superseded == 49


def test_a_replaced_question_that_would_take_an_hour_is_stopped(
    qtbot: QtBot, coordinator: Coordinator, heard: Heard
) -> None:
    coordinator.ask("card", ENDLESS, heard.answer, heard.fault)
    coordinator.ask("card", number(1), heard.answer, heard.fault)
    qtbot.waitUntil(lambda: heard.answers == [1], timeout=3000)


def test_lanes_do_not_wait_for_each_other(
    qtbot: QtBot, coordinator: Coordinator, heard: Heard
) -> None:
    coordinator.ask("slow", ENDLESS, heard.answer, heard.fault)
    coordinator.ask("card", number(2), heard.answer, heard.fault)
    qtbot.waitUntil(lambda: heard.answers == [2], timeout=3000)


def test_an_error_reaches_the_asker(qtbot: QtBot, coordinator: Coordinator, heard: Heard) -> None:
    coordinator.ask("card", Query("select no_such_thing", one), heard.answer, heard.fault)
    qtbot.waitUntil(lambda: len(heard.faults) == 1)
    assert "no_such_thing" in str(heard.faults[0])


def test_a_forgotten_question_is_never_answered(
    qtbot: QtBot, coordinator: Coordinator, heard: Heard
) -> None:
    coordinator.ask("card", ENDLESS, heard.answer, heard.fault)
    coordinator.forget("card")
    coordinator.forget("no such lane")
    coordinator.ask("other", number(3), heard.answer, heard.fault)
    qtbot.waitUntil(lambda: heard.answers == [3], timeout=3000)
    qtbot.wait(60)
    assert heard.answers == [3]
    assert not heard.faults


def test_questions_wait_for_a_database_the_newest_of_each_lane(
    qtbot: QtBot, database: Database, heard: Heard
) -> None:
    coordinator = Coordinator()
    coordinator.ask("card", number(1), heard.answer, heard.fault)
    coordinator.ask("card", number(2), heard.answer, heard.fault)
    coordinator.ask("list", number(3), heard.answer, heard.fault)
    qtbot.wait(30)
    assert not heard.answers
    coordinator.use(database)
    qtbot.waitUntil(lambda: sorted(heard.answers) == [2, 3])
    coordinator.close()


def test_what_was_asked_of_the_street_before_is_dropped(
    qtbot: QtBot, coordinator: Coordinator, heard: Heard
) -> None:
    coordinator.ask("card", ENDLESS, heard.answer, heard.fault)
    other = Database.load({})
    coordinator.use(other)
    coordinator.ask("card", number(4), heard.answer, heard.fault)
    qtbot.waitUntil(lambda: heard.answers == [4], timeout=3000)
    coordinator.use(None)
    other.close()
    assert not heard.faults


def test_work_without_the_database_sees_that_it_was_replaced(qtbot: QtBot, heard: Heard) -> None:
    seen = threading.Event()

    def endless(stopped: Callable[[], bool]) -> str:
        while not stopped():
            threading.Event().wait(0.002)
        seen.set()
        return "old"

    def brief(_: Callable[[], bool]) -> str:
        return "new"

    coordinator = Coordinator()
    coordinator.do("search", endless, heard.answer, heard.fault)
    coordinator.do("search", brief, heard.answer, heard.fault)
    qtbot.waitUntil(lambda: heard.answers == ["new"], timeout=3000)
    assert seen.is_set()
    coordinator.close()


@pytest.mark.timed
def test_closing_with_everything_busy_is_quick_and_leaves_no_thread(
    qtbot: QtBot, database: Database, heard: Heard
) -> None:
    coordinator = Coordinator()
    coordinator.use(database)
    for lane in ("a", "b", "c", "d"):
        coordinator.ask(lane, ENDLESS, heard.answer, heard.fault)
    began = time.perf_counter()
    coordinator.close()
    assert time.perf_counter() - began < 2
    assert not [one for one in threading.enumerate() if one.name.startswith("question")]
    qtbot.wait(20)
    assert not heard.answers
    assert not heard.faults


def test_an_interrupted_fetch_says_so(database: Database) -> None:
    cursor = database.cursor()
    stopped: list[Exception] = []

    def run() -> None:
        try:
            cursor.fetch(ENDLESS)
        except Interrupted as why:
            stopped.append(why)

    worker = threading.Thread(target=run)
    worker.start()
    while worker.is_alive():
        cursor.interrupt()
        worker.join(0.01)
    cursor.close()
    assert len(stopped) == 1
