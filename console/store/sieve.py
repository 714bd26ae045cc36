"""The sieve: what each clause keeps of a street, of which only what changed is found again."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import reduce
from operator import and_

import numpy as np

from console.domain.conditions import Condition
from console.domain.records import dataclass
from console.store.bits import Rows
from console.store.columns import Street
from console.store.conditions import crowd_with, lives_in, units_with
from console.store.crossfilter import Crossfilter
from console.store.crowd import Crowd, crowd_of, everybody
from console.store.frame import Frame
from console.store.homes import ChosenHomes, Homes, PlacesOf
from console.store.kept import Kept

Clauses = Sequence[tuple[str, tuple[Condition, ...]]]
"""Conditions by who asks for them; one of each."""

_OF_THE_INSTANT = frozenset({"state", "category", "age", "arrived", "left", "checked"})
"""Fields of people who are others at another instant; those of places are with who moved."""


class Sieve:
    """Sifts one street, for one thread at a time; what it gave stays as it was."""

    def __init__(self, street: Street) -> None:
        self.street = street
        self._known: dict[str, tuple[tuple[Condition, ...], Frame]] = {}
        self._people: Crossfilter[Crowd] = Crossfilter(everybody(street))
        self._units: Crossfilter[Rows] = Crossfilter(Rows.all_of(len(street.units.floor)))

    def sift(self, frame: Frame, clauses: Clauses) -> Kept:
        """What `clauses` keep at a whole frame of the street, as store.conditions.keep says."""
        wanted = dict(clauses)
        for source in [one for one in self._known if one not in wanted]:
            del self._known[source]
            self._put(source, None, None)
        for source, conditions in wanted.items():
            if not self._stands(source, conditions, frame):
                self._find(source, conditions, frame)
            self._known[source] = (conditions, frame)
        return _Sifted(frame, wanted, self._people, self._units).kept()

    def _stands(self, source: str, conditions: tuple[Condition, ...], frame: Frame) -> bool:
        """Whether what a source keeps is that of `conditions` at `frame` already."""
        known = self._known.get(source)
        if known is None or known[0] != conditions:
            return False
        same = known[1] is frame
        return same or all(
            one.is_about_people and one.field not in _OF_THE_INSTANT for one in conditions
        )

    def _find(self, source: str, conditions: tuple[Condition, ...], frame: Frame) -> None:
        crowds = [crowd_with(frame, one) for one in conditions if one.is_about_people]
        of_places = [one for one in conditions if not one.is_about_people]
        units = None
        if of_places:
            mask = np.logical_and.reduce([units_with(self.street, one) for one in of_places])
            crowds.append(crowd_of(self.street, lives_in(frame, mask)))
            units = Rows.of(mask)
        self._put(source, reduce(and_, crowds), units)

    def _put(self, source: str, people: Crowd | None, units: Rows | None) -> None:
        self._people = self._people.replaced(source, people)
        self._units = self._units.replaced(source, units)


@dataclass(frozen=True, slots=True, eq=False)
class _Sifted:
    """One filter's clauses at one instant, and what each of them keeps."""

    frame: Frame
    clauses: dict[str, tuple[Condition, ...]]
    people: Crossfilter[Crowd]
    units: Crossfilter[Rows]

    def kept(self, without: Collection[str] = ()) -> Kept:
        """What they keep, but for some of them."""
        asked = [one for source, one in self.clauses.items() if source not in without]
        conditions = tuple(condition for one in asked for condition in one)
        crowd = self.people.passing(without)
        homes: Homes
        if any(one.is_about_people for one in conditions):
            homes = PlacesOf(self.frame, crowd)
        else:
            homes = ChosenHomes(self.frame.street, self.units.passing(without))
        return Kept(crowd, homes, conditions, frozenset(self.clauses) - {*without}, self.kept)
