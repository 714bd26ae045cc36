"""The locator's answer: estates, buildings, rooms, committees and people found by what is typed.

A room is found by its building and number in any usual writing: 30-1103, 30号1103, 丁香路910弄30号
1103室, dxy30-1103, and by its estate alone: 丁香苑 1103. Pinyin stands for estates, committees and
roads. While names are masked a person is found by the whole name alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Literal

import numpy as np
import numpy.typing as npt

from console.domain.masking import mask_name
from console.domain.progress import Stopped, never, stop_if
from console.domain.records import dataclass
from console.store import people, pinyin
from console.store.columns import I64, Street
from console.store.doors import door_of
from console.store.search_index import Lines, SearchIndex, folded, index_of
from console.store.texts import row_with, rows_starting, rows_with

Kind = Literal["estate", "building", "room", "person", "committee"]
KINDS: tuple[Kind, ...] = ("estate", "building", "room", "person", "committee")

Mask = npt.NDArray[np.bool_]

MOST = 8
"""At most so many of one kind."""

_HOUSE = r"(?:号楼|号|栋|幢|座|楼|#)"
_ROOM = re.compile(rf"(?P<lead>.*?)(?P<number>\d+[a-z]?)(?:{_HOUSE}-*|-+)(?P<room>[0-9a-z]\w*?)室?")
_BUILDING = re.compile(rf"(?P<lead>.*?)(?P<number>\d+[a-z]?){_HOUSE}?")
_ONLY_ROOM = re.compile(r"(\d{3,5}[a-z]?)室?")
_ROOM_IN = re.compile(r"(?P<lead>.*[^\d-])-*(?P<room>\d{3,5}[a-z]?)室?")
"""A room of an estate or a road, the building unsaid: 红枫 1103."""
_SPELLED = re.compile(r"[a-z]+")
_DASHES = re.compile(r"[-‐-―−－~/ ]+")


@dataclass(frozen=True, slots=True)
class Found:
    """One thing found: the row in its table; `within` names what it lies in, the nearest first."""

    kind: Kind
    row: int
    title: str
    within: tuple[str, ...]


def search(
    street: Street,
    typed: str,
    *,
    kinds: Iterable[Kind] = KINDS,
    masked: bool = True,
    cancelled: Stopped = never,
) -> tuple[Found, ...]:
    """What `typed` may mean, by kind and nearness, at most MOST of each kind.

    The first call for a street reads all names (tens of milliseconds a hundred thousand
    buildings); meant for a worker. Cancelled when `cancelled` says so between kinds.
    """
    looker = _Looker(street, typed, masked)
    found: list[Found] = []
    for kind in KINDS:
        stop_if(cancelled)
        if kind in set(kinds) and looker.wanted:
            found += islice(looker.find(kind), MOST)
    return tuple(found)


class _Looker:
    """One typed text and the street it is looked for in."""

    def __init__(self, street: Street, typed: str, masked: bool) -> None:
        self._street, self._masked = street, masked
        self._index: SearchIndex = index_of(street)
        self._typed = typed.strip()
        self.wanted = folded(_DASHES.sub("-", self._typed))

    def find(self, kind: Kind) -> Iterator[Found]:
        """What of one kind was found, the nearest first."""
        match kind:
            case "estate":
                return map(self._estate, self._estates())
            case "building":
                return map(self._building, self._buildings())
            case "room":
                return map(self._room, self._rooms())
            case "committee":
                return map(self._committee, self._committees())
            case _:
                return map(self._person, self._people())

    def _estates(self) -> list[int]:
        by_id = row_with(self._street.estates.id, self._typed)
        plain = self._index.estates.rows_with(self.wanted)
        spelled = self._spelled(self._index.estate_letters) if self._is_spelled else []
        roads = self._spelled(self._index.road_letters) if self._is_spelled else []
        near = self._beginning_first(self._index.estates, plain)
        return _distinct([by_id], near, spelled, roads)

    def _committees(self) -> list[int]:
        by_id = row_with(self._street.committees.id, self._typed)
        plain = self._index.committees.rows_with(self.wanted)
        near = self._beginning_first(self._index.committees, plain)
        spelled = self._spelled(self._index.committee_letters) if self._is_spelled else []
        return _distinct([by_id], near, spelled)

    def _buildings(self) -> list[int]:
        by_id = row_with(self._street.buildings.id, self._typed)
        meant = _BUILDING.fullmatch(self.wanted)
        numbered: list[int] = []
        if meant:
            rows = self._index.numbered(meant["number"])
            numbered = rows[self._led_by(meant["lead"])[rows]][:MOST].tolist()
        plain = self._index.buildings.rows_with(self.wanted, MOST)
        return _distinct([by_id], numbered, plain)

    def _beginning_first(self, lines: Lines, rows: list[int]) -> list[int]:
        return sorted(rows, key=lambda row: (not lines.text(row).startswith(self.wanted), row))

    def _led_by(self, lead: str) -> Mask:
        """Buildings whose estate or address holds `lead`, or is spelled so, bool[b]."""
        lead = lead.strip("-")
        if not lead:
            return self._mask(None)
        led = self._mask(self._index.buildings.rows_with(lead))
        if _SPELLED.fullmatch(lead):
            spelled = _spelled(lead, self._index.estate_letters)
            roads = _spelled(lead, self._index.road_letters)
            return led | self._index.of_estates(_distinct(spelled, roads))
        if not led.any():
            led = self._index.of_estates(self._index.estates.rows_with(lead))
        return led

    def _rooms(self) -> list[int]:
        by_id = row_with(self._street.units.id, self._typed)
        meant = _ROOM.fullmatch(self.wanted)
        inside = self._room_rows(**meant.groupdict()) if meant else []
        if inside:
            return _distinct([by_id], inside)
        alone = _ONLY_ROOM.fullmatch(self.wanted)
        if alone:
            return _distinct([by_id], rows_with(self._street.units.room, alone[1])[:MOST].tolist())
        anywhere = _ROOM_IN.fullmatch(self.wanted)
        return _distinct([by_id], self._rooms_in(**anywhere.groupdict()) if anywhere else [])

    def _rooms_in(self, lead: str, room: str) -> list[int]:
        """Rooms of a number wherever `lead` names the estate, the building or the road."""
        led = self._led_by(lead)
        if not led.any():
            return []
        units = self._street.units
        rows = rows_with(units.room, room.upper())
        return list(map(int, rows[led[units.building[rows]]][:MOST]))

    def _room_rows(self, lead: str, number: str, room: str) -> list[int]:
        """Rooms `room`, then those that begin so, in the buildings or at the doors of a number."""
        units = self._street.units
        led = self._led_by(lead)
        numbered = led & self._mask(self._index.numbered(number))
        found: list[int] = []
        for rows in (
            rows_with(units.room, room.upper()),
            rows_with(units.room, room),
            rows_starting(units.room, room.upper()),
        ):
            if len(found) < MOST:
                found += self._at_number(rows, led, numbered, number)
        return _distinct(found)

    def _at_number(self, rows: I64, led: Mask, numbered: Mask, number: str) -> list[int]:
        """Those of the unit rows whose building, or else whose door, goes by the number."""
        building = self._street.units.building[rows]
        doors = self._street.units.entrance
        kept: list[int] = rows[numbered[building]][:MOST].tolist()
        kept.sort(key=lambda row: not _is_door(doors.text(row), number))
        if len(kept) == MOST:
            return kept
        rest = rows_starting(doors, number, rows[led[building] & ~numbered[building]])
        at_door = (row for row in rest.tolist() if _is_door(doors.text(row), number))
        return kept + list(islice(at_door, MOST))

    def _mask(self, buildings: Sequence[int] | I64 | None) -> Mask:
        """bool[b] of the rows, of all for None."""
        mask = np.full(len(self._street.buildings.id), buildings is None, np.bool_)
        if buildings is not None:
            mask[np.asarray(buildings, np.int64)] = True
        return mask

    def _people(self) -> list[int]:
        names = people.names(self._street) if self._typed else None
        by_id = row_with(self._street.residents.id, self._typed)
        if names is None:
            return _distinct([by_id])
        whole = rows_with(names, self._typed)[:MOST].tolist()
        if self._masked or len(whole) >= MOST:
            return _distinct([by_id], whole)
        return _distinct([by_id], whole, rows_starting(names, self._typed)[:MOST].tolist())

    @property
    def _is_spelled(self) -> bool:
        return _SPELLED.fullmatch(self.wanted) is not None

    def _spelled(self, read: tuple[pinyin.Letters, ...]) -> list[int]:
        return _spelled(self.wanted, read)

    def _estate(self, row: int) -> Found:
        estates, committees = self._street.estates, self._street.committees
        within = (estates.address.text(row), committees.name.text(int(estates.committee[row])))
        return Found("estate", row, estates.name.text(row), _said(*within))

    def _committee(self, row: int) -> Found:
        return Found("committee", row, self._street.committees.name.text(row), ())

    def _building(self, row: int) -> Found:
        buildings = self._street.buildings
        estate = self._street.estates.name.text(int(buildings.estate[row]))
        within = _said(estate, buildings.address.text(row))
        return Found("building", row, buildings.name.text(row), within)

    def _room(self, row: int) -> Found:
        building = self._building(int(self._street.units.building[row]))
        within = (door_of(self._street, row), building.title, *building.within)
        return Found("room", row, self._street.units.room.text(row), _said(*within))

    def _person(self, row: int) -> Found:
        name = people.names_of(self._street, [row])[0]
        unit = int(self._street.residents.unit[row])
        within: tuple[str, ...] = ()
        if unit >= 0:
            room = self._room(unit)
            within = (room.title, *room.within)
        return Found("person", row, mask_name(name) if self._masked else name, within)


def _distinct(*rows: Iterable[int]) -> list[int]:
    """Rows in order, each once, -1 left out."""
    return [row for row in dict.fromkeys(one for part in rows for one in part) if row >= 0]


def _spelled(typed: str, read: tuple[pinyin.Letters, ...]) -> list[int]:
    """Rows whose readings `typed` spells, those it begins first."""
    places = [(pinyin.position(typed, one), row) for row, one in enumerate(read)]
    return [row for place, row in sorted(places) if place >= 0]


def _is_door(door: str, number: str) -> bool:
    return re.match(rf"{re.escape(number)}(?![0-9a-z])", folded(door)) is not None


def _said(*texts: str) -> tuple[str, ...]:
    return tuple(text for text in texts if text)
