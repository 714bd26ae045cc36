"""Each day's arrivals, people under the clock, releases and last days: of everybody or of some.

Exact by the clock's rule, not by adding up episodes: somebody with two overlapping episodes is one
person. The days are counted from ledgers made once a street (store/ledgers.py), so that any set of
people costs a few passes over the episodes.
"""

from __future__ import annotations

from dataclasses import fields
from functools import partial
from weakref import WeakKeyDictionary

import numpy as np

from console.domain.records import dataclass
from console.store.by_age import Counted, ages_of_holders, cells_by_age
from console.store.columns import I32, I64, Street
from console.store.crowd import Crowd
from console.store.kept import Mask
from console.store.ledgers import Ledgers, ledgers


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
        known = _known[street] = _of_entries(ledgers(street), _entries_of(ledgers(street), None))
    return known


_of_crowds: WeakKeyDictionary[Crowd, DayCounts] = WeakKeyDictionary()


def days_of(street: Street, crowd: Crowd | None) -> DayCounts:
    """The same days, of a crowd, for which they are counted once; None for everybody."""
    if crowd is None:
        return days_by_class(street)
    known = _of_crowds.get(crowd)
    if known is None:
        known = _of_crowds[crowd] = _of_entries(ledgers(street), _count(street, crowd))
    return known


def _count(street: Street, crowd: Crowd) -> I64:
    """The entries of a crowd by what they count for; of a range that is dragged by age."""
    kept, aged = ledgers(street), crowd.aged
    counted = None if aged is None else aged.counted("days", None, partial(_by_age, kept))
    return _entries_of(kept, crowd.held) if counted is None else counted


def _by_age(kept: Ledgers, crowd: Crowd, today: int) -> Counted:
    ages, found = ages_of_holders(crowd.street, today), []
    for entries, size in zip(kept.entries, kept.sizes, strict=True):
        rows = np.flatnonzero(crowd.held.take(entries.holder))
        of_age = ages.take(entries.holder.take(rows))
        found.append(cells_by_age(of_age, entries.slot.take(rows), size))
    return np.concatenate(found, axis=1)


def _entries_of(kept: Ledgers, held: Mask | None) -> I64:
    counted = [one.count(held, size) for one, size in zip(kept.entries, kept.sizes, strict=True)]
    return np.concatenate(counted)


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
