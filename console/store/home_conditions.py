"""Conditions on places as bits: units and those who live in them, by slices of whole buildings."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from weakref import WeakKeyDictionary

import numpy as np

from console.domain.conditions import Condition
from console.store.bits import Bits, Cuts, Rows, packed_by, slice_bits
from console.store.columns import I32, U8, Street
from console.store.conditions import buildings_with, of_occupancy, units_with
from console.store.crowd import Crowd
from console.store.frame import Frame
from console.store.kept import UNIT_FIELDS, Mask


def homes_with(frame: Frame, conditions: Sequence[Condition]) -> tuple[Crowd, Rows]:
    """Who has a place, and which units, that satisfy all of some conditions on places."""
    street = frame.street
    units, residents = _everywhere(street)
    of_units = [one for one in conditions if one.field in UNIT_FIELDS]
    of_buildings = [one for one in conditions if one.field not in UNIT_FIELDS]
    if of_buildings:
        mask = np.logical_and.reduce([buildings_with(street, one) for one in of_buildings])
        units &= _within(mask, street.buildings.first_unit, len(street.units.floor))
        first_resident = street.units.first_resident[street.buildings.first_unit]
        residents &= _within(mask, first_resident, len(street.residents.unit))
    for one in of_units:
        units &= packed_by(partial(units_with, street, one), len(street.units.floor))
        residents &= _registered_in(street, one)
    kept = Rows(units, len(street.units.floor))
    return Crowd(street, _moved(frame, residents, kept)), kept


def _everywhere(street: Street) -> tuple[Bits, Bits]:
    """All units, and all residents with a unit of their own."""
    first, end = street.units.first_resident[[0, -1]]
    people = slice_bits(np.array([first]), np.array([end]), len(street.residents.unit))
    return Rows.all_of(len(street.units.floor)).bits, people


def _within(kept: Mask, first: I32, length: int) -> Bits:
    """The rows of the slices `first` int32[n+1] that are kept bool[n]; neighbours as one slice."""
    turns = np.flatnonzero(np.diff(kept, prepend=False, append=False))
    return slice_bits(first[turns[::2]], first[turns[1::2]], length)


def _registered_in(street: Street, condition: Condition) -> Bits:
    """Whose own unit satisfies a condition; not to be asked for those without one."""
    own = street.residents.unit
    if condition.field == "occupancy":
        codes = _own_occupancy(street)
        return packed_by(lambda part: of_occupancy(codes[part], condition), len(own))
    units = np.append(units_with(street, condition), False)
    return packed_by(lambda part: units.take(own[part]), len(own))


_occupancies: WeakKeyDictionary[Street, U8] = WeakKeyDictionary()


def _own_occupancy(street: Street) -> U8:
    """The occupancy of everybody's own unit, uint8[r]; found once, when it is first asked for."""
    known = _occupancies.get(street)
    if known is None:
        known = np.zeros(len(street.residents.unit), np.uint8)
        first = street.units.first_resident
        known[: int(first[-1])] = np.repeat(street.units.occupancy, np.diff(first))
        _occupancies[street] = known
    return known


def _moved(frame: Frame, residents: Bits, units: Rows) -> Bits:
    """Residents of some units by their own, as they are where they are: the few who moved apart."""
    bits = residents & frame.at_home.bits
    places = np.maximum(frame.moved_place, 0)
    there = units.holds(Cuts.at(places)) & (frame.moved_place >= 0)
    came = Cuts.at(frame.moved[there])
    np.bitwise_or.at(bits, came.word, came.below + np.uint64(1))
    return bits
