"""What conditions keep of the sample, one claim each."""

from __future__ import annotations

import numpy as np
import pytest

from console.domain import conditions, packs
from console.domain.instants import day_number, micros
from console.store.ages import ages
from console.store.conditions import keep
from console.store.frame import frame
from tests.store import tiny

PACK = packs.load("quarantine-2020")


def people(*texts: str) -> set[str]:
    street = tiny.street()
    kept = keep(frame(street, micros(tiny.AS_OF)), conditions.parse_all(texts, PACK))
    return {street.residents.id.text(int(row)) for row in np.flatnonzero(kept.people)}


def units(*texts: str) -> set[str]:
    street = tiny.street()
    kept = keep(frame(street, micros(tiny.AS_OF)), conditions.parse_all(texts, PACK))
    return {street.units.id.text(int(row)) for row in np.flatnonzero(kept.units)}


EVERYBODY = {f"R{number:02d}" for number in range(1, 13)}


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("state=active", {"R01", "R02", "R08", "R09"}),
        ("state=due", {"R02"}),
        ("state!=active", EVERYBODY - {"R01", "R02", "R08", "R09"}),
        ("state!=due", EVERYBODY - {"R02"}),
        ("state=planned,complete", {"R03", "R07"}),
        ("state=none", {"R10", "R11", "R12"}),
        ("category=key", {"R01"}),
        ("category!=key", EVERYBODY - {"R01"}),
        ("tag=medic,volunteer", {"R05", "R10"}),
        ("tag=棋友", {"R05"}),
        ("tag=no_such_tag", set()),
        ("tag!=no_such_tag", EVERYBODY),
        ("age>=60", {"R01", "R02", "R03", "R04"}),
        ("age<=20", {"R12", "R11"}),
        ("sex=f", {"R02", "R04", "R06", "R08", "R10", "R12"}),
        ("registration=local", {"R01", "R05", "R09"}),
        ("estate=E2", {"R04", "R05", "R06", "R08", "R10", "R11"}),
        ("estate!=E2", {"R01", "R02", "R03", "R07"}),
        ("committee=C1", {"R01", "R02", "R03", "R07"}),
        ("building=B2", {"R07"}),
        ("unit=B1-1102,B1-0301", {"R01", "R02", "R03"}),
        ("unit=no-such-unit", set()),
        ("floor>=11", {"R01", "R02"}),
        ("occupancy=rented", {"R07"}),
    ],
)
def test_people_are_kept(text: str, kept: set[str]) -> None:
    assert people(text) == kept


def test_a_place_condition_keeps_units_without_people_too() -> None:
    assert units("building=B2,B4") == {"B2-0101"}
    assert len(units("occupancy=vacant")) == 2


def test_a_condition_on_people_keeps_the_units_they_are_in() -> None:
    assert units("state=active") == {"B1-1102", "B3-0601"}


def test_conditions_are_joined_by_and() -> None:
    assert people("state=active", "estate=E1") == {"R01", "R02"}
    assert units("state=active", "estate=E1") == {"B1-1102"}


@pytest.mark.parametrize(
    ("born", "today", "age"),
    [
        ("1960-03-18", "2020-03-17", 59),
        ("1960-03-18", "2020-03-18", 60),
        ("1960-02-29", "2019-02-28", 58),
        ("1960-02-29", "2019-03-01", 59),
        ("2020-03-18", "2020-03-18", 0),
        ("1969-12-31", "1970-01-01", 0),
        ("1880-01-01", "2020-01-01", 140),
    ],
)
def test_an_age_is_in_whole_years(born: str, today: str, age: int) -> None:
    numbers = [day_number(np.datetime64(one).astype(object)) for one in (born, today)]
    assert ages(np.array(numbers[:1], np.int32), numbers[1]).tolist() == [age]
