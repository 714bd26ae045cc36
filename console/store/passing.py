"""Who passes some clauses at an instant, in a street or a part of it, as the facets count them."""

from __future__ import annotations

from dataclasses import field
from functools import cached_property, partial
from typing import NamedTuple
from weakref import WeakKeyDictionary

import numpy as np
import numpy.typing as npt

from console.domain.clock import State
from console.domain.closed_lists import OCCUPANCIES
from console.domain.records import dataclass
from console.store.bits import Rows
from console.store.columns import F64, I32, I64, Street
from console.store.conditions import building_kinds, of_occupancy
from console.store.crowd import everybody
from console.store.frame import Frame
from console.store.holder_codes import count_aged, count_holders
from console.store.homes import ChosenHomes
from console.store.kept import Kept, Mask
from console.store.person_order import count_persons_in
from console.store.scope_by_age import InScope, by_age_between

_ONE = np.int64(1)
_OCCUPANCY, _CODES = "occupancy", np.arange(len(OCCUPANCIES), dtype=np.uint8)


class Scope(NamedTuple):
    """The units [first_unit, end_unit) of the buildings [first_building, end_building)."""

    first_building: int
    end_building: int
    first_unit: int
    end_unit: int


def passing_all(frame: Frame, scope: Scope | None) -> Passing:
    """Whom a frame counts: the kept, where it is narrowed, or everybody."""
    kept = frame.kept or _everything(frame.street)
    return Passing(frame.whole or frame, kept, scope, frame if scope is None else None)


@dataclass(frozen=True)
class Passing:
    """Those `kept` at a whole `frame`, inside `scope` where there is one.

    `narrow` is the frame that counts the same people by place, where there is one.
    """

    frame: Frame
    kept: Kept
    scope: Scope | None
    narrow: Frame | None = None
    _others: dict[str, Passing] = field(default_factory=dict, init=False, repr=False, compare=False)

    def without(self, source: str) -> Passing:
        """Those who pass every clause but that of `source`."""
        if source not in self._others:
            self._others[source] = Passing(self.frame, self.kept.without((source,)), self.scope)
        return self._others[source]

    @cached_property
    def number(self) -> int:
        """How many people pass."""
        if self._dragged is not None:
            return int(self.persons.sum())
        return self.kept.crowd.number if self.scope is None else len(self._rows)

    @cached_property
    def number_of_units(self) -> int:
        """How many units pass."""
        return int(self.occupancies.sum())

    @cached_property
    def persons(self) -> I64:
        """People by age, sex and registration, int64[PERSON_SHAPE]; read-only.

        Those in a scope are kept with a crowd that is asked again: that beside a dragged range.
        """
        crowd, frame = self.kept.crowd, self.frame
        if self.scope is None:
            return crowd.persons(frame.today)
        if self._dragged is not None:
            return self._dragged.persons

        def find() -> I64:
            return count_persons_in(frame.street, self._rows, frame.today)

        known = crowd.again.of("persons", (frame, self.scope), find)
        return find() if known is None else known

    @cached_property
    def tagged(self) -> I64:
        """People by the street's tags, int64[t]; in a scope, where there are few, by their bits."""
        if self.scope is None:
            return self.kept.crowd.tagged
        if self._dragged is not None:
            return self._dragged.tagged
        street = self.frame.street
        bits = street.residents.tags[self._rows]
        asked = [np.uint64(1 << bit) for bit in range(len(street.tags))]
        return np.array([np.count_nonzero(bits & one) for one in asked], np.int64)

    @cached_property
    def occupancies(self) -> I64:
        """Units by occupancy, int64[o]; those that a clause on it leaves are counted without it."""
        asked = self.kept.by.asked_by(_OCCUPANCY) if self.kept.by is not None else ()
        if asked and all(one.field == _OCCUPANCY for one in asked):
            left = np.logical_and.reduce([of_occupancy(_CODES, one) for one in asked])
            counted: I64 = self.without(_OCCUPANCY).occupancies * left
            return counted
        scope = self.scope
        if scope is None:
            return self.kept.homes.by_occupancy()
        if self._dragged is not None and self._dragged.homes is not None:
            return self._dragged.homes
        codes = self.frame.street.units.occupancy[scope.first_unit : scope.end_unit]
        kept = self.kept.homes.within(scope.first_unit, scope.end_unit)
        return np.bincount(codes[kept], minlength=len(OCCUPANCIES))

    @cached_property
    def held(self) -> I64:
        """Which of the frame's holders pass, ascending."""
        held = self.kept.crowd.held
        if self.scope is None:
            return np.flatnonzero(held)
        place = self.frame.holder_place
        inside: Mask = (place >= self.scope.first_unit) & (place < self.scope.end_unit)
        return np.flatnonzero(held & inside)

    @cached_property
    def clock(self) -> dict[str, I64]:
        """People by each of CLOCK_FACETS."""
        aged, found = self.kept.crowd.aged, None
        if self._dragged is not None:
            found = self._dragged.clock
        elif self.scope is None and aged is not None:
            found = count_aged(self.frame, aged)
        if found is None:
            found = count_holders(self.frame, self.held, few=self.scope is not None)
        found["state"][State.NONE] += self.number - int(found["state"].sum())
        return found

    @cached_property
    def _dragged(self) -> InScope | None:
        """What is counted in the scope of a range that is dragged; None without."""
        aged, scope = self.kept.crowd.aged, self.scope
        if aged is None or scope is None:
            return None
        buildings = scope.first_building, scope.end_building
        units = scope.first_unit, scope.end_unit
        find = partial(by_age_between, self.frame, buildings, units)
        by_age = aged.again("scope", (self.frame, scope), find)
        return None if by_age is None else by_age.of(aged.runs)

    @property
    def within(self) -> slice:
        """The buildings that lie in the scope."""
        scope = self.scope
        return slice(None) if scope is None else slice(scope.first_building, scope.end_building)

    @cached_property
    def buildings(self) -> I32 | I64:
        """People by building, of those `within` the scope."""
        if self.narrow is not None:
            return self.narrow.buildings.people
        if self._dragged is not None:
            return self._dragged.buildings
        found = self.kept.crowd.own.buildings[self.within].astype(np.int64)
        moved = np.flatnonzero(self.kept.crowd.holds(self.frame.moved_cuts))
        if len(moved):
            left, came = self.frame.present.left, self.frame.present.came
            np.subtract.at(found, self._inside(left.building.take(moved)), _ONE)
            np.add.at(found, self._inside(came.building.take(moved)), _ONE)
        return found

    @cached_property
    def estates(self) -> I32 | I64:
        """People by estate."""
        if self.narrow is not None:
            return self.narrow.estates.people
        return self.by_place(self.frame.street.buildings.estate, len(self.frame.street.estates.id))

    @cached_property
    def committees(self) -> I32 | I64:
        """People by committee."""
        if self.narrow is not None:
            return self.narrow.committees.people
        committee = self.frame.baseline.committee_of_building
        return self.by_place(committee, len(self.frame.street.committees.id))

    @cached_property
    def by_building_class(self) -> I64:
        """People by kind and floors of their building: each its row + 1 or number + 1, 0 for none.

        int64[kinds + 1, floors + 2].
        """
        known = _classes_of(self.frame.street)
        size = int(np.prod(known.shape))
        found = np.bincount(known.codes[self.within], weights=self._weights, minlength=size)
        return found.astype(np.int64).reshape(known.shape)

    def by_place(self, rows: npt.NDArray[np.signedinteger], size: int) -> I64:
        """People by what their building is or lies in, int64[size], -1 left out."""
        places = np.add(rows[self.within], 1, dtype=np.int64)
        found = np.bincount(places, weights=self._weights, minlength=size + 1)[1:]
        return found.astype(np.int64)

    @cached_property
    def _weights(self) -> F64:
        return self.buildings.astype(np.float64)

    def _inside(self, slots: I64) -> I64:
        """Of rows + 1 of buildings those within the scope, as rows from its first on."""
        first, end, _ = self.within.indices(len(self.frame.street.buildings.estate))
        inside: I64 = slots[(slots > first) & (slots <= end)] - (first + 1)
        return inside

    @cached_property
    def _rows(self) -> I32:
        """The people in the scope."""
        assert self.scope is not None
        rows = self.frame.people_in_units(self.scope.first_unit, self.scope.end_unit)
        return rows[self.kept.people_of(rows)]


@dataclass(frozen=True, slots=True, eq=False)
class _Classes:
    """Kind and floors of each building as one number, int64[b]."""

    codes: I64
    shape: tuple[int, int]


_classes: WeakKeyDictionary[Street, _Classes] = WeakKeyDictionary()


def _classes_of(street: Street) -> _Classes:
    known = _classes.get(street)
    if known is None:
        (kinds, kind), floors = building_kinds(street), street.buildings.floors_above
        shape = len(kinds) + 1, int(floors.max(initial=0)) + 2
        codes = (kind + np.int64(1)) * shape[1] + floors + 1
        known = _classes[street] = _Classes(codes, shape)
    return known


def _everything(street: Street) -> Kept:
    units = Rows.all_of(len(street.units.floor))
    return Kept(everybody(street), ChosenHomes(street, units), ())
