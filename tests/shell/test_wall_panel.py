"""The panel of the wall with a wall in a process of its own: what is asked there is done there."""

from __future__ import annotations

import os
import signal
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtNetwork import QLocalSocket
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from console import process
from console.acts.wall import WallActs
from console.assembly.running import Console
from console.domain import packs
from console.domain.conditions import parse_all
from console.state.selection import place_of_building, place_of_estate
from console.state.wall.desk import Reach
from console.state.wall.memory import Memory, folder_of
from console.state.wall.orders import Order
from console.state.wall.spot import Spot
from console.state.wall.talk import Told, order_line
from console.store.columns import Street
from console.views.wall_view import WallView
from console.walls.companion import Companion
from console.walls.line import Exchange, address_of
from tests.shell.desk import running

PATIENCE_MS = 40_000
RUBBISH = (b"hello\n", b"\xff\x00\n", b'{"v":7,"do":"pin"}\n', b"x" * 20_000, b"[" * 3_000 + b"\n")

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="ends processes by signals")


@pytest.fixture
def console(
    own_home: Path,
    qapp: QApplication,
    qtbot: QtBot,
    street: Street,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Console]:
    """A console over the committed street, in a home where no wall has been."""
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    with running(qapp, qtbot, own_home / "console.ini", street) as made:
        yield made


@pytest.fixture
def acts(console: Console, qtbot: QtBot) -> Iterator[WallActs]:
    """The acts, with the panel open; a wall that was started is ended."""
    assert console.panels is not None
    found = console.panels.of_wall
    console.panels.acts.run("view.wall")
    yield found
    found.close()
    memory = Memory(folder_of(0))
    for pid in memory.running():
        if pid and Companion(pid).lives:
            os.kill(pid, signal.SIGTERM)
            qtbot.waitUntil(lambda one=pid: not Companion(one).lives, timeout=PATIENCE_MS)  # type: ignore[misc]


def panel(acts: WallActs) -> WallView:
    assert acts.view is not None
    return acts.view


def started(acts: WallActs, qtbot: QtBot) -> Told:
    """A wall that the panel has started and that has told of itself."""
    qtbot.waitUntil(lambda: acts.desk.reach is Reach.NONE, timeout=PATIENCE_MS)
    panel(acts).start.click()
    return told(acts, qtbot, lambda one: bool(one.picture))


def told(acts: WallActs, qtbot: QtBot, claim: Callable[[Told], bool]) -> Told:
    """What the wall tells as soon as a claim holds of it."""

    def holds() -> bool:
        return acts.desk.told is not None and claim(acts.desk.told)

    qtbot.waitUntil(holds, timeout=PATIENCE_MS)
    assert acts.desk.told is not None
    return acts.desk.told


def test_without_a_wall_the_panel_says_so_and_how_to_start_one(
    acts: WallActs, qtbot: QtBot
) -> None:
    qtbot.waitUntil(lambda: acts.desk.reach is Reach.NONE, timeout=PATIENCE_MS)
    assert "street-console wall" in panel(acts).nobody.text()
    assert "Ctrl+Q" in panel(acts).nobody.text(), "the only monitor here"
    assert panel(acts).start.isVisible()
    assert not panel(acts).whole.isVisible()


def test_a_wall_started_here_does_what_the_panel_asks(acts: WallActs, qtbot: QtBot) -> None:
    first = started(acts, qtbot)
    view = panel(acts)
    assert first.shown.kind == first.entries[first.at].kind
    assert view.picture.pixmap().width() > 100
    view.switches["pin"].click()
    told(acts, qtbot, lambda one: one.pinned)
    trend = [one.kind for one in first.entries].index("trend")
    view.scenes.setCurrentRow(trend)
    view.scenes.itemActivated.emit(view.scenes.item(trend))
    told(acts, qtbot, lambda one: one.shown.kind == "trend" or one.held)
    view.message.setText("口罩在东门领取")
    QTest.keyClick(view.message, Qt.Key.Key_Return)
    before = told(acts, qtbot, lambda one: one.message == "口罩在东门领取").picture
    view.switches["blank"].click()
    after = told(acts, qtbot, lambda one: one.blank and (one.held or one.picture != before))
    assert view.switches["blank"].isChecked()
    assert after.pinned
    spot = Memory(folder_of(0)).spot()
    assert spot is not None
    assert (spot.entry, spot.pinned, spot.blank, spot.message) == (trend, True, True, after.message)
    view.take_message.click()
    told(acts, qtbot, lambda one: not one.message)


def test_the_panel_grows_within_the_screen_when_a_wall_tells(acts: WallActs, qtbot: QtBot) -> None:
    view = panel(acts)
    room = view.screen().availableGeometry()
    view.move(room.left(), room.bottom() - view.height())
    before = view.height()
    started(acts, qtbot)
    assert view.height() > before
    frame = view.frameGeometry()
    assert room.top() <= frame.top()
    assert frame.bottom() <= room.bottom()


def test_a_pin_and_a_message_outlive_the_death_of_the_wall(acts: WallActs, qtbot: QtBot) -> None:
    first = started(acts, qtbot)
    acts.desk.ask("pin", on=True)
    acts.desk.ask("message", text="十点开会")
    told(acts, qtbot, lambda one: one.pinned and one.message == "十点开会")
    qtbot.waitUntil(lambda: Memory(folder_of(0)).running()[0] > 0, timeout=PATIENCE_MS)
    os.kill(Memory(folder_of(0)).running()[0], signal.SIGKILL)
    qtbot.waitUntil(lambda: acts.desk.told is None, timeout=PATIENCE_MS)
    again = told(acts, qtbot, lambda one: bool(one.picture))
    assert (again.pinned, again.message, again.at) == (True, "十点开会", first.at)


def test_a_view_is_sent_with_its_filter_and_one_that_would_tell_is_refused(
    console: Console, acts: WallActs, street: Street, qtbot: QtBot
) -> None:
    first = started(acts, qtbot)
    estate = int(street.buildings.estate[0])
    console.selection.choose(place_of_estate(street, estate), None)
    put(console, "age>=60")
    assert "60" in panel(acts).view_text.text()
    panel(acts).send_view.click()
    sent = told(acts, qtbot, lambda one: one.sent and one.shown.kind == "estate")
    assert sent.shown.name == street.estates.name.text(estate)
    assert len(sent.entries) == len(first.entries) + 1
    put(console, "age>=61")
    panel(acts).send_view.click()
    refused = told(acts, qtbot, lambda one: bool(one.trouble))
    assert "age" in refused.trouble["en"]
    assert panel(acts).trouble.text() == refused.trouble["zh"]
    put(console)
    console.selection.choose(place_of_building(street, 0), None)
    panel(acts).send_view.click()
    told(acts, qtbot, lambda one: one.shown.kind == "section" and not one.trouble)
    panel(acts).take_view.click()
    told(acts, qtbot, lambda one: not one.sent and len(one.entries) == len(first.entries))


def put(console: Console, *texts: str) -> None:
    """Filter the console by conditions."""
    pack = packs.load("quarantine-2020")
    console.keeping.filtering.put("test", parse_all(texts, pack))


def test_rubbish_is_left_out_said_in_the_log_and_harms_nobody(acts: WallActs, qtbot: QtBot) -> None:
    started(acts, qtbot)
    for one in RUBBISH:
        socket = QLocalSocket()
        socket.connectToServer(address_of(0))
        assert socket.waitForConnected(5_000)
        socket.write(one)
        socket.flush()
        socket.disconnectFromServer()
        socket.deleteLater()
    half = QLocalSocket()
    half.connectToServer(address_of(0))
    assert half.waitForConnected(5_000)
    half.write(order_line(Order("blank", on=True))[:-5])
    half.flush()
    half.disconnectFromServer()
    half.deleteLater()
    log = process.log_folder() / "faults.log"
    qtbot.waitUntil(lambda: log.is_file() and "half" in log.read_text(), timeout=PATIENCE_MS)
    said = log.read_text()
    for word in ("no JSON", "another version", "too long"):
        assert word in said
    assert "hello" not in said
    acts.desk.ask("pin", on=True)
    assert not told(acts, qtbot, lambda one: one.pinned).blank


def test_the_socket_is_the_users_alone(acts: WallActs, qtbot: QtBot) -> None:
    started(acts, qtbot)
    address = Path(address_of(0))
    assert address.parent.stat().st_mode & 0o077 == 0
    assert address.stat().st_mode & 0o077 == 0


def test_the_folder_of_a_socket_with_a_short_path_goes_with_it(
    own_home: Path, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    with tempfile.TemporaryDirectory() as short:
        monkeypatch.setattr(tempfile, "tempdir", short)
        monkeypatch.setenv("XDG_STATE_HOME", str(own_home / ("a" * 100)))
        address, exchange = Path(address_of(0)), Exchange(100)
        assert address.is_relative_to(short)
        assert exchange.open(str(address))
        assert address.exists()
        exchange.close()
        assert list(Path(short).iterdir()) == []


def test_a_spot_written_before_there_were_pins_is_still_read(own_home: Path) -> None:
    folder = folder_of(0)
    folder.mkdir(parents=True)
    (folder / "spot.json").write_text(
        '{"entry": 1, "visits": [0, 3], "paused": false, "acknowledged": []}'
    )
    assert Memory(folder).spot() == Spot(1, (0, 3))
