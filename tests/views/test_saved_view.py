"""Filters are saved, applied, renamed and removed in their sheet, by keys too."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from console.state.expression.saved import SavedFilters
from console.views.saved_view import SavedView
from tests.views.stage import press, stage


@pytest.fixture
def saved(tmp_path: Path) -> SavedFilters:
    made = SavedFilters(tmp_path / "filters.toml")
    made.save("a", "state=due")
    made.save("b", "age>=60")
    return made


@pytest.fixture
def view(saved: SavedFilters, qtbot: QtBot) -> SavedView:
    made = SavedView(saved=saved, look=stage().look, text="tag=lives_alone")
    qtbot.addWidget(made)
    made.show()
    return made


def names(saved: SavedFilters) -> list[str]:
    return [one.name for one in saved.filters]


def test_enter_in_the_name_saves_what_is_in_force(view: SavedView, saved: SavedFilters) -> None:
    view.name.setText("独居")
    press(view.name, Qt.Key.Key_Return)
    assert names(saved) == ["a", "b", "独居"]
    found = saved.named("独居")
    assert found is not None
    assert found.text == "tag=lives_alone"


def test_enter_in_the_list_applies(view: SavedView, qtbot: QtBot) -> None:
    view.list.setFocus()
    press(view.list, Qt.Key.Key_Down)
    with qtbot.waitSignal(view.recalled) as recalled:
        press(view.list, Qt.Key.Key_Return)
    assert recalled.args == ["b"]
    assert not view.isVisible()


def test_delete_forgets_and_rename_renames(view: SavedView, saved: SavedFilters) -> None:
    view.list.setFocus()
    press(view.list, Qt.Key.Key_Delete)
    assert names(saved) == ["b"]
    view.name.setText("c")
    view.buttons["rename"].click()
    assert names(saved) == ["c"]


def test_what_cannot_be_done_is_said_in_the_sheet(view: SavedView, saved: SavedFilters) -> None:
    view.save_button.click()
    assert view.told.text()
    view.name.setText("b")
    view.buttons["rename"].click()
    assert "b" in view.told.text()
    assert names(saved) == ["a", "b"]


def test_without_a_filter_in_force_nothing_can_be_saved(saved: SavedFilters, qtbot: QtBot) -> None:
    view = SavedView(saved=saved, look=stage().look, text="")
    qtbot.addWidget(view)
    assert not view.save_button.isEnabled()


def test_what_was_done_is_said_quietly_and_what_was_not_as_an_alarm(
    view: SavedView, saved: SavedFilters, tmp_path: Path
) -> None:
    view._hand_on(str(tmp_path / "out.toml"))
    assert "2" in view.told.text()
    quiet = view.told.foregroundRole()
    view._take_in(str(tmp_path / "none.toml"))
    assert view.told.foregroundRole() != quiet
    for name in names(saved):
        saved.remove(name)
    view._take_in(str(tmp_path / "out.toml"))
    assert view.told.foregroundRole() == quiet
    assert names(saved) == ["a", "b"]


def test_without_any_it_says_what_would_be_there(tmp_path: Path, qtbot: QtBot) -> None:
    view = SavedView(saved=SavedFilters(tmp_path / "f.toml"), look=stage().look, text="age>=60")
    qtbot.addWidget(view)
    assert view.list.isHidden()
    view.name.setText("a")
    view.save()
    assert view.empty.isHidden()
    assert not view.list.isHidden()


def test_what_was_removed_is_restored_by_key_and_button(
    view: SavedView, saved: SavedFilters
) -> None:
    assert not view.buttons["restore"].isEnabled()
    view.list.setFocus()
    for _ in range(2):
        press(view.list, Qt.Key.Key_Delete)
    assert not names(saved)
    view.buttons["restore"].click()
    press(view, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert names(saved) == ["a", "b"]
    assert view.list.currentRow() == 0
    assert not view.buttons["restore"].isEnabled()


def test_after_one_is_deleted_its_neighbour_is_chosen(view: SavedView, saved: SavedFilters) -> None:
    for name in ("一", "二", "三"):
        saved.save(name, "age>=80")
    view.list.setCurrentRow(view.list.count() - 2)
    view.remove()
    assert view.list.currentItem().text().startswith("三")
    view.remove()
    assert view.list.currentRow() == view.list.count() - 1
    assert view.list.currentItem().text().startswith("一")
