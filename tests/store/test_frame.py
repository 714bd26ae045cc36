"""The frame of a street: states, places and counts at an instant."""

from __future__ import annotations

import numpy as np

from console.domain.clock import State
from console.domain.instants import MICROS_A_DAY, micros
from console.store.columns import MISSING
from console.store.frame import Frame, frame, frame_beside
from tests.store import tiny

AS_OF = micros(tiny.AS_OF)


def at(text: str) -> Frame:
    return frame(tiny.street(), micros(tiny.at(text)))


def by_id(shown: Frame) -> dict[str, State]:
    ids = shown.street.residents.id
    return {ids.text(row): State(int(state)) for row, state in enumerate(shown.state)}


def test_every_state_of_the_sample_is_told_apart() -> None:
    assert by_id(frame(tiny.street(), AS_OF)) == {
        "R01": State.ACTIVE,
        "R02": State.DUE,
        "R03": State.COMPLETE,
        "R04": State.RELEASED,
        "R05": State.RELEASED,
        "R06": State.BROKEN,
        "R07": State.PLANNED,
        "R08": State.ACTIVE,
        "R09": State.ACTIVE,
        "R10": State.NONE,
        "R11": State.NONE,
        "R12": State.NONE,
    }


def test_one_second_before_midnight_the_due_are_still_due() -> None:
    assert by_id(at("2020-03-18 23:59:59"))["R02"] == State.DUE
    assert by_id(at("2020-03-19 00:00"))["R02"] == State.COMPLETE


def test_counts_of_places_add_up_to_the_street() -> None:
    shown = frame(tiny.street(), AS_OF)
    assert shown.total.people.tolist() == [12]
    assert shown.buildings.people.sum() == 10
    assert shown.buildings.active.tolist() == [2, 0, 1, 0]
    assert shown.estates.active.tolist() == [2, 1, 0]
    assert shown.committees.active.tolist() == [2, 1]
    assert shown.total.active.tolist() == [4]
    assert (shown.buildings.by_state.sum(axis=1) == shown.buildings.people).all()


def test_classes_count_only_people_under_the_clock() -> None:
    shown = frame(tiny.street(), AS_OF)
    assert shown.total.by_class.tolist() == [[1, 2, 1, 0]]
    assert (shown.category != MISSING).sum() == 4


def test_a_person_served_elsewhere_is_counted_and_found_there() -> None:
    shown = frame(tiny.street(), AS_OF)
    street = shown.street
    assert [street.residents.id.text(row) for row in shown.moved] == ["R08"]
    first, end = street.buildings.first_unit[2:4]
    people = shown.people_in_units(int(first), int(end))
    places = shown.place[people]
    assert [street.residents.id.text(row) for row in people] == [
        "R04", "R05", "R06", "R10", "R11", "R08",
    ]  # fmt: skip
    assert (np.diff(places) >= 0).all()
    home = street.buildings.first_unit[:2]
    at_home = shown.people_in_units(int(home[0]), int(home[1]))
    assert [street.residents.id.text(row) for row in at_home] == ["R03", "R01", "R02"]


def test_after_release_the_person_is_at_home_again() -> None:
    tables = tiny.sample()
    for row in tables["episodes"]:
        if row["episode_id"] == "P08":
            row.update(ended_at=tiny.at("2020-03-17 10:00"), outcome="released")
    shown = frame(tiny.street(tables), AS_OF)
    assert len(shown.moved) == 0


def test_a_person_shows_the_row_of_an_episode() -> None:
    shown = frame(tiny.street(), AS_OF)
    street = shown.street
    told = {
        street.residents.id.text(row): street.details.id.text(episode) if episode >= 0 else None
        for row, episode in enumerate(shown.shown.tolist())
    }
    assert (told["R01"], told["R07"], told["R10"]) == ("P01", "P07", None)


def test_people_moved_into_one_unit_stand_there_by_id() -> None:
    tables = tiny.sample()
    for row in tables["episodes"]:
        if row["episode_id"] in ("P01", "P08", "P09"):
            row["unit_id"] = "B3-0501"
    shown = frame(tiny.street(tables), AS_OF)
    ids = shown.street.residents.id
    assert [ids.text(row) for row in shown.moved] == ["R01", "R08", "R09"]
    units = [shown.street.units.id.text(row) for row in range(len(shown.street.units.floor))]
    unit = units.index("B3-0501")
    people = shown.people_in_units(unit, unit + 1)
    assert [ids.text(row) for row in people] == ["R01", "R08", "R09", "R10", "R11"]


def test_a_street_without_people_has_a_frame() -> None:
    tables = tiny.sample()
    shown = frame(tiny.street({"buildings": tables["buildings"], "units": tables["units"]}), AS_OF)
    assert shown.total.people.tolist() == [0]
    assert len(shown.state) == 0
    assert len(shown.people_in_units(0, len(shown.street.units.floor))) == 0


def test_a_known_frame_serves_for_the_day_before_it_and_after_it() -> None:
    shown = frame(tiny.street(), AS_OF)
    earlier = shown.day_before()
    assert frame_beside((shown,), AS_OF) is shown
    assert frame_beside((shown,), AS_OF - MICROS_A_DAY) is earlier
    later = frame_beside((shown,), AS_OF + MICROS_A_DAY)
    assert later.before is shown
    assert shown.before is None, "a day lets go of the one before the day before it"
    assert later.state.tolist() == frame(shown.street, AS_OF + MICROS_A_DAY).state.tolist()
