"""Places by name and by id: the breadcrumb's words, and a place found again in another snapshot."""

from __future__ import annotations

from typing import Literal

from console.domain import spoken
from console.domain.records import dataclass
from console.state.preferences import PlaceIds
from console.state.selection import (
    STREET,
    Place,
    place_of_building,
    place_of_estate,
    place_of_unit,
)
from console.store.columns import I32, Buildings, Committees, Estates, Street, Strings
from console.store.doors import door_of

Level = Literal["street", "committee", "estate", "building", "unit"]
LEVELS: tuple[Level, ...] = ("street", "committee", "estate", "building", "unit")


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the breadcrumb: its level, its row there, and its name."""

    level: Level
    row: int
    name: str


def steps(street: Street, place: Place, language: str) -> tuple[Step, ...]:
    """The way from the street down to `place`; levels that are not known are left out."""
    rows: tuple[tuple[Level, int], ...] = (
        ("committee", place.committee),
        ("estate", place.estate),
        ("building", place.building),
        ("unit", place.unit),
    )
    below = [step(street, level, row, language) for level, row in rows if row >= 0]
    return (step(street, "street", -1, language), *below)


def step(street: Street, level: Level, row: int, language: str) -> Step:
    """The step of a row at a level."""
    return Step(level, row, name_of(street, level, row, language))


def name_of(street: Street, level: Level, row: int, language: str) -> str:
    """What a place is called; its id when it has no name."""
    if level == "street" or row < 0:
        return street.name[language]
    if level == "unit":
        return spoken.room(street.units.room.text(row), language, door_of(street, row))
    tables: dict[str, Committees | Estates | Buildings] = {
        "committee": street.committees,
        "estate": street.estates,
        "building": street.buildings,
    }
    return tables[level].name.text(row) or tables[level].id.text(row)


def place_at(street: Street, level: Level, row: int) -> Place:
    """The place of a row at a level, with the levels above it filled in."""
    if level == "unit":
        return place_of_unit(street, row)
    if level == "building":
        return place_of_building(street, row)
    if level == "estate":
        return place_of_estate(street, row)
    return Place(committee=row) if level == "committee" else STREET


def level_of(place: Place) -> Level:
    """The lowest level that is chosen."""
    if place.unit >= 0:
        return "unit"
    if place.building >= 0:
        return "building"
    if place.estate >= 0:
        return "estate"
    return "committee" if place.committee >= 0 else "street"


def row_of(place: Place) -> int:
    """The row chosen at its lowest level, -1 for the street itself."""
    level = level_of(place)
    return -1 if level == "street" else int(getattr(place, level))


def above(street: Street, place: Place) -> Place:
    """The place one level up, leaving out levels that are not known."""
    way = steps(street, place, "zh")
    if len(way) < 2:
        return STREET
    return place_at(street, way[-2].level, way[-2].row)


def siblings(street: Street, place: Place) -> range:
    """Rows on the same level below the same parent; estates of one committee need `estates_of`."""
    if place.unit >= 0:
        return _slice(street.buildings.first_unit, place.building)
    if place.building >= 0:
        return buildings_beside(street, place.building)
    if place.estate >= 0:
        return range(len(street.estates.id))
    return range(len(street.committees.id))


def buildings_beside(street: Street, building: int) -> range:
    """The buildings of the same estate; those without an estate are one another's siblings."""
    estate = int(street.buildings.estate[building])
    if estate >= 0:
        return _slice(street.estates.first_building, estate)
    return range(int(street.estates.first_building[-1]), len(street.buildings.id))


def ids_of(street: Street, place: Place) -> PlaceIds:
    """The place by ids."""
    return PlaceIds(
        street.committees.id.text(place.committee),
        street.estates.id.text(place.estate),
        street.buildings.id.text(place.building),
        street.units.id.text(place.unit),
    )


def row_of_id(ids: Strings, wanted: str) -> int:
    """Row of an id, found in the bytes without decoding them all; -1 when there is none."""
    if not wanted:
        return -1
    raw, text = ids.data.tobytes(), wanted.encode()
    start = raw.find(text)
    while start >= 0:
        row = int(ids.ends.searchsorted(start, "right")) - 1
        if ids[row] == wanted:
            return row
        start = raw.find(text, start + 1)
    return -1


def find(street: Street, ids: PlaceIds) -> Place:
    """The lowest place of `ids` that `street` still has; the street itself when it has none."""
    unit = row_of_id(street.units.id, ids.unit)
    if unit >= 0:
        return place_of_unit(street, unit)
    building = row_of_id(street.buildings.id, ids.building)
    if building >= 0:
        return place_of_building(street, building)
    estate = row_of_id(street.estates.id, ids.estate)
    if estate >= 0:
        return place_of_estate(street, estate)
    committee = row_of_id(street.committees.id, ids.committee)
    return Place(committee=committee) if committee >= 0 else STREET


def _slice(first: I32, row: int) -> range:
    return range(int(first[row]), int(first[row + 1]))
