"""The selection: the one place and person that map, section, card and lists all show."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from console.domain.records import dataclass
from console.store.columns import Street


@dataclass(frozen=True, slots=True)
class Place:
    """A place as rows of the street's columns, from the committee down; -1 for not chosen.

    Levels above a chosen one are filled in by `place_of_…`, so that a unit always knows its
    building, estate and committee.
    """

    committee: int = -1
    estate: int = -1
    building: int = -1
    unit: int = -1
    resident: int = -1


STREET = Place()
"""Nothing chosen below the street itself."""


def place_of_estate(street: Street, estate: int) -> Place:
    """The place of an estate's row."""
    committee = int(street.estates.committee[estate]) if estate >= 0 else -1
    return Place(committee=committee, estate=estate)


def place_of_building(street: Street, building: int) -> Place:
    """The place of a building's row."""
    above = place_of_estate(street, int(street.buildings.estate[building]))
    return Place(above.committee, above.estate, building)


def place_of_unit(street: Street, unit: int, resident: int = -1) -> Place:
    """The place of a unit's row, with a person in it where one is meant."""
    above = place_of_building(street, int(street.units.building[unit]))
    return Place(above.committee, above.estate, above.building, unit, resident)


def still_there(street: Street, place: Place) -> Place:
    """`place` where all its rows are rows of `street`, else the street itself."""
    is_there = (
        place.committee < len(street.committees.id)
        and place.estate < len(street.estates.id)
        and place.building < len(street.buildings.id)
        and place.unit < len(street.units.building)
        and place.resident < len(street.residents.unit)
    )
    return place if is_there else STREET


def level_of(place: Place) -> str:
    """The lowest level chosen: unit, building, estate, committee, resident without one, street."""
    levels = ("unit", "building", "estate", "committee", "resident")
    return next((level for level in levels if getattr(place, level) >= 0), "street")


class Selection(QObject):
    """Holds one Place; `changed(place, source)` carries who chose, so nobody echoes itself."""

    changed = Signal(object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._place = STREET

    @property
    def place(self) -> Place:
        """What is chosen."""
        return self._place

    def choose(self, place: Place, source: object = None) -> None:
        """Choose `place`; silent when it is chosen already."""
        if place == self._place:
            return
        self._place = place
        self.changed.emit(place, source)

    def carry(self, place: Place) -> None:
        """The same place by the rows of another snapshot; silent, since nobody chose anything."""
        self._place = place
