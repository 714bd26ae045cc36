"""The columns that stand beside places: address, estate, committee, and what they hold."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from console.domain.clock import State, are_in
from console.export.rows import LEVEL_OF
from console.export.source import Source
from console.export.taken import Columns, days, numbers, taken
from console.store.columns import I32, Street
from console.store.frame import under_clock
from console.store.rows import follow
from console.store.summary import Level, place_of_units

_ROOM = "室"
_PLAIN_ROOM = r"[0-9A-Za-z]$"


def of_unit(source: Source, units: I32) -> Columns:
    """Address, room and floor of units, and what they lie in; null for -1."""
    table = source.street.units
    building = follow(table.building, units)
    return {
        "address": _addresses(source.street, units, building),
        "room": taken(table.room, units),
        "floor": numbers(table.floor, units, pa.int16()),
        **of_building(source, building),
    }


def of_building(source: Source, buildings: I32) -> Columns:
    """Id and name of buildings and what they lie in; null for -1."""
    street = source.street
    return {
        "building_id": taken(street.buildings.id, buildings),
        "building": taken(street.buildings.name, buildings),
        "estate_id": _estate_ids(street, buildings),
        **of_estate(source, follow(street.buildings.estate, buildings)),
    }


def of_estate(source: Source, estates: I32) -> Columns:
    """The names of estates and their committees; null for -1."""
    street = source.street
    return {
        "estate": taken(street.estates.name, estates),
        "committee_id": _committee_ids(street, estates),
        **of_committee(source, follow(street.estates.committee, estates)),
    }


def of_committee(source: Source, committees: I32) -> Columns:
    """The names of committees; null for -1."""
    return {"committee": taken(source.street.committees.name, committees)}


def counts(source: Source, what: str, rows: I32) -> Columns:
    """How many kept places and people lie in places, and people by state; none of an aggregate."""
    found = _counts_of_places(source, what, rows)
    if source.street.is_aggregate:
        return found
    frame, kept = source.frame, source.kept
    place = follow(place_of_units(source.street, LEVEL_OF[what]), frame.place)
    length = source.tables[what].num_rows
    states = {
        "residents": kept.people,
        "active": kept.people & under_clock(frame.state),
        "due": kept.people & are_in(frame.state, (State.DUE,)),
        "complete": kept.people & are_in(frame.state, (State.COMPLETE,)),
    }
    for name, people in states.items():
        found[name] = numbers(_counted(place[people], length), rows, pa.int32())
    if what == "units":
        found["last_day"] = _latest_ends(source, rows)
    return found


def _counts_of_places(source: Source, what: str, rows: I32) -> Columns:
    """How many places of the lower levels lie in places, of those with a kept unit."""
    street, kept = source.street, source.kept
    level, length = LEVEL_OF[what], source.tables[what].num_rows
    lower: dict[str, tuple[Level, ...]] = {
        "committees": ("estate", "building"),
        "estates": ("building",),
        "buildings": (),
    }
    found: Columns = {}
    for below in lower.get(what, ()):
        inner = place_of_units(street, below)[kept.units]
        outer = place_of_units(street, level)[kept.units]
        first = np.full(int(inner.max(initial=-1)) + 2, -1, np.int32)
        first[inner] = outer
        found[f"{below}s"] = numbers(_counted(first[:-1], length), rows, pa.int32())
    if what != "units":
        outer = place_of_units(street, level)[kept.units]
        found["units"] = numbers(_counted(outer, length), rows, pa.int32())
    return found


def _counted(places: I32, length: int) -> I32:
    return np.bincount(places[places >= 0], minlength=length).astype(np.int32)


def _latest_ends(source: Source, units: I32) -> pa.Array:
    """A unit's clock: the latest last day among the people under the clock in it."""
    frame = source.frame
    under = under_clock(frame.holder_state) & (frame.holder_place >= 0)
    latest = np.full(len(source.street.units.floor), np.iinfo(np.int32).min, np.int32)
    last = source.street.episodes.last_day[frame.holder_shown[under]]
    np.maximum.at(latest, frame.holder_place[under], last)
    has = latest[units] != np.iinfo(np.int32).min
    return days(latest, np.where(has, units, -1))


def _addresses(street: Street, units: I32, buildings: I32) -> pa.Array:
    """Full addresses: 丁香路910弄30号1103室; without one of its own, a building's names."""
    room = taken(street.units.room, units)
    suffix = pc.if_else(pc.match_substring_regex(room, _PLAIN_ROOM), _ROOM, "")
    building = _building_addresses(street, buildings)
    return pc.binary_join_element_wise(building, room, suffix, "")


def _building_addresses(street: Street, buildings: I32) -> pa.Array:
    table = street.buildings
    estate = pc.fill_null(taken(street.estates.name, follow(table.estate, buildings)), "")
    named = pc.binary_join_element_wise(estate, taken(table.name, buildings), "")
    return pc.coalesce(taken(table.address, buildings), named)


def _estate_ids(street: Street, buildings: I32) -> pa.Array:
    """The ids of buildings' estates, bare ones where there is no table."""
    if len(street.bare.estates):
        return taken(street.bare.estates, buildings)
    return taken(street.estates.id, follow(street.buildings.estate, buildings))


def _committee_ids(street: Street, estates: I32) -> pa.Array:
    if len(street.bare.committees):
        return taken(street.bare.committees, estates)
    return taken(street.committees.id, follow(street.estates.committee, estates))
