"""What a list says of places: names, what they hold, and the people in them."""

from __future__ import annotations

import math

from console.domain.spoken import capped, is_numbered
from console.state.lists.cells import Cells
from console.store.columns import OCCUPANCIES, Strings
from console.store.doors import door_of

_PATH = " › "


def address(cells: Cells, row: int) -> str:
    """Estate, building, door and room; of what has no unit as far down as is known.

    The door stands there where the building has several: each may have a room of that number.
    """
    unit, street = cells.unit_of(row), cells.street
    building = cells.building_of(row)
    if building < 0:
        return cells.word("no_place")
    estate = _named(street.estates.name, street.estates.id, cells.estate_of(row))
    room = door = ""
    if unit >= 0:
        door = capped(door_of(street, unit))
        room = capped(street.units.room.text(unit))
        room = cells.word("room", room=room) if is_numbered(room) else room
    parts = (estate, _building_name(cells, building), door, room)
    return _PATH.join(part for part in parts if part)


def building(cells: Cells, row: int) -> str:
    """The building's name, or else its id."""
    return _building_name(cells, cells.building_of(row))


def estate(cells: Cells, row: int) -> str:
    """The estate's name, or else its id."""
    table = cells.street.estates
    return _named(table.name, table.id, cells.estate_of(row))


def committee(cells: Cells, row: int) -> str:
    """The committee's name, or else its id."""
    table = cells.street.committees
    return _named(table.name, table.id, cells.committee_of(row))


def occupancy(cells: Cells, row: int) -> str:
    """How the unit is used, "" without one."""
    unit = cells.unit_of(row)
    if unit < 0:
        return ""
    return cells.own(f"section.occupancy.{OCCUPANCIES[int(cells.street.units.occupancy[unit])]}")


def floor(cells: Cells, row: int) -> str:
    """The unit's floor as the lift says it."""
    units = cells.street.units
    number = int(units.floor[row])
    return capped(units.floor_label.text(row)) or (str(number) if number > 0 else f"B{-number}")


def area(cells: Cells, row: int) -> str:
    """Square metres, "" where not known."""
    found = float(cells.street.units.area_m2[row])
    return "" if math.isnan(found) else f"{found:,.1f}"


def floors(cells: Cells, row: int) -> str:
    """Floors above ground."""
    return str(int(cells.street.buildings.floors_above[row]))


def built(cells: Cells, row: int) -> str:
    """The year it was built, "" where not known."""
    year = int(cells.street.buildings.built[row])
    return str(year) if year > 0 else ""


def units(cells: Cells, row: int) -> str:
    """How many units a building, an estate or a committee has."""
    first = cells.street.buildings.first_unit
    return f"{sum(int(first[end] - first[start]) for start, end in _spans(cells, row)):,}"


def buildings(cells: Cells, row: int) -> str:
    """How many buildings an estate or a committee has."""
    return f"{sum(end - start for start, end in _spans(cells, row)):,}"


def estates(cells: Cells, row: int) -> str:
    """How many estates a committee has."""
    return f"{int((cells.street.estates.committee == row).sum()):,}"


def people(cells: Cells, row: int) -> str:
    """People whose place it is."""
    if cells.entity == "unit":
        return cells.figure(int(cells.people_in[row]))
    return cells.figure(int(cells.counts.people[row]))


def active(cells: Cells, row: int) -> str:
    """People under the clock there."""
    if cells.entity in ("unit", "check"):
        unit = cells.unit_of(row)
        return cells.figure(int(cells.active_in[unit]) if unit >= 0 else 0)
    return cells.figure(int(cells.counts.active[row]))


def complete(cells: Cells, row: int) -> str:
    """People complete and not released there."""
    if cells.entity == "unit":
        return cells.figure(int(cells.complete_in[row]))
    return cells.figure(int(cells.counts.complete[row]))


def _spans(cells: Cells, row: int) -> list[tuple[int, int]]:
    """The slices of buildings that a building, an estate or a committee is made of."""
    if cells.entity == "building":
        return [(row, row + 1)]
    first = cells.street.estates.first_building
    rows = [row]
    if cells.entity == "committee":
        rows = (cells.street.estates.committee == row).nonzero()[0].tolist()
    return [(int(first[one]), int(first[one + 1])) for one in rows]


def _building_name(cells: Cells, row: int) -> str:
    table = cells.street.buildings
    return _named(table.name, table.id, row)


def _named(names: Strings, ids: Strings, row: int) -> str:
    return capped(names.text(row) or ids.text(row)) if row >= 0 else ""
