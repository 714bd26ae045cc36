"""What the instant does not change: who has episodes and since when, and how many live where."""

from __future__ import annotations

from functools import cached_property
from weakref import WeakKeyDictionary

import numpy as np

from console.domain import clock, instants, packs
from console.domain.clock import Episodes
from console.domain.records import dataclass
from console.store.columns import I32, I64, Street
from console.store.place_counts import Own, Slots
from console.store.rows import follow


@dataclass(frozen=True, eq=False)
class Baseline:
    """The instant's constants of one street.

    holders int32[h] residents with episodes, ascending, in the order clock.shown answers; home
    int32[h] their own units; own everybody by their own unit, and the `ends` of the estates
    and committees in it; classes the number of the pack's.
    estate_of_building, committee_of_building int32[b], -1 for none; at_home where they are while
    they are at home. first int32[h] is each one's first episode; `several` int64[k] which of them
    have more, `theirs` all the episodes of those, by row int64, `of_several` the same as columns.
    """

    holders: I32
    home: I32
    building_of_unit: I32
    estate_of_building: I32
    committee_of_building: I32
    own: Own
    ends: tuple[int, int]
    classes: int
    first: I32
    several: I64
    theirs: I64
    of_several: Episodes

    @cached_property
    def at_home(self) -> Slots:
        """Where the holders are as long as they are at home."""
        return self.slots_of(self.home)

    def slots_of(self, unit: I32) -> Slots:
        """Where units lie, by row; -1 lies in the street alone."""
        building = follow(self.building_of_unit, unit)
        estate = follow(self.estate_of_building, building)
        committee = follow(self.committee_of_building, building)
        one = np.int64(1)
        return Slots(building + one, estate + one, committee + one)


_known: WeakKeyDictionary[Street, Baseline] = WeakKeyDictionary()


def baseline(street: Street) -> Baseline:
    """The constants of `street`; computed once, at a cost that follows places and episodes."""
    known = _known.get(street)
    if known is None:
        known = _known[street] = _compute(street)
    return known


_anchored: WeakKeyDictionary[Street, I32] = WeakKeyDictionary()


def anchored_days(street: Street) -> I32:
    """Local day number of every episode's anchor, int32[e]; found once a street."""
    known = _anchored.get(street)
    if known is None:
        tz = instants.zone(street.zone)
        known = _anchored[street] = instants.local_days(street.episodes.anchored_us, tz)
    return known


def _compute(street: Street) -> Baseline:
    first, several, theirs = _episodes_of(street)
    holders = street.episodes.resident[first]
    committee = follow(street.estates.committee, street.buildings.estate)
    starts = street.units.first_resident[street.buildings.first_unit]
    return Baseline(
        holders=holders,
        home=street.residents.unit[holders],
        building_of_unit=street.units.building,
        estate_of_building=street.buildings.estate,
        committee_of_building=committee,
        own=own_places(street, starts, len(street.residents.unit)),
        ends=(len(street.estates.id), len(street.estates.id) + len(street.committees.id)),
        classes=len(packs.load(street.scenario).classes),
        first=first,
        several=several,
        theirs=theirs,
        of_several=clock.some(street.episodes, theirs),
    )


def own_places(street: Street, before: I32, everybody: int) -> Own:
    """Some people by their own unit, `before` int32[b+1] of whom live before each building."""
    return Own(np.subtract(*_ends_and_starts(before)), places_above(street, before, everybody))


def places_above(street: Street, before: I32, everybody: int) -> I32:
    """Some people by what lies above the buildings of their own units, as in Own.above."""
    above = np.empty(len(street.estates.id) + len(street.committees.id) + 1, np.int32)
    estates, committees = above[: len(street.estates.id)], above[len(street.estates.id) : -1]
    np.subtract(*_ends_and_starts(before.take(street.estates.first_building)), out=estates)
    slots = street.estates.committee + 1
    committees[:] = np.bincount(slots, weights=estates, minlength=len(committees) + 1)[1:]
    above[-1] = everybody
    return above


def _ends_and_starts(cuts: I32) -> tuple[I32, I32]:
    return cuts[1:], cuts[:-1]


def _episodes_of(street: Street) -> tuple[I32, I64, I64]:
    """Each holder's first episode, which of the holders have several, and the rows of these."""
    resident, nobody = street.episodes.resident, np.zeros(0, np.int64)
    if not len(street.residents.unit):
        return np.zeros(0, np.int32), nobody, nobody
    first = np.flatnonzero(np.diff(resident, prepend=-1))
    numbers = np.diff(first, append=len(resident))
    theirs = np.flatnonzero(np.repeat(numbers > 1, numbers))
    return first.astype(np.int32), np.flatnonzero(numbers > 1), theirs
