"""Committees, estates, buildings, units, facilities and basemap: Arrow tables to columns."""

from __future__ import annotations

from collections.abc import Mapping

import pyarrow as pa

from console.domain.instants import NEVER_US
from console.domain.records import dataclass
from console.store import shapes
from console.store.arrow import IdColumn, Table, dictionary, grouped, no_strings, strings
from console.store.columns import (
    BASEMAP_LAYERS,
    I32,
    LAYOUTS,
    OCCUPANCIES,
    Basemap,
    Buildings,
    Committees,
    Estates,
    Facilities,
    Projection,
    Shapes,
    Strings,
    Units,
)

_SHAPED = ("buildings", "estates", "committees", "facilities", "basemap")


@dataclass(frozen=True, slots=True)
class Places:
    """Everything that stands still, but for the units."""

    projection: Projection | None
    committees: Committees
    estates: Estates
    buildings: Buildings
    facilities: Facilities
    basemap: Basemap
    bare_estates: Strings
    bare_committees: Strings


@dataclass(frozen=True, slots=True)
class Ordered:
    """Buildings by estate and units by building, with the rows they lie in and their slices."""

    buildings: Table
    estate_of: I32
    first_building: I32
    units: Table
    building_of: I32
    first_unit: I32
    unit_ids: IdColumn


def order_places(tables: Mapping[str, Table]) -> Ordered:
    """Buildings and units with what they lie in; units are brought together by building.

    Buildings come sorted by the ids of their estates, units by those of their buildings: only the
    units can lie otherwise than their buildings' rows.
    """
    estates, buildings = tables["estates"], tables["buildings"]
    estate_of = buildings.rows_of("estate_id", IdColumn(estates.text("estate_id")))
    first_building, _ = grouped(estate_of, estates.rows)
    units = tables["units"]
    building_of = units.rows_of("building_id", IdColumn(buildings.text("building_id")))
    first_unit, order = grouped(building_of, buildings.rows)
    if order is not None:
        units, building_of = units.take(order), building_of[order]
    unit_ids = IdColumn(units.text("unit_id"), order)
    return Ordered(buildings, estate_of, first_building, units, building_of, first_unit, unit_ids)


def build_places(tables: Mapping[str, Table], ordered: Ordered, zone: str) -> Places:
    """The places of a street."""
    estates, buildings = tables["estates"], ordered.buildings
    ground = _Ground({**tables, "buildings": buildings}, zone)
    return Places(
        projection=ground.projection,
        committees=_committees(tables["committees"], ground),
        estates=_estates(tables, ordered.first_building, ground),
        buildings=_buildings(buildings, ordered, ground),
        facilities=_facilities(tables["facilities"], ground),
        basemap=_basemap(tables["basemap"], ground),
        bare_estates=_bare(buildings.text("estate_id"), estates),
        bare_committees=_bare(estates.text("committee_id"), tables["committees"]),
    )


class _Ground:
    """The street's geometry in one plane."""

    def __init__(self, tables: Mapping[str, Table], zone: str) -> None:
        self._rows = {name: tables[name].rows for name in _SHAPED}
        self._found = {
            name: shapes.outlines(tables[name].column("geometry", pa.binary())) for name in _SHAPED
        }
        self.projection: Projection | None = shapes.choose_projection(
            [self._found[name] for name in _SHAPED], zone
        )

    def of(self, name: str) -> Shapes:
        """Shapes of one table."""
        return shapes.shapes(self._found[name], self._rows[name], self.projection)


def _bare(ids: pa.Array, owner: Table) -> Strings:
    return no_strings(0) if owner.present else strings(ids)


def _committees(table: Table, ground: _Ground) -> Committees:
    return Committees(table.strings("committee_id"), table.strings("name"), ground.of("committees"))


def _estates(tables: Mapping[str, Table], first_building: I32, ground: _Ground) -> Estates:
    table, committees = tables["estates"], tables["committees"]
    return Estates(
        id=table.strings("estate_id"),
        name=table.strings("name"),
        address=table.strings("address"),
        kind=table.strings("kind"),
        committee=table.rows_of("committee_id", IdColumn(committees.text("committee_id"))),
        first_building=first_building,
        shapes=ground.of("estates"),
    )


def _buildings(table: Table, ordered: Ordered, ground: _Ground) -> Buildings:
    return Buildings(
        id=table.strings("building_id"),
        name=table.strings("name"),
        address=table.strings("address"),
        kind=table.strings("kind"),
        estate=ordered.estate_of,
        floors_above=table.int16("floors_above", 1),
        floors_below=table.int16("floors_below", 0),
        height_m=table.float32("height_m"),
        built=table.int16("built", 0),
        first_unit=ordered.first_unit,
        shapes=ground.of("buildings"),
    )


def build_units(ordered: Ordered, first_resident: I32) -> Units:
    """The units of a street, and the slices of who lives in them."""
    table = ordered.units
    return Units(
        id=table.strings("unit_id"),
        room=table.strings("room"),
        floor_label=table.strings("floor_label"),
        entrance=table.strings("entrance"),
        building=ordered.building_of,
        floor=table.int16("floor", 1),
        column=table.int16("column", 0),
        span_floors=table.int8("span_floors", 1),
        span_columns=table.int8("span_columns", 1),
        occupancy=table.codes("occupancy", OCCUPANCIES),
        layout=table.codes("layout", LAYOUTS),
        area_m2=table.float32("area_m2"),
        verified_on=table.days("verified_on"),
        first_resident=first_resident,
    )


def _facilities(table: Table, ground: _Ground) -> Facilities:
    kind, kinds = dictionary(table.words("kind"))
    return Facilities(
        id=table.strings("facility_id"),
        name=table.strings("name"),
        kinds=tuple(kinds.text(row) for row in range(len(kinds))),
        kind=kind,
        serviced_us=table.micros("serviced_at", NEVER_US),
        interval_days=table.int16("interval_days", 0),
        shapes=ground.of("facilities"),
    )


def _basemap(table: Table, ground: _Ground) -> Basemap:
    kind, kinds = dictionary(table.text("class").fill_null(""))
    return Basemap(
        layer=table.codes("layer", BASEMAP_LAYERS),
        kinds=tuple(kinds.text(row) for row in range(len(kinds))),
        kind=kind,
        name=table.strings("name"),
        shapes=ground.of("basemap"),
    )
