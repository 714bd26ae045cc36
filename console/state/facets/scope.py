"""What the facets count within: the building or estate chosen, else the whole street."""

from __future__ import annotations

from console.domain.words import both
from console.state.selection import Place
from console.store.columns import Street
from console.store.passing import Scope


def scope_of(street: Street, place: Place) -> Scope | None:
    """The units and buildings of a place; None for the whole street."""
    if place.building >= 0:
        first_building, end_building = place.building, place.building + 1
    elif place.estate >= 0:
        ends = street.estates.first_building[place.estate : place.estate + 2].tolist()
        first_building, end_building = ends
    else:
        return None
    first_unit, end_unit = (
        int(street.buildings.first_unit[row]) for row in (first_building, end_building)
    )
    return Scope(first_building, end_building, first_unit, end_unit)


def name_of(street: Street, place: Place) -> dict[str, str]:
    """What the scope of a place is called, in both languages."""
    if place.building >= 0:
        name = street.buildings.name.text(place.building)
    elif place.estate >= 0:
        name = street.estates.name.text(place.estate)
    else:
        return both("legend.scope.street")
    return {"zh": name, "en": name}
