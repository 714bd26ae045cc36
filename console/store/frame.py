"""The street at one instant: every person's state, place and class, and the counts by place."""

from __future__ import annotations

from dataclasses import dataclass

from console.store.columns import I32, U8, Street


@dataclass(frozen=True, slots=True)
class PlaceCounts:
    """People of n places by state: by_state int32[n, 7] indexed by clock.State (DUE apart from
    ACTIVE), by_class int32[n, c] people under the clock by the pack's classes, people int32[n].
    """

    by_state: I32
    by_class: I32
    people: I32

    @property
    def active(self) -> I32:
        """People under the clock, the due included, int32[n]."""
        raise NotImplementedError


@dataclass(frozen=True, slots=True)
class Frame:
    """Everything the screen shows of `street` at `as_of_us`; computed in milliseconds, never stored.

    today             local day number of the instant
    episode_state     uint8[e]  clock.State of each episode
    episode_day       int32[e]  k of "day k of n"
    shown             int32[r]  row of the episode a resident shows, -1 for none
    state             uint8[r]  clock.State by the shown episode
    place             int32[r]  unit that is a resident's place, -1 for none
    moved             int32[m]  residents whose place is not their own unit, sorted by place
    """

    street: Street
    as_of_us: int
    today: int
    episode_state: U8
    episode_day: I32
    shown: I32
    state: U8
    place: I32
    moved: I32
    committees: PlaceCounts
    estates: PlaceCounts
    buildings: PlaceCounts
    total: PlaceCounts

    def people_in_units(self, first_unit: int, end_unit: int) -> I32:
        """Residents whose place lies in the unit rows [first_unit, end_unit), sorted by place, id."""
        raise NotImplementedError
