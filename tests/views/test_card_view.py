"""The card shows the place chosen; checks and events come from the database without waiting."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from console.paint.boxes import box_of
from console.state.coordinator import Coordinator
from console.state.days_model import HOUR_US
from console.state.selection import Place, place_of_building, place_of_unit
from console.store.database import Database
from console.store.people import keep_names
from console.views.card_view import CardView
from tests.store import tiny
from tests.views.stage import Stage, click, press, stage


@pytest.fixture
def set_up(qapp: QApplication) -> Stage:
    made, built = stage(), tiny.built(tiny.sample())
    keep_names(built.street, built.names)
    made.session.open(built.street)
    return made


@pytest.fixture
def view(set_up: Stage, qtbot: QtBot) -> CardView:
    made = CardView(session=set_up.session, selection=set_up.selection, look=set_up.look)
    qtbot.addWidget(made)
    made.resize(320, 700)
    made.show()
    return made


@pytest.fixture
def coordinator(qapp: QApplication) -> Iterator[Coordinator]:
    checks = [
        {"check_id": "K1", "kind": "temperature", "unit_id": "B1-1102", "result": "36.4",
         "due_at": tiny.at("2020-03-18 07:00"), "done_at": tiny.at("2020-03-18 07:10")},
    ]  # fmt: skip
    rows = {**tiny.sample(), "checks": checks}
    database = Database.load({name: tiny.arrow(name, table) for name, table in rows.items()})
    made = Coordinator()
    made.use(database)
    yield made
    made.close()
    database.close()


def unit(set_up: Stage, key: str) -> Place:
    street = set_up.session.street
    assert street is not None
    return place_of_unit(street, [*street.units.id].index(key))


def said(view: CardView) -> str:
    return "\n".join(block.spoken() for block in view.sheet.shown())


def test_the_card_follows_the_place(view: CardView, set_up: Stage) -> None:
    assert "花木街道" in said(view)
    set_up.selection.choose(unit(set_up, "B1-1102"))
    assert "1102室" in said(view)
    assert set_up.session.street is not None
    set_up.selection.choose(place_of_building(set_up.session.street, 2))
    assert "5号楼" in said(view)


def test_the_clocks_follow_the_instant(view: CardView, set_up: Stage) -> None:
    set_up.selection.choose(unit(set_up, "B1-1102"))
    assert "第 7/14 天" in said(view)
    set_up.session.move_to(set_up.as_of_us - 86_400_000_000)
    assert "第 6/14 天" in said(view)


def test_a_click_on_a_person_chooses_them(view: CardView, set_up: Stage) -> None:
    set_up.selection.choose(unit(set_up, "B1-1102"))
    keys = [box.key for box in view.sheet.boxes if str(box.key).startswith("('resident'")]
    box = view.sheet.boxes[box_of(view.sheet.boxes, keys[1])]
    click(view.sheet, box.rect.center().toPoint())
    assert ("resident", set_up.selection.place.resident) == keys[1]
    assert set_up.selection.place.unit == unit(set_up, "B1-1102").unit


def test_a_row_of_a_building_leads_to_its_unit(view: CardView, set_up: Stage) -> None:
    assert set_up.session.street is not None
    set_up.selection.choose(place_of_building(set_up.session.street, 0))
    key = ("unit", unit(set_up, "B1-0301").unit)
    box = view.sheet.boxes[box_of(view.sheet.boxes, key)]
    click(view.sheet, box.rect.center().toPoint())
    assert set_up.selection.place == unit(set_up, "B1-0301")


def test_every_block_can_be_walked_and_heard(view: CardView) -> None:
    view.sheet.setFocus(Qt.FocusReason.TabFocusReason)
    heard = [view.sheet.accessibleDescription()]
    for _ in range(len(view.sheet.boxes) - 1):
        press(view.sheet, Qt.Key.Key_Right)
        heard.append(view.sheet.accessibleDescription())
    assert heard == [block.spoken() for block in view.sheet.shown()]


@pytest.fixture
def asking(
    set_up: Stage, coordinator: Coordinator, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> tuple[CardView, list[str]]:
    """A card on show with a database, and the questions it asks."""
    view = CardView(
        session=set_up.session,
        selection=set_up.selection,
        look=set_up.look,
        keeping=set_up.keeping,
        coordinator=coordinator,
    )
    qtbot.addWidget(view)
    view.resize(320, 700)
    view.show()
    asked: list[str] = []
    ask = coordinator.ask

    def noted(lane: str, *told: Any) -> None:
        asked.append(lane)
        ask(lane, *told)

    monkeypatch.setattr(coordinator, "ask", noted)
    return view, asked


BOTH = ["card.checks", "card.events"]


def test_checks_come_when_the_database_has_answered(
    set_up: Stage, asking: tuple[CardView, list[str]], qtbot: QtBot
) -> None:
    view, _ = asking
    set_up.selection.choose(unit(set_up, "B1-1102"))
    assert "正在读取" in said(view)
    qtbot.waitUntil(lambda: "36.4" in said(view) and "没有告警" in said(view))
    set_up.selection.choose(unit(set_up, "B1-0301"))
    assert "36.4" not in said(view)


def test_a_filter_asks_nothing_again_and_leaves_the_unit_as_it_is(
    set_up: Stage, asking: tuple[CardView, list[str]], qtbot: QtBot
) -> None:
    view, asked = asking
    set_up.selection.choose(unit(set_up, "B1-1102"))
    qtbot.waitUntil(lambda: "36.4" in said(view) and "没有告警" in said(view))
    before = view.sheet.shown()
    for text in ("age>=70", "age<=3", "sex=f"):
        set_up.put(text)
        assert view.sheet.shown() is before
        assert view.blocks(masked=True) == before
    assert asked == BOTH


def test_another_instant_is_told_at_once_and_asks_nothing_of_the_same_people(
    set_up: Stage, asking: tuple[CardView, list[str]], qtbot: QtBot
) -> None:
    view, asked = asking
    set_up.selection.choose(unit(set_up, "B1-1102"))
    qtbot.waitUntil(lambda: "36.4" in said(view) and "没有告警" in said(view))
    set_up.session.move_to(set_up.as_of_us - HOUR_US)
    assert "36.4" not in said(view)
    assert "未完成" in said(view)
    set_up.session.move_to(set_up.as_of_us + HOUR_US)
    assert "36.4" in said(view)
    assert asked == BOTH


def test_of_others_in_the_unit_the_card_asks(
    set_up: Stage, asking: tuple[CardView, list[str]], qtbot: QtBot
) -> None:
    view, asked = asking
    rows = tiny.sample()
    before = next(one for one in rows["episodes"] if one["episode_id"] == "P04")
    before = {**before, "episode_id": "P00", "resident_id": "R08", "unit_id": "B3-0602"}
    set_up.session.open(tiny.street({**rows, "episodes": [*rows["episodes"], before]}))
    set_up.selection.choose(unit(set_up, "B3-0601"))
    assert "本户人员 1" in said(view)
    qtbot.waitUntil(lambda: "没有告警" in said(view))
    set_up.session.move_to(set_up.as_of_us - 30 * 24 * HOUR_US)
    assert "本户人员 0" in said(view)
    assert asked == 2 * BOTH


def test_another_street_forgets_the_unit(view: CardView, set_up: Stage) -> None:
    set_up.selection.choose(unit(set_up, "B1-1102"))
    set_up.session.open(tiny.street({"buildings": [], "units": []}))
    assert "花木街道" in said(view)


def test_words_change_with_the_language(view: CardView, set_up: Stage) -> None:
    set_up.look.change(language="en", theme="day")
    assert "Huamu Subdistrict" in said(view)


def test_it_opens_without_a_street(qtbot: QtBot) -> None:
    bare = stage()
    view = CardView(session=bare.session, selection=bare.selection, look=bare.look)
    qtbot.addWidget(view)
    view.show()
    assert not view.grab().isNull()
    assert not view.sheet.boxes
