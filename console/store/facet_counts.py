"""The facets' counts: people or units by value, under every clause but the facet's own."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property

import numpy as np

from console.domain.clock import State
from console.domain.packs import CARE, ROLE
from console.domain.packs import load as load_pack
from console.domain.records import dataclass
from console.store import clock_numbers, facet_codes
from console.store.clock_numbers import NEVER
from console.store.columns import I32, I64, OCCUPANCIES
from console.store.conditions import building_kinds
from console.store.crossfilter import counted
from console.store.facet_codes import PERSON_CODES, PERSON_SHAPE
from console.store.frame import Frame, under_clock
from console.store.kept import Mask
from console.store.rows import follow
from console.store.sieve import Sieve

FACETS = (
    "category", "state", "left", "arrived", "checked", "occupancy", CARE, ROLE,
    "age", "sex", "registration", "committee", "estate", "kind", "floors",
)  # fmt: skip
"""Every facet counts people, `occupancy` alone units."""

MOST_LEFT = 28
"""Days left from here on are counted together."""
CHECK_HOURS = (0, 12, 24, 36, 48)
"""Where each span of hours since a check begins; the last has no end, after it comes never."""


@dataclass(frozen=True, slots=True)
class Scope:
    """The units [first_unit, end_unit) of the buildings [first_building, end_building)."""

    first_building: int
    end_building: int
    first_unit: int
    end_unit: int


@dataclass(frozen=True, slots=True, eq=False)
class FacetCounts:
    """`of` gives each facet's counts int64[size]; `people` and `units` what all clauses keep.

    category: by the pack's classes; state: by clock.State, DUE apart from ACTIVE; left: 0 to
    MOST_LEFT days; arrived: days of facet_codes.season; checked: by CHECK_HOURS and never; sex,
    registration and occupancy: by closed list, the last for null; age: facet_codes.AGES; care and
    role: by Street.tags, of that kind or not; committee, estate: by row; kind: by building_kinds;
    floors: by the number itself.
    """

    people: int
    units: int
    of: dict[str, I64]


def count_facets(
    frame: Frame, sieve: Sieve | None = None, scope: Scope | None = None
) -> FacetCounts:
    """Every facet, of the whole street or of the places in `scope`.

    With a sieve `frame` is narrowed to what it keeps; without one nothing is filtered. What is not
    filtered by itself shares one mask.
    """
    sources = sieve.sources if sieve is not None else frozenset()
    every = _Passing(frame.whole or frame, scope, sieve, None, frame.buildings.people)
    frame = frame.whole or frame
    found = {}
    for facet in FACETS:
        passing = _Passing(frame, scope, sieve, facet) if facet in sources else every
        found[facet] = _COUNTS[facet](passing)
    return FacetCounts(every.number, every.number_of_units, found)


@dataclass(frozen=True)
class _Passing:
    """The people who pass every clause but that of `without`, and what is counted of them."""

    frame: Frame
    scope: Scope | None
    sieve: Sieve | None
    without: str | None
    known: I32 | None = None
    """People by building, where that is known already."""

    @cached_property
    def mask(self) -> Mask | None:
        """bool[r], None for everybody."""
        return None if self.sieve is None else self.sieve.people(self.without)

    @cached_property
    def persons(self) -> I64:
        """People by age, sex and registration, int64[AGES, 3, 5]."""
        known = facet_codes.person_codes(self.frame.street, self.frame.today)
        if self.scope is not None:
            rows = self.frame.people_in_units(self.scope.first_unit, self.scope.end_unit)
            rows = rows if self.mask is None else rows[self.mask[rows]]
            found = np.bincount(known.codes[rows], minlength=PERSON_CODES)
        elif self.mask is None:
            found = known.totals
        else:
            found = counted(known.codes, PERSON_CODES, self.mask, known.totals)
        return found.reshape(PERSON_SHAPE)

    @cached_property
    def number(self) -> int:
        """How many people pass."""
        if self.scope is not None:
            return int(self.persons.sum())
        return len(self.frame.street.residents.unit) if self.mask is None else _number(self.mask)

    @cached_property
    def units(self) -> Mask | None:
        """bool[u], None for all."""
        return None if self.sieve is None else self.sieve.units(self.without)

    @cached_property
    def number_of_units(self) -> int:
        """How many units pass, inside the scope."""
        return int(self.occupancies.sum())

    @cached_property
    def occupancies(self) -> I64:
        """Units by occupancy, int64[7]."""
        codes, units = self.frame.street.units.occupancy, self.units
        if self.scope is not None:
            inside = slice(self.scope.first_unit, self.scope.end_unit)
            codes, units = codes[inside], None if units is None else units[inside]
        kept = codes if units is None else codes.take(np.flatnonzero(units))
        return np.bincount(kept, minlength=len(OCCUPANCIES))

    @cached_property
    def held(self) -> Mask:
        """Which of the frame's holders pass, bool[h]."""
        frame = self.frame
        held = np.ones(len(frame.holders), np.bool_)
        if self.mask is not None:
            held = self.mask[frame.holders]
        if self.scope is not None:
            place = frame.holder_place
            held &= (place >= self.scope.first_unit) & (place < self.scope.end_unit)
        return held

    @cached_property
    def buildings(self) -> I64:
        """People by building, int64[b], nobody outside the scope."""
        if self.known is not None:
            found = self.known.astype(np.int64)
        elif self.mask is None:
            found = self.frame.buildings.people.astype(np.int64)
        else:
            found = people_by_building(self.frame, self.mask)
        if self.scope is not None:
            found[: self.scope.first_building] = 0
            found[self.scope.end_building :] = 0
        return found


def _number(mask: Mask) -> int:
    return int(np.count_nonzero(mask))


def people_by_building(frame: Frame, people: Mask) -> I64:
    """How many of `people` bool[r] have their place in each building, int64[b]."""
    street, base = frame.street, frame.baseline
    running = np.zeros(len(people) + 1, np.int32)
    np.cumsum(people, out=running[1:])
    starts = running[street.units.first_resident[street.buildings.first_unit]]
    held = people[frame.holders]
    found = np.diff(starts).astype(np.int64)
    found -= _by_row(follow(street.units.building, base.home[held]), len(found))
    found += _by_row(follow(street.units.building, frame.holder_place[held]), len(found))
    return found


def _by_row(rows: I32, size: int) -> I64:
    """How many of `rows` are each, those that are -1 left out."""
    return np.bincount(rows + 1, minlength=size + 1)[1:]


def _categories(passing: _Passing) -> I64:
    frame = passing.frame
    under = passing.held & under_clock(frame.holder_state)
    codes = frame.street.details.category[frame.holder_shown[under]]
    return np.bincount(codes, minlength=len(load_pack(frame.street.scenario).classes))


def _states(passing: _Passing) -> I64:
    found = np.bincount(passing.frame.holder_state[passing.held], minlength=len(State))
    found[State.NONE] += passing.number - int(found.sum())
    return found


def _left(passing: _Passing) -> I64:
    frame = passing.frame
    left = clock_numbers.days_left(frame)[passing.held & under_clock(frame.holder_state)]
    return np.bincount(np.clip(left, 0, MOST_LEFT), minlength=MOST_LEFT + 1)


def _arrived(passing: _Passing) -> I64:
    first, last = facet_codes.season(passing.frame.street)
    days = clock_numbers.arrived_days(passing.frame)[passing.held]
    return np.bincount(days - first, minlength=last - first + 1)


def _checked(passing: _Passing) -> I64:
    frame = passing.frame
    hours = clock_numbers.hours_since_check(frame)[passing.held & under_clock(frame.holder_state)]
    span = np.searchsorted(CHECK_HOURS, hours, side="right") - 1
    span[hours == NEVER] = len(CHECK_HOURS)
    return np.bincount(span, minlength=len(CHECK_HOURS) + 1)


def _ages(passing: _Passing) -> I64:
    found: I64 = passing.persons.sum(axis=(1, 2))
    return found


def _sexes(passing: _Passing) -> I64:
    found: I64 = passing.persons.sum(axis=(0, 2))
    return found


def _registrations(passing: _Passing) -> I64:
    found: I64 = passing.persons.sum(axis=(0, 1))
    return found


def _occupancies(passing: _Passing) -> I64:
    return passing.occupancies


def _tagged(passing: _Passing) -> I64:
    """People by tag; of a scope, of whom there are few, by their bits."""
    street, mask, scope = passing.frame.street, passing.mask, passing.scope
    if scope is None:
        rows_of = facet_codes.people_by_tag(street)
        found = [len(r) if mask is None else int(np.count_nonzero(mask[r])) for r in rows_of]
        return np.array(found, np.int64)
    rows = passing.frame.people_in_units(scope.first_unit, scope.end_unit)
    bits = street.residents.tags[rows if mask is None else rows[mask[rows]]]
    found = [int(np.count_nonzero(bits & np.uint64(1 << bit))) for bit in range(len(street.tags))]
    return np.array(found, np.int64)


def _estates(passing: _Passing) -> I64:
    estate = passing.frame.baseline.estate_of_building
    return _weighed(estate, passing, len(passing.frame.street.estates.id))


def _committees(passing: _Passing) -> I64:
    committee = passing.frame.baseline.committee_of_building
    return _weighed(committee, passing, len(passing.frame.street.committees.id))


def _kinds(passing: _Passing) -> I64:
    words, codes = building_kinds(passing.frame.street)
    return _weighed(codes, passing, len(words))


def _floors(passing: _Passing) -> I64:
    floors = passing.frame.street.buildings.floors_above
    most = int(floors.max()) if len(floors) else 0
    found = np.bincount(floors, weights=passing.buildings, minlength=most + 1)
    return found.astype(np.int64)


def _weighed(rows: I32, passing: _Passing, size: int) -> I64:
    """People by what their building is or lies in, -1 left out."""
    found = np.bincount(rows + 1, weights=passing.buildings, minlength=size + 1)[1:]
    return found.astype(np.int64)


_COUNTS: dict[str, Callable[[_Passing], I64]] = {
    "category": _categories,
    "state": _states,
    "left": _left,
    "arrived": _arrived,
    "checked": _checked,
    "occupancy": _occupancies,
    CARE: _tagged,
    ROLE: _tagged,
    "age": _ages,
    "sex": _sexes,
    "registration": _registrations,
    "committee": _committees,
    "estate": _estates,
    "kind": _kinds,
    "floors": _floors,
}
