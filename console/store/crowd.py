"""A crowd: some residents of a street by place and by person, and what is counted of them alone."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from functools import partial, reduce
from operator import and_
from typing import TypeVar
from weakref import WeakKeyDictionary, ref

import numpy as np

from console.domain.lazily import lazily
from console.domain.records import dataclass
from console.store.baseline import baseline, own_places
from console.store.births import within
from console.store.bits import Bits, Cuts, FindBits, Rows, every_bit, number_of, packed
from console.store.by_age import Again, Counted, Runs, Sums, ages_in, ages_of_holders
from console.store.columns import I32, I64, U8, Street
from console.store.kept import Mask
from console.store.own_by_age import OwnByAge
from console.store.person_cells import Cells, TaggedCells, count_tagged, runs_of
from console.store.person_order import (
    count_everybody,
    count_persons,
    count_persons_in,
    person_order,
)
from console.store.place_counts import Own
from console.store.tag_order import tag_order

T = TypeVar("T")
_FEW = 20
"""One of so many residents are few: they are counted one by one sooner than put into an order."""


class Crowd(Rows):
    """Some residents of a street; what is counted of them is counted once, and kept.

    `ordered` gives the same people in the order of store/person_order.py when first asked for;
    without it they are found one by one. `cells` are those of store/person_cells.py of which they
    are all the people, where there are such, `runs` their ages, where these tell who they are;
    `aged` says of whom they are those of some ages: what is counted of these at each step of a
    drag is read off sums, and their bits are never found.
    """

    def __init__(
        self,
        street: Street,
        bits: Bits | FindBits,
        ordered: Callable[[], Rows] | None = None,
        parts: tuple[Crowd, ...] = (),
        cells: Cells | None = None,
        runs: Runs | None = None,
    ) -> None:
        super().__init__(bits, len(street.residents.unit))
        self.street = street
        self._find_ordered = ordered
        self._parts = parts
        self._persons: tuple[int, I64] | None = None
        self._tagged: tuple[int, TaggedCells] | None = None
        self._within: _Within | None = None
        self.aged: Aged | None = None
        self.cells = cells
        self._runs = runs

    def __and__(self, other: Rows) -> Crowd:
        def bits() -> Bits:
            return self.bits & other.bits

        if not isinstance(other, Crowd):
            return Crowd(self.street, bits)
        cells = None
        if self.cells is not None and other.cells is not None:
            cells = self.cells & other.cells
        return Crowd(self.street, bits, parts=(self, other), cells=cells)

    @lazily
    def number(self) -> int:
        """How many there are; of some cells of a crowd that was counted by these, added up."""
        within = self._within
        if within is not None and within.beside.is_counted(within.today):
            return int(self.persons(within.today).sum())
        if self._own_of_range is not None:
            return int(self._own_of_range.above[-1])
        return number_of(self.bits)

    def lie_within(self, beside: Crowd, cells: Cells, today: int) -> None:
        """Know that they are those of another crowd who lie in some cells on a local day."""
        self._within = _Within(beside, cells, today)

    @lazily
    def ordered(self) -> Rows:
        """The same people in the order of persons."""
        if self._find_ordered is not None:
            return self._find_ordered()
        if self._parts:
            return reduce(and_, (one.ordered for one in self._parts))
        return person_order(self.street).of(self.mask)

    @property
    def is_ordered(self) -> bool:
        """Whether `ordered` is known, or found without putting one after the other into it."""
        if "ordered" in vars(self) or self._find_ordered is not None:
            return True
        return bool(self._parts) and all(one.is_ordered for one in self._parts)

    def persons(self, today: int) -> I64:
        """By age on a local day, sex and registration; int64[PERSON_SHAPE], read-only."""
        known = self._persons
        if known is None or known[0] != today:
            known = self._persons = (today, self._count(today))
        return known[1]

    def is_counted(self, today: int) -> bool:
        """Whether `persons` were counted on a local day."""
        return self._persons is not None and self._persons[0] == today

    def _count(self, today: int) -> I64:
        """As a part of another crowd, or in the order; a few, where it is not known, one by one."""
        within = self._within
        if within is not None and within.today == today:
            return within.beside.persons(today) * within.cells
        if self.is_ordered or self.number * _FEW > self.length:
            return count_persons(self.street, self.ordered, today)
        rows = np.flatnonzero(self.mask).astype(np.int32)
        return count_persons_in(self.street, rows, today)

    def part(self, first: int, end: int) -> Mask:
        """The rows [first, end) as a mask; of some ages without the bits of all, unless known."""
        if self.aged is None or self.has_bits:
            return super().part(first, end)
        return self.aged.of(slice(first, end), self.aged.beside.part(first, end))

    def holds(self, asked: Cuts) -> Mask:
        """Which of some rows are among them; of some ages as `part`."""
        if self.aged is None or self.has_bits:
            return super().holds(asked)
        return self.aged.holds(asked)

    @lazily
    def held(self) -> Mask:
        """Which of the street's holders (store/baseline.py) are among them, bool[h], read-only."""
        if self.aged is not None:
            return self.aged.held
        return self.holds(_cuts_at_holders(self.street))

    @property
    def runs(self) -> Runs:
        """The ages of cells that hold ages whole."""
        if self._runs is None:
            self._runs = () if self.cells is None else runs_of(self.cells)
        return self._runs

    @lazily
    def again(self) -> Again:
        """What is made of them when it is asked for again."""
        return Again()

    @lazily
    def tagged(self) -> I64:
        """By the street's tags, int64[t], read-only."""
        if self._within is not None:
            return self._within.tagged()
        return tag_order(self.street).count(self.mask)

    def tagged_cells(self, today: int) -> TaggedCells:
        """By tag and cell on a local day, [t, cells], read-only."""
        known = self._tagged
        if known is None or known[0] != today:
            known = self._tagged = (today, count_tagged(self.street, self._somebody, today))
        return known[1]

    @property
    def _somebody(self) -> Mask | None:
        return self.mask

    @lazily
    def own(self) -> Own:
        """By the places of their own units, read-only."""
        if self._own_of_range is not None:
            return self._own_of_range
        return own_places(self.street, self.before(cuts_at_buildings(self.street)), self.number)

    @lazily
    def _own_of_range(self) -> Own | None:
        """The same of a range that is dragged."""
        if self.aged is None:
            return None
        by_age = self.aged.again("own", None, partial(OwnByAge, self.street))
        return None if by_age is None else by_age.of(self.aged.runs)


@dataclass(frozen=True, slots=True, eq=False)
class Aged:
    """Those of another crowd who are of some ages on a local day, in runs of these."""

    beside: Crowd
    runs: Runs
    today: int

    @property
    def held(self) -> Mask:
        """Which of the street's holders they are, bool[h]."""
        held = within(ages_of_holders(self.beside.street, self.today), self.runs)
        held &= self.beside.held
        return held

    def of(self, rows: I32 | slice, beside: Mask) -> Mask:
        """Which of some residents they are, of whom some are of the other crowd, bool[n]."""
        found = within(ages_in(self.beside.street, rows, self.today), self.runs)
        found &= beside
        return found

    def holds(self, asked: Cuts) -> Mask:
        """Which of the rows asked for they are; who these are is kept with what is asked for."""
        known = asked.known
        if not isinstance(known, _Known) or not known.is_of(self):
            ages = ages_in(self.beside.street, asked.rows, self.today)
            known = _Known(ref(self.beside), self.today, ages, self.beside.holds(asked))
            asked.known = known
        found = within(known.ages, self.runs)
        found &= known.held
        return found

    def again(self, what: str, at: Hashable, make: Callable[[Crowd, int], T]) -> T | None:
        """What `make` gives of the other crowd by age on the day, and `at` an instant.

        None where it is asked for the first time: no range is being dragged.
        """
        make_all = partial(make, self.beside, self.today)
        return self.beside.again.of(what, (self.today, at), make_all)

    def counted(self, what: str, at: Hashable, find: Callable[[Crowd, int], Counted]) -> I64 | None:
        """Of what `find` counts of the other crowd that of the ages, int64[s]."""
        sums = self.again(what, at, lambda *crowd: Sums(find(*crowd)))
        return None if sums is None else sums.of(self.runs)


@dataclass(frozen=True, slots=True, eq=False)
class _Known:
    """Residents asked for again and again: their ages uint8[n] on a day, who is of a crowd bool[n].

    It goes with the crowd, whoever keeps what is asked for.
    """

    crowd: ref[Crowd]
    today: int
    ages: U8
    held: Mask

    def is_of(self, aged: Aged) -> bool:
        """Whether it is of the crowd and the day of some ages."""
        return self.crowd() is aged.beside and self.today == aged.today


@dataclass(frozen=True, slots=True, eq=False)
class _Within:
    """Some cells of another crowd on a local day."""

    beside: Crowd
    cells: Cells
    today: int

    def tagged(self) -> I64:
        """By the street's tags."""
        counted: TaggedCells = self.beside.tagged_cells(self.today) @ self.cells.ravel()
        return counted.astype(np.int64)


def crowd_of(street: Street, people: Mask) -> Crowd:
    """The residents of a mask bool[r]."""
    return Crowd(street, packed(people))


_all: WeakKeyDictionary[Street, Bits] = WeakKeyDictionary()


class _Everybody(Crowd):
    """All residents of a street, whose sums are known without a look at anybody."""

    def __init__(self, street: Street) -> None:
        length = len(street.residents.unit)
        bits = _all.get(street)
        if bits is None:
            bits = _all[street] = every_bit(length)
        super().__init__(street, bits, lambda: Rows(bits, length))

    @lazily
    def number(self) -> int:
        """How many there are."""
        return self.length

    def before(self, cuts: Cuts) -> I32:
        """How many come before each cut: all rows do."""
        return cuts.rows

    def holds(self, asked: Cuts) -> Mask:
        """Which of some rows are among them."""
        return np.ones(len(asked.word), np.bool_)

    def persons(self, today: int) -> I64:
        """By age on a local day, sex and registration."""
        return count_everybody(self.street, today)

    @lazily
    def tagged(self) -> I64:
        """By the street's tags."""
        return tag_order(self.street).totals

    @lazily
    def own(self) -> Own:
        """By the places of their own units."""
        return baseline(self.street).own

    def is_counted(self, _: int) -> bool:
        """They are on every day."""
        return True

    @property
    def _somebody(self) -> None:
        return None


def everybody(street: Street) -> Crowd:
    """All residents of a street."""
    return _Everybody(street)


_holders: WeakKeyDictionary[Street, Cuts] = WeakKeyDictionary()


def _cuts_at_holders(street: Street) -> Cuts:
    known = _holders.get(street)
    if known is None:
        known = _holders[street] = Cuts.at(baseline(street).holders)
    return known


_buildings: WeakKeyDictionary[Street, Cuts] = WeakKeyDictionary()


def cuts_at_buildings(street: Street) -> Cuts:
    """Where the residents are cut into buildings; those without a place come after the last."""
    known = _buildings.get(street)
    if known is None:
        first = street.units.first_resident[street.buildings.first_unit]
        known = _buildings[street] = Cuts.at(first)
    return known
