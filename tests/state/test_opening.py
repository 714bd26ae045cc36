"""Opening a street on a worker: progress, cancel, faults, and the work behind it."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from console.domain.errors import Cancelled, UserError
from console.snapshot.manifest import read_manifest
from console.state.opening import Opening, as_user_error
from console.store import cache
from console.store.columns import Street
from console.store.database import Database, Query
from console.store.load import load_street
from tests.store import tiny

COUNT = Query("select count(*) as n from episodes", lambda answer: answer["n"][0].as_py())


class Heard:
    """Everything an opening says, in order."""

    def __init__(self, opening: Opening) -> None:
        self.said: list[str] = []
        self.progress: list[tuple[str, float]] = []
        self.streets: list[Street] = []
        self.faults: list[UserError] = []
        self.databases: list[Database] = []
        opening.progressed.connect(self._progressed)
        opening.opened.connect(self._opened)
        opening.failed.connect(self._failed)
        opening.troubled.connect(self._troubled)
        opening.cancelled.connect(self._cancelled)
        opening.verified.connect(self._verified)
        opening.database_loaded.connect(self._loaded)

    def _progressed(self, stage: str, share: float) -> None:
        self.progress.append((stage, share))

    def _opened(self, street: Street) -> None:
        self.said.append("opened")
        self.streets.append(street)

    def _failed(self, fault: UserError) -> None:
        self.said.append("failed")
        self.faults.append(fault)

    def _troubled(self, fault: UserError) -> None:
        self.said.append("troubled")
        self.faults.append(fault)

    def _cancelled(self) -> None:
        self.said.append("cancelled")

    def _verified(self, key: str) -> None:
        assert key == self.streets[-1].key
        self.said.append("verified")

    def _loaded(self, database: Database) -> None:
        self.said.append("loaded")
        self.databases.append(database)


@pytest.fixture
def opening(qtbot: QtBot, own_home: Path) -> Iterator[Opening]:
    assert own_home
    built = Opening()
    yield built
    built.close()


@pytest.fixture
def heard(opening: Opening) -> Iterator[Heard]:
    ears = Heard(opening)
    yield ears
    for database in ears.databases:
        database.close()


@pytest.fixture
def snapshot(tmp_path: Path) -> Path:
    return tiny.write(tmp_path / "a.street")


def test_first_the_street_then_the_files_checked_then_the_database(
    qtbot: QtBot, opening: Opening, heard: Heard, snapshot: Path
) -> None:
    opening.open(snapshot)
    assert opening.busy
    qtbot.waitUntil(lambda: len(heard.databases) == 1)
    assert heard.said == ["opened", "verified", "loaded"]
    assert not opening.busy
    cursor = heard.databases[0].cursor()
    assert cursor.fetch(COUNT) == len(tiny.sample()["episodes"])
    cursor.close()


def test_the_second_time_says_the_same(
    qtbot: QtBot, opening: Opening, heard: Heard, snapshot: Path
) -> None:
    opening.open(snapshot)
    qtbot.waitUntil(lambda: len(heard.databases) == 1)
    opening.open(snapshot)
    qtbot.waitUntil(lambda: len(heard.databases) == 2)
    assert heard.said == ["opened", "verified", "loaded"] * 2


def test_what_was_read_is_kept_for_the_next_time(
    qtbot: QtBot, opening: Opening, heard: Heard, snapshot: Path
) -> None:
    opening.open(snapshot)
    qtbot.waitUntil(lambda: len(heard.databases) == 1)
    assert cache.read(read_manifest(snapshot).key, str(snapshot)) is not None


def test_progress_is_told_in_sentences_and_only_rises(
    qtbot: QtBot, opening: Opening, heard: Heard, snapshot: Path
) -> None:
    opening.open(snapshot)
    qtbot.waitUntil(lambda: heard.said[:1] == ["opened"])
    shares = [share for _, share in heard.progress]
    assert shares == sorted(shares)
    assert 0 < len(shares) < 300
    assert {stage.rpartition(".")[0] for stage, _ in heard.progress} == {"store.progress"}


def test_a_snapshot_is_made_first_where_there_is_none(
    qtbot: QtBot, opening: Opening, heard: Heard, tmp_path: Path
) -> None:
    folder = tmp_path / "made.street"

    def prepare(progress: Callable[[str, float], None], cancelled: Callable[[], bool]) -> None:
        progress("demo.working", 0.5)
        assert not cancelled()
        tiny.write(folder)

    opening.open(folder, prepare)
    qtbot.waitUntil(lambda: heard.said[:1] == ["opened"])
    assert heard.progress[0] == ("demo.working", 0.4)
    assert [share for _, share in heard.progress] == sorted(share for _, share in heard.progress)


@pytest.mark.parametrize("file", ["manifest.json", "units.parquet"])
def test_a_broken_snapshot_fails_in_a_sentence(
    qtbot: QtBot, opening: Opening, heard: Heard, snapshot: Path, file: str
) -> None:
    (snapshot / file).write_bytes(b"broken")
    opening.open(snapshot)
    qtbot.waitUntil(lambda: heard.said == ["failed"])
    assert heard.faults[0].say("zh")
    assert heard.faults[0].say("en")
    assert not opening.busy


def test_a_broken_snapshot_leaves_the_open_street_as_it_is(
    qtbot: QtBot, opening: Opening, heard: Heard, snapshot: Path, tmp_path: Path
) -> None:
    opening.open(snapshot)
    qtbot.waitUntil(lambda: len(heard.databases) == 1)
    opening.open(tmp_path / "nowhere.street")
    qtbot.waitUntil(lambda: heard.said[-1] == "failed")
    cursor = heard.databases[0].cursor()
    assert cursor.fetch(COUNT) == len(tiny.sample()["episodes"])
    cursor.close()
    assert heard.streets[0].residents.id.text(0)


def test_a_file_changed_behind_the_cache_is_noticed_afterwards(
    qtbot: QtBot, opening: Opening, heard: Heard, snapshot: Path
) -> None:
    opening.open(snapshot)
    qtbot.waitUntil(lambda: len(heard.databases) == 1)
    content = bytearray((snapshot / "units.parquet").read_bytes())
    content[60] ^= 1
    (snapshot / "units.parquet").write_bytes(content)
    opening.open(snapshot)
    qtbot.waitUntil(lambda: heard.said[-1] == "troubled")
    assert heard.said == ["opened", "verified", "loaded", "opened", "troubled"]
    assert "units.parquet" in heard.faults[0].say("en")


def test_a_snapshot_deleted_while_open_is_noticed_and_the_street_stays(
    qtbot: QtBot, opening: Opening, heard: Heard, snapshot: Path
) -> None:
    opening.open(snapshot)
    qtbot.waitUntil(lambda: len(heard.databases) == 1)
    opening.open(snapshot)
    qtbot.waitUntil(lambda: len(heard.streets) == 2)
    street = heard.streets[-1]
    for file in snapshot.iterdir():
        file.unlink()
    assert street.units.room.text(0)
    qtbot.waitUntil(lambda: heard.said[-1] in ("troubled", "loaded"))


class Endless:
    """Makes a snapshot for ever, until it is cancelled."""

    def __init__(self) -> None:
        self.began, self.stopped = threading.Event(), threading.Event()

    def __call__(
        self, progress: Callable[[str, float], None], cancelled: Callable[[], bool]
    ) -> None:
        self.began.set()
        while not cancelled():
            progress("demo.working", 0.1)
            threading.Event().wait(0.002)
        self.stopped.set()
        raise Cancelled


@pytest.mark.timed
def test_cancelling_is_heard_within_200_ms_and_stops_the_worker(
    qtbot: QtBot, opening: Opening, heard: Heard, tmp_path: Path
) -> None:
    endless = Endless()
    opening.open(tmp_path / "never.street", endless)
    qtbot.waitUntil(endless.began.is_set)
    began = time.perf_counter()
    opening.cancel()
    qtbot.waitUntil(endless.stopped.is_set)
    assert time.perf_counter() - began < 0.2
    qtbot.wait(30)
    assert heard.said == ["cancelled"]
    assert not opening.busy


def test_cancelling_when_nothing_opens_says_nothing(opening: Opening, heard: Heard) -> None:
    opening.cancel()
    assert not heard.said


def test_opening_another_gives_up_the_first(
    qtbot: QtBot, opening: Opening, heard: Heard, snapshot: Path, tmp_path: Path
) -> None:
    endless = Endless()
    opening.open(tmp_path / "never.street", endless)
    qtbot.waitUntil(endless.began.is_set)
    opening.open(snapshot)
    qtbot.waitUntil(lambda: len(heard.databases) == 1)
    assert endless.stopped.is_set()
    assert heard.said == ["opened", "verified", "loaded"]


def test_a_database_nobody_waits_for_is_closed(
    qtbot: QtBot, opening: Opening, heard: Heard, snapshot: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed = threading.Event()
    whole = Database.close

    def close(self: Database) -> None:
        whole(self)
        closed.set()

    def load(tables: Any, *_: Any) -> Database:
        gate.wait(5)
        return real(tables)

    gate = threading.Event()
    real = Database.load
    monkeypatch.setattr(Database, "close", close)
    monkeypatch.setattr(Database, "load", load)
    opening.open(snapshot)
    qtbot.waitUntil(lambda: heard.said == ["opened"])
    opening.open(snapshot.parent / "nowhere.street")
    gate.set()
    qtbot.waitUntil(lambda: heard.said == ["opened", "failed"])
    qtbot.waitUntil(closed.is_set)
    assert not heard.databases


def test_a_street_loaded_elsewhere_gets_its_database_too(
    qtbot: QtBot, opening: Opening, heard: Heard, snapshot: Path
) -> None:
    street = load_street(snapshot)
    heard.streets.append(street)
    opening.load_behind(street)
    assert not opening.busy
    qtbot.waitUntil(lambda: heard.said == ["verified", "loaded"])


def test_closing_while_busy_leaves_no_thread(qtbot: QtBot, own_home: Path, snapshot: Path) -> None:
    assert own_home
    opening = Opening()
    opening.open(snapshot)
    opening.close()
    assert not [one for one in threading.enumerate() if one.name.startswith("opening")]


def test_what_the_machine_refuses_becomes_a_sentence() -> None:
    said = {
        as_user_error(fault).key
        for fault in (MemoryError(), OSError(5, "Input/output error"), OSError(), KeyError("x"))
    }
    assert said == {"store.no_memory", "store.system_refused", "store.unexpected"}
    own = UserError("store.no_memory")
    assert as_user_error(own) is own
