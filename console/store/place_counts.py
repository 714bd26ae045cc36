"""How many people are in every building, estate, committee and the street, by state and class."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cached_property, partial

import numpy as np

from console.domain.clock import State
from console.domain.records import dataclass
from console.store.columns import I32, I64, MISSING, U8

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


@dataclass(frozen=True, slots=True, eq=False)
class Clocked:
    """Some people with episodes by place: at int64[k] its row + 1, 0 for none.

    state uint8[k]; category uint8[k], MISSING for who is not under the clock, out of `classes`.
    """

    at: I64
    state: U8
    category: U8
    classes: int

    def inside(self, first: int, end: int) -> Clocked:
        """Those in the places [first, end), as places of their own."""
        few = np.flatnonzero((self.at > first) & (self.at <= end))
        at = self.at.take(few) - first
        return Clocked(at, self.state.take(few), self.category.take(few), self.classes)

    def of_states(self, states: tuple[State, ...], places: int) -> I32:
        """How many of some states are in each of so many places."""
        wanted = np.logical_or.reduce([self.state == state for state in states])
        at = self.at.take(np.flatnonzero(wanted))
        return np.bincount(at, minlength=places + 1)[1:].astype(np.int32)


class PlaceCounts:
    """People of n places by state and by class; only `people` is counted before it is asked for.

    by_state  int32[n, 7]  indexed by clock.State, DUE apart from ACTIVE; each state's lie together
    by_class  int32[n, c]  people under the clock by the pack's classes; so do each class's
    people    int32[n]
    """

    def __init__(self, people: I32, find: Callable[[], Clocked]) -> None:
        self.people = people
        self._find = find

    @cached_property
    def _clocked(self) -> Clocked:
        return self._find()

    @cached_property
    def by_state(self) -> I32:
        """People by state, int32[n, 7]."""
        clocked = self._clocked
        found = _binned(clocked.state, clocked.at, _STATES, len(self.people) + 1)
        found[State.NONE] += self.people - np.add.reduce(found, axis=0, dtype=np.int32)
        return found.T

    @cached_property
    def by_class(self) -> I32:
        """People under the clock by class, int32[n, c]."""
        clocked = self._clocked
        under = np.flatnonzero(clocked.category != MISSING)
        category, at = clocked.category.take(under), clocked.at.take(under)
        return _binned(category, at, clocked.classes, len(self.people) + 1).T

    @cached_property
    def active(self) -> I32:
        """People under the clock, the due included, int32[n]."""
        return self._of_states(State.ACTIVE, State.DUE)

    @cached_property
    def complete(self) -> I32:
        """People who are complete and not released, int32[n]."""
        return self._of_states(State.COMPLETE)

    def _of_states(self, *states: State) -> I32:
        """Out of the counts of all states where these are known, which are dearer to find."""
        if "by_state" in vars(self):
            counted: I32 = self.by_state[:, list(states)].sum(axis=1, dtype=np.int32)
            return counted
        return self._clocked.of_states(states, len(self.people))

    def some(self, first: int, end: int) -> PlaceCounts:
        """Those of the places [first, end), in which alone people are counted."""
        return PlaceCounts(self.people[first:end], lambda: self._clocked.inside(first, end))

    def of(self, row: int) -> PlaceCounts:
        """Those of one place."""
        return self.some(row, row + 1)


@dataclass(frozen=True, slots=True, eq=False)
class Present:
    """Some people at an instant: all by their own unit, and where those with episodes are.

    Of h people with episodes `at`, state uint8[h] and category uint8[h], MISSING for who is not
    under the clock, out of `classes`; `held` int64[k] are those of them who count, None for all.
    Of those who are not at home where they `left` and `came` to. Above the buildings are so many
    estates and committees as `ends` says: where those of the one and of the other end among the
    places.
    """

    own: Own
    at: Slots
    state: U8
    category: U8
    left: Slots
    came: Slots
    classes: int
    ends: tuple[int, int]
    held: I64 | None = None

    def some(self, own: Own, held: I64, moved: I64) -> Present:
        """Some of all people: their own units, and which have episodes and which moved."""
        left, came = self.left.take(moved), self.came.take(moved)
        return replace(self, own=own, left=left, came=came, held=held)

    def in_buildings(self) -> PlaceCounts:
        """The counts of every building."""
        people = self.own.buildings
        if len(self.left.building):
            people = _moved(people, self.left.building, self.came.building)
        return PlaceCounts(people, partial(self._clocked, self.at.building))

    def above(self) -> tuple[PlaceCounts, PlaceCounts, PlaceCounts]:
        """The counts of every estate, of every committee and of the street."""
        people = self.own.above
        if len(self.left.above):
            people = _moved(people, self.left.above, self.came.above)
        starts = (0, *self.ends)
        estates, committees, street = (
            PlaceCounts(people[start:end], partial(self._above, level, start))
            for level, (start, end) in enumerate(zip(starts, (*self.ends, None), strict=True))
        )
        return estates, committees, street

    def _above(self, level: int, start: int) -> Clocked:
        """Those with episodes by the places of one level above the buildings."""
        at: I64 = np.maximum(self.at.above[:, level] - start, 0)
        return self._clocked(at)

    def _clocked(self, at: I64) -> Clocked:
        if self.held is None:
            return Clocked(at, self.state, self.category, self.classes)
        state, category = self.state.take(self.held), self.category.take(self.held)
        return Clocked(at.take(self.held), state, category, self.classes)


def _moved(people: I32, left: I64, came: I64) -> I32:
    """People after some left for others of the places."""
    after = np.concatenate((_NOWHERE, people))
    np.subtract.at(after, left.ravel(), _ONE)
    np.add.at(after, came.ravel(), _ONE)
    return after[1:]


def _binned(codes: U8, at: I64, width: int, size: int) -> I32:
    """Counts of some people by code and place, int32[width, size - 1], those nowhere left out.

    A few are put each into its place: `bincount` reads all the places twice.
    """
    flat = np.multiply(codes, size, dtype=np.int64) + at
    if size * width < len(flat):
        counted = np.bincount(flat, minlength=width * size).astype(np.int32)
    else:
        counted = np.zeros(width * size, np.int32)
        np.add.at(counted, flat, _ONE)
    return counted.reshape(width, size)[:, 1:]
