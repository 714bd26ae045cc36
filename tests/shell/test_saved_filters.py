"""Saved filters are found in the locator and in the menu, and what is wrong with one is said."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from console.assembly.panels import Panels
from console.assembly.running import Console
from console.state.expression.model import SOURCE


def panels(console: Console) -> Panels:
    assert console.panels is not None
    return console.panels


def in_force(console: Console) -> list[str]:
    return [one.text for one in console.keeping.filtering.filter.of(SOURCE)]


def test_the_locator_finds_a_saved_filter_by_name_and_pinyin(
    console: Console, qtbot: QtBot
) -> None:
    made = panels(console)
    made.saved.save("独居老人", "tag=lives_alone")
    for typed in ("独居", "djlr", "lives"):
        with qtbot.waitSignal(made.locator.searched):
            made.locator.ask(typed)
        assert "独居老人" in [one.filter for one in made.locator.model.hits]
    made.finder.filter_asked.emit("独居老人")
    assert in_force(console) == ["tag=lives_alone"]


def test_the_menu_lists_what_is_saved(console: Console) -> None:
    made = panels(console)
    made.saved.save("今日期满", "state=due")
    menu = console.window.table.submenus["filter.recall"]
    menu.aboutToShow.emit()
    (action,) = menu.actions()
    action.trigger()
    assert in_force(console) == ["state=due"]


def test_a_saved_filter_takes_the_place_of_what_is_in_force(console: Console) -> None:
    made = panels(console)
    made.saved.save("今日期满", "state=due")
    made.acts.run("filter.clear")
    for name in ("今日期满", "今日期满"):
        made.finder.filter_asked.emit(name)
    assert console.keeping.filtering.filter.texts == ("state=due",)


def test_an_estate_that_is_gone_is_named(console: Console) -> None:
    made = panels(console)
    made.saved.save("旧小区", "estate=E1,E77")
    made.finder.filter_asked.emit("旧小区")
    assert in_force(console) == ["estate=E1,E77"]
    assert "E77" in console.window.status.message.text()


def test_a_slip_in_a_saved_filter_is_said_and_nothing_is_put_in_force(console: Console) -> None:
    made = panels(console)
    made.saved.save("写错", "stat=due")
    made.finder.filter_asked.emit("写错")
    assert in_force(console) == []
    assert "stat" in console.window.status.message.text()


def test_the_filters_lie_beside_the_preferences(console: Console) -> None:
    panels(console).saved.save("a", "state=due")
    assert (console.preferences.folder / "filters.toml").exists()
