"""The sieve: a street's masks by clause, of which only what changed is computed again."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from console.domain.conditions import Condition
from console.store.columns import Street
from console.store.conditions import lives_in, people_with, places_of, units_with
from console.store.crossfilter import Crossfilter
from console.store.frame import Frame
from console.store.kept import Kept, Mask

Clauses = Sequence[tuple[str, tuple[Condition, ...]]]
"""Conditions by who asks for them; one of each."""

_OF_THE_INSTANT = frozenset({"state", "category", "age", "arrived", "left", "checked"})
"""Fields of people whose masks change with the instant; those of places do with who moved."""


class Sieve:
    """What clauses keep of one street, for one thread at a time.

    `sift` first; then `kept`, `people` and `units` say what the clauses keep, `without` a clause
    or with all of them.
    """

    def __init__(self, street: Street) -> None:
        self.street = street
        self._people = Crossfilter(len(street.residents.unit))
        self._units = Crossfilter(len(street.units.floor))
        self._known: dict[str, tuple[tuple[Condition, ...], Frame]] = {}
        self._about_people: frozenset[str] = frozenset()
        self._conditions: tuple[Condition, ...] = ()
        self._places: dict[str | None, Mask] = {}
        self._frame: Frame | None = None

    def sift(self, frame: Frame, clauses: Clauses) -> None:
        """Keep by `clauses` at a whole frame of the street from now on."""
        wanted = dict(clauses)
        self._places.clear()
        self._frame = frame
        for source in [one for one in self._known if one not in wanted]:
            del self._known[source]
            self._people.put(source, None)
            self._units.put(source, None)
        for source, conditions in wanted.items():
            if not self._stands(source, conditions, frame):
                self._put(source, conditions, frame)
            self._known[source] = (conditions, frame)
        self._conditions = tuple(one for _, asked in clauses for one in asked)
        self._about_people = frozenset(
            source
            for source, conditions in wanted.items()
            if any(one.is_about_people for one in conditions)
        )

    @property
    def sources(self) -> frozenset[str]:
        """Who has a clause in force."""
        return frozenset(self._known)

    def people(self, without: str | None = None) -> Mask:
        """People bool[r] that pass every clause, but for the one of `without`."""
        return self._people.passing(without)

    def units(self, without: str | None = None) -> Mask:
        """Units bool[u] that are kept, but for the clause of `without`.

        They are the places of the kept people where a clause on people is in force.
        """
        if not self._about_people - {without}:
            return self._units.passing(without)
        skipped = without if without in self._known else None
        known = self._places.get(skipped)
        if known is None:
            assert self._frame is not None
            known = places_of(self._frame, self._people.passing(skipped))
            self._places[skipped] = known
        return known

    def kept(self) -> Kept:
        """What all clauses keep, as store.conditions.keep says."""
        return Kept(self.people(), self.units(), self._conditions)

    def _stands(self, source: str, conditions: tuple[Condition, ...], frame: Frame) -> bool:
        """Whether the mask of a source is that of `conditions` at `frame` already."""
        known = self._known.get(source)
        if known is None or known[0] != conditions:
            return False
        same = known[1] is frame
        return same or all(
            one.is_about_people and one.field not in _OF_THE_INSTANT for one in conditions
        )

    def _put(self, source: str, conditions: tuple[Condition, ...], frame: Frame) -> None:
        of_people = [one for one in conditions if one.is_about_people]
        of_places = [one for one in conditions if not one.is_about_people]
        people: Mask | None = None
        units: Mask | None = None
        if of_places:
            units = np.logical_and.reduce([units_with(self.street, one) for one in of_places])
            people = lives_in(frame, units)
        for one in of_people:
            mask = people_with(frame, one)
            people = mask if people is None else people & mask
        self._people.put(source, people)
        self._units.put(source, units)
