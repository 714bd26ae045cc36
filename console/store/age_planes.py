"""Residents by age on a local day as planes of bits: those of a range are found 64 at a time."""

from __future__ import annotations

from weakref import WeakKeyDictionary

import numpy as np

from console.domain.records import dataclass
from console.store.births import Slots, births
from console.store.bits import Bits
from console.store.columns import U8, Street
from console.store.kept import Mask
from console.store.person_order import AGES, ages_of_slots

_PLANES = AGES.bit_length()
_PART = 1 << 18
_BLOCK = 1 << 14
"""So many words of each plane stay in the processor's cache while they are joined."""


@dataclass(slots=True, eq=False)
class _Known:
    """The planes of a local day, made when it is asked for again: a range is being dragged."""

    today: int
    planes: Bits | None = None


_known: WeakKeyDictionary[Street, _Known] = WeakKeyDictionary()
"""Of the day asked for last."""


def bits_of_ages(street: Street, ages: Mask, today: int) -> Bits | None:
    """The residents of some ages bool[AGES] as bits; None where a day is asked for once."""
    known = _known.get(street)
    if known is None or known.today != today:
        _known[street] = _Known(today)
        return None
    if known.planes is None:
        known.planes = _make(births(street).slots, ages_of_slots(street, today))
    return _within(known.planes, ages)


def _within(planes: Bits, ages: Mask) -> Bits:
    """Those of the runs of ages: below the end of each, but not below its beginning."""
    edged = np.zeros(len(ages) + 2, np.bool_)
    edged[1:-1] = ages
    cuts = np.flatnonzero(edged[1:] != edged[:-1]).tolist()
    found = np.zeros(planes.shape[1], np.uint64)
    for start in range(0, len(found), _BLOCK):
        block = slice(start, start + _BLOCK)
        for cut in cuts:
            if cut:
                found[block] ^= _below(planes[:, block], cut)
    return found


def _below(planes: Bits, age: int) -> Bits:
    """Who is younger than an age above 0, from its lowest digit on.

    Where the age has a digit, who has none is below it, whatever the lower ones are; where it has
    none, who has one is not.
    """
    lowest = (age & -age).bit_length() - 1
    below: Bits = planes[lowest].copy()
    for plane in range(lowest + 1, _PLANES):
        if age >> plane & 1:
            below |= planes[plane]
        else:
            below &= planes[plane]
    return below


def _make(slots: Slots, ages: U8) -> Bits:
    """For each digit of the age who does not have it, uint64[planes, words]."""
    words = (len(slots) >> 6) + 1
    planes = np.zeros((_PLANES, words), np.uint64)
    of_bytes = planes.view(np.uint8)
    for start in range(0, len(slots), _PART):
        without = ~ages.take(slots[start : start + _PART])
        for plane in range(_PLANES):
            by_eight = np.packbits(without & np.uint8(1 << plane), bitorder="little")
            of_bytes[plane, start >> 3 : (start >> 3) + len(by_eight)] = by_eight
    return planes
