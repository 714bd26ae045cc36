"""Conditions on places as bits: units and those who live in them, by slices of whole buildings."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from console.domain.conditions import Condition
from console.store.bits import Bits, Cuts, Rows, packed, slice_bits
from console.store.columns import I32, Street
from console.store.conditions import buildings_with, units_with
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
    if of_units:
        mask = np.logical_and.reduce([units_with(street, one) for one in of_units])
        units &= packed(mask)
        residents &= packed(_registered_in(street, mask))
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


def _registered_in(street: Street, units: Mask) -> Mask:
    """The residents whose own unit is among some, bool[r]."""
    first = street.units.first_resident
    found = np.zeros(len(street.residents.unit), np.bool_)
    found[: int(first[-1])] = np.repeat(units, np.diff(first))
    return found


def _moved(frame: Frame, residents: Bits, units: Rows) -> Bits:
    """Residents of some units by their own, as they are where they are: the few who moved apart."""
    bits = residents & frame.at_home.bits
    places = np.maximum(frame.moved_place, 0)
    there = units.holds(Cuts.at(places)) & (frame.moved_place >= 0)
    came = Cuts.at(frame.moved[there])
    np.bitwise_or.at(bits, came.word, came.below + np.uint64(1))
    return bits
