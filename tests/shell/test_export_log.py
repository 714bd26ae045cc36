"""What leaves the window is noted, and the sheet of it is reached, read and copied."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from console import cli
from console.assembly.running import Console
from console.domain import conditions, packs
from console.export import log
from console.state.commands import BY_ID
from console.state.export_log import COLUMNS
from console.state.pages.order import Paper
from console.store.load import load_street
from console.views.export_log_view import ExportLogView
from tests.shell.desk import running
from tests.store import tiny

_LONGEST_MS = 30_000


@pytest.fixture(autouse=True)
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A log of the test's own."""
    path = tmp_path / "exports.db"
    monkeypatch.setattr(log, "log_file", lambda: path)
    return path


@pytest.fixture
def console(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[Console]:
    """A console with the tiny street open as it lies on the disk."""
    street = load_street(tiny.write(tmp_path / "open.street"))
    with running(qapp, qtbot, tmp_path / "console.ini", street) as made:
        yield made


def keep(console: Console, *texts: str) -> None:
    assert console.session.street is not None
    pack = packs.load(console.session.street.scenario)
    console.keeping.filtering.put("test", conditions.parse_all(texts, pack), None)


def leave(console: Console, qtbot: QtBot, folder: Path) -> None:
    """A list, then a map as a page, then a picture on the clipboard, under a filter."""
    panels = console.panels
    assert panels is not None
    outgoing = panels.outgoing.outgoing
    keep(console, "estate=E2", "resident!=R99")
    with qtbot.waitSignal(outgoing.written, timeout=_LONGEST_MS):
        panels.outgoing.write_list(str(folder / "a.csv"))
    panels.pages.choose_file("map", Paper(".svg"))
    with qtbot.waitSignal(outgoing.written, timeout=_LONGEST_MS):
        panels.pages.write(str(folder / "b.svg"))
    dialog = panels.outgoing.dialogs.dialog
    assert dialog is not None
    dialog.reject()
    panels.pages.copy()
    qtbot.waitUntil(lambda: not outgoing.busy, timeout=_LONGEST_MS)


def sheet_of(console: Console) -> ExportLogView:
    console.window.table["snapshot.export_log"].trigger()
    (sheet,) = console.window.findChildren(ExportLogView)
    return sheet


def test_it_has_a_key_of_its_own() -> None:
    assert BY_ID["snapshot.export_log"].keys == ("Ctrl+H",)


def test_everything_that_leaves_the_window_is_noted(
    console: Console, qtbot: QtBot, tmp_path: Path
) -> None:
    leave(console, qtbot, tmp_path)
    copied, page, listed = log.read().exports
    assert (listed.what, listed.file, listed.rows) == ("residents", "a.csv", 1)
    assert listed.where == ("estate=E2", "resident!=(1)")
    assert listed.spoken["zh"].startswith("小区：")
    assert {one.road for one in (copied, page, listed)} == {"window"}
    assert (page.what, page.file, page.rows) == ("map", "b.svg", None)
    assert (page.where, page.spoken) == (listed.where, listed.spoken)
    assert (copied.what, copied.file) == ("map", "")
    assert page.as_of == listed.as_of == "2020-03-18T08:00:00+08:00"


def test_a_log_that_cannot_be_read_is_said(console: Console, qtbot: QtBot, file: Path) -> None:
    file.write_bytes(b"no log at all, but long enough to be looked at" * 40)
    sheet = sheet_of(console)
    qtbot.waitUntil(lambda: "导出日志读不出来" in sheet.told.text())
    assert str(file.parent) in sheet.told.text()
    sheet.close()


def test_the_sheet_lists_and_copies_what_left(
    console: Console, qtbot: QtBot, tmp_path: Path
) -> None:
    sheet = sheet_of(console)
    assert sheet.count.text().startswith("本机还没有导出过")
    assert not sheet.buttons["copy"].isEnabled()
    leave(console, qtbot, tmp_path)
    qtbot.waitUntil(lambda: sheet.model.rowCount() == 3)
    files = [sheet.model.index(line, COLUMNS.index("file")).data() for line in range(3)]
    assert files == ["剪贴板", "b.svg", "a.csv"]
    sheet.table.sorted.emit(COLUMNS.index("file"))
    assert sheet.model.index(0, COLUMNS.index("file")).data() == "a.csv"
    sheet.copy()
    heading, first, *rest = QApplication.clipboard().text().splitlines()
    assert heading.split("\t")[:4] == ["时刻", "内容", "文件名", "行数"]
    assert first.split("\t")[COLUMNS.index("rows")] == "1"
    assert len(rest) == 2
    sheet.table.stand_on(0)
    sheet.copy()
    assert len(QApplication.clipboard().text().splitlines()) == 2
    console.window.table["view.english"].trigger()
    assert sheet.windowTitle() == "Export log"
    assert sheet.model.headerData(0, Qt.Orientation.Horizontal) == "Time"
    sheet.close()


def test_its_folder_is_shown_or_told(
    console: Console, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[QUrl] = []

    def open_nothing(url: QUrl) -> bool:
        opened.append(url)
        return False

    monkeypatch.setattr(QDesktopServices, "openUrl", open_nothing)
    sheet = sheet_of(console)
    sheet.open_folder()
    assert [one.toLocalFile() for one in opened] == [str(file.parent)]
    assert str(file.parent) in sheet.told.text(), "a desktop that cannot show it tells where it is"
    sheet.close()


def test_what_cannot_be_noted_is_said(
    console: Console, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "no folder").write_text("")
    monkeypatch.setattr(log, "log_file", lambda: tmp_path / "no folder" / "exports.db")
    panels = console.panels
    assert panels is not None
    with qtbot.waitSignal(panels.outgoing.outgoing.unlogged, timeout=_LONGEST_MS):
        panels.outgoing.write_list(str(tmp_path / "a.csv"))
    assert "没能记入导出日志" in console.window.status.message.text()
    assert (tmp_path / "a.csv").is_file()


def test_the_command_line_notes_rows_snapshots_and_pictures(
    qapp: QApplication, file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    street = tiny.write(tmp_path / "a.street")
    rows, part, picture = tmp_path / "a.csv", tmp_path / "b.street", tmp_path / "c.svg"
    kept = ["--where", "estate=E2 state=active"]
    assert cli.main(["export", str(street), "--what", "residents", *kept, "-o", str(rows)]) == 0
    aggregate = ["--what", "snapshot", "--masking", "aggregate"]
    assert cli.main(["export", str(street), *aggregate, "-o", str(part)]) == 0
    assert cli.main(["render", "section", str(street), "-o", str(picture)]) == 0
    assert capsys.readouterr().err == ""
    section, snapshot, residents = log.read(file).exports
    assert (residents.what, residents.rows, residents.masking) == ("residents", 1, "masked")
    assert residents.where == ("estate=E2", "state=active")
    assert (residents.file, residents.road) == ("a.csv", "command")
    assert residents.as_of == "2020-03-18T08:00:00+08:00"
    assert (snapshot.what, snapshot.masking, snapshot.file) == ("snapshot", "aggregate", "b.street")
    assert snapshot.rows
    assert (section.what, section.rows, section.file) == ("section", None, "c.svg")
    assert section.snapshot == residents.snapshot
    assert str(tmp_path) not in file.read_bytes().decode("utf-8", "replace")
