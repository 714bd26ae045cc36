"""A drag from a handle carries a file out of the window; a click asks for one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from console.acts.drags import DragActs
from console.assembly.running import Console
from console.state.pages.order import What
from console.state.selection import place_of_unit
from console.store.load import load_street
from console.widgets.drag_handle import DragHandle
from tests.shell.desk import running
from tests.store import tiny

_LONGEST_MS = 30_000
LEFT = Qt.MouseButton.LeftButton
FAR = QPoint(-60, 40)


@pytest.fixture
def console(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Console]:
    street = load_street(tiny.write(tmp_path_factory.mktemp("drags") / "a.street"))
    with running(qapp, qtbot, tmp_path / "console.ini", street) as made:
        made.selection.choose(place_of_unit(street, 0), None)
        made.window.bring("lists")
        yield made


def drags_of(console: Console) -> DragActs:
    assert console.panels is not None
    return console.panels.drags


def handle_of(console: Console, what: What) -> DragHandle:
    return drags_of(console)._handles[what]


def carried(console: Console, qtbot: QtBot, what: What) -> list[Path]:
    """What a drag from a handle carries out, the mouse held until it does."""
    drags, handle, found = drags_of(console), handle_of(console, what), list[Path]()
    drags.carry = lambda _, file: found.append(file)
    QTest.mousePress(handle, LEFT, pos=handle.rect().center())
    QTest.mouseMove(handle, handle.rect().center() + FAR)
    assert console.panels is not None
    outgoing = console.panels.outgoing.outgoing
    assert outgoing.busy
    assert handle.cursor().shape() == Qt.CursorShape.BusyCursor
    qtbot.waitUntil(lambda: not outgoing.busy, timeout=_LONGEST_MS)
    return found


@pytest.mark.parametrize("what", ["map", "section"])
def test_a_picture_is_dragged_out(console: Console, qtbot: QtBot, what: What) -> None:
    (file,) = carried(console, qtbot, what)
    assert file.suffix == ".png"
    assert "20200318T0800" in file.name
    assert QImage(str(file)).width() > 1000
    assert not handle_of(console, what).is_held


def test_a_list_is_dragged_out_as_a_workbook_masked_as_on_the_screen(
    console: Console, qtbot: QtBot
) -> None:
    (file,) = carried(console, qtbot, "list")
    sheet, _ = openpyxl.load_workbook(file).worksheets
    lines = list(sheet.iter_rows(values_only=True))
    assert len(lines) > 1
    assert not {"李明珠", "李小龙"} & {str(line[2]) for line in lines}


def test_what_was_made_for_drags_goes_with_the_window(console: Console, qtbot: QtBot) -> None:
    (file,) = carried(console, qtbot, "map")
    home = file.parent.parent
    assert home.stat().st_mode & 0o077 == 0
    drags_of(console).close()
    assert not home.exists()


def test_a_mouse_let_go_too_soon_carries_nothing(console: Console, qtbot: QtBot) -> None:
    drags, handle, found = drags_of(console), handle_of(console, "section"), list[Path]()
    drags.carry = lambda _, file: found.append(file)
    QTest.mousePress(handle, LEFT, pos=handle.rect().center())
    QTest.mouseMove(handle, handle.rect().center() + FAR)
    QTest.mouseRelease(handle, LEFT, pos=handle.rect().center() + FAR)
    assert console.panels is not None
    outgoing = console.panels.outgoing.outgoing
    qtbot.waitUntil(lambda: not outgoing.busy, timeout=_LONGEST_MS)
    assert not found
    assert console.panels.pages.view is None, "a drag is no click"


def test_a_click_asks_how_it_is_to_leave(console: Console) -> None:
    assert console.panels is not None
    handle_of(console, "section").click()
    view = console.panels.pages.view
    assert view is not None
    assert view.whats[view.what.currentIndex()] == "section"
    view.reject()
    handle_of(console, "list").click()
    dialog = console.panels.outgoing.dialogs.dialog
    assert dialog is not None
    dialog.reject()
