"""A bookmark brings the view back exactly, from the menu, the sheet and the locator."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QInputDialog, QLineEdit
from pytestqt.qtbot import QtBot

from console.acts.bookmarks import BookmarkActs
from console.assembly.running import Console
from console.domain import packs
from console.domain.conditions import parse_all
from console.domain.errors import UserError
from console.state.map.metrics import Metric
from console.state.selection import place_of_estate
from console.state.situation import Fill
from console.views.bookmarks_view import BookmarksView
from tests.shell.desk import running
from tests.store import tiny

HOUR_US = 3_600_000_000


@pytest.fixture
def console(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Console]:
    monkeypatch.setattr("console.state.bookmarks.bookmarks_file", lambda: tmp_path / "b.json")
    with running(qapp, qtbot, tmp_path / "console.ini", tiny.street()) as made:
        yield made


def acts_of(console: Console) -> BookmarkActs:
    assert console.panels is not None
    return console.panels.on_map.acts.bookmarks


def arrange(console: Console) -> None:
    """Something other than what the console opens with, in every respect."""
    street = console.session.street
    assert street is not None
    conditions = parse_all(["tag=lives_alone"], packs.load(street.scenario))
    console.keeping.filtering.put("tag", conditions)
    console.session.move_to(street.as_of_us - 5 * HOUR_US)
    console.navigator.show(Fill.MAP)
    console.look.change(recolouring="care")
    console.map.choose_metric(Metric.ARRIVED)
    console.selection.choose(place_of_estate(street, 0), None)
    console.map.canvas.motion.settle()
    view = console.map.canvas.motion.viewport
    console.map.canvas.look_at(view.zoomed(2, 100, 80).panned(12, 7))


def seen(console: Console) -> tuple[object, ...]:
    """All that a bookmark brings back."""
    assert console.session.frame is not None
    view = console.map.canvas.motion.destination
    return (
        (view.centre_x_m, view.centre_y_m, view.metres_per_px),
        console.session.frame.as_of_us,
        console.keeping.filtering.filter,
        console.navigator.fill,
        console.look.appearance.recolouring,
        console.map.model.metric,
        console.selection.place,
    )


def test_a_sheet_says_what_could_not_be_read_or_written(
    console: Console, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "b.json").write_text("no bookmarks")
    acts_of(console).edit()
    sheet = console.window.findChild(BookmarksView)
    assert isinstance(sheet, BookmarksView)
    assert "b.json" in sheet.empty.text()
    acts_of(console).keep("早上")
    assert sheet.list.item(0).text() == "早上"
    monkeypatch.setattr("os.fsync", _refuse)
    with qtbot.captureExceptions() as raised:
        sheet.list.item(0).setText("晚上")
    assert [fault.key for _, fault, _ in raised if isinstance(fault, UserError)] == [
        "bookmarks.not_written"
    ]
    assert sheet.list.item(0).text() == "早上"
    sheet.close()


def _refuse(_: int) -> None:
    raise OSError(28, "No space left on device")


def test_it_brings_everything_back_and_back_returns(console: Console) -> None:
    begun = seen(console)
    arrange(console)
    arranged = seen(console)
    acts_of(console).keep("早上")
    console.keeping.filtering.clear()
    console.navigator.whole_street()
    console.navigator.show(Fill.BOTH)
    console.map.canvas.motion.settle()
    console.look.change(recolouring="clock")
    assert seen(console) != arranged
    before = seen(console)
    acts_of(console).go_to("早上")
    console.map.canvas.motion.settle()
    assert seen(console) == arranged
    console.navigator.back()
    console.map.canvas.motion.settle()
    assert seen(console)[2:4] == before[2:4]
    assert begun[1] != arranged[1]


def test_what_shades_the_map_under_its_filter_shades_no_map_without_one(console: Console) -> None:
    street = console.session.street
    assert street is not None
    for metric in (None, Metric.COMPLETE):
        conditions = parse_all(["tag=lives_alone"], packs.load(street.scenario))
        console.keeping.filtering.put("tag", conditions)
        if metric is not None:
            console.map.choose_metric(metric)
        shaded = console.map.model.metric
        acts_of(console).keep(shaded.value)
        console.map.choose_metric(Metric.RATE)
        console.keeping.filtering.clear()
        acts_of(console).go_to(shaded.value)
        found = [console.map.model.metric]
        console.keeping.filtering.clear()
        assert [*found, console.map.model.metric] == [shaded, Metric.ACTIVE]
    acts_of(console).go_to(Metric.PEOPLE.value)
    console.keeping.filtering.put("tag", ())
    vacant = parse_all(["occupancy=vacant"], packs.load(street.scenario))
    console.keeping.filtering.put("kind", vacant)
    assert console.map.model.metric is Metric.UNITS


def test_a_name_is_offered_and_asked_for(console: Console) -> None:
    console.window.table["map.bookmark"].trigger()
    dialog = console.window.findChild(QInputDialog)
    assert dialog is not None
    assert dialog.textValue().startswith("花木街道")
    field = dialog.findChild(QLineEdit)
    assert field is not None
    assert field.fontMetrics().horizontalAdvance("Huamu Subdistrict 03-18 08:00") < field.width()
    dialog.setTextValue("  早上   八点 ")
    dialog.accept()
    assert [one.name for one in acts_of(console)._bookmarks.all] == ["早上 八点"]


def test_the_locator_and_the_menu_lead_there(console: Console, qtbot: QtBot) -> None:
    arrange(console)
    arranged = seen(console)
    acts_of(console).keep("Morning & noon")
    for lead in ("locator", "menu"):
        console.keeping.filtering.clear()
        if lead == "locator":
            assert console.panels is not None
            finder = console.panels.finder
            finder.open()
            finder.setText("morning")
            with qtbot.waitSignal(console.panels.locator.searched, timeout=5000):
                finder.textEdited.emit("morning")
            hits = console.panels.locator.model.hits
            assert hits[-1].bookmark == "Morning & noon"
            finder.bookmark_asked.emit(hits[-1].bookmark)
        else:
            menu = console.window.table.submenus["map.bookmarks"]
            menu.aboutToShow.emit()
            menu.actions()[0].trigger()
        console.map.canvas.motion.settle()
        assert seen(console) == arranged


def test_the_sheet_renames_and_forgets_by_keys(console: Console) -> None:
    for name in ("甲", "乙"):
        acts_of(console).keep(name)
    console.window.table["map.edit_bookmarks"].trigger()
    sheet = console.window.findChild(BookmarksView)
    assert sheet is not None
    sheet.list.item(0).setText("丙")
    assert [one.name for one in acts_of(console)._bookmarks.all] == ["丙", "甲"]
    sheet.list.setCurrentRow(0)
    QTest.keyClick(sheet, Qt.Key.Key_Delete)
    assert [one.name for one in acts_of(console)._bookmarks.all] == ["甲"]
    QTest.keyClick(sheet, Qt.Key.Key_Delete)
    assert sheet.buttons["restore"].isEnabled()
    sheet.buttons["restore"].click()
    QTest.keyClick(sheet, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert [one.name for one in acts_of(console)._bookmarks.all] == ["丙", "甲"]
    assert sheet.list.currentItem().text() == "丙"
    assert not sheet.buttons["restore"].isEnabled()
    sheet.close()
