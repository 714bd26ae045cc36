"""The facets' counts: people or units by value, under every clause but the facet's own."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import numpy as np

from console.domain.clock import State
from console.domain.packs import CARE, ROLE
from console.domain.packs import load as load_pack
from console.domain.records import dataclass
from console.store import clock_numbers
from console.store.clock_numbers import NEVER
from console.store.columns import I32, I64
from console.store.conditions import building_kinds
from console.store.frame import Frame
from console.store.passing import Passing, Scope, passing_all

FACETS = (
    "category", "state", "left", "arrived", "checked", "occupancy", CARE, ROLE,
    "age", "sex", "registration", "committee", "estate", "kind", "floors",
)  # fmt: skip
"""Every facet counts people, `occupancy` alone units."""

MOST_LEFT = 28
"""Days left from here on are counted together."""
CHECK_HOURS = (0, 12, 24, 36, 48)
"""Where each span of hours since a check begins; the last has no end, after it comes never."""


@dataclass(frozen=True, slots=True, eq=False)
class FacetCounts:
    """`of` gives each facet's counts int64[size]; `people` and `units` what all clauses keep.

    category: by the pack's classes; state: by clock.State, DUE apart from ACTIVE; left: 0 to
    MOST_LEFT days; arrived: days of clock_numbers.season; checked: by CHECK_HOURS and never; sex,
    registration and occupancy: by closed list, the last for null; age: person_order.AGES; care and
    role: by Street.tags, of that kind or not; committee, estate: by row; kind: by building_kinds;
    floors: by the number itself.
    """

    people: int
    units: int
    of: dict[str, I64]


def facets_of(frame: Frame, scope: Scope | None = None) -> FacetCounts:
    """The facets of a frame in a scope, counted when they are first asked for."""
    return frame.once(("facets", scope), partial(count_facets, frame, scope))


def count_facets(frame: Frame, scope: Scope | None = None) -> FacetCounts:
    """Every facet, of the whole street or of the places in `scope`.

    What is not filtered by itself shares one crowd.
    """
    every = passing_all(frame, scope)
    sources = every.kept.by.sources if every.kept.by is not None else frozenset()
    found = {}
    for facet in FACETS:
        passing = every.without(facet) if facet in sources else every
        found[facet] = _COUNTS[facet](passing)
    return FacetCounts(every.number, every.number_of_units, found)


def _categories(passing: Passing) -> I64:
    frame = passing.frame
    codes = frame.street.details.category[frame.holder_shown[passing.under]]
    return np.bincount(codes, minlength=len(load_pack(frame.street.scenario).classes))


def _states(passing: Passing) -> I64:
    found = np.bincount(passing.frame.holder_state[passing.held], minlength=len(State))
    found[State.NONE] += passing.number - int(found.sum())
    return found


def _left(passing: Passing) -> I64:
    frame = passing.frame
    left = frame.street.episodes.last_day[frame.holder_shown[passing.under]] - frame.today
    return np.bincount(np.clip(left, 0, MOST_LEFT), minlength=MOST_LEFT + 1)


def _arrived(passing: Passing) -> I64:
    first, last = clock_numbers.season(passing.frame.street)
    days = clock_numbers.arrived_days(passing.frame)[passing.held]
    return np.bincount(days - first, minlength=last - first + 1)


def _checked(passing: Passing) -> I64:
    hours = clock_numbers.hours_since_check(passing.frame)[passing.under]
    span = np.searchsorted(CHECK_HOURS, hours, side="right") - 1
    span[hours == NEVER] = len(CHECK_HOURS)
    return np.bincount(span, minlength=len(CHECK_HOURS) + 1)


def _ages(passing: Passing) -> I64:
    found: I64 = passing.persons.sum(axis=(1, 2))
    return found


def _sexes(passing: Passing) -> I64:
    found: I64 = passing.persons.sum(axis=(0, 2))
    return found


def _registrations(passing: Passing) -> I64:
    found: I64 = passing.persons.sum(axis=(0, 1))
    return found


def _occupancies(passing: Passing) -> I64:
    return passing.occupancies


def _tagged(passing: Passing) -> I64:
    return passing.tagged


def _estates(passing: Passing) -> I64:
    estate = passing.frame.baseline.estate_of_building
    return _weighed(estate, passing, len(passing.frame.street.estates.id))


def _committees(passing: Passing) -> I64:
    committee = passing.frame.baseline.committee_of_building
    return _weighed(committee, passing, len(passing.frame.street.committees.id))


def _kinds(passing: Passing) -> I64:
    words, codes = building_kinds(passing.frame.street)
    return _weighed(codes, passing, len(words))


def _floors(passing: Passing) -> I64:
    floors = passing.frame.street.buildings.floors_above
    most = int(floors.max()) if len(floors) else 0
    of_building = floors[passing.within]
    found = np.bincount(of_building, weights=passing.buildings, minlength=most + 1)
    return found.astype(np.int64)


def _weighed(rows: I32, passing: Passing, size: int) -> I64:
    """People by what their building is or lies in, -1 left out."""
    places = rows[passing.within] + 1
    found = np.bincount(places, weights=passing.buildings, minlength=size + 1)[1:]
    return found.astype(np.int64)


_COUNTS: dict[str, Callable[[Passing], I64]] = {
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
