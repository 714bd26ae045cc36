"""Some people by their own units and by age: those of a range are read off two rows of it."""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from console.domain.distinct import distinct
from console.store.baseline import places_above
from console.store.births import births
from console.store.bits import Rows
from console.store.by_age import Runs, Sums
from console.store.columns import I32, I64, Street
from console.store.person_order import AGES, ages_of_slots
from console.store.place_counts import Own

_PART = 1 << 16
"""So many people are counted together: what is found of them stays in the processor's cache."""
_NOBODY = np.zeros(1, np.int32)


class OwnByAge:
    """Some residents of a street by the buildings of their own units, and what lies above, by age.

    Of each building is known how many are younger than each age, in numbers as small as its people
    allow: [AGES + 1, b].
    """

    def __init__(self, street: Street, some: Rows, today: int) -> None:
        first = street.units.first_resident[street.buildings.first_unit]
        most = int(np.diff(first).max(initial=0))
        self._younger = np.zeros((AGES + 1, len(first) - 1), np.min_scalar_type(most))
        known = _OnDay(street, some, today)
        for start, end in pairwise(_parts(first)):
            self._younger[1:, start:end] = known.by_age(first[start : end + 1]).T
        placeless = known.by_age(np.array((first[-1], some.length)))[0]
        self._above = Sums(self._add_up(street, placeless))

    def _add_up(self, street: Street, placeless: I64) -> I64:
        """Count on from each age to the next; gives those of each by what lies above buildings."""
        above = []
        for age, of_age in enumerate(self._younger[1:]):
            before = np.concatenate((_NOBODY, of_age.cumsum(dtype=np.int32)))
            above.append(places_above(street, before, int(before[-1] + placeless[age])))
            of_age += self._younger[age]
        return np.stack(above).astype(np.int64)

    def of(self, runs: Runs) -> Own:
        """Those of some ages."""
        buildings = self._younger[0]
        for first, end in runs:
            buildings = buildings + (self._younger[end] - self._younger[first])
        return Own(buildings.astype(np.int32), self._above.of(runs).astype(np.int32))


class _OnDay:
    """Some residents and how old they are on a local day."""

    def __init__(self, street: Street, some: Rows, today: int) -> None:
        self._some = None if some.number == some.length else some
        self._slots, self._ages = births(street).slots, ages_of_slots(street, today)

    def by_age(self, first: I32 | I64) -> I64:
        """Those of each of the slices of rows that `first` cuts, by age, int64[slices, AGES]."""
        start, end = first[[0, -1]].tolist()
        cells = np.repeat(np.arange(len(first) - 1) * AGES, np.diff(first))
        cells += self._ages.take(self._slots[start:end])
        if self._some is not None:
            cells = cells[self._some.part(start, end)]
        return np.bincount(cells, minlength=(len(first) - 1) * AGES).reshape(-1, AGES)


def _parts(first: I32) -> list[int]:
    """Where buildings are parted, so that a part has few people or is one building."""
    people = np.arange(0, int(first[-1]), _PART)
    return [*distinct(first.searchsorted(people))[0].tolist(), len(first) - 1]
