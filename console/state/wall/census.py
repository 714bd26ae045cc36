"""The counts that the wall shows of places, none of which gives a small one away.

Nothing here reads a name, a telephone number or a room. Committees are counted exactly where that
is safe, estates, buildings and floors in bands (console.domain.banding).
"""

from __future__ import annotations

import numpy as np

from console.domain import banding
from console.domain.arrays import Bools
from console.domain.banding import Amount
from console.domain.clock import State
from console.domain.errors import UserError
from console.domain.records import dataclass
from console.state.wall.disclosure import Level, Shown, gives_away, known, safe
from console.store.baseline import baseline
from console.store.columns import I32
from console.store.frame import Frame, under_clock


@dataclass(frozen=True, slots=True)
class Census:
    """People under the clock as the wall may show them.

    total is exact only where that does not tell too much. committees int32[c]
    are exact where `exact` bool[c] says so, else codes of banding, as estates int32[e] and
    buildings int32[b] always are. `tree` and `shown` are what they come from, the street first.
    """

    total: Amount
    committees: I32
    exact: Bools
    estates: I32
    buildings: I32
    tree: tuple[Level, ...]
    shown: tuple[Shown, ...]

    @property
    def tells_the_rest(self) -> bool:
        """Whether what the told places leave of the street may be said: nothing more follows."""
        return self.total.is_exact and bool(self.shown[1].exact[-1])

    def committee(self, row: int) -> Amount:
        """A committee's figure as it may be shown."""
        return Amount(int(self.committees[row]), bool(self.exact[row]))


def census(frame: Frame) -> Census:
    """The counts of a frame; UserError where the snapshot holds counts in place of people."""
    if frame.street.is_aggregate:
        raise UserError("wall.no_people")
    levels = levels_of(frame)
    whole, *shown = safe(levels)
    committees, estates, buildings = shown
    total = int(frame.total.active[0])
    told = bool(whole.exact[0])
    exact = committees.exact[:-1]
    top = Level(levels[0].count.sum(keepdims=True).astype(np.int32), np.zeros(1, np.int32))
    return Census(
        total=Amount(total if told else int(whole.codes[0]), told),
        committees=np.where(exact, levels[0].count[:-1], committees.codes[:-1]).astype(np.int32),
        exact=exact,
        estates=estates.codes[:-1],
        buildings=buildings.codes,
        tree=(top, *levels),
        shown=(whole, *shown),
    )


def floors(frame: Frame, taken: Census, building: int) -> I32 | None:
    """The codes of a building's floors from the lowest up, int32[f]; None where they would tell.

    A unit of several floors counts on its lowest.
    """
    counts = by_floor(frame, building)
    codes = banding.banded(counts)
    tree = (*taken.tree, Level(counts, np.full(len(counts), building, np.int32)))
    span = known(tree, (*taken.shown, Shown(codes, np.zeros(len(counts), np.bool_))))
    smaller = zip(tree[2:], span[2:], strict=True)
    return None if any(gives_away(level, found).any() for level, found in smaller) else codes


def levels_of(frame: Frame) -> list[Level]:
    """Committees, estates and buildings; places of none hang from a last row of each level."""
    base, street = baseline(frame.street), frame.street
    estate = np.where(base.estate_of_building >= 0, base.estate_of_building, len(street.estates.id))
    committees = len(street.committees.id)
    committee = np.where(street.estates.committee >= 0, street.estates.committee, committees)
    active = frame.buildings.active
    loose = int(active[base.estate_of_building < 0].sum())
    of_estates = np.append(frame.estates.active, loose)
    of_committee = np.append(committee, committees)
    counts = np.bincount(of_committee, weights=of_estates, minlength=committees + 1)
    return [
        Level(counts.astype(np.int32), np.zeros(committees + 1, np.int32)),
        Level(of_estates.astype(np.int32), of_committee.astype(np.int32)),
        Level(active, estate.astype(np.int32)),
    ]


def by_floor(frame: Frame, building: int) -> I32:
    """People under the clock by floor from the lowest up, int32[f]."""
    street = frame.street
    below = int(street.buildings.floors_below[building])
    above = max(1, int(street.buildings.floors_above[building]))
    first, end = (int(one) for one in street.buildings.first_unit[building : building + 2])
    place = frame.holder_place[under_clock(frame.holder_state)]
    floor = street.units.floor[place[(place >= first) & (place < end)]].astype(np.int32)
    index = np.where(floor > 0, floor + below - 1, floor + below)
    counted = np.bincount(np.clip(index, 0, above + below - 1), minlength=above + below)
    return counted.astype(np.int32)


def by_state(frame: Frame, *states: State) -> I32:
    """People of each committee in one of `states`, int32[c]."""
    counted: I32 = frame.committees.by_state[:, list(states)].sum(axis=1).astype(np.int32)
    return counted
