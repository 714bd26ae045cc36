"""A section renewed for another instant is the one that is built for it."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.domain import packs
from console.domain.clock import State
from console.domain.conditions import parse_all
from console.domain.instants import MICROS_A_DAY
from console.state.look import RECOLOURINGS, Recolouring
from console.state.section.renewal import changed_units, moved_units, refiltered, renewed
from console.state.section.scene import SectionScene, build_section, busiest_building
from console.store.columns import Street
from console.store.conditions import keep
from console.store.frame import frame
from tests.state.towers import Tower, grid

DAYS = st.integers(-60, 20)
HOURS = MICROS_A_DAY // 24


def shown(
    street: Street, days: int, building: int, floor: int | None, recolouring: Recolouring
) -> SectionScene:
    at = frame(street, street.as_of_us + days * MICROS_A_DAY)
    return build_section(street, at, building, 900, 600, floor, recolouring=recolouring)


def unlike(one: Any, other: Any, name: str = "scene") -> list[str]:
    """Where two values differ, by the names of fields."""
    if isinstance(one, np.ndarray):
        same = isinstance(other, np.ndarray) and one.dtype == other.dtype
        return (
            [] if same and np.array_equal(one, other, equal_nan=one.dtype.kind == "f") else [name]
        )
    if is_dataclass(one) and not isinstance(one, type):
        return [
            found
            for field in fields(one)
            for found in unlike(
                getattr(one, field.name), getattr(other, field.name), f"{name}.{field.name}"
            )
        ]
    return [] if one == other else [name]


@given(
    before=DAYS,
    after=DAYS,
    rank=st.integers(0, 40),
    floor=st.sampled_from([None, 5, 15, 24, 30, 52, 80]),
    recolouring=st.sampled_from(RECOLOURINGS),
)
def test_it_is_the_same_as_built_anew(
    street: Street, before: int, after: int, rank: int, floor: int | None, recolouring: Recolouring
) -> None:
    order = np.argsort(-frame(street, street.as_of_us).buildings.active, kind="stable")
    building = int(order[rank % len(order)])
    known = shown(street, before, building, floor, recolouring)
    at = frame(street, street.as_of_us + after * MICROS_A_DAY)
    made = renewed(known, street, at, recolouring)
    assert unlike(made.scene, shown(street, after, building, floor, recolouring)) == []


def test_an_hour_in_which_nothing_happens_changes_nothing(street: Street) -> None:
    building = busiest_building(frame(street, street.as_of_us))
    known = shown(street, 0, building, None, "clock")
    made = renewed(known, street, frame(street, street.as_of_us + HOURS), "clock")
    assert not made.bands.any()
    assert made.scene.places is known.places or not made.units.any()
    assert made.scene.as_of_us == street.as_of_us + HOURS


def test_a_day_changes_the_units_whose_people_count_another_day(street: Street) -> None:
    building = busiest_building(frame(street, street.as_of_us))
    before = shown(street, -1, building, None, "clock")
    after = shown(street, 0, building, None, "clock")
    moved = moved_units(before.people, after.people, before.plan.units)
    changed = changed_units(before.people, after.people, moved, dated=True)
    counted = {(a, b): c for a, b, c in _days(before)}
    for unit, resident, day in _days(after):
        if counted.get((unit, resident)) != day:
            assert changed[unit]
    assert changed.any()
    assert not changed.all()


def test_another_day_of_the_same_people_moves_nobody(street: Street) -> None:
    building = busiest_building(frame(street, street.as_of_us))
    before = shown(street, -1, building, None, "clock")
    after = shown(street, 0, building, None, "clock")
    units = before.plan.units
    moved = moved_units(before.people, after.people, units)
    changed = changed_units(before.people, after.people, moved, dated=True)
    assert not (moved & ~changed).any()
    assert (changed & ~moved).any()
    for unit in range(units):
        states = [
            (one.people.resident[one.people_in(unit)], one.people.state[one.people_in(unit)])
            for one in (before, after)
        ]
        same = all(np.array_equal(one, other) for one, other in zip(*states, strict=True))
        assert bool(moved[unit]) is not same


@pytest.mark.parametrize(("floor", "dated"), [(9, False), (20, False), (40, True), (80, True)])
def test_where_no_day_is_to_be_seen_another_day_changes_nobody(
    street: Street, floor: int, dated: bool
) -> None:
    building = busiest_building(frame(street, street.as_of_us))
    before, after = (shown(street, days, building, floor, "clock") for days in (-1, 0))
    moved = moved_units(before.people, after.people, before.plan.units)
    made = renewed(before, street, frame(street, street.as_of_us), "clock")
    assert (made.units & ~moved).any() == dated


def test_totals_under_a_filter_count_whom_it_keeps(street: Street) -> None:
    at = frame(street, street.as_of_us)
    known = shown(street, 0, busiest_building(at), None, "clock")
    kept = keep(at, parse_all(("age>=60",), packs.load(street.scenario)))
    made = refiltered(known, kept)
    assert made.scene.floors.of_kept
    assert made.bands.any()
    assert not made.units.any()
    assert int(made.scene.floors.people.sum()) == int(kept.people[known.people.resident].sum())
    back = refiltered(made.scene, None)
    assert back.scene.floors.people.tolist() == known.floors.people.tolist()
    assert not back.scene.floors.of_kept


def _days(scene: SectionScene) -> list[tuple[int, int, int]]:
    """Unit, resident and day of everybody under the clock."""
    people = scene.people
    rows = np.flatnonzero((people.state == State.ACTIVE) | (people.state == State.DUE)).tolist()
    return [
        (int(people.unit[row]), int(people.resident[row]), int(people.day[row])) for row in rows
    ]


@pytest.mark.parametrize("days", [-30, 30])
def test_a_building_without_people_stays_empty(days: int) -> None:
    street = Tower(3, 0, grid((1, 2, 3), 2)).street()
    known = shown(street, 0, 0, None, "clock")
    at = frame(street, street.as_of_us + days * MICROS_A_DAY)
    assert not renewed(known, street, at, "clock").units.any()


ASKED = ("age>=60", "age=30..50", "floor>=3", "state=active", "occupancy=rented")


@given(
    days=DAYS,
    rank=st.integers(0, 40),
    asked=st.lists(st.sampled_from(ASKED), min_size=1, max_size=3, unique=True),
)
def test_the_units_and_people_of_a_building_are_kept_as_those_of_the_street_are(
    street: Street, days: int, rank: int, asked: list[str]
) -> None:
    at = frame(street, street.as_of_us + days * MICROS_A_DAY)
    order = np.argsort(-at.buildings.people, kind="stable")
    known = shown(street, days, int(order[rank % len(order)]), None, "clock")
    kept = keep(at, parse_all(tuple(asked), packs.load(street.scenario)))
    here, plan = refiltered(known, kept).scene.sifted, known.plan
    assert np.array_equal(here.people, kept.people[known.people.resident])
    assert np.array_equal(here.units, kept.units[plan.first_unit : plan.end_unit])
