"""The locator finds commands at once and places from its worker, and the newest question wins."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from console.state.locator import Locator
from console.state.locator_model import HIT_ROLE, Hit, Kind, find_commands
from console.state.look import Appearance, Look
from console.state.selection import Place, place_of_building, place_of_estate, place_of_unit
from console.state.session import Session
from console.state.situation import Situation
from console.store import people
from tests.store import tiny

OPEN = Situation(street_open=True)
MOST_MS = 50.0


@pytest.fixture
def session(qapp: QApplication) -> Session:
    made = Session()
    built = tiny.built(tiny.sample())
    people.keep_names(built.street, built.names)
    made.open(built.street)
    return made


@pytest.fixture
def locator(session: Session) -> Iterator[Locator]:
    made = Locator(session=session, look=Look(Appearance()), situation=lambda: OPEN)
    yield made
    made.close()


def found(
    locator: Locator, qtbot: QtBot, text: str, kinds: frozenset[Kind] = frozenset()
) -> list[Hit]:
    with qtbot.waitSignal(locator.searched, timeout=5000):
        locator.ask(text, kinds)
    return list(locator.model.hits)


@pytest.mark.parametrize(
    ("typed", "kind", "title"),
    [
        ("丁香苑", "estate", "丁香苑"),
        ("dxy", "estate", "丁香苑"),
        ("30号", "building", "30号楼"),
        ("30-1102", "room", "1102室"),
        ("丁香居", "committee", "丁香居委会"),
        ("李明珠", "person", "李**"),
    ],
)
def test_each_kind_is_found_as_it_is_typed(
    locator: Locator, qtbot: QtBot, typed: str, kind: str, title: str
) -> None:
    hits = found(locator, qtbot, typed)
    assert any((hit.kind, hit.title) == (kind, title) for hit in hits)


def test_every_hit_leads_to_its_place(locator: Locator, qtbot: QtBot, session: Session) -> None:
    street = session.street
    assert street is not None
    assert found(locator, qtbot, "dxy")[0].place == place_of_estate(street, 0)
    assert found(locator, qtbot, "30号楼")[0].place == place_of_building(street, 0)
    room = next(hit for hit in found(locator, qtbot, "30-1102") if hit.kind == "room")
    assert room.place == place_of_unit(street, 21)
    person = found(locator, qtbot, "李明珠")[0]
    assert person.place == place_of_unit(street, 21, resident=2)


def test_half_a_name_finds_nobody_while_names_are_masked(locator: Locator, qtbot: QtBot) -> None:
    assert not [hit for hit in found(locator, qtbot, "李明") if hit.kind == "person"]


def test_a_person_without_a_place_is_found_too(locator: Locator, qtbot: QtBot) -> None:
    hits = [hit for hit in found(locator, qtbot, "钱多多") if hit.kind == "person"]
    assert hits
    assert hits[0].place == Place(resident=10)
    assert hits[0].detail == "未定位"


def test_a_kind_chosen_leaves_out_the_others(locator: Locator, qtbot: QtBot) -> None:
    hits = found(locator, qtbot, "丁香", frozenset({"committee"}))
    assert {hit.kind for hit in hits} == {"committee"}


@pytest.mark.parametrize("typed", ["后退", "back", "BACK"])
def test_commands_are_found_in_both_languages(typed: str) -> None:
    can_go_back = Situation(street_open=True, can_go_back=True)
    assert find_commands(typed, "zh", can_go_back)[0].command == "go.back"


def test_a_command_that_cannot_run_now_is_not_offered() -> None:
    assert not find_commands("后退", "zh", Situation(street_open=True))


def test_the_sign_for_commands_finds_commands_only(locator: Locator, qtbot: QtBot) -> None:
    hits = found(locator, qtbot, ">主题")
    assert [hit.command for hit in hits] == ["view.day_theme"]


def test_only_the_latest_text_is_answered(locator: Locator, qtbot: QtBot) -> None:
    answers: list[tuple[Hit, ...]] = []
    locator.searched.connect(lambda: answers.append(locator.model.hits))
    for typed in ("丁", "丁香", "丁香苑", "牡丹新村"):
        locator.ask(typed)
    qtbot.waitUntil(lambda: bool(answers), timeout=5000)
    qtbot.wait(100)
    assert len(answers) == 1
    assert answers[0][0].title == "牡丹新村"


def test_html_and_long_names_stay_text_of_one_line(qtbot: QtBot) -> None:
    tables = tiny.sample()
    tables["estates"][0]["name"] = "<b>粗</b>\n" + "长" * 100_000
    session = Session()
    session.open(tiny.street(tables))
    made = Locator(session=session, look=Look(Appearance()), situation=lambda: OPEN)
    title = found(made, qtbot, "<b>粗", frozenset({"estate"}))[0].title
    made.close()
    assert len(title) <= 400
    assert "\n" not in title
    assert title.startswith("<b>")


def test_the_model_speaks_to_screen_readers(locator: Locator, qtbot: QtBot) -> None:
    found(locator, qtbot, "dxy")
    index = locator.model.index(0, 0)
    assert isinstance(index.data(HIT_ROLE), Hit)
    assert "丁香苑" in index.data(Qt.ItemDataRole.AccessibleTextRole)


@pytest.mark.timed
def test_a_keystroke_costs_the_window_next_to_nothing(locator: Locator, qtbot: QtBot) -> None:
    found(locator, qtbot, "dxy")
    started = time.perf_counter()
    locator.ask("30-11")
    assert (time.perf_counter() - started) * 1000 < MOST_MS
    qtbot.wait(200)


def test_what_reading_the_names_has_left_is_given_back_after_it(
    locator: Locator, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[str] = []
    monkeypatch.setattr("console.state.finding.prepare", lambda _street: done.append("names"))
    monkeypatch.setattr("console.state.locator.give_back", lambda: done.append("given back"))
    locator.prepare()
    locator._worker().submit(int).result()
    assert done == ["names", "given back"]
