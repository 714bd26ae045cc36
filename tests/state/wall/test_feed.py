"""Snapshots for the wall: checked aside, the newest of a folder, and a bad one refused."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from console.state.wall.feed import Arrived, Feed
from tests.store import tiny

pytestmark = pytest.mark.usefixtures("qapp", "own_home")
PATIENCE_MS = 40_000


@pytest.fixture
def feed() -> Iterator[Feed]:
    made = Feed()
    yield made
    made.close()


def written(folder: Path, name: str, hour: int) -> Path:
    return tiny.write(folder / name, as_of=f"2020-03-18T{hour:02}:00:00+08:00")


def arrived(feed: Feed, qtbot: QtBot) -> list[Arrived]:
    found: list[Arrived] = []
    feed.arrived.connect(found.append)
    return found


def test_a_snapshot_is_checked_counted_and_handed_over(
    feed: Feed, qtbot: QtBot, tmp_path: Path
) -> None:
    folder = written(tmp_path, "a.street", 8)
    with qtbot.waitSignal(feed.arrived, timeout=PATIENCE_MS) as said:
        feed.take(str(folder))
    (found,) = said.args or []
    assert found.board.frame.street.key == found.key
    assert found.street.ground is found.board.ground
    with qtbot.waitSignal(feed.arrived, timeout=PATIENCE_MS):
        assert feed.restore(found.folder, found.key, found.alarms)
    assert not feed.restore(found.folder, "0" * 64, found.alarms)


def test_a_folder_is_followed_to_the_newest_and_a_bad_one_is_refused(
    feed: Feed, qtbot: QtBot, tmp_path: Path
) -> None:
    with qtbot.waitSignal(feed.missing, timeout=PATIENCE_MS):
        feed.follow(tmp_path)
    written(tmp_path, "a.street", 8)
    newest = written(tmp_path, "b.street", 9)
    with qtbot.waitSignal(feed.arrived, timeout=PATIENCE_MS) as said:
        feed.look()
    (found,) = said.args or []
    assert found.folder == str(newest)
    bad = tmp_path / "c.street"
    shutil.copytree(written(tmp_path, ".kept", 10), bad)
    table = bad / "units.parquet"
    table.write_bytes(table.read_bytes()[:-9] + b"damaged!!")
    with qtbot.waitSignal(feed.refused, timeout=PATIENCE_MS) as refused:
        feed.look()
    (sentence,) = refused.args or []
    assert "c.street" in sentence["zh"]
    assert "units.parquet" in sentence["en"]
    with qtbot.assertNotEmitted(feed.refused, wait=50):
        feed.look()
    last = written(tmp_path, "d.street", 11)
    with qtbot.waitSignal(feed.arrived, timeout=PATIENCE_MS) as said:
        feed.look()
    (found,) = said.args or []
    assert found.folder == str(last)


def test_nothing_is_left_when_it_is_closed_in_the_middle(feed: Feed, tmp_path: Path) -> None:
    feed.take(str(written(tmp_path, "a.street", 8)))
    feed.close()
    assert not feed.busy
