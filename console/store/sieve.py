"""The sieve: what each clause keeps of a street, of which only what changed is found again."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from functools import reduce
from operator import and_
from threading import Lock

import numpy as np

from console.domain.conditions import Condition
from console.domain.records import dataclass
from console.store.bits import Rows
from console.store.columns import Street
from console.store.conditions import crowd_with
from console.store.crossfilter import Crossfilter
from console.store.crowd import Aged, Crowd, everybody
from console.store.frame import Frame
from console.store.home_conditions import homes_with
from console.store.homes import ChosenHomes, Homes, PlacesOf
from console.store.kept import Kept

Clauses = Sequence[tuple[str, tuple[Condition, ...]]]
"""Conditions by who asks for them; one of each."""

_OF_THE_INSTANT = frozenset({"state", "category", "arrived", "left", "checked"})
"""Fields of people who are others at another instant; those of places are when somebody moved."""
_OF_THE_DAY = "age"


class Sieve:
    """Sifts one street, for one caller after the other; what it gave stays as it was."""

    def __init__(self, street: Street) -> None:
        self.street = street
        self._sifting = Lock()
        self._known: dict[str, tuple[tuple[Condition, ...], Frame]] = {}
        self._people: Crossfilter[Crowd] = Crossfilter(everybody(street))
        self._units: Crossfilter[Rows] = Crossfilter(Rows.all_of(len(street.units.floor)))

    def sift(self, frame: Frame, clauses: Clauses) -> Kept:
        """What `clauses` keep at a whole frame of the street, as store.conditions.keep says."""
        with self._sifting:
            return self._sift(frame, dict(clauses))

    def _sift(self, frame: Frame, wanted: Mapping[str, tuple[Condition, ...]]) -> Kept:
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
        if known[1] is frame:
            return True
        fields = {one.field for one in conditions}
        if fields & _OF_THE_INSTANT or (_OF_THE_DAY in fields and known[1].today != frame.today):
            return False
        return all(one.is_about_people for one in conditions) or _live_alike(known[1], frame)

    def _find(self, source: str, conditions: tuple[Condition, ...], frame: Frame) -> None:
        crowds = [crowd_with(frame, one) for one in conditions if one.is_about_people]
        of_places = [one for one in conditions if not one.is_about_people]
        units = None
        if of_places:
            at_home, units = homes_with(frame, of_places)
            crowds.append(at_home)
        self._put(source, reduce(and_, crowds), units)

    def _put(self, source: str, people: Crowd | None, units: Rows | None) -> None:
        self._people = self._people.replaced(source, people)
        self._units = self._units.replaced(source, units)


def _live_alike(one: Frame, other: Frame) -> bool:
    """Whether everybody's place is the same in two whole frames of a street."""
    return np.array_equal(one.moved, other.moved) and np.array_equal(
        one.moved_place, other.moved_place
    )


@dataclass(frozen=True, slots=True, eq=False)
class _Sifted:
    """Some clauses of a filter at one instant, and what all of its clauses keep."""

    frame: Frame
    clauses: Mapping[str, tuple[Condition, ...]]
    people: Crossfilter[Crowd]
    units: Crossfilter[Rows]

    @property
    def sources(self) -> frozenset[str]:
        """Who asks for something."""
        return frozenset(self.clauses)

    def asked_by(self, source: str) -> tuple[Condition, ...]:
        """What one of them asks for."""
        return self.clauses.get(source, ())

    def kept(self) -> Kept:
        """What the clauses keep."""
        conditions = tuple(one for asked in self.clauses.values() for one in asked)
        crowd = self._crowd()
        homes: Homes
        if any(one.is_about_people for one in conditions):
            homes = PlacesOf(self.frame, crowd)
        else:
            homes = ChosenHomes(self.frame.street, self.units.passing(self.clauses))
        return Kept(crowd, homes, conditions, self)

    def _crowd(self) -> Crowd:
        """Those who pass; of some ages, a sex or a registration alone as a part of all others."""
        cells = {
            source: part.cells
            for source, part in self.people.parts.items()
            if part.cells is not None and source in self.clauses
        }
        crowd = self.people.passing(self.clauses)
        if cells:
            beside = self.people.passing(self.clauses.keys() - cells)
            crowd.lie_within(beside, reduce(and_, cells.values()), self.frame.today)
        for source in cells:
            if all(asked.field == "age" for asked in self.clauses[source]):
                others = self.people.passing(self.clauses.keys() - {source})
                crowd.aged = Aged(others, self.people.parts[source].runs, self.frame.today)
        return crowd

    def without(self, sources: Collection[str]) -> Kept:
        """What the clauses keep but for those of some sources."""
        clauses = {source: one for source, one in self.clauses.items() if source not in sources}
        return _Sifted(self.frame, clauses, self.people, self.units).kept()
