"""Tags: who needs care and who lends a hand, at rates like a Shanghai street's."""

from __future__ import annotations

import numpy as np

from console.demo.people.families import ELDER, Persons
from console.demo.people.households import LOCAL, OVERSEAS
from console.domain.arrays import I64, Bools

TAGS = (
    "lives_alone", "all_elder_household", "disabled", "severely_disabled", "child_in_need",
    "pregnant", "low_income", "meal_support", "long_term_care", "party_member", "volunteer",
    "building_leader", "medic",
)  # fmt: skip
(ALONE, ALL_ELDER, DISABLED, SEVERE, CHILD_IN_NEED, PREGNANT, LOW_INCOME, MEAL, LONG_CARE, PARTY,
 VOLUNTEER, LEADER, MEDIC) = range(len(TAGS))  # fmt: skip
LEADER_HOMES = 6
"""A door with at least this many homes has a building leader."""


def tagged(
    persons: Persons,
    door: I64,
    homes_at_door: I64,
    rng: np.random.Generator,
) -> Bools:
    """bool[n, 13]: the tags of every person, columns as TAGS.

    door int64[n]: the stairwell of each person, as a row of `homes_at_door`.
    """
    tags = np.zeros((len(persons.age), len(TAGS)), bool)
    old = persons.age >= ELDER
    tags[:, ALONE] = old & (persons.size == 1) & (persons.registration == LOCAL)
    tags[:, ALL_ELDER] = _all_elder(persons)
    _health(tags, persons, rng)
    _need(tags, persons, rng)
    _roles(tags, persons, rng)
    tags[_leaders(persons, door, homes_at_door, rng), LEADER] = True
    return tags


def _all_elder(persons: Persons) -> Bools:
    """Everybody in the household is 60 or older, and there are at least two."""
    youngest = np.minimum.reduceat(persons.age, persons.start)
    result: Bools = (youngest[persons.household] >= ELDER) & (persons.size > 1)
    return result


def _health(tags: Bools, persons: Persons, rng: np.random.Generator) -> None:
    age = persons.age
    chance = np.select([age < 18, age < 45, age < 60], [0.004, 0.006, 0.013], 0.028)
    tags[:, DISABLED] = rng.random(len(age)) < chance
    tags[:, SEVERE] = tags[:, DISABLED] & (rng.random(len(age)) < 0.22)
    fertile = ~persons.male & (age >= 22) & (age <= 41)
    tags[:, PREGNANT] = fertile & (rng.random(len(age)) < 0.022)
    care = np.select([age < ELDER, age < 75, age < 85], [0.0, 0.012, 0.07], 0.24)
    tags[:, LONG_CARE] = rng.random(len(age)) < care


def _need(tags: Bools, persons: Persons, rng: np.random.Generator) -> None:
    """Low income comes to whole households; meals to the old, mostly when nobody young is there."""
    households = rng.random(len(persons.start)) < 0.008
    tags[:, LOW_INCOME] = households[persons.household] & (persons.registration == LOCAL)
    without_young = tags[:, ALONE] | tags[:, ALL_ELDER]
    chance = np.where(persons.age >= 75, 0.16, 0.03) * np.where(without_young, 1.0, 0.15)
    tags[:, MEAL] = (persons.age >= ELDER) & (rng.random(len(chance)) < chance)
    tags[:, CHILD_IN_NEED] = (persons.age < 18) & (
        rng.random(len(chance)) < np.where(tags[:, LOW_INCOME], 0.10, 0.002)
    )


def _roles(tags: Bools, persons: Persons, rng: np.random.Generator) -> None:
    age = persons.age
    native = persons.registration != OVERSEAS
    member = np.select([age < 20, age < 35, age < 60], [0.0, 0.034, 0.046], 0.076)
    member = np.where(persons.registration == LOCAL, member, member * 0.65)
    tags[:, PARTY] = native & (rng.random(len(age)) < member)
    active = np.select([age < 18, age < 40, age < 72], [0.0, 0.005, 0.012], 0.0)
    tags[:, VOLUNTEER] = rng.random(len(age)) < active * np.where(tags[:, PARTY], 4.0, 0.85)
    tags[:, MEDIC] = (age >= 23) & (age < 62) & (rng.random(len(age)) < 0.008)


def _leaders(
    persons: Persons,
    door: I64,
    homes_at_door: I64,
    rng: np.random.Generator,
) -> I64:
    """One grown person of each door that has homes enough, rather between 45 and 70."""
    likely = np.where((persons.age >= 45) & (persons.age <= 70), 2.0, 1.0)
    key = rng.random(len(door)) * likely
    key[(persons.age < 30) | (persons.age > 78)] = -1.0
    order = np.lexsort((key, door))
    last = np.append(np.diff(door[order]) != 0, True)[: len(order)]
    best = order[last]
    fit = (key[best] > 0) & (homes_at_door[door[best]] >= LEADER_HOMES)
    chosen: I64 = best[fit]
    return chosen
