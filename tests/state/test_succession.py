"""Another snapshot of the open street takes its place: instant, place, visits and play stay."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from console.state import places
from console.state.carrying import Carrying
from console.state.history import Visit
from console.state.live import Live
from console.state.map.ground import ground_of, share_ground
from console.state.navigation import Navigator
from console.state.replay import Replay
from console.state.section.viewpoint import SectionViewpoint
from console.state.selection import STREET, Place, Selection, place_of_unit
from console.state.session import Session
from console.store.columns import Street
from tests.store import tiny

HOUR_US = 3_600_000_000


@pytest.fixture
def session(qapp: QApplication) -> Session:
    made = Session()
    made.open(tiny.street())
    return made


def street_of(session: Session) -> Street:
    assert session.street is not None
    return session.street


def without_the_first_unit() -> Street:
    """The tiny street with one unit and all that refers to it gone: every later row is another."""
    tables = tiny.sample()
    gone = str(tables["units"][0]["unit_id"])
    kept = {
        name: [row for row in rows if row.get("unit_id") != gone] for name, rows in tables.items()
    }
    people = {str(row["resident_id"]) for row in kept["residents"]}
    for name in ("episodes", "checks", "events"):
        kept[name] = [
            row for row in kept.get(name, []) if row.get("resident_id") in (None, *people)
        ]
    return tiny.street(kept)


def test_the_instant_stays_and_both_signals_come_once(session: Session) -> None:
    session.move_to(street_of(session).as_of_us - HOUR_US)
    told: list[str] = []
    session.street_changed.connect(lambda: told.append("street"))
    session.frame_changed.connect(lambda: told.append("frame"))
    following = tiny.street()
    session.succeed(following)
    assert told == ["street", "frame"]
    assert session.street is following
    assert session.runs_on
    assert session.frame is not None
    assert session.frame.as_of_us == following.as_of_us - HOUR_US
    session.open(tiny.street())
    assert not session.runs_on


def test_the_place_and_the_visits_are_found_by_their_ids(session: Session) -> None:
    selection = Selection()
    navigator = Navigator(session, selection)
    before = street_of(session)
    first, second = place_of_unit(before, 3), place_of_unit(before, 5)
    selection.choose(first)
    selection.choose(second)
    now = without_the_first_unit()
    session.succeed(now)
    assert selection.place != second
    assert places.ids_of(now, selection.place) == places.ids_of(before, second)
    navigator.back()
    assert places.ids_of(now, selection.place) == places.ids_of(before, first)


def test_a_street_opened_for_itself_begins_anew(session: Session) -> None:
    selection = Selection()
    navigator = Navigator(session, selection)
    selection.choose(place_of_unit(street_of(session), 3))
    session.open(tiny.street())
    assert selection.place == STREET
    assert not navigator.history.can_go_back


def test_what_is_gone_gives_way_to_the_place_above_it() -> None:
    before, now = tiny.street(), without_the_first_unit()
    gone = next(
        unit
        for unit in range(len(before.units.id))
        if before.units.id.text(unit) not in set(now.units.id)
    )
    carried = Carrying(before, now).place(place_of_unit(before, gone))
    assert carried.unit == -1
    assert now.buildings.id.text(carried.building) == before.buildings.id.text(
        int(before.units.building[gone])
    )


def test_a_person_is_carried_with_the_unit() -> None:
    before, now = tiny.street(), without_the_first_unit()
    last = len(before.residents.id) - 1
    place = Place(resident=last)
    carried = Carrying(before, now).place(place)
    assert now.residents.id.text(carried.resident) == before.residents.id.text(last)


def test_what_the_section_showed_is_carried_with_its_building() -> None:
    before, now = tiny.street(), without_the_first_unit()
    visit = Visit(STREET, 0, section_viewpoint=SectionViewpoint(1, 30, 2.0, 3.0))
    seen = Carrying(before, now).visit(visit).section_viewpoint
    assert isinstance(seen, SectionViewpoint)
    assert now.buildings.id.text(seen.building) == before.buildings.id.text(1)


def test_play_goes_on_in_the_snapshot_that_follows(session: Session, qtbot: QtBot) -> None:
    replay = Replay(session)
    replay.toggle()
    session.succeed(tiny.street())
    assert replay.playing
    session.open(tiny.street())
    assert not replay.playing


def test_the_wall_clock_is_followed_in_the_snapshot_that_follows(session: Session) -> None:
    live = Live(session)
    live._minute.start()
    session.succeed(tiny.street())
    assert live.running
    session.open(tiny.street())
    assert not live.running


def test_snapshots_that_draw_the_same_share_their_ground() -> None:
    before, now = tiny.street(), tiny.street()
    share_ground(now, before)
    assert ground_of(now) is ground_of(before)


def test_another_outline_has_a_ground_of_its_own() -> None:
    tables = tiny.sample()
    tables["buildings"] = tables["buildings"][:-1]
    kept = {str(row["building_id"]) for row in tables["buildings"]}
    tables["units"] = [row for row in tables["units"] if row["building_id"] in kept]
    before = tiny.street()
    now = tiny.street({"buildings": tables["buildings"], "units": tables["units"]})
    share_ground(now, before)
    assert ground_of(now) is not ground_of(before)
