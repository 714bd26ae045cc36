"""How many people are in every building, estate, committee and the street, by state and class."""

from __future__ import annotations

import numpy as np

from console.domain.clock import State
from console.domain.records import dataclass
from console.store.columns import I32, I64, MISSING, U8

_STATES = len(State)

Slots = tuple[I64, I64, I64, I64]
"""Where some people are, by building, estate, committee and street: its row + 1, 0 for none."""
Own = tuple[I32, I32, I32, I32]
"""How many have their own unit in every building, estate, committee and in the street."""


@dataclass(frozen=True, slots=True)
class PlaceCounts:
    """People of n places by state and by class.

    by_state  int32[n, 7]  indexed by clock.State, DUE apart from ACTIVE
    by_class  int32[n, c]  people under the clock by the pack's classes
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


@dataclass(frozen=True, slots=True, eq=False)
class Present:
    """Some people at an instant: all by their own unit, and where those with episodes are.

    Of h people with episodes `at`, state uint8[h] and category uint8[h], MISSING for who is not
    under the clock, out of `classes`; of those of them who are not at home where they `left` and
    `came` to.
    """

    own: Own
    at: Slots
    state: U8
    category: U8
    left: Slots
    came: Slots
    classes: int

    def some(self, own: Own, held: I64, moved: I64) -> Present:
        """Some of these people: their own units, and which have episodes and which moved."""
        return Present(
            own,
            taken(self.at, held),
            self.state.take(held),
            self.category.take(held),
            taken(self.left, moved),
            taken(self.came, moved),
            self.classes,
        )

    def count(self, level: int) -> PlaceCounts:
        """The counts of buildings (0), estates (1), committees (2) or the street (3)."""
        people, at = self.own[level], self.at[level]
        size, under = len(people), np.flatnonzero(self.category != MISSING)
        if len(self.left[level]):
            people = people + _in_each(self.came[level], size)
            people -= _in_each(self.left[level], size)
        by_state = _binned(at * _STATES + self.state, size, _STATES)
        by_state[:, State.NONE] += people - _in_each(at, size)
        of_class = at.take(under) * self.classes + self.category.take(under)
        return PlaceCounts(by_state, _binned(of_class, size, self.classes), people)


def taken(slots: Slots, rows: I64) -> Slots:
    """The slots of some of the people."""
    buildings, estates, committees, street = (one.take(rows) for one in slots)
    return buildings, estates, committees, street


def patched(slots: Slots, rows: I64, others: Slots) -> Slots:
    """The slots with others in the place of those of some of the people."""
    patched = tuple(one.copy() for one in slots)
    for one, other in zip(patched, others, strict=True):
        one[rows] = other
    buildings, estates, committees, street = patched
    return buildings, estates, committees, street


def _in_each(at: I64, size: int) -> I32:
    return _binned(at, size, 1)[:, 0]


def _binned(flat: I64, size: int, width: int) -> I32:
    """Counts int32[size, width]; the first of each width are of who is nowhere, and dropped.

    A few are put each into its place: `bincount` reads all the places twice.
    """
    if size * width < len(flat):
        counted = np.bincount(flat, minlength=(size + 1) * width)[width:]
        return counted.astype(np.int32).reshape(size, width)
    few = np.zeros((size + 1) * width, np.int32)
    np.add.at(few, flat, np.int32(1))
    return few[width:].reshape(size, width)
