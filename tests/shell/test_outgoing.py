"""Export and comparison in the window: by menu and key, behind it, as it shows the street."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from console.acts.outgoing import OutgoingActs
from console.assembly.running import Console
from console.changes.answer import answer_diff
from console.changes.records import Records
from console.changes.tables import Part
from console.domain import conditions, packs
from console.snapshot.read import open_snapshot
from console.state.changes.model import CHANGES, Change
from console.state.commands import BY_ID
from console.state.lists.kinds import FIGURE_ROLE
from console.state.pages.order import Paper
from console.state.selection import place_of_building
from console.store.load import load_street
from console.views.changed_places_view import LEVELS
from console.views.changes_view import ChangesView
from console.views.pair_view import PairView
from tests.changes.days import NEXT_DAY, next_day
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


def test_a_file_name_holds_no_sign_that_a_file_may_not(console: Console) -> None:
    named = acts_of(console).dialogs.name_of
    assert named("Section: 1-2号楼") == "Section 1-2号楼-20200319T0800"
    assert named('a/b\\c:d*e?"f"') == "a-b-c-d-e--f--20200319T0800"


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
    marks = acts.marking.marks
    assert marks is not None
    assert (marks.sign, street.units.id.text(int(np.flatnonzero(marks.units)[0]))) == (
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
    assert acts.marking.marks is None, "they have no place in the street that is open"
    assert not view.alone.isEnabled()
    assert not console.keeping.filtering.filter
    assert view.model.rowCount() == 1
    before = console.selection.place
    view.table.walked.emit(0)
    assert console.selection.place == before, "who is gone is not in the street that is open"
    press(view.chooser, Qt.Key.Key_Home)
    assert console.keeping.filtering.filter
    view.close()
    assert not console.keeping.filtering.filter, "who was kept is not when the window is gone"
    assert acts.marking.marks is None, "nor is anybody marked"


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
    assert view.model.rowCount() == view.kinds.count(view.kind)
    view.close()


def compared(console: Console, qtbot: QtBot) -> ChangesView:
    """The window of what changed since the day before."""
    with qtbot.waitSignal(acts_of(console).outgoing.compared, timeout=10_000):
        console.window.table["snapshot.yesterday"].trigger()
    view = console.window.findChild(ChangesView)
    assert view is not None
    return view


def show(view: ChangesView, change: Change) -> None:
    view.chooser.setCurrentIndex(view.kinds.index(view.kinds.changes.index(change)))


def test_every_field_has_a_list_as_long_as_the_command_line_says(
    console: Console, qtbot: QtBot, folder: Path
) -> None:
    view = compared(console, qtbot)
    text, _ = answer_diff(str(folder.parent / "a-18.street"), str(folder), as_json=True)
    told = json.loads(text)
    wanted: dict[Change, int] = dict(told["people"])
    for table, one in told["tables"].items():
        parts: tuple[Part, ...] = ("added", "removed", "changed")
        wanted |= {Records(table, part): one[part] for part in parts if one[part]}
        wanted |= {Records(table, "changed", name): n for name, n in one["columns"].items()}
    assert set(view.kinds.changes) == set(wanted)
    for change, count in wanted.items():
        show(view, change)
        assert view.model.rowCount() == count, change
        figure = view.chooser.currentIndex().data(FIGURE_ROLE)
        assert figure == f"{count:,}"
    view.close()


def test_a_line_of_a_changed_field_is_chosen_on_map_and_section(
    console: Console, qtbot: QtBot, tmp_path: Path
) -> None:
    acts, view = acts_of(console), compared(console, qtbot)
    show(view, Records("residents", "changed", "unit_id"))
    shown = [view.model.index(0, at).data() for at in range(view.model.columnCount())]
    to = "丁香苑 › 30号楼 › 201室"
    assert shown == ["赵*", to, "牡丹新村 › 5号楼 › 102室", to]
    press(view.table, Qt.Key.Key_Home)
    view.table.walked.emit(0)
    street = console.session.street
    assert street is not None
    assert street.residents.id.text(console.selection.place.resident) == "R05"
    marks = acts.marking.marks
    assert marks is not None
    assert [street.units.id.text(int(row)) for row in np.flatnonzero(marks.units)] == ["B1-0201"]
    assert marks.sign == "changed"
    view.alone.click()
    assert console.keeping.filtering.filter.texts == ("resident=R05",)
    view.table.header.sorted.emit("after", False)
    assert view.page.chosen.sorts("people") == (("after", False),)
    press(view.table, Qt.Key.Key_Home)
    view.table.selectAll()
    view.table.copy_asked.emit()
    qtbot.waitUntil(lambda: "原先" in QApplication.clipboard().text())
    assert QApplication.clipboard().text().splitlines()[1].split("\t") == shown
    view.export.click()
    assert acts.dialogs.dialog is not None
    assert Path(acts.dialogs.dialog.selectedFiles()[0]).name.startswith("居民 · ")
    acts.dialogs.dialog.reject()
    with qtbot.waitSignal(acts.outgoing.written, timeout=10_000):
        acts.write_changes(str(tmp_path / "a.xlsx"))
    heading, line = openpyxl.load_workbook(tmp_path / "a.xlsx").worksheets[0].values
    assert (heading[:3], line[0]) == (("居民编号", "原先", "现在"), "R05")
    view.close()


def test_marks_stand_in_other_windows_and_leave_on_pages(console: Console, qtbot: QtBot) -> None:
    panels = console.panels
    assert panels is not None
    street = console.session.street
    assert street is not None
    console.selection.choose(place_of_building(street, 0), None)
    qtbot.waitUntil(console.window.table["view.pair"].isEnabled)
    console.window.table["view.pair"].trigger()
    (pair,) = console.window.findChildren(PairView)
    qtbot.waitUntil(lambda: pair.sections[0].canvas.content is not None)
    before = [section.canvas.grab().toImage() for section in pair.sections]
    view = compared(console, qtbot)
    show(view, "moved")
    after = [section.canvas.grab().toImage() for section in pair.sections]
    assert before[0] != after[0], "R05 moved into the first building"
    assert before[1] == after[1], "and nobody into the one beside"
    order = panels.pages.sources.ordering("section", Paper(".svg"))(lambda: False)
    assert order.marks is acts_of(console).marking.marks
    assert order.marks is not None
    view.close()
    qtbot.waitUntil(lambda: pair.sections[0].canvas.grab().toImage() == before[0])
    order = panels.pages.sources.ordering("section", Paper(".svg"))(lambda: False)
    assert order.marks is None
    pair.close()


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
