"""The facets' counts: people or units by value, under every clause but the facet's own."""

from __future__ import annotations

from collections.abc import Callable, Collection
from functools import partial

import numpy as np

from console.domain.packs import CARE, ROLE
from console.domain.records import dataclass
from console.store.columns import I64
from console.store.frame import Frame
from console.store.holder_codes import CLOCK_FACETS
from console.store.passing import Passing, Scope, passing_all

FACETS = (
    "category", "state", "left", "arrived", "checked", "occupancy", CARE, ROLE,
    "age", "sex", "registration", "committee", "estate", "kind", "floors",
)  # fmt: skip
"""Every facet counts people, `occupancy` alone units."""
_FACETS = "facets"


@dataclass(frozen=True, slots=True, eq=False)
class FacetCounts:
    """`of` gives the counts int64[size] of each facet that was asked for.

    `people` and `units` are what all clauses keep.

    category: by the pack's classes; state: by clock.State, DUE apart from ACTIVE; left: 0 to
    MOST_LEFT days; arrived: days of clock_numbers.season; checked: by CHECK_HOURS and never (both
    from store/holder_codes.py); sex, registration and occupancy: by closed list, the last
    for null; age: person_order.AGES; care and role: by Street.tags, of that kind or not; committee,
    estate: by row; kind: by building_kinds; floors: by the number itself.
    """

    people: int
    units: int
    of: dict[str, I64]


def facets_of(
    frame: Frame, scope: Scope | None = None, facets: Collection[str] = FACETS
) -> FacetCounts:
    """Some facets of a frame in a scope, and all others that were ever asked for.

    Each is counted when it is first asked for, and kept.
    """
    known = frame.once((_FACETS, scope), partial(count_facets, frame, scope, facets))
    if new := [facet for facet in facets if facet not in known.of]:
        known.of.update(count_facets(frame, scope, new).of)
    return known


def are_counted(frame: Frame, scope: Scope | None, facets: Collection[str] = FACETS) -> bool:
    """Whether some facets were counted already."""
    if not frame.knows((_FACETS, scope)):
        return False
    known = facets_of(frame, scope, ()).of
    return all(facet in known for facet in facets)


def count_facets(
    frame: Frame, scope: Scope | None = None, facets: Collection[str] = FACETS
) -> FacetCounts:
    """Some facets, of the whole street or of the places in `scope`.

    What is not filtered by itself shares one crowd.
    """
    every = passing_all(frame, scope)
    sources = every.kept.by.sources if every.kept.by is not None else frozenset()
    found = {}
    for facet in facets:
        passing = every.without(facet) if facet in sources else every
        found[facet] = passing.clock[facet] if facet in CLOCK_FACETS else _COUNTS[facet](passing)
    return FacetCounts(every.number, every.number_of_units, found)


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
    return passing.estates.astype(np.int64)


def _committees(passing: Passing) -> I64:
    return passing.committees.astype(np.int64)


def _kinds(passing: Passing) -> I64:
    found: I64 = passing.by_building_class[1:].sum(axis=1)
    return found


def _floors(passing: Passing) -> I64:
    found: I64 = passing.by_building_class[:, 1:].sum(axis=0)
    return found


_COUNTS: dict[str, Callable[[Passing], I64]] = {
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
