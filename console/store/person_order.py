"""Residents by sex, registration and day of birth, so that those of any age on any day are slices.

The order never changes with the day shown: only where it is cut into years of age does.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property, lru_cache
from weakref import WeakKeyDictionary

import numpy as np

from console.domain.closed_lists import REGISTRATIONS, SEXES
from console.domain.conditions import Condition, Operator
from console.domain.records import dataclass
from console.store.ages import born_runs, latest_births
from console.store.births import Births, births
from console.store.bits import Cuts, Rows, every_bit, slice_bits
from console.store.columns import I32, I64, MISSING, NO_DAY, U8, Street
from console.store.kept import Mask

OLDEST = 100
"""Ages from here on are counted together; the count after it is of people of unknown age."""
AGES = OLDEST + 2
PERSON_SHAPE = (AGES, len(SEXES) + 1, len(REGISTRATIONS) + 1)
"""How people are counted by age, sex and registration; the last of each is for unknown."""
PERSON_FIELDS = frozenset({"age", "sex", "registration"})
"""Conditions on these keep slices of the order."""

_GROUPS = PERSON_SHAPE[1] * PERSON_SHAPE[2]


@dataclass(frozen=True, eq=False)
class PersonOrder:
    """r residents in the order, in groups of one sex and registration.

    births by slot, 0 for an unknown day; group uint8[r] of each resident; ends int32[g, s] where
    those of a group and of a slot end in the order.
    """

    births: Births
    group: U8
    ends: I32

    @cached_property
    def rows(self) -> I32:
        """Who stands at each place, int32[r]."""
        by_birth = np.argsort(self.births.slots, kind="stable")
        by_group = np.argsort(self.group.take(by_birth), kind="stable")
        return by_birth.take(by_group).astype(np.int32)

    def of(self, mask: Mask) -> Rows:
        """A mask bool[r] of residents, in this order."""
        return Rows.of(mask.take(self.rows))

    def born_until(self, days: Sequence[int]) -> I32:
        """Where those born until each of k days end in each group, int32[g, k]."""
        return self.ends.take([self.births.slot(day) for day in days], axis=1)

    @cached_property
    def first(self) -> I64:
        """Where each group begins, and the last one ends, int64[g+1]."""
        return np.concatenate(([0], self.ends[:, -1]))

    def kept_by(self, condition: Condition, today: int) -> Rows:
        """Whom a condition on one of PERSON_FIELDS keeps on a local day, in this order."""
        length = len(self.group)
        found = slice_bits(*_joined(self._slices(condition, today)), length)
        if condition.operator is Operator.IS_NOT:
            found = found ^ every_bit(length)
        return Rows(found, length)

    def _slices(self, condition: Condition, today: int) -> list[list[int]]:
        if condition.field == "age":
            runs = born_runs(condition, today)
            ends = self.born_until([day for run in runs for day in run])
            return ends.reshape(-1, 2).tolist() if runs else []
        words, axis = (SEXES, 0) if condition.field == "sex" else (REGISTRATIONS, 1)
        wanted = {words.index(value) for value in condition.values}
        groups = [at for at in range(_GROUPS) if divmod(at, PERSON_SHAPE[2])[axis] in wanted]
        return [self.first[at : at + 2].tolist() for at in groups]


def _joined(slices: list[list[int]]) -> tuple[I64, I64]:
    """Where slices begin and end, int64[k] each, those that overlap as one."""
    joined: list[list[int]] = []
    for start, end in sorted(slices):
        if joined and start <= joined[-1][1]:
            joined[-1][1] = max(joined[-1][1], end)
        elif start < end:
            joined.append([start, end])
    found = np.array(joined, np.int64).reshape(-1, 2)
    return found[:, 0], found[:, 1]


_known: WeakKeyDictionary[Street, PersonOrder] = WeakKeyDictionary()


def person_order(street: Street) -> PersonOrder:
    """The order of a street's residents; found once."""
    known = _known.get(street)
    if known is None:
        known = _known[street] = _make(street)
    return known


def count_persons(street: Street, ordered: Rows, today: int) -> I64:
    """Some residents, in the order, by age, sex and registration: int64[PERSON_SHAPE]."""
    return _by_person(ordered.before(_ages_on(street, today).cuts))


def count_everybody(street: Street, today: int) -> I64:
    """All residents alike; known for the day asked for last, not to be written to."""
    return _ages_on(street, today).everybody


def count_persons_in(street: Street, rows: I32, today: int) -> I64:
    """A few residents by their rows, each looked at: int64[PERSON_SHAPE]."""
    people = street.residents
    born = people.born[rows]
    younger = np.searchsorted(_last_births(today), born, side="left")
    age = np.where(born == NO_DAY, OLDEST + 1, OLDEST - younger)
    codes = age * _GROUPS + _groups(people.sex[rows], people.registration[rows])
    return np.bincount(codes, minlength=AGES * _GROUPS).reshape(PERSON_SHAPE)


def age_ends(street: Street, today: int) -> list[int]:
    """The last slots of births of each age on a local day, from unknown and the eldest on."""
    return _ages_on(street, today).ends


def ages_of_slots(street: Street, today: int) -> U8:
    """How old those born in each slot are on a local day, as they are counted, uint8[s]."""
    return _ages_on(street, today).of_slots


@dataclass(frozen=True, eq=False)
class _Ages:
    """Where the order is cut into ages on a local day, and all residents between the cuts.

    `ends` are the slots of births at which it is cut, and the last there is.
    """

    today: int
    cuts: Cuts
    everybody: I64
    ends: list[int]

    @cached_property
    def of_slots(self) -> U8:
        """How old those of each slot are, uint8[s]; read-only."""
        lengths = np.diff(self.ends, prepend=-1)
        return np.repeat(np.arange(AGES - 1, -1, -1).astype(np.uint8), lengths)


_ages: WeakKeyDictionary[Street, tuple[_Ages, ...]] = WeakKeyDictionary()
"""Of the two days asked for last: a day, and the one before it."""


def _ages_on(street: Street, today: int) -> _Ages:
    known = _ages.get(street, ())
    for one in known:
        if one.today == today:
            return one
    order = person_order(street)
    days = order.births.days
    born = np.searchsorted(days, _last_births(today), side="right")
    ends = [0, *born.tolist(), len(days)]
    cuts = _cut_into_ages(order, ends)
    made = _Ages(today, Cuts.at(cuts), _by_person(cuts), ends)
    _ages[street] = (made, *known[:1])
    return made


def _cut_into_ages(order: PersonOrder, ends: list[int]) -> I64:
    """A group is cut after those of unknown age, then from the eldest on; all else are 0."""
    cuts = np.empty((_GROUPS, AGES + 1), np.int64)
    cuts[:, 0], cuts[:, 1:] = order.first[:-1], order.ends.take(ends, axis=1)
    return cuts.reshape(-1)


def _by_person(before: I32 | I64) -> I64:
    """Counts from how many come before each cut of each group, from the eldest on."""
    by_group = before.reshape(_GROUPS, AGES + 1)
    counts = (by_group[:, 1:] - by_group[:, :-1])[:, ::-1]
    return counts.T.astype(np.int64).reshape(PERSON_SHAPE)


@lru_cache(maxsize=8)
def _last_births(today: int) -> I64:
    """The last days of birth of those who are OLDEST years old, and of all younger ones to 1."""
    return latest_births(range(OLDEST, 0, -1), today)


def _make(street: Street) -> PersonOrder:
    people, born = street.residents, births(street)
    group, slots = _groups(people.sex, people.registration), len(born.days) + 1
    counted = np.bincount(group.astype(np.int64) * slots + born.slots, minlength=_GROUPS * slots)
    ends = np.cumsum(counted, dtype=np.int32).reshape(_GROUPS, slots)
    return PersonOrder(born, group, ends)


def _groups(sex: U8, registration: U8) -> U8:
    """The group of each of some residents, uint8[n]."""
    of_sex = np.where(sex == MISSING, np.uint8(len(SEXES)), sex)
    registered = np.where(registration == MISSING, np.uint8(len(REGISTRATIONS)), registration)
    return of_sex * np.uint8(PERSON_SHAPE[2]) + registered
