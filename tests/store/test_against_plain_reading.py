"""Random streets: `summary` and `clock` say what a slow, plain reading of the contract says."""

from __future__ import annotations

from typing import Any

import pytest

from console.domain.instants import micros
from console.store.answers import summary_of
from console.store.columns import Street
from console.store.explain import episode_row, explain, shown_row
from tests.store import plain, tiny
from tests.store.random_street import RandomStreet

SEEDS = range(60)
LEVELS = (None, "street", "committee", "estate", "building", "unit")


def pair(seed: int) -> tuple[RandomStreet, Street, plain.PlainStreet]:
    """The same street twice: as columns and as rows."""
    made = RandomStreet(seed)
    as_of = made.as_of
    street = tiny.street(made.tables, zone=made.zone.key, as_of_us=micros(as_of))
    return made, street, plain.PlainStreet(made.tables, made.zone, as_of)


def said(street: Street, where: list[str], by: Any) -> dict[str, Any]:
    told = summary_of(street, street.as_of_us, by, where).as_json("x")
    del told["snapshot"]
    return told


@pytest.mark.parametrize("seed", SEEDS)
def test_summary_says_what_the_contract_says(seed: int) -> None:
    made, street, read = pair(seed)
    for _ in range(8):
        where = made.conditions()
        for by in LEVELS:
            assert said(street, where, by) == plain.summary(read, where, by), (where, by)


@pytest.mark.parametrize("seed", SEEDS)
def test_clock_says_what_the_contract_says(seed: int) -> None:
    made, street, _ = pair(seed)
    for as_of in [made.as_of, *(made.instant() for _ in range(4))]:
        read = plain.PlainStreet(made.tables, made.zone, as_of)
        for episode in made.tables["episodes"]:
            row = episode_row(street, episode["episode_id"])
            told = explain(street, row, micros(as_of)).as_json()
            assert all(told.pop("sentence").values())
            assert told == plain.clock(read, episode)


@pytest.mark.parametrize("seed", SEEDS)
def test_a_person_shows_the_episode_the_contract_says(seed: int) -> None:
    made, street, _ = pair(seed)
    for as_of in [made.as_of, *(made.instant() for _ in range(4))]:
        read = plain.PlainStreet(made.tables, made.zone, as_of)
        for person, mine in read.episodes_of.items():
            row = shown_row(street, person, micros(as_of))
            wanted = read.shown(person)
            assert wanted is not None, mine
            assert street.details.id.text(row) == wanted["episode_id"]
