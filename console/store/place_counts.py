"""How many people are in every building, estate, committee and the street, by state and class."""

from __future__ import annotations

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


@dataclass(frozen=True, slots=True)
class PlaceCounts:
    """People of n places by state and by class.

    by_state  int32[n, 7]  indexed by clock.State, DUE apart from ACTIVE; each state's lie together
    by_class  int32[n, c]  people under the clock by the pack's classes; so do each class's
    people    int32[n]
    """

    by_state: I32
    by_class: I32
    people: I32

    @property
    def active(self) -> I32:
        """People under the clock, the due included, int32[n]."""
        counted: I32 = self.by_state[:, State.ACTIVE] + self.by_state[:, State.DUE]
        return counted

    def some(self, first: int, end: int) -> PlaceCounts:
        """Those of the places [first, end)."""
        return PlaceCounts(
            self.by_state[first:end], self.by_class[first:end], self.people[first:end]
        )


@dataclass(frozen=True, slots=True, eq=False)
class Present:
    """Some people at an instant: all by their own unit, and where those with episodes are.

    Of h people with episodes `at`, state uint8[h] and category uint8[h], MISSING for who is not
    under the clock, out of `classes`; of those of them who are not at home where they `left` and
    `came` to. Above the buildings are so many estates and committees as `ends` says: where those
    of the one and of the other end among the places.
    """

    own: Own
    at: Slots
    state: U8
    category: U8
    left: Slots
    came: Slots
    classes: int
    ends: tuple[int, int]

    def some(self, own: Own, held: I64, moved: I64) -> Present:
        """Some of these people: their own units, and which have episodes and which moved."""
        return Present(
            own,
            self.at.take(held),
            self.state.take(held),
            self.category.take(held),
            self.left.take(moved),
            self.came.take(moved),
            self.classes,
            self.ends,
        )

    def in_buildings(self) -> PlaceCounts:
        """The counts of every building."""
        people = self.own.buildings
        if len(self.left.building):
            people = _moved(people, self.left.building, self.came.building)
        return self._count(people, self.at.building[:, np.newaxis])

    def above(self) -> tuple[PlaceCounts, PlaceCounts, PlaceCounts]:
        """The counts of every estate, of every committee and of the street."""
        people = self.own.above
        if len(self.left.above):
            people = _moved(people, self.left.above, self.came.above)
        every = self._count(people, self.at.above)
        first, second = self.ends
        return every.some(0, first), every.some(first, second), every.some(second, len(people))

    def _count(self, people: I32, at: I64) -> PlaceCounts:
        """People in places, of whom those with episodes are `at` int64[h, …] them."""
        size, under = len(people) + 1, np.flatnonzero(self.category != MISSING)
        by_state = _binned(self.state, at, _STATES, size)
        by_state[State.NONE] += people - np.add.reduce(by_state, axis=0, dtype=np.int32)
        category, under_at = self.category.take(under), at.take(under, axis=0)
        by_class = _binned(category, under_at, self.classes, size)
        return PlaceCounts(by_state.T, by_class.T, people)


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
    flat = (np.multiply(codes, size, dtype=np.int64)[:, np.newaxis] + at).ravel()
    if size * width < len(flat):
        counted = np.bincount(flat, minlength=width * size).astype(np.int32)
    else:
        counted = np.zeros(width * size, np.int32)
        np.add.at(counted, flat, _ONE)
    return counted.reshape(width, size)[:, 1:]
