"""Checks as columns: by due time, each at its unit, its episode's or its person's."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from console.domain.instants import NEVER_US, micros
from console.store import open_checks
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


@pytest.mark.parametrize("seed", range(8))
def test_open_are_those_due_and_not_done_however_many_are_passed_over_at_once(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(open_checks, "_BLOCK", 4)
    draw, number = np.random.default_rng(seed), seed * 5
    due_us = np.sort(draw.integers(0, 100, number))
    done_us = due_us + draw.integers(0, 3, number) ** 4
    done_us[draw.random(number) < 0.1] = NEVER_US
    street = tiny.street()
    checks = replace(street.checks, due_us=due_us, done_us=done_us)
    street = replace(street, checks=checks)
    for at_us in range(-1, 118):
        wanted = np.flatnonzero((due_us <= at_us) & (done_us > at_us))
        assert open_checks.open_checks(street, at_us).tolist() == wanted.tolist()
