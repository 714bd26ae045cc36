"""What is counted of some people by age: those of a range are the difference of two rows of it."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Sequence
from contextlib import contextmanager
from threading import get_ident
from typing import Any, TypeVar
from weakref import WeakKeyDictionary

import numpy as np
import numpy.typing as npt

from console.domain.records import dataclass
from console.store.baseline import baseline
from console.store.births import births
from console.store.columns import I32, I64, U8, Street
from console.store.person_order import AGES, ages_of_slots

Counted = npt.NDArray[np.int64]
"""Counts of some people by age and by whatever else, int64[AGES, s]."""
Runs = Sequence[tuple[int, int]]
"""Ages from a first to before an end."""
T = TypeVar("T")


class _Making:
    """Who makes what is worth making where it is asked for again."""

    def __init__(self) -> None:
        self._thread: int | None = None

    @contextmanager
    def here_alone(self) -> Iterator[None]:
        """Within, this thread alone; others go without what is not there yet."""
        self._thread = get_ident()
        try:
            yield
        finally:
            self._thread = None

    @property
    def is_elsewhere(self) -> bool:
        """Whether another thread alone makes it."""
        return self._thread is not None and self._thread != get_ident()


MAKING = _Making()
"""There is but one."""


class Again:
    """What is worth making where it is asked for again: a range of ages is being dragged.

    Of each thing that which was asked for last is kept. A step goes without while it is made aside.
    """

    def __init__(self) -> None:
        self._known: dict[str, _Asked] = {}

    def of(self, what: str, at: Hashable, make: Callable[[], T]) -> T | None:
        """What `make` gives of something `at` a day or an instant; None until it is there."""
        asked = self._known.get(what)
        if asked is None or asked.at != at:
            self._known[what] = _Asked(at)
            return None
        if asked.made is None and not (asked.is_in_the_making or MAKING.is_elsewhere):
            asked.is_in_the_making = True
            try:
                asked.made = make()
            finally:
                asked.is_in_the_making = False
        found: T | None = asked.made
        return found


@dataclass(slots=True, eq=False)
class _Asked:
    """What was asked for at a day or an instant, and made when it was asked for again."""

    at: Hashable
    made: Any = None
    is_in_the_making: bool = False


class Sums:
    """How many of some people are younger than each age: int32[AGES + 1, s]."""

    def __init__(self, counted: Counted) -> None:
        self._younger = np.zeros((AGES + 1, counted.shape[1]), np.int32)
        np.cumsum(counted, axis=0, out=self._younger[1:], dtype=np.int32)

    def of(self, runs: Runs) -> I64:
        """Those of some ages, int64[s]."""
        found = np.zeros(self._younger.shape[1], np.int64)
        for first, end in runs:
            found += self._younger[end]
            found -= self._younger[first]
        return found


class Together:
    """People who are together in places, of one kind or of each of some kinds.

    The places with somebody of a range of ages are as many as all its people, but for those with
    whom the next younger one of the place is in the range too. people int64[…, AGES] by age; pairs
    int64[…, AGES, AGES] of next ones in a place, by the younger's age and the older's.
    """

    def __init__(self, people: I64, pairs: I64) -> None:
        kinds = people.shape[:-1]
        self._younger = np.zeros((*kinds, AGES + 1), np.int64)
        np.cumsum(people, axis=-1, out=self._younger[..., 1:])
        self._both = np.zeros((*kinds, AGES + 1, AGES + 1), np.int64)
        older = pairs[..., ::-1, :].cumsum(axis=-2)[..., ::-1, :]
        np.cumsum(older, axis=-1, out=self._both[..., :-1, 1:])

    def of(self, first: int, end: int) -> I64:
        """The places with somebody of an age from a first to before an end, of each kind."""
        people: I64 = self._younger[..., end] - self._younger[..., first]
        return people - self._both[..., first, end]


def together(ages: U8, places: I64, weights: I64) -> Together:
    """People of ages uint8[n] in places int64[n], each of a weight int64[places], as one kind.

    A place counts as many as it weighs.
    """
    order = np.lexsort((ages, places))
    ages, places = ages.take(order).astype(np.int64), places.take(order)
    heavy = weights.take(places)
    next_older = np.flatnonzero(places[1:] == places[:-1]) + 1
    codes = ages.take(next_older - 1) * AGES + ages.take(next_older)
    pairs = np.bincount(codes, heavy.take(next_older), AGES**2).reshape(AGES, AGES)
    people = np.bincount(ages, heavy, AGES)
    return Together(people.astype(np.int64), pairs.astype(np.int64))


def ages_in(street: Street, rows: I32 | slice, today: int) -> U8:
    """How old some residents are on a local day, as they are counted, uint8[n]."""
    return ages_of_slots(street, today).take(births(street).slots[rows])


def cells_by_age(ages: U8, others: npt.NDArray[np.integer], size: int) -> Counted:
    """How many there are of each age and of each of `size` other numbers, int64[AGES, size]."""
    cells = ages.astype(np.int64) * size + others
    return np.bincount(cells.ravel(), minlength=AGES * size).reshape(AGES, size)


@dataclass(frozen=True, slots=True, eq=False)
class _Known:
    today: int
    ages: U8


_holders: WeakKeyDictionary[Street, _Known] = WeakKeyDictionary()
"""Of the day asked for last."""


def ages_of_holders(street: Street, today: int) -> U8:
    """How old the street's holders (store/baseline.py) are on a local day, uint8[h]."""
    known = _holders.get(street)
    if known is None or known.today != today:
        ages = ages_in(street, baseline(street).holders, today)
        known = _holders[street] = _Known(today, ages)
    return known.ages
