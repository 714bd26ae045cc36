"""A sheet: the rows of one kind as a table that can be read alone, with its facts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from zoneinfo import ZoneInfo

import numpy as np
import pyarrow as pa

from console.domain import instants
from console.domain.errors import UserError
from console.domain.records import dataclass
from console.export import beside_people, beside_places, points
from console.export.facts import Facts, facts_of
from console.export.masked import LEFT_OUT, masked, without_names, years
from console.export.rows import LEVEL_OF, building_of, kept_rows, person_of, unit_of
from console.export.source import Source
from console.export.taken import Columns, taken
from console.snapshot.happened import known_by
from console.snapshot.schema import DAY, TABLES, TEXT
from console.store.arrow import rows_of
from console.store.columns import I32, I64

_GIVEN = "_given"
"""Ends the name of a foreign column whose name a column of ours has."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """Rows that leave: `table` without geometry, `shapes` object[n] beside it where asked for.

    `names` are the columns' own where the table calls them in words.
    """

    what: str
    table: pa.Table
    shapes: points.Shapes | None
    facts: Facts
    names: tuple[str, ...] = ()

    @property
    def zone(self) -> ZoneInfo:
        """The zone in which instants are said."""
        return instants.zone(self.facts.zone)


def sheet(source: Source, what: str, *, located: bool, rows: I64 | None = None) -> Sheet:
    """The rows of `what` that the conditions keep, or some table rows in their order.

    `located` gives their geometry, else what has one of its own gets a point in two columns.
    UserError when the snapshot has no such table.
    """
    if what not in source.tables:
        raise UserError("export.no_table", what=what)
    picked = kept_rows(source, what) if rows is None else rows
    given = known_by(what, source.tables[what], source.frame.as_of_us).take(pa.array(picked))
    if source.masked:
        given = _masked(source, what, given, picked)
    known = [one.name for one in TABLES[what].columns if one.name in given.column_names]
    columns: Columns = {name: given[name] for name in known if name != "geometry"}
    columns |= _without(columns, _beside(source, what, picked))
    shapes = points.shapes(source, what, picked) if located else None
    if not located and points.has_own(source, what):
        columns |= _without(columns, points.lon_lat(points.own(source, what)[picked]))
    for name in given.column_names:
        if name not in known and name not in LEFT_OUT:
            columns[name + _GIVEN if name in columns else name] = given[name]
    return Sheet(what, pa.table(columns), shapes, facts_of(source, what).with_rows(len(picked)))


def with_beside(taken: Sheet, beside: Mapping[str, Sequence[str]]) -> Sheet:
    """A sheet with more columns of text after its first."""
    given = taken.table
    more = {name: pa.array(texts, TEXT) for name, texts in beside.items()}
    columns: Columns = {}
    for place, name in enumerate(given.column_names):
        columns[name + _GIVEN if name in more else name] = given[name]
        columns |= {} if place else more
    return replace(taken, table=pa.table(columns))


def _masked(source: Source, what: str, given: pa.Table, picked: I64) -> pa.Table:
    table = years(masked(what, given))
    if what == "events" and "note" in table.column_names and "residents" in source.tables:
        names = beside_people.real_names(source, what, picked)
        notes = without_names(table["note"], names)
        table = table.set_column(table.column_names.index("note"), "note", notes)
    return table


def _without(columns: Columns, more: Columns) -> Columns:
    return {name: column for name, column in more.items() if name not in columns}


def _beside(source: Source, what: str, picked: I64) -> Columns:
    """The computed columns of some table rows."""
    rows = source.street_rows(what, picked)
    if what in LEVEL_OF:
        return _of_place(source, what, rows)
    if what == "facilities":
        return _of_facility(source, picked)
    units = unit_of(source, what, picked)
    within = beside_places.of_unit(source, units)
    if what == "residents":
        own = beside_people.of_people(source, rows)
        return {**own, "place": taken(source.unit_ids, units), **within}
    if what == "episodes":
        return {**beside_people.of_episodes(source, rows), **within}
    person = person_of(source, what, picked)
    if what == "events":
        building = building_of(source, what, picked)
        within |= beside_places.of_building(source, building)
    return {"name": beside_people.names(source, person), **within}


def _of_place(source: Source, what: str, rows: I32) -> Columns:
    """What a place lies in, and how many it holds."""
    within: Columns = {}
    if what == "units":
        within = beside_places.of_unit(source, rows)
    elif what == "buildings":
        within = beside_places.of_building(source, rows)
        del within["building"]
    elif what == "estates":
        within = beside_places.of_estate(source, rows)
        del within["estate"]
    return {**within, **beside_places.counts(source, what, rows)}


def _of_facility(source: Source, picked: I64) -> Columns:
    """Names of estate and committee, and the day by which a facility is to be serviced again."""
    street, table = source.street, source.tables["facilities"]
    found: Columns = {}
    for name, places in (("estate", street.estates), ("committee", street.committees)):
        table_name = f"{name}s"
        if table_name in source.tables and f"{name}_id" in table.column_names:
            ids = source.tables[table_name][f"{name}_id"].combine_chunks()
            rows = rows_of(table[f"{name}_id"].combine_chunks(), ids)[picked]
            found[name] = taken(places.name, rows)
    facilities, tz = street.facilities, source.zone
    serviced_us = facilities.serviced_us[picked]
    known = (serviced_us <= source.frame.as_of_us) & (facilities.interval_days[picked] > 0)
    due = np.zeros(len(picked), np.int32)
    due[known] = (
        instants.local_days(serviced_us[known], tz) + facilities.interval_days[picked][known]
    )
    return {**found, "due_on": pa.array(due, mask=~known).view(DAY)}
