"""Checks as columns: by due time, each at its unit, its episode's or its person's."""

from __future__ import annotations

from console.domain.instants import NEVER_US, micros
from tests.store import tiny

DUE = tiny.at("2020-03-17 09:00")


def unit_of(**said: object) -> str:
    """The unit a check belongs to, by its id."""
    check = {"check_id": "K1", "kind": "call", "due_at": DUE, **said}
    street = tiny.street({**tiny.sample(), "checks": [check]})
    return street.units.id.text(int(street.checks.unit[0]))


def test_a_check_belongs_to_its_own_unit_first() -> None:
    assert unit_of(unit_id="B3-0101", episode_id="P01") == "B3-0101"


def test_a_check_of_an_episode_belongs_to_the_episodes_unit() -> None:
    assert unit_of(episode_id="P08") == "B3-0601"


def test_a_check_of_a_person_belongs_to_the_persons_unit() -> None:
    assert unit_of(resident_id="R10") == "B3-0501"


def test_a_check_of_somebody_without_a_home_has_no_unit() -> None:
    assert unit_of(episode_id="P09") == ""


def test_checks_lie_by_due_time_and_know_when_they_were_done() -> None:
    later = tiny.at("2020-03-18 09:00")
    checks = [
        {"check_id": "K1", "kind": "call", "due_at": later, "unit_id": "B3-0101"},
        {"check_id": "K2", "kind": "call", "due_at": DUE, "unit_id": "B3-0101", "done_at": later},
    ]
    street = tiny.street({**tiny.sample(), "checks": checks})
    assert street.checks.due_us.tolist() == [micros(DUE), micros(later)]
    assert street.checks.done_us.tolist() == [micros(later), NEVER_US]


def test_a_snapshot_without_checks_has_none() -> None:
    assert not len(tiny.street().checks.due_us)
