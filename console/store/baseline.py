"""What the instant does not change: who has episodes, where they live, how many live in a place."""

from __future__ import annotations

from dataclasses import replace
from weakref import WeakKeyDictionary

import numpy as np

from console.domain import packs
from console.domain.records import dataclass
from console.store.columns import I32, Street
from console.store.kept import Mask
from console.store.rows import follow


@dataclass(frozen=True, slots=True)
class Level:
    """One level of places before any episode is looked at.

    people int32[n] residents by their own unit; leaving int32[n] those of them with episodes, who
    are counted again where they are; classes is the number of the pack's classes.
    """

    people: I32
    leaving: I32
    classes: int


Levels = tuple[Level, Level, Level, Level]
"""Of buildings, estates, committees and the whole street."""


@dataclass(frozen=True, slots=True)
class Baseline:
    """The instant's constants of one street.

    holders int32[h] residents with episodes, ascending, in the order clock.shown answers; home
    int32[h] their own units; levels of buildings, estates, committees and the whole street.
    estate_of_building, committee_of_building int32[b], -1 for none.
    """

    holders: I32
    home: I32
    building_of_unit: I32
    estate_of_building: I32
    committee_of_building: I32
    levels: Levels

    def levels_of(self, unit: I32) -> tuple[I32, I32, I32, I32]:
        """Rows of building, estate, committee (-1 for none) and street (0) that hold the units."""
        building = follow(self.building_of_unit, unit)
        return (
            building,
            follow(self.estate_of_building, building),
            follow(self.committee_of_building, building),
            np.zeros(len(unit), np.int32),
        )


_known: WeakKeyDictionary[Street, Baseline] = WeakKeyDictionary()


def baseline(street: Street) -> Baseline:
    """The constants of `street`; computed once, at a cost that follows places and episodes."""
    known = _known.get(street)
    if known is None:
        known = _known[street] = _compute(street)
    return known


def _compute(street: Street) -> Baseline:
    holders = _holders(street)
    committee = follow(street.estates.committee, street.buildings.estate)
    bare = Baseline(
        holders=holders,
        home=street.residents.unit[holders],
        building_of_unit=street.units.building,
        estate_of_building=street.buildings.estate,
        committee_of_building=committee,
        levels=(_NOTHING, _NOTHING, _NOTHING, _NOTHING),
    )
    starts = street.units.first_resident[street.buildings.first_unit]
    levels = _levels(street, bare, starts, len(street.residents.unit), bare.home)
    return replace(bare, levels=levels)


def levels_of_people(street: Street, base: Baseline, people: Mask, held: Mask) -> Levels:
    """The same four levels for some `people` bool[r] alone; `held` bool[h] are their holders."""
    running = np.zeros(len(people) + 1, np.int32)
    np.cumsum(people.view(np.uint8), out=running[1:])
    starts = running[street.units.first_resident[street.buildings.first_unit]]
    return _levels(street, base, starts, int(running[-1]), base.home[held])


def _levels(street: Street, base: Baseline, starts: I32, everybody: int, home: I32) -> Levels:
    """Levels of people of whom `starts` int32[b+1] live before each building."""
    classes = len(packs.load(street.scenario).classes)
    people = _people(street, base.committee_of_building, starts, everybody)
    leaving = base.levels_of(home)
    levels = [Level(p, _count(at, len(p)), classes) for p, at in zip(people, leaving, strict=True)]
    return levels[0], levels[1], levels[2], levels[3]


_NOTHING = Level(np.zeros(0, np.int32), np.zeros(0, np.int32), 0)


def _holders(street: Street) -> I32:
    if not len(street.residents.unit):
        return np.zeros(0, np.int32)
    resident = street.episodes.resident
    return resident[np.flatnonzero(np.diff(resident, prepend=-1))]


def _people(
    street: Street, committee: I32, starts: I32, everybody: int
) -> tuple[I32, I32, I32, I32]:
    """People by their own unit in every building, estate, committee and the whole street."""
    buildings = np.diff(starts).astype(np.int32)
    estates = np.diff(starts[street.estates.first_building]).astype(np.int32)
    committees = np.bincount(
        committee + 1, weights=buildings, minlength=len(street.committees.id) + 1
    )[1:]
    return buildings, estates, committees.astype(np.int32), np.array([everybody], np.int32)


def _count(rows: I32, length: int) -> I32:
    return np.bincount(rows + 1, minlength=length + 1)[1:].astype(np.int32)
