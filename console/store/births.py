"""When residents were born, in two bytes each: a range of ages is a range of them."""

from __future__ import annotations

from collections.abc import Iterable
from weakref import WeakKeyDictionary

import numpy as np
import numpy.typing as npt

from console.domain.distinct import distinct
from console.domain.records import dataclass
from console.store.ages import BornRun
from console.store.columns import I32, I64, NO_DAY, Street
from console.store.kept import Mask

Slots = npt.NDArray[np.unsignedinteger]
_MOST_DAYS = np.iinfo(np.uint16).max


@dataclass(frozen=True, slots=True, eq=False)
class Births:
    """Slots [r]: 1 for who was born on the first of `days`, and so on; 0 for an unknown day.

    days int64[d] ascending: all from the first birth to the last, or where these lie too far apart
    those alone on which somebody was born.
    """

    days: I64
    slots: Slots

    def slot(self, day: int) -> int:
        """The slot of the last of the days that is not after a day number; 0 where all are."""
        return int(np.searchsorted(self.days, day, side="right"))

    def bounds(self, runs: Iterable[BornRun]) -> list[tuple[int, int]]:
        """The slots of those born in some runs: from the first to before the last of each."""
        found = [(self.slot(after) + 1, self.slot(until) + 1) for after, until in runs]
        return [(first, end) for first, end in found if first < end]


def within(slots: Slots, bounds: Iterable[tuple[int, int]]) -> Mask:
    """Which slots lie within some bounds, bool[n]; what lies below one wraps to above it."""
    kept: Mask | None = None
    for first, end in bounds:
        one: Mask = slots - slots.dtype.type(first) < end - first
        kept = one if kept is None else kept | one
    return np.zeros(len(slots), np.bool_) if kept is None else kept


_known: WeakKeyDictionary[Street, Births] = WeakKeyDictionary()


def births(street: Street) -> Births:
    """The births of a street's residents; found once."""
    known = _known.get(street)
    if known is None:
        known = _known[street] = _make(street.residents.born)
    return known


def _make(born: I32) -> Births:
    known = born != NO_DAY
    first = int(born.min(initial=0, where=known))
    last = int(born.max(initial=first, where=known))
    if last - first < _MOST_DAYS:
        days = np.arange(first, last + 1)
        slots = np.where(known, born - np.int32(first - 1), np.int32(0))
    else:
        days = distinct(born[known])[0]
        slots = np.where(known, np.searchsorted(days, born) + 1, 0)
    return Births(days, slots.astype(np.min_scalar_type(len(days))))
