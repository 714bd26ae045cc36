"""Which sign stands for a station or a facility on the map."""

from __future__ import annotations

from types import MappingProxyType

from console.state.map.desk import Kind, Label
from console.state.map.ground import MapGround

_FACILITY_SIGNS = MappingProxyType(
    {
        "disinfection_point": "poi/water",
        "storm_drain": "poi/waste-basket",
        "sewer": "poi/waste-basket",
        "green_belt": "poi/garden",
        "bin_room": "poi/waste-basket",
        "gate": "poi/gate",
        "hydrant": "poi/fire-station",
        "aed": "poi/defibrillator",
        "canteen": "poi/restaurant",
        "clinic": "poi/hospital",
        "pharmacy": "poi/pharmacy",
        "service_centre": "poi/town-hall",
        "police": "poi/police",
        "school": "poi/school",
    }
)
_LANDMARK_SIGNS = MappingProxyType(
    {
        "metro_station": "poi/rail-metro",
        "station": "poi/rail-metro",
        "subway": "poi/rail-metro",
        "metro": "poi/rail-metro",
        "school": "poi/school",
        "hospital": "poi/hospital",
        "park": "poi/park",
        "town_hall": "poi/town-hall",
        "police": "poi/police",
    }
)
_OTHER = "map-pin"


def sign_of(ground: MapGround, label: Label) -> str | None:
    """The icon of a label that has one; None for the others."""
    if label.kind is Kind.FACILITY:
        facilities = ground.street.facilities
        kind = facilities.kinds[int(facilities.kind[label.row])]
        return _FACILITY_SIGNS.get(kind, _OTHER)
    if label.kind in (Kind.STATION, Kind.LANDMARK):
        kind = ground.texts.kind(label.row)
        return _LANDMARK_SIGNS.get(kind, _OTHER)
    return None
