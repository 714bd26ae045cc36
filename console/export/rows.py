"""Which rows of each table the conditions keep: people and units first, all else through them."""

from __future__ import annotations

import numpy as np

from console.domain.arrays import Bools
from console.export.source import Source
from console.snapshot.happened import begun_by
from console.store.arrow import rows_of, texts_of
from console.store.columns import I32, I64
from console.store.rows import chosen, follow
from console.store.summary import Level, place_of_units

LEVEL_OF: dict[str, Level] = {
    "committees": "committee",
    "estates": "estate",
    "buildings": "building",
    "units": "unit",
}
"""The level of each table of places."""


def kept_rows(source: Source, what: str) -> I64:
    """The table rows that are kept of what had begun by the instant, int64[k], ascending."""
    table = source.tables[what]
    kept = begun_by(what, table, source.frame.as_of_us)
    if not source.kept.is_everything:
        kept &= _kept(source, what)
    return np.flatnonzero(kept)


def person_of(source: Source, name: str, rows: I64 | None = None) -> I32:
    """The street row of the resident each row of a table is about, int32[n], -1 for none.

    Here and below: of every row, or of some.
    """
    if name == "residents":
        return source.street_rows(name, rows)
    if name == "episodes":
        return source.street.episodes.resident[source.street_rows(name, rows)]
    person = source.refer(name, "resident_id", source.resident_ids, rows)
    episode = source.refer(name, "episode_id", source.episode_ids, rows)
    return np.where(person >= 0, person, follow(source.street.episodes.resident, episode))


def unit_of(source: Source, name: str, rows: I64 | None = None) -> I32:
    """The street row of the unit each row of a table lies in, int32[n], -1 for none.

    A person's is the place at the instant, a check's its own unit, else its episode's, else its
    person's.
    """
    if name == "units":
        return source.street_rows(name, rows)
    if name == "residents":
        return source.frame.place[source.street_rows(name, rows)]
    if name == "episodes":
        return source.street.episodes.unit[source.street_rows(name, rows)]
    if name == "checks":
        return source.street.checks.unit[slice(None) if rows is None else rows]
    unit = source.refer(name, "unit_id", source.unit_ids, rows)
    if name != "events":
        return unit
    person = person_of(source, name, rows)
    return np.where(unit >= 0, unit, follow(source.street.residents.unit, person))


def building_of(source: Source, name: str, rows: I64 | None = None) -> I32:
    """The street row of the building each row of a table lies in, int32[n], -1 for none."""
    if name == "buildings":
        return source.street_rows(name, rows)
    units = source.street.units
    building = follow(units.building, unit_of(source, name, rows))
    named = source.refer(name, "building_id", texts_of(source.street.buildings.id), rows)
    return np.where(building >= 0, building, named)


def _kept(source: Source, name: str) -> Bools:
    if name in LEVEL_OF:
        return _places(source, name)
    if name == "facilities":
        return _facilities(source)
    if name == "residents":
        kept: Bools = source.kept.people[source.street_rows(name)]
        return kept
    return _about(source, name)


def _places(source: Source, name: str) -> Bools:
    """Places in which a kept unit lies."""
    rows = place_of_units(source.street, LEVEL_OF[name])[source.kept.units]
    kept = np.zeros(source.tables[name].num_rows, np.bool_)
    kept[rows[rows >= 0]] = True
    return kept[source.street_rows(name)]


def _about(source: Source, name: str) -> Bools:
    """Rows about kept people; what is about nobody, by the unit or building where it is."""
    known = len(source.street.residents.unit)
    person, unit = person_of(source, name), unit_of(source, name)
    of_people = chosen(source.kept.people, person) if known else np.zeros(len(person), np.bool_)
    of_units = chosen(source.kept.units, unit)
    if name == "events":
        building = building_of(source, name)
        with_kept = np.zeros(len(source.street.buildings.estate), np.bool_)
        with_kept[source.street.units.building[source.kept.units]] = True
        of_units = np.where(unit >= 0, of_units, chosen(with_kept, building))
    is_about_nobody = person < 0 if known else np.ones(len(person), np.bool_)
    kept: Bools = np.where(is_about_nobody, of_units, of_people)
    return kept


def _facilities(source: Source) -> Bools:
    """Facilities of an estate with a kept unit; those of no estate, of such a committee."""
    table = source.tables["facilities"]
    kept = np.zeros(table.num_rows, np.bool_)
    is_settled = np.zeros(table.num_rows, np.bool_)
    for name in ("estates", "committees"):
        if name not in source.tables:
            continue
        column = f"{name[:-1]}_id"
        ids = source.tables[name][column].combine_chunks()
        row = rows_of(table[column].combine_chunks(), ids) if column in table.column_names else None
        if row is not None:
            kept |= ~is_settled & chosen(_places(source, name), row)
            is_settled |= row >= 0
    return kept
