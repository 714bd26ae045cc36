"""How many people are in every building, estate, committee and the street, by state and class."""

from __future__ import annotations

from dataclasses import field
from functools import cached_property
from typing import Literal

import numpy as np

from console.domain.clock import UNDER_CLOCK, State, are_in
from console.domain.records import dataclass
from console.store.columns import I32, I64, MISSING, U8
from console.store.kept import Mask

Level = Literal["building", "estate", "committee", "street"]
_STATES = len(State)
_ONE, _NOWHERE = np.int32(1), np.zeros(1, np.int32)


@dataclass(frozen=True, slots=True, eq=False)
class Slots:
    """Where n people are in the street: the row + 1 of a place, 0 for none; int64[n] each."""

    building: I64
    estate: I64
    committee: I64

    def take(self, rows: I64) -> Slots:
        """Those of some of the people."""
        return Slots(self.building.take(rows), self.estate.take(rows), self.committee.take(rows))

    def above(self, ends: tuple[int, int]) -> I64:
        """All estates, then all committees they are in, and the street, as rows of `Own.above`."""
        committees = np.where(self.committee > 0, self.committee + ends[0], 0)
        streets = np.full(len(self.estate), ends[1] + 1)
        return np.concatenate((self.estate, committees, streets))


@dataclass(frozen=True, slots=True, eq=False)
class Own:
    """How many have their own unit in places.

    buildings int32[b]; above int32[a] the estates, then the committees, then the street.
    """

    buildings: I32
    above: I32


@dataclass(frozen=True, slots=True, eq=False)
class Holders:
    """Everybody with episodes at an instant.

    state uint8[h]; category uint8[h], MISSING for who is not under the clock, out of `classes`.
    """

    state: U8
    category: U8
    classes: int
    _known: dict[tuple[State, ...], I64] = field(default_factory=dict, init=False)

    def in_states(self, states: tuple[State, ...]) -> I64:
        """Those in some states, ascending."""
        if states not in self._known:
            self._known[states] = np.flatnonzero(are_in(self.state, states))
        return self._known[states]


class Placed:
    """The `holders` by the places of one level: at int64[h] each one's row + 1, 0 for none."""

    def __init__(self, holders: Holders, at: I64) -> None:
        self.holders = holders
        self.at = at
        self._of_states: dict[tuple[State, ...], tuple[I64, I64]] = {}

    def of_states(self, states: tuple[State, ...], first: int, end: int) -> tuple[I64, I64]:
        """Those of some states in the places [first, end), and where each is there, int64[k]."""
        known = self._of_states.get(states)
        if known is None:
            rows = self.holders.in_states(states)
            at = self.at.take(rows)
            by_place = at.argsort(kind="stable")
            known = self._of_states[states] = (rows.take(by_place), at.take(by_place))
        rows, at = known
        start, stop = at.searchsorted((first + 1, end + 1)).tolist()
        return rows[start:stop], at[start:stop] - (first + 1)


class PlaceCounts:
    """People of n places by state and by class; only `people` is counted before it is asked for.

    people int32[n]. The places are `first` and those after it of a level, by which the holders are
    `placed`; those `held` bool[h] count, all for None.
    """

    def __init__(self, people: I32, placed: Placed, held: Mask | None, first: int = 0) -> None:
        self.people = people
        self._placed = placed
        self._held = held
        self._first = first

    @cached_property
    def by_state(self) -> I32:
        """People by clock.State, DUE apart from ACTIVE, int32[n, 7]; a state's lie together."""
        found = self._by(self._placed.holders.state, _STATES)
        found[State.NONE] += self.people - np.add.reduce(found, axis=0, dtype=np.int32)
        return found.T

    @cached_property
    def by_class(self) -> I32:
        """People under the clock by the pack's classes, int32[n, c]; a class's lie together."""
        holders = self._placed.holders
        return self._by(holders.category, holders.classes).T

    @cached_property
    def active(self) -> I32:
        """People under the clock, the due included, int32[n]."""
        return self._of_states(*UNDER_CLOCK)

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
        return PlaceCounts(people, self._placed, self._held, start)

    def of(self, row: int) -> PlaceCounts:
        """Those of one place."""
        return self.some(row, row + 1)

    def number_at(self, row: int, *states: State) -> int:
        """How many of one place are in some states, found without counting the others."""
        at = self._first + row
        rows, _ = self._placed.of_states(states, at, at + 1)
        return len(rows) if self._held is None else int(np.count_nonzero(self._held.take(rows)))

    def _of_states(self, *states: State) -> I32:
        end = self._first + len(self.people)
        rows, at = self._placed.of_states(states, self._first, end)
        if self._held is not None:
            at = at.compress(self._held.take(rows))
        found = np.zeros(len(self.people), np.int32)
        np.add.at(found, at, _ONE)
        return found

    def _by(self, codes: U8, size: int) -> I32:
        """The holders by one of `size` codes and by place, int32[size, n]; MISSING is left out."""
        at, places = self._placed.at, len(self.people)
        here = (at > self._first) & (at <= self._first + places) & (codes != MISSING)
        rows = np.flatnonzero(here if self._held is None else here & self._held)
        cells = codes.take(rows) * np.int64(places) + at.take(rows) - (self._first + 1)
        found = np.zeros(size * places, np.int32)
        np.add.at(found, cells, _ONE)
        return found.reshape(size, places)


@dataclass(frozen=True, slots=True, eq=False)
class Levels:
    """Everybody with episodes at an instant, by building and by what lies above.

    They are where their own units are, `at_home`, but for those who `moved`, int64[m], and `came`
    elsewhere. Above the buildings are so many estates and committees as `ends` says: where those
    of the one and of the other end among the places.
    """

    holders: Holders
    at_home: Slots
    moved: I64
    came: Slots
    ends: tuple[int, int]
    _known: dict[Level, Placed] = field(default_factory=dict, init=False)

    def of(self, level: Level) -> Placed:
        """By the places of a level."""
        if level not in self._known:
            self._known[level] = Placed(self.holders, self._at(level))
        return self._known[level]

    def _at(self, level: Level) -> I64:
        if level == "street":
            return np.ones(len(self.holders.state), np.int64)
        at: I64 = getattr(self.at_home, level)
        if len(self.moved):
            at = at.copy()
            at[self.moved] = getattr(self.came, level)
        return at


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
        return PlaceCounts(people, self.levels.of("building"), self.held)

    def above(self) -> tuple[PlaceCounts, PlaceCounts, PlaceCounts]:
        """The counts of every estate, of every committee and of the street."""
        people, ends = self.own.above, self.levels.ends
        if len(self.left.estate):
            people = _moved(people, self.left.above(ends), self.came.above(ends))
        return (
            PlaceCounts(people[: ends[0]], self.levels.of("estate"), self.held),
            PlaceCounts(people[ends[0] : ends[1]], self.levels.of("committee"), self.held),
            PlaceCounts(people[ends[1] :], self.levels.of("street"), self.held),
        )


def _moved(people: I32, left: I64, came: I64) -> I32:
    """People after some left for others of the places."""
    after = np.concatenate((_NOWHERE, people))
    np.subtract.at(after, left, _ONE)
    np.add.at(after, came, _ONE)
    return after[1:]
