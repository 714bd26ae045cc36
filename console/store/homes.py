"""The units a filter keeps: those asked for by themselves, or the places of the people kept."""

from __future__ import annotations

from functools import partial
from typing import Protocol
from weakref import WeakKeyDictionary

import numpy as np

from console.domain.closed_lists import OCCUPANCIES
from console.domain.distinct import distinct
from console.domain.lazily import lazily
from console.domain.records import dataclass
from console.store.bits import Bits, Cuts, Rows, numbers_of, packed
from console.store.columns import I32, I64, U8, Street
from console.store.crowd import Crowd, cuts_at_buildings
from console.store.frame import Frame
from console.store.homes_by_age import homes_by_age
from console.store.kept import Mask
from console.store.slices import Slices

_NOWHERE = np.zeros(0, np.int64)


class AskedUnits:
    """Units int32[n] that are asked for again and again, -1 for none: where each is looked up."""

    def __init__(self, street: Street, units: I32 | I64) -> None:
        self.units = units
        self._street = street

    @lazily
    def rows(self) -> Cuts:
        """The bits of the units themselves."""
        return Cuts.at(np.maximum(self.units, 0))

    @lazily
    def has_residents(self) -> Mask:
        """Which of them are the own unit of somebody, bool[n]."""
        first = self._street.units.first_resident
        lived_in: Mask = first.take(self.units + 1) > first.take(self.units)
        lived_in &= self.units >= 0
        return lived_in

    @lazily
    def last_residents(self) -> Cuts:
        """The bits of their last residents."""
        ends = self._street.units.first_resident.take(self.units + 1)
        return Cuts.at(np.maximum(ends - 1, 0))

    def among(self, few: I64) -> I64:
        """Where those of them stand that are among a few units: these are looked for, not they."""
        starts, ends = (np.searchsorted(self._ascending, few, side) for side in ("left", "right"))
        lengths = ends - starts
        first = np.repeat(starts - (np.cumsum(lengths) - lengths), lengths)
        return self._order.take(first + np.arange(len(first)))

    @lazily
    def _order(self) -> I64:
        return np.argsort(self.units, kind="stable")

    @lazily
    def _ascending(self) -> I32 | I64:
        return self.units.take(self._order)


class Homes(Protocol):
    """Some units of a street."""

    @property
    def number(self) -> int:
        """How many units there are."""
        ...

    def within(self, first: int, end: int, lived_in: I32 | None = None) -> Mask:
        """Which of the units [first, end) are among them, bool[end - first].

        `lived_in` are the places there of all people who are kept, counted from the first, where
        they are known.
        """
        ...

    def hold(self, units: I32 | AskedUnits) -> Mask:
        """Which of some units, -1 for none, are among them, bool[n]."""
        ...

    def by_building(self) -> I64:
        """How many there are in each building, int64[b]."""
        ...

    def in_buildings(self) -> Mask:
        """In which buildings there is one, bool[b]."""
        ...

    def by_occupancy(self) -> I64:
        """How many there are of each of OCCUPANCIES, int64[o]; not to be written to."""
        ...


class ChosenHomes:
    """Units that were asked for by themselves, whoever lives in them."""

    def __init__(self, street: Street, units: Rows) -> None:
        self._street, self._units = street, units

    @property
    def number(self) -> int:
        """How many units there are."""
        return self._units.number

    def within(self, first: int, end: int, lived_in: I32 | None = None) -> Mask:
        """Which of the units [first, end) are among them."""
        return self._units.part(first, end)

    def hold(self, units: I32 | AskedUnits) -> Mask:
        """Which of some units are among them."""
        asked = _asked(self._street, units)
        if not self._units.length:
            return np.zeros(len(asked.units), np.bool_)
        held = self._units.holds(asked.rows)
        held &= asked.units >= 0
        return held

    def by_building(self) -> I64:
        """How many there are in each building."""
        first = self._street.buildings.first_unit
        return self._units.between(Cuts.at(first)).astype(np.int64)

    def in_buildings(self) -> Mask:
        """In which buildings there is one."""
        return np.asarray(self.by_building() > 0)

    def by_occupancy(self) -> I64:
        """How many there are of each occupancy."""
        known = _known_of(self._street)
        if self.number == self._units.length:
            return known.units_of_occupancy
        return numbers_of(known.units_by_occupancy, self._units.bits)


class PlacesOf:
    """The units that are the place of somebody in a crowd at a frame's instant.

    Most live at home: there a unit is found by its last resident's row (store/slices.py). The few
    whose place is another unit are looked at one by one.
    """

    def __init__(self, frame: Frame, crowd: Crowd) -> None:
        self._frame, self._crowd = frame.whole or frame, crowd
        self._street = frame.street
        self._known = _known_of(frame.street)

    @lazily
    def _lived_in(self) -> Rows:
        """The last residents of units in which one of the crowd lives at home."""
        at_home = self._crowd.bits & self._frame.at_home.bits
        return Rows(self._known.slices.holding(at_home), self._crowd.length)

    @lazily
    def _elsewhere(self) -> I64:
        """The other units, to which somebody of the crowd moved."""
        guests, places = self._frame.once("guests", partial(_guests, self._frame))
        there = self._crowd.holds(guests)
        if not there.any():
            return _NOWHERE
        there &= ~self._are_lived_in(places)
        return distinct(places.units[there])[0]

    def _are_lived_in(self, asked: AskedUnits) -> Mask:
        """In which of some units one of the crowd lives at home."""
        return self._lived_in.holds(asked.last_residents) & asked.has_residents

    @lazily
    def _of_range(self) -> I64 | None:
        """By occupancy, of a range of ages that is dragged."""
        aged = self._crowd.aged
        if aged is None or len(aged.runs) != 1:
            return None
        by_age = aged.again("homes", self._frame, partial(homes_by_age, self._frame))
        return None if by_age is None else by_age.of(*aged.runs[0])

    @property
    def number(self) -> int:
        """How many units there are."""
        if self._of_range is not None:
            return int(self._of_range.sum())
        return self._lived_in.number + len(self._elsewhere)

    def within(self, first: int, end: int, lived_in: I32 | None = None) -> Mask:
        """Which of the units [first, end) are among them; costs what it gives."""
        street, frame, found = self._street, self._frame, np.zeros(end - first, np.bool_)
        if lived_in is not None:
            found[lived_in] = True
            return found
        start, stop = street.units.first_resident[[first, end]].tolist()
        at_home = self._crowd.part(start, stop) & frame.at_home.part(start, stop)
        found[street.residents.unit[start:stop][at_home] - first] = True
        came = slice(*np.searchsorted(frame.moved_place, (first, end)))
        there = self._crowd.holds(Cuts.at(frame.moved[came]))
        found[frame.moved_place[came][there] - first] = True
        return found

    def hold(self, units: I32 | AskedUnits) -> Mask:
        """Which of some units are among them."""
        asked = _asked(self._street, units)
        held = self._are_lived_in(asked)
        if len(self._elsewhere):
            held[asked.among(self._elsewhere)] = True
        return held

    def by_building(self) -> I64:
        """How many there are in each building."""
        found = self._lived_in.between(cuts_at_buildings(self._street)).astype(np.int64)
        return found + _binned(self._street.units.building, self._elsewhere, len(found))

    def in_buildings(self) -> Mask:
        """In which buildings there is one: where somebody of the crowd has a place."""
        people = self._crowd.own.buildings.copy()
        moved = np.flatnonzero(self._crowd.holds(self._frame.moved_cuts))
        residents, building = self._street.residents, self._street.units.building
        np.subtract.at(people, _known_only(building, residents.unit[self._frame.moved[moved]]), 1)
        np.add.at(people, _known_only(building, self._frame.moved_place[moved]), 1)
        return np.asarray(people > 0)

    def by_occupancy(self) -> I64:
        """How many there are of each occupancy."""
        if self._of_range is not None:
            return self._of_range
        found = numbers_of(self._known.homes_by_occupancy, self._lived_in.bits)
        return found + _binned(self._street.units.occupancy, self._elsewhere, len(found))


@dataclass(frozen=True, slots=True, eq=False)
class _Known:
    """What no filter changes: the slices of residents by unit, and units by occupancy.

    units_by_occupancy[o] are bits of units, units_of_occupancy int64[o] the number of these,
    homes_by_occupancy[o] bits of their last residents.
    """

    slices: Slices
    units_by_occupancy: Bits
    units_of_occupancy: I64
    homes_by_occupancy: Bits


_known: WeakKeyDictionary[Street, _Known] = WeakKeyDictionary()


def _known_of(street: Street) -> _Known:
    known = _known.get(street)
    if known is None:
        known = _known[street] = _find(street)
    return known


def _find(street: Street) -> _Known:
    units, people = street.units, len(street.residents.unit)
    slices = Slices.cut(units.first_resident, people)
    of_last = np.full(people, len(OCCUPANCIES), np.uint8)
    of_last[slices.last] = units.occupancy[slices.which]
    number = np.bincount(units.occupancy, minlength=len(OCCUPANCIES))
    number.setflags(write=False)
    return _Known(slices, _bits_of_each(units.occupancy), number, _bits_of_each(of_last))


def _bits_of_each(occupancy: U8) -> Bits:
    return np.stack([packed(occupancy == at) for at in range(len(OCCUPANCIES))])


def _guests(frame: Frame) -> tuple[Cuts, AskedUnits]:
    """Those of a whole frame who moved to another unit, and where each of them is."""
    first = int(np.searchsorted(frame.moved_place, 0))
    places = AskedUnits(frame.street, frame.moved_place[first:])
    return Cuts.at(frame.moved[first:]), places


def _asked(street: Street, units: I32 | AskedUnits) -> AskedUnits:
    return units if isinstance(units, AskedUnits) else AskedUnits(street, units)


def _known_only(buildings: I32, units: I32) -> I32:
    """The buildings of those of some units that are none of -1."""
    found: I32 = buildings[units[units >= 0]]
    return found


def _binned(codes: I32 | U8, units: I64, length: int) -> I64:
    return np.bincount(codes[units], minlength=length)
