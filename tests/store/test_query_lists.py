"""What lists ask of the database is what the tables say, in the order of the columns."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from console.domain.instants import NEVER_US, micros
from console.store import stamps
from console.store.columns import Street
from console.store.database import ASKED, Cursor, Database
from console.store.query_lists import check_details, event_details, facility_details
from console.store.stamps import CLOSED, RAISED
from tests.store import tiny


def tables() -> dict[str, list[dict[str, Any]]]:
    made = tiny.sample()
    made["checks"] = [
        {"check_id": "K2", "kind": "visit", "due_at": tiny.at("2020-03-17 09:00"),
         "unit_id": "B1-1102", "resident_id": "R02", "done_at": tiny.at("2020-03-17 10:00"),
         "result": "好", "by": "楼组长"},
        {"check_id": "K1", "kind": "call", "due_at": tiny.at("2020-03-17 09:00"),
         "episode_id": "P03"},
    ]  # fmt: skip
    made["events"] = [
        {"event_id": "A2", "kind": "smoke", "raised_at": tiny.at("2020-03-18 07:00"),
         "building_id": "B2"},
        {"event_id": "A1", "kind": "fall", "raised_at": tiny.at("2020-03-17 07:00"),
         "resident_id": "R10", "closed_at": tiny.at("2020-03-17 08:00"), "outcome": "real",
         "handler": "志愿者"},
    ]  # fmt: skip
    made["facilities"].append(
        {"facility_id": "F2", "kind": "aed", "committee_id": "C2", "status": "待修",
         "geometry": tiny.square(121.57, 31.21)}
    )  # fmt: skip
    made["facilities"][0]["estate_id"] = "E1"
    return made


@pytest.fixture
def street() -> Street:
    return tiny.street(tables())


@pytest.fixture
def cursor() -> Iterator[Cursor]:
    given = {name: tiny.arrow(name, some) for name, some in tables().items()}
    database = Database.load(given, only=ASKED)
    made = database.cursor()
    yield made
    made.close()
    database.close()


def test_checks_come_in_the_order_of_the_columns(street: Street, cursor: Cursor) -> None:
    found = cursor.fetch(check_details(street))
    assert [found.kind.text(row) for row in range(2)] == ["call", "visit"]
    assert [found.result.text(row) for row in range(2)] == ["", "好"]
    assert [found.by.text(row) for row in range(2)] == ["", "楼组长"]
    people = [street.residents.id.text(row) for row in found.resident.tolist()]
    assert people == ["R03", "R02"]
    assert street.checks.done_us.tolist()[0] == NEVER_US


def test_events_lie_where_they_or_their_person_are(street: Street, cursor: Cursor) -> None:
    found = cursor.fetch(event_details(street))
    assert [found.kind.text(row) for row in range(2)] == ["fall", "smoke"]
    units = [street.units.id.text(row) for row in found.unit.tolist()]
    assert units == ["B3-0501", ""]
    buildings = [street.buildings.id.text(row) for row in found.building.tolist()]
    assert buildings == ["B3", "B2"]
    assert found.stamps_us[0, RAISED] == micros(tiny.at("2020-03-17 07:00"))
    assert found.stamps_us[:, CLOSED].tolist() == [micros(tiny.at("2020-03-17 08:00")), NEVER_US]
    assert (found.outcome.text(0), found.handler.text(0)) == ("real", "志愿者")


def test_facilities_know_their_estate_or_their_committee(street: Street, cursor: Cursor) -> None:
    found = cursor.fetch(facility_details(street))
    assert (found.estate.tolist(), found.committee.tolist()) == ([0, -1], [0, 1])
    assert [found.status.text(row) for row in range(2)] == ["", "待修"]


def test_a_stamp_is_where_its_name_says() -> None:
    for place, name in enumerate(stamps.STAMPS):
        assert getattr(stamps, name.removesuffix("_at").upper()) == place
