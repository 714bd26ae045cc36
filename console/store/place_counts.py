"""How many people are in every building, estate, committee and the street, by state and class."""

from __future__ import annotations

from dataclasses import field
from functools import cached_property, reduce
from operator import or_

import numpy as np

from console.domain.clock import State
from console.domain.records import dataclass
from console.store.columns import I32, I64, MISSING, U8
from console.store.kept import Mask

_STATES = len(State)
_ONE, _NOWHERE = np.int32(1), np.zeros(1, np.int32)


@dataclass(frozen=True, slots=True, eq=False)
class Slots:
    """Where n people are: the row + 1 of a place, 0 for none.

    building int64[n]; above int64[n, 3] the estate, the committee and the street, of which the
    rows follow one another.
    """

    building: I64
    above: I64

    def take(self, rows: I64) -> Slots:
        """Those of some of the people."""
        return Slots(self.building.take(rows), self.above.take(rows, axis=0))

    def patched(self, rows: I64, others: Slots) -> Slots:
        """These, with others in the place of those of some of the people."""
        building, above = self.building.copy(), self.above.copy()
        building[rows], above[rows] = others.building, others.above
        return Slots(building, above)


@dataclass(frozen=True, slots=True, eq=False)
class Own:
    """How many have their own unit in places.

    buildings int32[b]; above int32[a] the estates, then the committees, then the street.
    """

    buildings: I32
    above: I32


class Holders:
    """Everybody with episodes at an instant, by the places of one level.

    at int64[h] the row + 1 of each one's place, 0 for none; state uint8[h]; category uint8[h],
    MISSING for who is not under the clock, out of `classes`.
    """

    def __init__(self, at: I64, state: U8, category: U8, classes: int) -> None:
        self.at = at
        self.state, self.category = state, category
        self.classes = classes
        self._of_states: dict[tuple[State, ...], tuple[I64, I64]] = {}

    def of_states(self, states: tuple[State, ...], first: int, end: int) -> tuple[I64, I64]:
        """Those of some states in the places [first, end), and where each is there, int64[k]."""
        known = self._of_states.get(states)
        if known is None:
            rows = np.flatnonzero(reduce(or_, [self.state == state for state in states]))
            at = self.at.take(rows)
            by_place = at.argsort(kind="stable")
            known = self._of_states[states] = (rows.take(by_place), at.take(by_place))
        rows, at = known
        start, stop = at.searchsorted((first + 1, end + 1)).tolist()
        return rows[start:stop], at[start:stop] - (first + 1)


class PlaceCounts:
    """People of n places by state and by class; only `people` is counted before it is asked for.

    people int32[n]. The places are `first` and those after it of a level, of whose `holders` those
    `held` bool[h] count, all for None.
    """

    def __init__(self, people: I32, holders: Holders, held: Mask | None, first: int = 0) -> None:
        self.people = people
        self._holders = holders
        self._held = held
        self._first = first

    @cached_property
    def by_state(self) -> I32:
        """People by clock.State, DUE apart from ACTIVE, int32[n, 7]; a state's lie together."""
        found = self._by(self._holders.state, _STATES)
        found[State.NONE] += self.people - np.add.reduce(found, axis=0, dtype=np.int32)
        return found.T

    @cached_property
    def by_class(self) -> I32:
        """People under the clock by the pack's classes, int32[n, c]; a class's lie together."""
        return self._by(self._holders.category, self._holders.classes).T

    @cached_property
    def active(self) -> I32:
        """People under the clock, the due included, int32[n]."""
        return self._of_states(State.ACTIVE, State.DUE)

    @cached_property
    def due(self) -> I32:
        """People whose last day it is, int32[n]."""
        return self._of_states(State.DUE)

    @cached_property
    def complete(self) -> I32:
        """People who are complete and not released, int32[n]."""
        return self._of_states(State.COMPLETE)

    def some(self, first: int, end: int) -> PlaceCounts:
        """Those of the places [first, end), in which alone people are counted."""
        people, start = self.people[first:end], self._first + first
        return PlaceCounts(people, self._holders, self._held, start)

    def of(self, row: int) -> PlaceCounts:
        """Those of one place."""
        return self.some(row, row + 1)

    def _of_states(self, *states: State) -> I32:
        end = self._first + len(self.people)
        rows, at = self._holders.of_states(states, self._first, end)
        if self._held is not None:
            at = at.compress(self._held.take(rows))
        found = np.zeros(len(self.people), np.int32)
        np.add.at(found, at, _ONE)
        return found

    def _by(self, codes: U8, size: int) -> I32:
        """The holders by one of `size` codes and by place, int32[size, n]; MISSING is left out."""
        at, end = self._holders.at, self._first + len(self.people)
        here = (at > self._first) & (at <= end) & (codes != MISSING)
        rows = np.flatnonzero(here if self._held is None else here & self._held)
        found = np.zeros((size, len(self.people)), np.int32)
        np.add.at(found, (codes.take(rows), at.take(rows) - (self._first + 1)), _ONE)
        return found


@dataclass(frozen=True, slots=True, eq=False)
class Levels:
    """Everybody with episodes at an instant, by building and by what lies above.

    `at` says where they are; state, category and classes are as of `Holders`. Above the buildings
    are so many estates and committees as `ends` says: where those of the one and of the other end
    among the places.
    """

    at: Slots
    state: U8
    category: U8
    classes: int
    ends: tuple[int, int]
    _known: dict[int, Holders] = field(default_factory=dict, init=False)

    def of(self, level: int) -> Holders:
        """By the places of a level: the buildings, 0, or estates, committees and the street."""
        if level not in self._known:
            self._known[level] = Holders(self._at(level), self.state, self.category, self.classes)
        return self._known[level]

    def _at(self, level: int) -> I64:
        if not level:
            return self.at.building
        found: I64 = np.maximum(self.at.above[:, level - 1] - (0, *self.ends)[level - 1], 0)
        return found


@dataclass(frozen=True, slots=True, eq=False)
class Present:
    """Some people at an instant: all by their own unit, and where those with episodes are.

    Of everybody's `levels` those `held` bool[h] count, all for None. Of those who are not at home
    where they `left` and `came` to.
    """

    own: Own
    levels: Levels
    left: Slots
    came: Slots
    held: Mask | None = None

    def some(self, own: Own, held: Mask, moved: I64) -> Present:
        """Some of all people: their own units, and which have episodes and which moved."""
        return Present(own, self.levels, self.left.take(moved), self.came.take(moved), held)

    def in_buildings(self) -> PlaceCounts:
        """The counts of every building."""
        people = self.own.buildings
        if len(self.left.building):
            people = _moved(people, self.left.building, self.came.building)
        return PlaceCounts(people, self.levels.of(0), self.held)

    def above(self) -> tuple[PlaceCounts, PlaceCounts, PlaceCounts]:
        """The counts of every estate, of every committee and of the street."""
        people = self.own.above
        if len(self.left.above):
            people = _moved(people, self.left.above, self.came.above)
        first, second = self.levels.ends
        parts = people[:first], people[first:second], people[second:]
        estates, committees, street = (
            PlaceCounts(part, self.levels.of(level), self.held)
            for level, part in enumerate(parts, start=1)
        )
        return estates, committees, street


def _moved(people: I32, left: I64, came: I64) -> I32:
    """People after some left for others of the places."""
    after = np.concatenate((_NOWHERE, people))
    np.subtract.at(after, left.ravel(), _ONE)
    np.add.at(after, came.ravel(), _ONE)
    return after[1:]
