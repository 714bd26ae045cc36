"""Hiding small counts so that what is published does not give them back by subtraction.

A count from 1 to 7 is hidden, every other rounded to 5. Two readers are reckoned with, who know
what a rounded count may have been and that places and keys add up: one who takes every hidden
count for 1 to 7, and one who knows that any hidden count may be there to protect another and can
be anything. Bounds are drawn tighter through all sums until nothing moves; where the second reader
is left with fewer than three values of a small count, or the first with one, a neighbour in the
sum that gave it away is hidden too, and all is looked at again.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from console.domain.arrays import Bools
from console.domain.banding import MOST_FEW, STEP, is_few, rounded
from console.domain.records import dataclass
from console.store.columns import I64

LEAST_VALUES = 3
"""So many values of a small count at least stay possible for who knows how the table was made."""

Cell = tuple[int, int]

_MANY = 10**9
"""More than any count."""
_MOST_TURNS = 200


@dataclass(frozen=True, slots=True)
class Nesting:
    """How a table of places and keys adds up.

    parent  int64[p] the place each place is part of, -1 for the last that has none; places come
            before their parents, but for the very last, which stands for nowhere: it is never
            published, and a part of the one before it
    equal   pairs of keys: the sum over the first ones is the sum over the others
    within  pairs of keys: the first is at most the second
    """

    parent: I64
    equal: tuple[tuple[I64, I64], ...]
    within: tuple[tuple[int, int], ...]


def hidden_cells(values: I64, nesting: Nesting) -> Bools:
    """Which cells of the true counts int64[p, k] are hidden, bool[p, k].

    Those from 1 to 7, and where they need it counts beside them, now and then one that is 0.
    """
    small = is_few(values)
    hidden = small.copy()
    for _ in range(_MOST_TURNS):
        before = int(hidden.sum())
        for is_naive in (False, True):
            _protect(Bounds(values, hidden, nesting, is_naive=is_naive), small, hidden)
        if int(hidden.sum()) == before:
            return hidden
    hidden |= (values > 0) & small.any(axis=0)
    return hidden


def _protect(bounds: Bounds, small: Bools, hidden: Bools) -> None:
    """Hide a neighbour of every small count that a reader's bounds leave too little room."""
    bounds.tighten()
    width = bounds.high - bounds.low
    told = width == 0 if bounds.is_naive else width < LEAST_VALUES - 1
    for place, key in np.argwhere(small & told).tolist():
        for cell in list(bounds.neighbours_that_tell((place, key), hidden)):
            hidden[cell] = True


class Bounds:
    """What a reader of the table knows of every count: low and high int64[p, k].

    `is_naive` takes hidden counts for 1 to 7; who is not knows nothing of them.
    """

    def __init__(self, values: I64, hidden: Bools, nesting: Nesting, *, is_naive: bool) -> None:
        self._values, self._nesting, self.is_naive = values, nesting, is_naive
        told, reach = rounded(values), STEP // 2
        least, most = (1, MOST_FEW) if is_naive else (0, _MANY)
        self.low = np.where(hidden, least, np.maximum(told - reach, MOST_FEW + 1))
        self.high = np.where(hidden, most, told + reach)
        nothing = (values == 0) & ~hidden
        self.low[nothing], self.high[nothing] = 0, 0
        self.low[-1], self.high[-1] = 0, np.where(values[-1] == 0, 0, _MANY)
        self._order = np.argsort(nesting.parent, kind="stable")[1:]
        self._owner = nesting.parent[self._order]
        self._starts = np.flatnonzero(np.diff(self._owner, prepend=-1))

    def tighten(self) -> None:
        """Draw the bounds together through every sum until nothing moves."""
        while True:
            before = int(self.low.sum()) - int(self.high.sum())
            self._through_places()
            self._through_keys()
            if int(self.low.sum()) - int(self.high.sum()) == before:
                return

    def neighbours_that_tell(self, cell: Cell, hidden: Bools) -> Iterator[Cell]:
        """In each sum of a cell the smallest count beside it that is not hidden.

        One that is 0 only where there is no other, and where that can mislead.
        """
        for members in self._sums_of(cell):
            shown = [one for one in members if one != cell and not hidden[one]]
            counted = [one for one in shown if self._values[one] > 0]
            if counted:
                yield min(counted, key=lambda one: (int(self._values[one]), one))
            elif shown and self.is_naive:
                yield shown[-1]

    def _through_places(self) -> None:
        order, owner, starts = self._order, self._owner, self._starts
        if not len(order):
            return
        low, high = self.low[order], self.high[order]
        wholes = owner[starts]
        all_low, all_high = np.add.reduceat(low, starts), np.add.reduceat(high, starts)
        self.low[wholes] = np.maximum(self.low[wholes], all_low)
        self.high[wholes] = np.minimum(self.high[wholes], all_high)
        of = np.repeat(np.arange(len(starts)), np.diff(starts, append=len(order)))
        room = self.high[wholes][of] - (all_low[of] - low)
        need = self.low[wholes][of] - (all_high[of] - high)
        self.high[order] = np.minimum(high, room)
        self.low[order] = np.maximum(low, need)

    def _through_keys(self) -> None:
        for ones, others in self._nesting.equal:
            self._balance(ones, others)
            self._balance(others, ones)
        for part, whole in self._nesting.within:
            self.high[:, part] = np.minimum(self.high[:, part], self.high[:, whole])
            self.low[:, whole] = np.maximum(self.low[:, whole], self.low[:, part])

    def _balance(self, ones: I64, others: I64) -> None:
        """Bound some keys by what the sum of the others leaves."""
        most = self.high[:, others].sum(axis=1, keepdims=True)
        least = self.low[:, others].sum(axis=1, keepdims=True)
        low, high = self.low[:, ones], self.high[:, ones]
        room = most - (low.sum(axis=1, keepdims=True) - low)
        need = least - (high.sum(axis=1, keepdims=True) - high)
        self.high[:, ones] = np.minimum(high, room)
        self.low[:, ones] = np.maximum(low, need)

    def _sums_of(self, cell: Cell) -> Iterator[list[Cell]]:
        """The members of every sum a cell stands in: as part, as whole, among the keys."""
        place, key = cell
        parent = self._nesting.parent
        for whole in (int(parent[place]), place):
            parts = np.flatnonzero(parent[:-1] == whole)
            if whole >= 0 and len(parts):
                yield [(whole, key), *((int(one), key) for one in parts)]
        for ones, others in self._nesting.equal:
            if key in ones or key in others:
                yield [(place, int(one)) for one in (*ones, *others)]
        for part, whole_key in self._nesting.within:
            if key in (part, whole_key):
                yield [(place, part), (place, whole_key)]
