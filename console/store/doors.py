"""The door a unit lies behind, where its building has several and its room alone does not say."""

from __future__ import annotations

from weakref import WeakKeyDictionary

from console.store.columns import Street

_several: WeakKeyDictionary[Street, dict[int, bool]] = WeakKeyDictionary()


def door_of(street: Street, unit: int) -> str:
    """What the unit's door is called; "" in a building with one door, or where nobody says."""
    door = street.units.entrance.text(unit)
    return door if door and _has_several(street, int(street.units.building[unit])) else ""


def _has_several(street: Street, building: int) -> bool:
    """Whether a building's units name more than one door; looked at once a building."""
    known = _several.setdefault(street, {})
    if building not in known:
        first, end = street.buildings.first_unit[building : building + 2].tolist()
        doors = {street.units.entrance.text(unit) for unit in range(first, end)}
        known[building] = len(doors - {""}) > 1
    return known[building]
