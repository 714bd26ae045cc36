"""Each list holds the rows a plain reading holds, as many as the summary counts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from functools import cache
from typing import Any

import pytest

from console.domain import packs
from console.domain.clock import State
from console.domain.conditions import parse_all
from console.store import lists
from console.store.columns import Street
from console.store.conditions import keep
from console.store.database import Database
from console.store.frame import Frame, frame
from console.store.list_details import details_of
from console.store.lists import Kind, count_of, rows_of
from console.store.narrow import narrowed
from console.store.query_lists import event_details, facility_details
from console.store.summary import summarise
from tests.store import tiny

HOUR_US = 3_600_000_000


@cache
def sample() -> Street:
    return tiny.street()


def now(street: Street) -> Frame:
    return frame(street, street.as_of_us)


def people(at: Frame, kind: Kind) -> list[str]:
    return [at.street.residents.id.text(row) for row in rows_of(kind, at).tolist()]


def check(key: str, due: str, done: str | None = None, unit: str = "B1-1102") -> dict[str, Any]:
    done_at = tiny.at(done) if done else None
    return {
        "check_id": key, "kind": "call", "unit_id": unit, "due_at": tiny.at(due), "done_at": done_at
    }  # fmt: skip


def with_checks(*checks: dict[str, Any]) -> Frame:
    return now(tiny.street({**tiny.sample(), "checks": list(checks)}))


def event(key: str, raised: str, closed: str | None = None, **place: Any) -> dict[str, Any]:
    ended = tiny.at(closed) if closed else None
    return {"event_id": key, "kind": "fall", "raised_at": tiny.at(raised), "closed_at": ended} | (
        place or {"unit_id": "B1-1102"}
    )


EVENTS = (
    event("A1", "2020-03-17 08:00", "2020-03-17 09:00"),
    event("A2", "2020-03-18 07:00", "2020-03-18 09:00"),
    event("A3", "2020-03-18 07:30", resident_id="R10"),
    event("A4", "2020-03-18 07:45", building_id="B2"),
    event("A5", "2020-03-18 10:00"),
)


def know(street: Street, events: Sequence[dict[str, Any]]) -> None:
    """Read the events and facilities of a street as the lists do."""
    tables = {**tiny.sample(), "events": list(events)}
    tables["facilities"][0] |= {"estate_id": "E1"}
    database = Database.load({name: tiny.arrow(name, rows) for name, rows in tables.items()})
    cursor = database.cursor()
    try:
        details_of(street).events = cursor.fetch(event_details(street))
        details_of(street).facilities = cursor.fetch(facility_details(street))
    finally:
        cursor.close()
        database.close()


def narrowed_to(at: Frame, *texts: str) -> Frame:
    conditions = parse_all(texts, packs.load(at.street.scenario))
    return narrowed(at, keep(at, conditions))


def test_events_are_those_raised_by_the_instant_and_open_ones_not_closed_by_it() -> None:
    at = now(tiny.street())
    know(at.street, EVENTS)
    assert rows_of("events", at).tolist() == [0, 1, 2, 3]
    assert rows_of("open_events", at).tolist() == [1, 2, 3]
    assert (count_of("events", at), count_of("open_events", at)) == (4, 3)


def test_before_the_events_are_read_nobody_can_say_how_many_there_are() -> None:
    at = now(tiny.street())
    assert (count_of("events", at), count_of("open_events", at)) == (None, None)


def test_whoever_has_a_tag_that_the_pack_does_not_know_is_listed() -> None:
    assert people(now(sample()), "unknown_tags") == ["R05"]
    tables = tiny.sample()
    tables["residents"] = [{**one, "tags": ["volunteer"]} for one in tables["residents"]]
    assert people(now(tiny.street(tables)), "unknown_tags") == []


def test_all_checks_are_those_to_come_and_done_too() -> None:
    at = with_checks(
        check("K1", "2020-03-16 07:00", "2020-03-16 08:00"),
        check("K2", "2020-03-18 07:00"),
        check("K3", "2020-03-19 07:00"),
    )
    assert rows_of("all_checks", at).tolist() == [0, 1, 2]
    assert rows_of("checks", at).tolist() == [1]


def test_a_filter_leaves_the_work_and_the_places_of_what_it_keeps() -> None:
    at = now(tiny.street({**tiny.sample(), "checks": [check("K1", "2020-03-18 07:00"),
        check("K2", "2020-03-18 07:00", unit="B3-0101")]}))  # fmt: skip
    know(at.street, EVENTS)
    inside = narrowed_to(at, "estate=E1")
    assert rows_of("committees", inside).tolist() == [0]
    assert rows_of("all_checks", inside).tolist() == [0]
    assert rows_of("events", inside).tolist() == [0, 1, 3]
    assert rows_of("facilities", inside).tolist() == [0]
    beside = narrowed_to(at, "estate=E2")
    assert rows_of("events", beside).tolist() == [2]
    assert rows_of("facilities", beside).tolist() == []
    assert rows_of("unknown_tags", beside).tolist() == rows_of("unknown_tags", at).tolist()


def plainly(at: Frame, *states: State) -> list[str]:
    return [
        at.street.residents.id.text(row)
        for row in range(len(at.street.residents.unit))
        if State(int(at.state[row])) in states
    ]


@pytest.mark.parametrize(
    ("kind", "states"),
    [
        ("active", (State.ACTIVE, State.DUE)),
        ("due", (State.DUE,)),
        ("complete", (State.COMPLETE,)),
    ],
)
def test_people_are_those_in_the_state(kind: Kind, states: tuple[State, ...]) -> None:
    at = now(sample())
    assert people(at, kind) == plainly(at, *states)


def test_counts_are_the_summarys() -> None:
    at = now(sample())
    told = summarise(at)
    counted = {kind: count_of(kind, at) for kind in lists.KINDS}
    clock: tuple[Kind, ...] = ("active", "due", "complete")
    assert [counted[kind] for kind in clock] == [told.clock[kind] for kind in clock]
    places: tuple[Kind, ...] = ("units", "buildings", "estates")
    assert [counted[kind] for kind in places] == [told.totals[kind] for kind in places]
    assert counted["people"] == told.totals["residents"]


@pytest.mark.parametrize("kind", lists.KINDS)
def test_a_list_is_as_long_as_its_count_and_ascending(kind: Kind) -> None:
    at = with_checks(check("K1", "2020-03-18 07:00"), check("K2", "2020-03-12 07:00"))
    know(at.street, EVENTS)
    rows = rows_of(kind, at).tolist()
    assert rows == sorted(set(rows))
    assert len(rows) == count_of(kind, at)


def test_who_is_not_matched_has_a_running_episode_without_a_unit() -> None:
    assert people(now(sample()), "unmatched") == ["R09"]


def test_a_vacant_unit_with_somebody_under_the_clock_is_listed() -> None:
    assert people(now(sample()), "vacant") == ["R08"]


def test_a_check_done_within_36_hours_takes_the_unit_off_the_list() -> None:
    assert "R01" in people(
        with_checks(check("K", "2020-03-16 07:00", "2020-03-16 19:59")), "unchecked"
    )
    seen = with_checks(check("K", "2020-03-16 07:00", "2020-03-16 20:01"))
    assert "R01" not in people(seen, "unchecked")


def test_a_check_done_later_than_the_instant_does_not_count_yet() -> None:
    at = with_checks(check("K", "2020-03-18 07:00", "2020-03-18 09:00"))
    assert "R01" in people(at, "unchecked")


def test_whoever_began_less_than_36_hours_ago_is_not_missed() -> None:
    tables = {**tiny.sample(), "checks": [check("K", "2020-03-12 07:00")]}
    tables["episodes"][0] |= {"anchored_at": tiny.at("2020-03-17 10:00")}
    assert "R01" not in people(now(tiny.street(tables)), "unchecked")


def test_without_checks_nobody_can_say_who_was_not_checked() -> None:
    at = now(sample())
    assert (count_of("unchecked", at), people(at, "unchecked")) == (None, [])


def test_two_episodes_begun_and_not_ended_are_two_at_once() -> None:
    tables = tiny.sample()
    second = {**tables["episodes"][0], "episode_id": "P10"}
    later = {"anchored_at": tables["episodes"][0]["anchored_at"] + timedelta(days=2)}
    tables["episodes"] = [*tables["episodes"], {**second, **later}]
    at = now(tiny.street(tables))
    assert people(at, "double") == ["R01"]
    before = frame(at.street, at.as_of_us - 6 * 24 * HOUR_US)
    assert people(before, "double") == []


def test_an_aggregate_snapshot_lists_places_and_gives_no_people() -> None:
    rows = {key: tiny.sample()[key] for key in ("buildings", "units", "estates", "committees")}
    at = now(tiny.street(rows, masking="aggregate"))
    assert count_of("active", at) is None
    assert count_of("buildings", at) == len(rows["buildings"])


@pytest.mark.parametrize("kind", lists.KINDS)
def test_an_empty_street_has_empty_lists(kind: Kind) -> None:
    at = now(tiny.street({"buildings": [], "units": []}))
    assert not len(rows_of(kind, at))
