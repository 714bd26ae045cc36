"""Homes in which somebody of a crowd is, by age: how many there are of a range is looked up."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from console.domain.closed_lists import OCCUPANCIES
from console.store.births import births
from console.store.bits import Rows
from console.store.by_age import Together, ages_in
from console.store.columns import I32, I64, U8
from console.store.crowd import Crowd
from console.store.frame import Frame
from console.store.person_order import AGES, ages_of_slots

_AGE = AGES.bit_length()
_PART = 1 << 15
"""So many units are looked at together: their people stay in the processor's cache."""
_UNIT = _AGE + len(OCCUPANCIES).bit_length()
"""A key is an age, above it the occupancy of a unit, above that the unit."""
_SHAPE = len(OCCUPANCIES), AGES, AGES + 1

Keys = npt.NDArray[np.uint32]


def homes_by_age(frame: Frame, crowd: Crowd, today: int) -> Together:
    """The places of a crowd's people at a whole frame, by occupancy."""
    units, slots = frame.street.units, births(frame.street).slots
    ages = ages_of_slots(frame.street, today)
    at_home = Rows(crowd.bits & frame.at_home.bits, crowd.length)
    guests, places = _guests(frame, crowd)
    ages_of_guests = ages_in(frame.street, guests, today)
    counted = np.zeros(_SHAPE, np.int64)
    for start in range(0, len(units.occupancy), _PART):
        keys = _keys_of_units(units.occupancy[start : start + _PART])
        first = units.first_resident[start : start + len(keys) + 1]
        own = np.repeat(keys, np.diff(first))
        own |= ages.take(slots[first[0] : first[-1]])
        came = slice(*places.searchsorted((start, start + len(keys))))
        came_there = keys.take(places[came] - start) | ages_of_guests[came]
        own = own[at_home.part(int(first[0]), int(first[-1]))]
        counted += _counted(np.concatenate((own, came_there)))
    return _together(counted)


def homes_of_few(units: I32, occupancy: U8, ages: U8) -> Together:
    """The places of some people of `ages` uint8[n], by occupancy.

    Each is in one of `units` int32[n] of a part of the street, which is of `occupancy` uint8[n].
    """
    keys = units.astype(np.uint32) << np.uint32(_UNIT)
    keys |= occupancy.astype(np.uint32) << np.uint32(_AGE)
    keys |= ages
    return _together(_counted(keys))


def _together(counted: I64) -> Together:
    return Together(counted.sum(axis=2), counted[:, :, 1:].swapaxes(1, 2))


def _guests(frame: Frame, crowd: Crowd) -> tuple[I32, I32]:
    """Who of a crowd moved to another unit, and where each is, ascending."""
    held = crowd.holds(frame.moved_cuts) & (frame.moved_place >= 0)
    return frame.moved[held], frame.moved_place[held]


def _keys_of_units(occupancy: U8) -> Keys:
    """What the keys of a unit's people have in common."""
    found = np.arange(len(occupancy), dtype=np.uint32) << np.uint32(_UNIT)
    found |= occupancy.astype(np.uint32) << np.uint32(_AGE)
    return found


def _counted(keys: Keys) -> I64:
    """People by occupancy, age, and the age of the next younger one of their unit + 1; 0 for none.

    Those of a unit come together when their keys are sorted, the youngest first. Units follow one
    another already, of which a stable sort makes much.
    """
    keys.sort(kind="stable")
    ages = keys & np.uint32((1 << _AGE) - 1)
    occupancies = keys >> np.uint32(_AGE) & np.uint32((1 << _UNIT - _AGE) - 1)
    cells = (occupancies * np.uint32(AGES) + ages) * np.uint32(AGES + 1)
    are_together = keys[1:] ^ keys[:-1] < 1 << _AGE
    cells[1:] += (ages[:-1] + np.uint32(1)) * are_together
    return np.bincount(cells, minlength=int(np.prod(_SHAPE))).reshape(_SHAPE)
