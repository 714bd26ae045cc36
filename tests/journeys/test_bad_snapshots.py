"""A bad snapshot dropped on an open street: a sentence, and nothing else has changed."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from console.assembly.running import Console
from tests.journeys.desk import drop, panels_of, seen, settle
from tests.journeys.harm import HARMS, Harm
from tests.journeys.stalls import stall

LONGEST_MS = 20_000


def files_below(*folders: Path) -> set[str]:
    return {str(one) for folder in folders for one in folder.rglob("*")}


def spoilt(sample_street: Path, folder: Path, harm: Harm) -> Path:
    """A copy of the committed street with one thing wrong with it."""
    copy = Path(shutil.copytree(sample_street, folder / "bad & <b>worse</b>.street"))
    harm.spoil(copy)
    return copy


@pytest.mark.parametrize("harm", HARMS.values(), ids=HARMS.keys())
def test_a_bad_snapshot_gets_a_sentence_and_changes_nothing(
    console: Console,
    qtbot: QtBot,
    tmp_path: Path,
    own_home: Path,
    scratch: Path,
    sample_street: Path,
    harm: Harm,
) -> None:
    bad = spoilt(sample_street, tmp_path / "bad", harm)
    qtbot.waitUntil(lambda: panels_of(console).ready, timeout=LONGEST_MS)
    before, files = seen(console), files_below(own_home, scratch, bad.parent)
    recent, message = console.preferences.recent, console.window.message

    def open_it() -> None:
        with qtbot.waitSignal(panels_of(console).streets.failed, timeout=LONGEST_MS):
            drop(console, bad)

    stalled = stall(open_it)
    assert message.isVisible()
    said = {"zh": message.text.text()}
    message.hide()
    settle(console, qtbot)
    assert seen(console) == before
    assert console.preferences.recent == recent
    assert files_below(own_home, scratch, bad.parent) == files
    assert not console.window.status.work.isVisible()
    console.look.change(language="en")
    said["en"] = message.text.text()
    assert all(name in text for name in harm.names for text in said.values()), said
    assert 20 < len(said["zh"]) < 400
    assert said["en"] != said["zh"]
    assert stalled is None, stalled


@pytest.mark.parametrize("way", ["fails", "is cancelled"])
def test_an_opening_that_comes_to_nothing_leaves_the_open_streets_questions_answered(
    console: Console, qtbot: QtBot, tmp_path: Path, sample_street: Path, way: str
) -> None:
    panels = panels_of(console)
    qtbot.waitUntil(lambda: panels.ready, timeout=LONGEST_MS)
    good = Path(shutil.copytree(sample_street, tmp_path / "good.street"))
    with qtbot.waitSignal(panels.streets.opened, timeout=LONGEST_MS):
        drop(console, good)
    with qtbot.waitSignal(panels.opening.database_loaded, timeout=LONGEST_MS):
        drop(console, tmp_path / "good.street" if way == "is cancelled" else tmp_path)
        if way == "is cancelled":
            panels.streets.cancel()
    assert panels.ready
    assert console.session.street is not None
    assert console.session.street.folder == str(good)


def test_no_question_is_answered_from_the_street_before(
    console: Console, qtbot: QtBot, tmp_path: Path, sample_street: Path
) -> None:
    panels = panels_of(console)
    qtbot.waitUntil(lambda: panels.ready, timeout=LONGEST_MS)
    other = Path(shutil.copytree(sample_street, tmp_path / "other.street"))
    with qtbot.waitSignal(panels.streets.opened, timeout=LONGEST_MS):
        drop(console, other)
    assert not panels.ready
    qtbot.waitUntil(lambda: panels.ready, timeout=LONGEST_MS)


def test_what_was_dismissed_does_not_come_back_and_what_was_not_is_said_anew(
    console: Console, tmp_path: Path
) -> None:
    message = console.window.message
    drop(console, tmp_path / "list.csv")
    zh = message.text.text()
    console.look.change(language="en")
    assert message.isVisible()
    assert "manifest.json" in message.text.text() != zh
    message.dismiss.click()
    console.look.change(language="zh")
    assert not message.isVisible()
