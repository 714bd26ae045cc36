"""The command table: every command can be reached, named and told from the others."""

from __future__ import annotations

import pytest

from console.domain import words
from console.state import commands
from console.state.commands import COMMANDS, Command
from console.state.selection import Place
from console.state.situation import Fill, Situation

OPEN = Situation(street_open=True, place=Place(0, 0, 0, 0))


def test_no_two_commands_want_the_same_keys() -> None:
    assert commands.conflicts() == ()


def test_a_conflict_would_be_found() -> None:
    twice = [Command("a.b", "go", ("Ctrl+K",)), Command("c.d", "go", ("ctrl+k",))]
    assert commands.conflicts(twice) == ("ctrl+k",)


def test_ids_are_there_once() -> None:
    assert len(commands.BY_ID) == len(COMMANDS)


@pytest.mark.parametrize("language", words.LANGUAGES)
def test_every_command_and_menu_has_a_name_of_its_own(language: str) -> None:
    names = [command.text(language) for command in COMMANDS]
    titles = [commands.menu_text(menu, language) for menu in commands.MENUS]
    assert len(set(names)) == len(names)
    assert len(set(titles)) == len(titles)


@pytest.mark.parametrize("language", words.LANGUAGES)
def test_every_menu_opens_with_a_letter_of_its_own(language: str) -> None:
    titles = [commands.menu_text(menu, language) for menu in commands.MENUS]
    letters = [title[title.index("&") + 1].casefold() for title in titles]
    assert len(set(letters)) == len(letters)


def test_every_command_stands_in_a_menu() -> None:
    assert {command.menu for command in COMMANDS} == set(commands.MENUS)
    listed = [command for menu in commands.MENUS for command in commands.of_menu(menu)]
    assert len(listed) == len(COMMANDS)


def test_without_a_street_nothing_of_a_street_can_be_done() -> None:
    enabled = {command.id for command in COMMANDS if command.enabled_when(Situation())}
    assert "go.find" in enabled
    assert "snapshot.open" in enabled
    assert not {"snapshot.reload", "go.street", "time.play", "view.map", "go.up"} & enabled


def test_while_work_goes_on_it_can_be_cancelled_and_nothing_else_opened() -> None:
    busy = Situation(street_open=True, busy=True)
    assert commands.BY_ID["snapshot.cancel"].enabled_when(busy)
    assert not commands.BY_ID["snapshot.open"].enabled_when(busy)


@pytest.mark.parametrize(
    ("command_id", "situation"),
    [
        ("view.map", Situation(fill=Fill.MAP)),
        ("view.care", Situation(recolouring="care")),
        ("view.legend", Situation(docks=frozenset({"legend"}))),
        ("view.day_theme", Situation(theme="day")),
        ("time.play", Situation(playing=True)),
    ],
)
def test_a_switch_is_checked_when_it_holds_and_only_then(
    command_id: str, situation: Situation
) -> None:
    checked_when = commands.BY_ID[command_id].checked_when
    assert checked_when is not None
    assert checked_when(situation)
    assert not checked_when(Situation(fill=Fill.SECTION, recolouring="roles"))
