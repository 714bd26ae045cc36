"""The clock: in which state an episode is at an instant, on which day of how many, and why.

Days are calendar days in the street's zone. An episode of n days that is anchored on a day a begins
on a + 1 where its rule counts from the next day, else on a, and is complete from 00:00 after its
last. Nothing here is ever stored: it is computed for the instant asked.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields
from enum import IntEnum
from functools import reduce
from operator import or_
from typing import Literal

import numpy as np
import numpy.typing as npt

from console.domain.arrays import I32, I64, U8, Bools
from console.domain.instants import Days, Micros
from console.domain.records import dataclass

Day1 = Literal["next", "same"]


class State(IntEnum):
    """What an episode, or the person showing it, is at an instant.

    Ended by then it is RELEASED, or BROKEN for every other outcome; else PLANNED until its anchor,
    COMPLETE after its last day, DUE on that day, and ACTIVE before.
    """

    NONE = 0
    PLANNED = 1
    ACTIVE = 2
    DUE = 3
    COMPLETE = 4
    RELEASED = 5
    BROKEN = 6


UNDER_CLOCK = (State.ACTIVE, State.DUE)
"""States in which somebody is under the clock."""
RUNNING = (State.PLANNED, State.ACTIVE, State.DUE, State.COMPLETE)
"""States in which the episode's unit is the person's place."""


class Outcome(IntEnum):
    """How an episode ended; STILL_OPEN while it has not."""

    STILL_OPEN = 0
    RELEASED = 1
    TRANSFERRED = 2
    LEFT = 3
    CANCELLED = 4


@dataclass(frozen=True, slots=True)
class Span:
    """The days of one episode, as day numbers since 1970; `complete_from` begins at 00:00."""

    first_day: int
    last_day: int

    @property
    def complete_from(self) -> int:
        """The day at whose 00:00 the episode is complete."""
        return self.last_day + 1


def span(anchor_day: int, days: int, day1: Day1) -> Span:
    """First and last day of `days` days counted from the local date of the anchor."""
    first = anchor_day + (day1 == "next")
    return Span(first, first + days - 1)


def other_counting(day1: Day1) -> Day1:
    """The convention the rule does not use."""
    return "same" if day1 == "next" else "next"


@dataclass(frozen=True, slots=True)
class Episodes:
    """Episodes as columns, n rows, sorted by resident, then anchored_us, then id.

    resident     int32[n]  row of the resident
    unit         int32[n]  row of the unit where it is served, -1 when not matched to a home
    anchored_us  int64[n]  microseconds since 1970 UTC
    first_day    int32[n]  day number of day 1
    last_day     int32[n]  day number of the last day
    length       int32[n]  n of "day k of n"
    ended_us     int64[n]  NEVER_US while open
    ended_day    int32[n]  local day of ended_us, a far day while open
    outcome      uint8[n]  Outcome
    """

    resident: I32
    unit: I32
    anchored_us: Micros
    first_day: Days
    last_day: Days
    length: I32
    ended_us: Micros
    ended_day: Days
    outcome: U8

    def __len__(self) -> int:
        return len(self.resident)


_ALL = slice(None)


def some(episodes: Episodes, rows: npt.NDArray[np.signedinteger | np.bool_]) -> Episodes:
    """Some of the episodes: those of rows that ascend, or of a mask."""
    return Episodes(*(getattr(episodes, one.name)[rows] for one in fields(episodes)))


def states(episodes: Episodes, as_of_us: int, today: int) -> U8:
    """State of every episode, uint8[n], at an instant whose local day is `today`."""
    planned, active = np.uint8(State.PLANNED), np.uint8(State.ACTIVE)
    released, broken = np.uint8(State.RELEASED), np.uint8(State.BROKEN)
    running = (episodes.last_day <= today) + active
    running += episodes.last_day < today
    begun = either(episodes.anchored_us > as_of_us, planned, running)
    ended = either(episodes.outcome == int(Outcome.RELEASED), released, broken)
    return either(episodes.ended_us <= as_of_us, ended, begun)


def are_in(state: U8, states: Iterable[State]) -> Bools:
    """Which of uint8[n] are one of some states.

    They are compared with plain ints: for a State the whole column would be widened first.
    """
    return reduce(or_, [state == int(one) for one in states])


def either(where: Bools, one: U8 | np.uint8, other: U8 | np.uint8) -> U8:
    """`one` where it is so, else `other`; by bits, in a tenth of the time of numpy.where."""
    bits = -where.view(np.uint8)
    found: U8 = (one & bits) | (other & ~bits)
    return found


def days_done(episodes: Episodes, today: int, rows: slice | I32 | int = _ALL) -> I32:
    """K of "day k of n" for every episode, or some, int32[n]; meaningless for planned ones.

    k stops on the day the episode ended and is kept within 0 to n.
    """
    until = np.minimum(episodes.ended_day[rows], today)
    done = np.maximum(until - episodes.first_day[rows] + 1, 0)
    return np.minimum(done, episodes.length[rows])


_CANCELLED, _PLANNED, _ENDED, _OPEN = 1, 2, 3, 4


def shown(episodes: Episodes, as_of_us: int) -> I64:
    """Rows of the one episode each person shows, in order of resident; people without have none.

    Begun and not cancelled come first (open before ended, then the latest), else the earliest
    planned, else the latest cancelled. Rows are sorted within a person, so later is larger.
    """
    count = len(episodes)
    if not count:
        return np.zeros(0, np.int64)
    ended = episodes.ended_us <= as_of_us
    tier = np.where(ended, _ENDED, _OPEN)
    tier[episodes.anchored_us > as_of_us] = _PLANNED
    tier[ended & (episodes.outcome == Outcome.CANCELLED)] = _CANCELLED
    row = np.arange(count)
    score = tier * count + np.where(tier == _PLANNED, count - 1 - row, row)
    starts = np.flatnonzero(np.diff(episodes.resident, prepend=-1))
    best_tier, place = np.divmod(np.maximum.reduceat(score, starts), count)
    return np.where(best_tier == _PLANNED, count - 1 - place, place)
