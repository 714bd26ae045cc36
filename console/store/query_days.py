"""Each day's arrivals, people under the clock, releases and last days: of everybody or of some.

Exact by the clock's rule, not by adding up episodes: somebody with two overlapping episodes is one
person. The days are counted from ledgers made once a street (store/ledgers.py), so that any set of
people costs a few passes over the episodes.
"""

from __future__ import annotations

from dataclasses import fields
from weakref import WeakKeyDictionary

import numpy as np

from console.domain.records import dataclass
from console.store.baseline import baseline
from console.store.births import births
from console.store.columns import I32, I64, Street
from console.store.crowd import Aged, Crowd
from console.store.kept import Mask
from console.store.ledgers import Ledgers, ledgers
from console.store.person_cells import ages_of
from console.store.person_order import AGES, ages_of_slots


@dataclass(frozen=True, slots=True)
class DayCounts:
    """n days from day number `first`, c classes of the pack; the day's figure is the one at 24:00.

    arrivals  int32[n, c]  episodes anchored on the day, but for those cancelled before they began
    active    int32[n, c]  people under the clock at the day's end; none without residents
    released  int32[n]     episodes released on the day
    due       int32[n]     episodes whose last day it is and that did not end before it
    """

    first: int
    arrivals: I32
    active: I32
    released: I32
    due: I32

    def __len__(self) -> int:
        return len(self.released)

    @property
    def last(self) -> int:
        """Day number of the last day."""
        return self.first + len(self) - 1

    def within(self, first: int, last: int) -> DayCounts:
        """The days from `first` to `last`, without a count where there were none."""
        if (first, last) == (self.first, self.last):
            return self
        begin, until = max(first, self.first), min(last, self.last) + 1

        def spread(counts: I32) -> I32:
            found = np.zeros((last - first + 1, *counts.shape[1:]), np.int32)
            found[begin - first : until - first] = counts[begin - self.first : until - self.first]
            return found

        of_days = {one.name: spread(getattr(self, one.name)) for one in fields(self)[1:]}
        return DayCounts(first, **of_days)


_known: WeakKeyDictionary[Street, DayCounts] = WeakKeyDictionary()


def days_by_class(street: Street) -> DayCounts:
    """The days of everybody in `street`; computed once.

    From before its first arrival to after its last end, within MOST_DAYS_BACK and MOST_DAYS_AHEAD
    of the snapshot's as-of (store/ledgers.py).
    """
    known = _known.get(street)
    if known is None:
        known = _known[street] = _counted(ledgers(street), None)
    return known


_of_crowds: WeakKeyDictionary[Crowd, DayCounts] = WeakKeyDictionary()


def days_of(street: Street, crowd: Crowd | None) -> DayCounts:
    """The same days, of a crowd, for which they are counted once; None for everybody."""
    if crowd is None:
        return days_by_class(street)
    known = _of_crowds.get(crowd)
    if known is None:
        by_age = None if crowd.aged is None else _by_age(street, crowd.aged)
        if by_age is None or crowd.aged is None:
            known = _counted(ledgers(street), crowd.held)
        else:
            known = _of_entries(ledgers(street), by_age[ages_of(crowd.aged.cells)].sum(axis=0))
        _of_crowds[crowd] = known
    return known


_of_ages: WeakKeyDictionary[Crowd, tuple[int, I64 | None]] = WeakKeyDictionary()
"""Of the day asked for last; nothing before it was asked for again: a range is being dragged."""


def _by_age(street: Street, aged: Aged) -> I64 | None:
    """The entries of a crowd's people by age and by what they count for, int64[AGES, s]."""
    today, table = _of_ages.get(aged.beside, (None, None))
    if today != aged.today:
        _of_ages[aged.beside] = (aged.today, None)
        return None
    if table is None:
        table = _table(street, aged.beside.held, aged.today)
        _of_ages[aged.beside] = (aged.today, table)
    return table


def _table(street: Street, held: Mask, today: int) -> I64:
    slots = births(street).slots.take(baseline(street).holders)
    ages = ages_of_slots(street, today).take(slots).astype(np.int64)
    kept, found = ledgers(street), []
    for entries, size in zip(kept.entries, kept.sizes, strict=True):
        rows = np.flatnonzero(held.take(entries.holder))
        cells = ages.take(entries.holder.take(rows)) * size + entries.slot.take(rows)
        found.append(np.bincount(cells, minlength=AGES * size).reshape(AGES, size))
    return np.concatenate(found, axis=1)


def _counted(kept: Ledgers, held: Mask | None) -> DayCounts:
    counted = [one.count(held, size) for one, size in zip(kept.entries, kept.sizes, strict=True)]
    return _of_entries(kept, np.concatenate(counted))


def _of_entries(kept: Ledgers, counted: I64) -> DayCounts:
    """The days of entries counted by slot, those of one ledger after those of another."""
    classes = kept.classes
    ends = np.cumsum(kept.sizes)[:-1]
    begun, over, arrivals, released, due = np.split(counted, ends)
    running = (begun - over).reshape(-1, classes).cumsum(axis=0)[: kept.days]
    return DayCounts(
        first=kept.first,
        arrivals=arrivals.reshape(-1, classes).astype(np.int32),
        active=running.astype(np.int32),
        released=released.astype(np.int32),
        due=due.astype(np.int32),
    )
