"""Residents by age on a local day as planes of bits: those of a range are found 64 at a time."""

from __future__ import annotations

from dataclasses import field
from functools import reduce
from operator import xor
from weakref import WeakKeyDictionary

import numpy as np

from console.domain.records import dataclass
from console.store.births import Slots, births
from console.store.bits import Bits
from console.store.by_age import Runs
from console.store.columns import U8, Street
from console.store.person_order import AGES, ages_of_slots

_PLANES = AGES.bit_length()
_ENDS = 2
_PART = 1 << 18
_BLOCK = 1 << 14
"""So many words of each plane stay in the processor's cache while they are joined."""


@dataclass(slots=True, eq=False)
class _Known:
    """The planes of a local day, made when it is asked for again: a range is being dragged.

    `below` are those younger than the two ages that were asked for last: of a range whose one end
    is dragged the other stays.
    """

    today: int
    planes: Bits | None = None
    below: dict[int, Bits] = field(default_factory=dict)


_known: WeakKeyDictionary[Street, _Known] = WeakKeyDictionary()
"""Of the day asked for last."""


def bits_of_ages(street: Street, runs: Runs, today: int) -> Bits | None:
    """The residents of some ages as bits, read-only; None where a day is asked for once.

    They are those below the end of each run of ages, but not below its beginning; no two runs may
    meet.
    """
    known = _known.get(street)
    if known is None or known.today != today:
        _known[street] = _Known(today)
        return None
    if known.planes is None:
        known.planes = _make(births(street).slots, ages_of_slots(street, today))
    below = {cut: _below(known, cut) for run in runs for cut in run if cut}
    if len(below) <= _ENDS:
        known.below = below
    nobody = np.zeros(known.planes.shape[1], np.uint64)
    return reduce(xor, below.values()) if below else nobody


def _below(known: _Known, age: int) -> Bits:
    """Who is younger than an age above 0; known of the ages asked for last."""
    assert known.planes is not None
    found = known.below.get(age)
    if found is None:
        found = np.empty(known.planes.shape[1], np.uint64)
        for start in range(0, len(found), _BLOCK):
            block = slice(start, start + _BLOCK)
            _find_below(known.planes[:, block], age, found[block])
    return found


def _find_below(planes: Bits, age: int, below: Bits) -> None:
    """Who is younger than an age above 0, from its lowest digit on, is written to `below`.

    Where the age has a digit, who has none is below it, whatever the lower ones are; where it has
    none, who has one is not.
    """
    lowest = (age & -age).bit_length() - 1
    below[:] = planes[lowest]
    for plane in range(lowest + 1, _PLANES):
        if age >> plane & 1:
            below |= planes[plane]
        else:
            below &= planes[plane]


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
