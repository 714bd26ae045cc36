"""Export and comparison in the window: by menu and key, behind it, as it shows the street."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from console.domain import conditions, packs
from console.outgoing_acts import OutgoingActs
from console.running import Console
from console.snapshot.read import open_snapshot
from console.state.changes_model import CHANGES
from console.state.commands import BY_ID
from console.store.load import load_street
from console.views.changed_places_view import LEVELS
from console.views.changes_view import ChangesView
from tests.changes.test_difference import NEXT_DAY, next_day
from tests.shell.desk import running
from tests.store import tiny
from tests.views.stage import click, press


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two days of the tiny street in one folder, and the folder of the later one."""
    home = tmp_path_factory.mktemp("outgoing")
    tiny.write(home / "a-18.street")
    return tiny.write(home / "a-19.street", next_day(), as_of=NEXT_DAY)


@pytest.fixture
def console(qapp: QApplication, qtbot: QtBot, tmp_path: Path, folder: Path) -> Iterator[Console]:
    with running(qapp, qtbot, tmp_path / "console.ini", load_street(folder)) as made:
        yield made


def acts_of(console: Console) -> OutgoingActs:
    assert console.panels is not None
    return console.panels.outgoing


def keep(console: Console, *texts: str) -> None:
    assert console.session.street is not None
    pack = packs.load(console.session.street.scenario)
    console.keeping.filtering.put("test", conditions.parse_all(texts, pack), None)


def test_each_has_a_key_of_its_own() -> None:
    keys = {name: BY_ID[f"snapshot.{name}"].keys for name in ("export_list", "export", "yesterday")}
    assert keys == {"export_list": ("Ctrl+E",), "export": ("Ctrl+Shift+E",), "yesterday": ("F7",)}


def test_the_list_on_show_leaves_in_its_order_and_in_words(
    console: Console, qtbot: QtBot, tmp_path: Path
) -> None:
    assert console.panels is not None
    lists, acts = console.panels.lists, acts_of(console)
    console.window.table["view.lists"].trigger()
    qtbot.waitUntil(lambda: lists.model.rowCount() > 0)
    with qtbot.waitSignal(acts.outgoing.written, timeout=10_000):
        acts.write_list(str(tmp_path / "a.xlsx"))
    sheet, about = openpyxl.load_workbook(tmp_path / "a.xlsx").worksheets
    assert next(about.values)[1] == "居民（隔离中的人）"
    heading, *lines = list(sheet.iter_rows(values_only=True))
    assert heading[:3] == ("居民编号", "房屋编号", "姓名")
    street = console.session.street
    assert street is not None
    wanted = [street.residents.id.text(int(row)) for row in lists.model.rows]
    assert [line[0] for line in lines] == wanted
    state = heading.index("状态")
    assert {line[state] for line in lines} == {"隔离中"}
    assert not {"李明珠", "李小龙"} & {str(line[2]) for line in lines}


def test_a_list_that_is_not_open_leaves_as_the_filter_keeps_it(
    console: Console, qtbot: QtBot, tmp_path: Path
) -> None:
    acts = acts_of(console)
    keep(console, "estate=E2")
    with qtbot.waitSignal(acts.outgoing.written, timeout=10_000):
        acts.write_list(str(tmp_path / "a.csv"))
    lines = (tmp_path / "a.csv").read_text("utf-8-sig").splitlines()
    assert len(lines) == 1 + 2, "R08 and R10 are under the clock in E2"


def test_a_snapshot_of_the_filter_leaves_and_opens(
    console: Console, qtbot: QtBot, tmp_path: Path
) -> None:
    acts = acts_of(console)
    keep(console, "committee=C2")
    with qtbot.waitSignal(acts.outgoing.written, timeout=10_000):
        acts.write_snapshot(str(tmp_path / "a.street"))
    made = open_snapshot(tmp_path / "a.street")
    assert made.manifest.extra["export"] == {"where": ["committee=C2"]}
    assert made.manifest.masking == "masked"
    with qtbot.waitSignal(acts.outgoing.failed, timeout=10_000):
        acts.write_snapshot(str(tmp_path / "a.street"))
    assert console.window.message.isVisibleTo(console.window)


def test_the_dialogs_offer_a_name_with_the_instant(console: Console) -> None:
    acts = acts_of(console)
    console.window.table["snapshot.export_list"].trigger()
    assert acts.dialogs.dialog is not None
    assert Path(acts.dialogs.dialog.selectedFiles()[0]).name == "隔离中的人-20200319T0800.xlsx"
    acts.dialogs.dialog.filterSelected.emit("CSV 文本 (*.csv)")
    assert Path(acts.dialogs.dialog.selectedFiles()[0]).name == "隔离中的人-20200319T0800.csv"
    acts.dialogs.dialog.reject()
    console.window.table["snapshot.export"].trigger()
    assert acts.dialogs.dialog is not None
    offered = acts.dialogs.dialog.nameFilters()
    assert offered == ["快照，已脱敏 (*.street)", "快照，仅汇总，无个人 (*.street)"]
    acts.dialogs.dialog.reject()
    assert acts.dialogs.dialog is None


def test_one_key_says_what_changed_since_the_day_before(console: Console, qtbot: QtBot) -> None:
    acts = acts_of(console)
    with qtbot.waitSignal(acts.outgoing.compared, timeout=10_000):
        console.window.table["snapshot.yesterday"].trigger()
    view = console.window.findChild(ChangesView)
    assert view is not None
    assert view.kind == "arrived"
    assert view.model.rowCount() == 1
    press(view.table, Qt.Key.Key_Home)
    view.table.walked.emit(0)
    street = console.session.street
    assert street is not None
    assert street.residents.id.text(console.selection.place.resident) == "R10"
    marks = acts._marking.marks
    assert marks is not None
    assert (marks.sign, marks.street.units.id.text(int(np.flatnonzero(marks.units)[0]))) == (
        "arrived",
        "B3-0501",
    )
    view.alone.click()
    assert console.keeping.filtering.filter.texts == ("resident=R10",)
    assert console.keeping.frame is not None
    assert int(console.keeping.frame.total.people[0]) == 1
    press(view.chooser, Qt.Key.Key_Down)
    assert console.keeping.filtering.filter.texts == ("resident=R02",), "the kind on show is kept"
    for _ in range(5):
        press(view.chooser, Qt.Key.Key_Down)
    assert view.kind == "gone"
    assert acts._marking.marks is None, "they have no place in the street that is open"
    assert not view.alone.isEnabled()
    assert not console.keeping.filtering.filter
    assert view.model.rowCount() == 1
    before = console.selection.place
    view.table.walked.emit(0)
    assert console.selection.place == before, "who is gone is not in the street that is open"
    assert "隔离记录 新增 1 · 改动 1" in view.records.text()
    assert "结束时刻 1、结果 1" in view.records.toolTip()
    press(view.chooser, Qt.Key.Key_Home)
    assert console.keeping.filtering.filter
    view.close()
    assert not console.keeping.filtering.filter, "who was kept is not when the window is gone"
    assert acts._marking.marks is None, "nor is anybody marked"


def test_a_number_of_a_place_shows_whom_it_counts(console: Console, qtbot: QtBot) -> None:
    acts = acts_of(console)
    with qtbot.waitSignal(acts.outgoing.compared, timeout=10_000):
        console.window.table["snapshot.yesterday"].trigger()
    view = console.window.findChild(ChangesView)
    assert view is not None
    places = view.places
    assert not view.narrowed.isVisible()
    for level in LEVELS:
        places.show_level(level)
        for line in range(places.model.rowCount()):
            for column, kind in enumerate(CHANGES, 1):
                count = places.model.count(line, column)
                if not count:
                    continue
                at = places.table.visualRect(places.model.index(line, column)).center()
                click(places.table.viewport(), at)
                assert view.kind == kind
                assert view.model.rowCount() == count
                assert places.model.name(places.model.place(line)) in view.narrowed.text()
    view.widen.click()
    assert not view.narrowed.isVisible()
    assert view.model.rowCount() == len(view.kinds.people(view.kind))
    view.close()


def test_a_folder_without_an_earlier_snapshot_is_said(
    console: Console, qtbot: QtBot, folder: Path, tmp_path: Path
) -> None:
    acts = acts_of(console)
    alone = tiny.write(tmp_path / "alone.street")
    with qtbot.waitSignal(acts.outgoing.failed, timeout=10_000) as caught:
        acts.outgoing.compare(alone, None)
    assert caught.args is not None
    assert caught.args[0].key == "changes.no_earlier"
    with qtbot.waitSignal(acts.outgoing.compared, timeout=10_000):
        acts.compare_with(str(folder))
    assert console.window.findChild(ChangesView) is None, "nothing changed, a note says so"


def test_what_is_called_off_leaves_nothing(console: Console, qtbot: QtBot, tmp_path: Path) -> None:
    acts = acts_of(console)
    acts.write_snapshot(str(tmp_path / "a.street"))
    assert acts.outgoing.busy
    assert not BY_ID["snapshot.export"].enabled_when(console.panels.situation())  # type: ignore[union-attr]
    acts.cancel()
    assert not acts.outgoing.busy
    qtbot.wait(300)
    assert [one.name for one in tmp_path.iterdir() if "street" in one.name] == []
