"""Streets open, fail, are cancelled, vanish and are followed by newer ones; the window goes on."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from console.arguments import Wishes
from console.assembly.panels import Panels
from console.assembly.running import Console
from console.domain import words
from console.state import places
from console.state.selection import Place, place_of_unit
from console.store.load import load_street
from tests.journeys.stalls import Ticks
from tests.shell.desk import running
from tests.store import tiny

IMPORTED_LIBRARIES = 2
"""pyarrow and duckdb: the first import of each in a process may hold the loop once."""


def panels_of(console: Console) -> Panels:
    assert console.panels is not None
    return console.panels


def snapshots(series: Path) -> list[Path]:
    return sorted(folder for folder in series.iterdir() if folder.is_dir())


@pytest.fixture
def copied(series: Path, tmp_path: Path) -> list[Path]:
    """The two snapshots in a folder of this test's own."""
    return [Path(shutil.copytree(one, tmp_path / "street" / one.name)) for one in snapshots(series)]


def test_a_snapshot_opens_with_its_progress(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path, copied: list[Path], own_home: Path
) -> None:
    wishes = Wishes(snapshot=str(copied[0]))
    with running(qapp, qtbot, tmp_path / "console.ini", None, wishes) as console:
        with qtbot.waitSignal(console.completed, timeout=10_000):
            console.start()
        stages: list[str] = []
        panels_of(console).streets.progressed.connect(lambda key, _: stages.append(key))
        qtbot.waitUntil(lambda: console.session.street is not None, timeout=20_000)
        assert console.window.top_bar.street.text() == "花木街道"
        assert {words.say(key, "zh") for key in stages}
        assert console.preferences.recent[0] == str(copied[0])


def test_the_place_chosen_is_kept_when_a_newer_snapshot_opens(
    console: Console, qtbot: QtBot, copied: list[Path]
) -> None:
    panels = panels_of(console)
    panels.streets.show(load_street(copied[0]))
    street = console.session.street
    assert street is not None
    console.selection.choose(place_of_unit(street, 7))
    ids = places.ids_of(street, console.selection.place)
    qtbot.waitUntil(lambda: panels.streets.watch.newer == str(copied[1]))
    qtbot.waitUntil(console.window.table["snapshot.newer"].isEnabled)
    with qtbot.waitSignal(panels.streets.opened, timeout=20_000):
        console.window.table["snapshot.newer"].trigger()
    newer = console.session.street
    assert newer is not None
    assert newer.as_of_us > street.as_of_us
    assert places.ids_of(newer, console.selection.place) == ids
    assert panels.streets.watch.newer == ""


def test_a_snapshot_deleted_while_open_stays_usable(
    console: Console, qtbot: QtBot, copied: list[Path]
) -> None:
    panels = panels_of(console)
    panels.streets.show(load_street(copied[0]))
    shutil.rmtree(copied[0])
    with qtbot.waitSignal(panels.streets.watch.gone):
        panels.streets.watch.look()
    assert "原处" in console.window.status.message.text()
    street = console.session.street
    assert street is not None
    console.selection.choose(place_of_unit(street, 3))
    assert panels.section.isVisible()


@pytest.mark.parametrize("damage", ["missing", "flipped", "truncated", "no_json"])
def test_a_broken_snapshot_leaves_the_open_street_and_says_what_to_do(
    own_home: Path, console: Console, qtbot: QtBot, copied: list[Path], damage: str
) -> None:
    before = console.session.street
    _damage(copied[0], damage)
    with qtbot.waitSignal(panels_of(console).streets.failed, timeout=20_000):
        panels_of(console).streets.open(str(copied[0]))
    assert console.session.street is before
    assert console.window.message.isVisible()
    zh = console.window.message.text.text()
    console.look.change(language="en")
    en = console.window.message.text.text()
    assert len(zh) > 10
    assert len(en) > 20
    assert zh != en


def test_files_that_changed_behind_an_open_street_are_told_and_the_street_stays(
    own_home: Path, console: Console, qtbot: QtBot, copied: list[Path]
) -> None:
    load_street(copied[0])
    _damage(copied[0], "flipped")
    with qtbot.waitSignal(panels_of(console).streets.troubled, timeout=20_000):
        panels_of(console).streets.open(str(copied[0]))
    assert console.window.message.isVisible()
    assert console.session.street is not None
    assert console.session.street.folder == str(copied[0])


def _damage(folder: Path, how: str) -> None:
    units = folder / "units.parquet"
    content = bytearray(units.read_bytes())
    if how == "missing":
        units.unlink()
    elif how == "flipped":
        content[len(content) // 2] ^= 0xFF
        units.write_bytes(content)
    elif how == "truncated":
        units.write_bytes(content[: len(content) // 2])
    else:
        (folder / "manifest.json").write_text("{", "utf-8")


def test_the_first_street_takes_the_keyboard_to_its_map(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path, copied: list[Path], own_home: Path
) -> None:
    wishes = Wishes(snapshot=str(copied[0]))
    with running(qapp, qtbot, tmp_path / "console.ini", None, wishes) as console:
        console.start()
        assert console.window.opening.isVisible()
        qtbot.waitUntil(lambda: console.session.street is not None, timeout=30_000)
        qtbot.waitUntil(console.map.canvas.isVisible, timeout=10_000)
        assert qapp.focusWidget() is console.map.canvas


def test_opening_can_be_cancelled_and_the_street_stays(
    console: Console, qtbot: QtBot, copied: list[Path]
) -> None:
    before = console.session.street
    panels_of(console).streets.open(str(copied[0]))
    panels_of(console).acts.suit()
    with qtbot.waitSignal(panels_of(console).streets.cancelled, timeout=200):
        console.window.table["snapshot.cancel"].trigger()
    qtbot.wait(300)
    assert console.session.street is before
    assert not panels_of(console).streets.busy


def test_a_snapshot_named_at_the_start_that_is_refused_ends_the_start(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path, own_home: Path
) -> None:
    wishes = Wishes(snapshot=str(tmp_path / "nowhere.street"))
    with running(qapp, qtbot, tmp_path / "console.ini", None, wishes) as console:
        with qtbot.waitSignal(console.window.closed, timeout=10_000):
            console.start()
        assert console.refused is not None
        assert console.refused.say("en")


def test_an_instant_that_is_none_is_refused_at_once(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path, copied: list[Path], own_home: Path
) -> None:
    load_street(copied[0])
    wishes = Wishes(snapshot=str(copied[0]), as_of="yesterday")
    with running(qapp, qtbot, tmp_path / "console.ini", None, wishes) as console:
        console.start()
        assert console.refused is not None


def test_a_remembered_street_is_painted_before_anything_else_is_made(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path, copied: list[Path], own_home: Path
) -> None:
    load_street(copied[0])
    wishes = Wishes(snapshot=str(copied[0]))
    with running(qapp, qtbot, tmp_path / "console.ini", None, wishes) as console:
        there: list[bool] = []
        console.first_painted.connect(lambda: there.append(console.panels is None))
        with qtbot.waitSignal(console.completed, timeout=10_000):
            console.start()
        assert there == [True]
        assert console.session.street is not None


def test_nothing_stalls_the_window_while_a_street_opens(
    console: Console, qtbot: QtBot, copied: list[Path]
) -> None:
    qtbot.wait(300)
    ticks = Ticks()
    with qtbot.waitSignal(panels_of(console).opening.database_loaded, timeout=30_000):
        panels_of(console).streets.open(str(copied[1]))
    gaps = ticks.stop()
    assert len(gaps) <= IMPORTED_LIBRARIES, f"gaps: {gaps}"


def test_the_dialog_for_a_snapshot_speaks_the_language_on_show(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path
) -> None:
    with running(qapp, qtbot, tmp_path / "console.ini", tiny.street()) as console:
        console.window.table["snapshot.open"].trigger()
        dialog = console.window.findChild(QFileDialog)
        assert dialog is not None
        labels = QFileDialog.DialogLabel
        assert dialog.labelText(labels.LookIn) == words.say("outgoing.label.look_in", "zh")
        assert dialog.labelText(labels.FileType) == words.say("outgoing.label.format", "zh")
        dialog.close()


def test_a_committee_chosen_leaves_the_card_to_the_street(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path
) -> None:
    with running(qapp, qtbot, tmp_path / "console.ini", tiny.street()) as console:
        console.selection.choose(Place(committee=0))
        title = console.window.docks["card"].windowTitle()
        assert title == words.say("window.dock.card_street", "zh")
