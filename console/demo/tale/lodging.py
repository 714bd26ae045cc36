"""Where they stay: which household of which home takes in each family of the story."""

from __future__ import annotations

import numpy as np

from console.demo.people.households import RENTED, VACANT, Households
from console.demo.tale.told import as_of_day
from console.demo.tale.waves import Stays
from console.domain.arrays import F64, I64, Bools
from console.domain.clock import Outcome

NOWHERE = -1
"""The unit of a stay whose home is not known yet."""

_AGAIN_SHARE = 0.004
"""Of families: those that were away and under the clock twice."""


def homes_for(
    stays: Stays,
    is_abroad: Bools,
    households: Households,
    estate_of_unit: I64,
    rng: np.random.Generator,
) -> tuple[I64, I64]:
    """The resident and unit int64[n] of each stay: families in one household; -1 for none.

    `is_abroad` bool[n] of where each comes from: those from abroad choose first. Of a few the home
    is not known yet, their unit is NOWHERE; where no household is free nobody stays.
    """
    first = np.cumsum(households.size, dtype=np.int64) - households.size
    families, start, size = np.unique(stays.family, return_index=True, return_counts=True)
    place = np.arange(len(stays)) - np.repeat(start, size)
    keys = _household_keys(households, estate_of_unit, rng)
    household = np.full(len(families), -1, np.int64)
    free = keys >= 0
    for members in (4, 3, 2, 1):
        for abroad in (True, False):
            wanting = np.flatnonzero(
                (size >= members) & (household < 0) & (is_abroad[start] == abroad)
            )
            may = np.flatnonzero(free & (households.size >= size[wanting].max(initial=members)))
            count = min(len(wanting), len(may))
            key = keys[may] * (1.0 if abroad else rng.random(len(may)))
            best = may[np.argpartition(-key, count - 1)[:count]] if count else may[:0]
            household[wanting[:count]] = rng.permutation(best)
            free[best] = False
    _again(stays, start, size, household, rng)
    resident = np.where(household >= 0, first[household], -1)
    of_stay = np.repeat(resident, size) + place
    of_stay[np.repeat(household < 0, size)] = -1
    unit = np.where(of_stay >= 0, households.unit[np.repeat(household, size)], NOWHERE).astype(
        np.int64
    )
    _unmatched(stays, of_stay, unit, size[np.searchsorted(families, stays.family)], households, rng)
    return of_stay, unit


def _again(stays: Stays, start: I64, size: I64, household: I64, rng: np.random.Generator) -> None:
    """Lets some small families of March be ones that were released in February."""
    today = as_of_day()
    over = (stays.end_day[start] < today - 22) & (stays.outcome[start] == Outcome.RELEASED)
    for members in (1, 2):
        before = np.flatnonzero(over & (size == members) & (household >= 0))
        since = np.flatnonzero((stays.day[start] > today - 14) & (size == members))
        count = min(max(1, round(_AGAIN_SHARE * len(start) / 2)), len(before), len(since))
        if len(start) > 20:
            household[rng.permutation(since)[:count]] = household[rng.permutation(before)[:count]]


def _household_keys(households: Households, estate_of_unit: I64, rng: np.random.Generator) -> F64:
    """How soon a household is chosen: some estates have many returnees, most have few."""
    count = int(estate_of_unit.max(initial=0)) + 2
    liking = rng.lognormal(0.0, 0.65, count)
    weight = liking[estate_of_unit[households.unit]]
    weight = weight * np.where(households.occupancy[households.unit] == RENTED, 1.3, 1.0)
    keys: F64 = rng.random(len(weight)) ** (1.0 / np.maximum(weight, 1e-9))
    return keys


def _unmatched(
    stays: Stays,
    resident: I64,
    unit: I64,
    family_size: I64,
    households: Households,
    rng: np.random.Generator,
) -> None:
    """Some single arrivals of the last days have no home on the list yet, or a vacant one."""
    today = as_of_day()
    fresh = np.flatnonzero(
        (family_size == 1) & (stays.day >= today - 5) & (stays.last_day >= today)
        & (stays.end_day > today) & (resident >= 0)
    )  # fmt: skip
    count = min(
        max(1, round(0.014 * np.count_nonzero(stays.last_day >= today))),
        len(fresh),
        households.unplaced,
    )
    chosen = rng.permutation(fresh)[:count]
    resident[chosen] = households.placed + rng.permutation(households.unplaced)[:count]
    unit[chosen] = NOWHERE
    vacant = np.flatnonzero(households.occupancy == VACANT)
    lodged = chosen[: len(chosen) // 5]
    unit[lodged] = rng.choice(vacant, len(lodged)) if len(vacant) else NOWHERE
