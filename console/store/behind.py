"""Who is behind a few figures at an instant, and how many of them a filter keeps or would keep.

Those kept at the instant shown are known; at another, a day before, only the few who are behind the
figures are asked whether they satisfy its conditions, never everybody.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field
from functools import cached_property, partial, reduce
from itertools import pairwise
from operator import and_

import numpy as np

from console.domain.conditions import Condition
from console.domain.distinct import distinct
from console.domain.records import dataclass
from console.store.births import Slots, births
from console.store.bits import Cuts
from console.store.by_age import Again, Runs, Sums, Together, ages_in, cells_by_age, together
from console.store.columns import I32, I64, Street
from console.store.conditions import aged, people_among, units_among
from console.store.crowd import Crowd
from console.store.frame import Frame
from console.store.homes import AskedUnits
from console.store.kept import Kept, Mask
from console.store.person_cells import cells_of, runs_of


@dataclass(frozen=True, eq=False)
class Behind:
    """Residents by figure, at a whole frame, and the units of checks, -1 for none, int32 each."""

    frame: Frame
    residents: Mapping[str, I32]
    units_of_checks: I32
    _again: Again = field(default_factory=Again, init=False, repr=False)

    def kept(self, kept: Kept) -> dict[str, int]:
        """How many of each figure are kept at the frame's own instant, and of the checks."""
        aged = kept.crowd.aged
        if aged is not None and len(aged.runs) == 1:
            dragged = aged.again("behind", self, self._by_age_among)
            if dragged is not None:
                return dragged.of(*aged.runs[0])
        checks = int(np.count_nonzero(kept.homes.hold(self._asked_units)))
        return self._counted(kept.crowd.holds(self._cuts)) | {"checks": checks}

    def satisfying(self, conditions: Sequence[Condition]) -> dict[str, int]:
        """How many of each figure satisfy conditions, and of the checks, by where they are.

        A range that is dragged is read off those who satisfy the conditions beside it, by age.
        """
        of_age = [one for one in conditions if one.field == "age"]
        runs = self._runs(of_age[0]) if len(of_age) == 1 else ()
        if len(runs) == 1:
            others = tuple(one for one in conditions if one.field != "age")
            dragged = self._again.of("beside", others, partial(self._by_age_beside, others))
            if dragged is not None:
                return dragged.of(*runs[0])
        asked = {one: self._ask(one) for one in conditions}
        people = reduce(and_, (one.people for one in asked.values()))
        return self._counted(people) | {"checks": self._checks(asked)}

    def _runs(self, condition: Condition) -> Runs:
        """The ages of a condition on these; none where it parts one."""
        cells = cells_of(self.frame.street, condition, self.frame.today)
        return () if cells is None else runs_of(cells)

    def _by_age_among(self, crowd: Crowd, today: int) -> _ByAge:
        """The figures of a crowd."""
        near = crowd.holds(Cuts.at(self._near_checks.residents.rows))
        return self._by_age(crowd.holds(self._cuts), near, today)

    def _by_age_beside(self, others: Sequence[Condition]) -> _ByAge:
        """The figures of those who satisfy conditions."""
        asked = [self._ask(one) for one in others]
        people, near = np.ones(len(self._everybody.rows), np.bool_), self._near_checks
        people = reduce(and_, (one.people for one in asked), people)
        there = np.ones(len(near.residents.rows), np.bool_)
        there = reduce(and_, (one.residents for one in asked), there)
        return self._by_age(people, there, self.frame.today)

    def _by_age(self, people: Mask, near: Mask, today: int) -> _ByAge:
        """The figures of some of their people, and of some of those near checks."""
        street, checks, names = self.frame.street, self._near_checks, tuple(self.residents)
        figures = np.repeat(np.arange(len(names)), [len(one) for one in self.residents.values()])
        ages = ages_in(street, self._everybody.rows[people], today)
        counted = cells_by_age(ages, figures[people], len(names))
        ages = ages_in(street, checks.residents.rows[near], today)
        units = together(ages, checks.unit_of_resident[near], checks.checks_in_unit)
        return _ByAge(names, Sums(counted), units)

    def _ask(self, condition: Condition) -> _Satisfying:
        near = self._near_checks
        units = None
        if not condition.is_about_people:
            units = units_among(self.frame.street, (condition,), near.units)
        return _Satisfying(
            self._everybody.satisfying(self.frame, condition),
            near.residents.satisfying(self.frame, condition),
            units,
        )

    def _checks(self, asked: Mapping[Condition, _Satisfying]) -> int:
        """How many checks are where somebody satisfies conditions, or where homes alone do."""
        near = self._near_checks
        of_homes = [one.units for one in asked.values() if one.units is not None]
        if len(of_homes) == len(asked):
            there = reduce(and_, of_homes)
        else:
            kept = reduce(and_, (one.residents for one in asked.values()))
            there = np.zeros(len(near.units), np.bool_)
            there[near.unit_of_resident[kept]] = True
        return int(there @ near.checks_in_unit)

    @cached_property
    def _everybody(self) -> _People:
        rows = np.concatenate([np.zeros(0, np.int32), *self.residents.values()])
        return _People(self.frame.street, rows)

    @cached_property
    def _cuts(self) -> Cuts:
        return Cuts.at(self._everybody.rows)

    @cached_property
    def _asked_units(self) -> AskedUnits:
        return AskedUnits(self.frame.street, self.units_of_checks)

    def _counted(self, kept: Mask) -> dict[str, int]:
        ends = np.cumsum([0, *(len(rows) for rows in self.residents.values())]).tolist()
        return {
            name: int(np.count_nonzero(kept[start:end]))
            for name, (start, end) in zip(self.residents, pairwise(ends), strict=True)
        }

    @cached_property
    def _near_checks(self) -> _NearChecks:
        units, unit_of_check = distinct(self.units_of_checks[self.units_of_checks >= 0])
        frame, rows = self.frame, units.astype(np.int32)
        first = frame.street.units.first_resident
        own, of_own = _slices(first[rows], first[rows + 1])
        at_home = ~_among(np.sort(frame.moved), own)
        there = _among(rows, frame.moved_place)
        residents = np.concatenate((own[at_home], frame.moved[there]))
        of_moved = np.searchsorted(rows, frame.moved_place[there])
        of_resident = np.concatenate((of_own[at_home], of_moved))
        checks = np.bincount(unit_of_check, minlength=len(rows))
        return _NearChecks(rows, checks, _People(frame.street, residents), of_resident)


class _People:
    """Residents int32[n] who are asked again and again whether they satisfy a condition."""

    def __init__(self, street: Street, rows: I32) -> None:
        self.rows = rows
        self._street = street

    @cached_property
    def _births(self) -> Slots:
        return births(self._street).slots.take(self.rows)

    def satisfying(self, frame: Frame, condition: Condition) -> Mask:
        """Which of them satisfy a condition at a whole frame, bool[n]; their ages are at hand."""
        if condition.field == "age":
            return aged(frame, condition, self._births)
        return people_among(frame, (condition,), self.rows)


@dataclass(frozen=True, slots=True, eq=False)
class _ByAge:
    """The figures of some people by their ages, and checks by those who are near."""

    names: tuple[str, ...]
    people: Sums
    checks: Together

    def of(self, first: int, end: int) -> dict[str, int]:
        """Those of the ages from a first to before an end."""
        people = self.people.of(((first, end),)).tolist()
        return dict(zip(self.names, people, strict=True)) | {
            "checks": int(self.checks.of(first, end))
        }


@dataclass(frozen=True, slots=True, eq=False)
class _Satisfying:
    """Who satisfies a condition: those of the figures, those near checks, and units near them.

    `units` is None for a condition on people.
    """

    people: Mask
    residents: Mask
    units: Mask | None


@dataclass(frozen=True, slots=True, eq=False)
class _NearChecks:
    """The units of checks int32[u], how many are in each int64[u], and who is there by unit."""

    units: I32
    checks_in_unit: I64
    residents: _People
    unit_of_resident: I64


def _among(ascending: I32, rows: I32) -> Mask:
    """Which of some rows are among others that ascend."""
    if not len(ascending):
        return np.zeros(len(rows), np.bool_)
    at = np.minimum(np.searchsorted(ascending, rows), len(ascending) - 1)
    found: Mask = ascending[at] == rows
    return found


def _slices(starts: I32, ends: I32) -> tuple[I32, I64]:
    """The rows of slices [start, end) one after the other, and the slice of each."""
    lengths = ends - starts
    slice_of = np.repeat(np.arange(len(lengths)), lengths)
    before = np.cumsum(lengths) - lengths
    rows = np.arange(len(slice_of)) + (starts - before)[slice_of]
    return rows.astype(np.int32), slice_of
