"""The tables of the format, declared once as data; checks, writer and reference derive from it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pyarrow as pa

from console.domain.instants import day_number
from console.domain.records import dataclass
from console.snapshot.manifest import AGGREGATE_ONLY, REQUIRED

TEXT = pa.string()
TEXTS = pa.list_(pa.string())
DAY = pa.date32()
INSTANT = pa.timestamp("us", "UTC")
INT8, INT16, INT32 = pa.int8(), pa.int16(), pa.int32()
FLOAT32, FLOAT64 = pa.float32(), pa.float64()
GEOMETRY = pa.binary()

AREAS = ("Polygon", "MultiPolygon")
AS_OF = "as_of"
"""As a column's `high`: the local date of the manifest's as_of."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column of the contract.

    closed      the only values there may be; () when any may
    known       the values of an open list; others are shown as they are and noted
    low, high   the range, both ends legal; days since 1970 for dates, AS_OF for the as-of date
    above       every value is larger than this
    refers_to   the table whose ids stand here; the id column of that table
    pack        "rules", "classes" or "tags": the part of the scenario pack that lists the values
    shapes      geometry types there may be; () when any may
    repeats     values recur, so the writer makes a dictionary
    """

    name: str
    type: pa.DataType = TEXT
    required: bool = False
    closed: tuple[str, ...] = ()
    known: tuple[str, ...] = ()
    low: float | None = None
    high: float | str | None = None
    above: float | None = None
    refers_to: str | None = None
    pack: str | None = None
    shapes: tuple[str, ...] = ()
    repeats: bool = False

    @property
    def is_geometry(self) -> bool:
        """Whether this is a GeoParquet column."""
        return bool(self.type == GEOMETRY)

    @property
    def is_name(self) -> bool:
        """Whether this is a name, which is never normalised."""
        return self.name == "name"


@dataclass(frozen=True, slots=True)
class Table:
    """One table of the contract.

    key       the columns that together are there once; their first text is the id
    sort      the columns the rows are ordered by, nulls last
    one_of    at least one of these is not null, else a fault on `place_column`
    together  pairs that are null together or not at all, else a fault on the second
    stamps    instants that follow one another
    """

    name: str
    key: tuple[str, ...]
    sort: tuple[str, ...]
    columns: tuple[Column, ...]
    one_of: tuple[str, ...] = ()
    place_column: str | None = None
    together: tuple[tuple[str, str], ...] = ()
    stamps: tuple[str, ...] = ()

    @property
    def required(self) -> bool:
        """Whether every snapshot has this table."""
        return self.name in REQUIRED

    @property
    def id(self) -> str:
        """The column the rows are referred to by."""
        return "id" if self.name in AGGREGATE_ONLY else self.key[0]

    @property
    def geometry(self) -> Column | None:
        """The GeoParquet column, where there is one."""
        return next((column for column in self.columns if column.is_geometry), None)

    @property
    def by_name(self) -> Mapping[str, Column]:
        """The columns by their names."""
        return {column.name: column for column in self.columns}


def _id(name: str, refers_to: str | None = None, *, required: bool = False) -> Column:
    return Column(name, required=required, refers_to=refers_to, repeats=refers_to is not None)


def _listed(name: str, *closed: str, required: bool = False) -> Column:
    return Column(name, required=required, closed=closed, repeats=True)


def _open(name: str, *known: str, required: bool = False) -> Column:
    return Column(name, required=required, known=known, repeats=True)


def _number(
    name: str,
    kind: pa.DataType,
    low: float | None = None,
    high: float | None = None,
    *,
    required: bool = False,
) -> Column:
    return Column(name, kind, required=required, low=low, high=high, repeats=True)


def _area(*others: str) -> Column:
    return Column("geometry", GEOMETRY, shapes=AREAS + others)


_ORIGIN = "origin_code"
ORIGIN_COLUMN = ("episodes", _ORIGIN)
"""Two capital letters of ISO 3166-1 or six digits."""

STAMPS = (
    "raised_at",
    "received_at",
    "acknowledged_at",
    "accepted_at",
    "left_at",
    "arrived_at",
    "seen_at",
    "closed_at",
)

_COMMITTEES = Table(
    "committees",
    key=("committee_id",),
    sort=("committee_id",),
    columns=(
        Column("committee_id", required=True),
        Column("name", required=True),
        _area(),
    ),
)

_ESTATES = Table(
    "estates",
    key=("estate_id",),
    sort=("estate_id",),
    columns=(
        Column("estate_id", required=True),
        Column("name", required=True),
        _id("committee_id", "committees"),
        Column("address"),
        _open("kind", "slab", "tower", "villa", "shophouse", "mixed", "lane"),
        _area(),
    ),
)

_BUILDINGS = Table(
    "buildings",
    key=("building_id",),
    sort=("estate_id", "building_id"),
    columns=(
        Column("building_id", required=True),
        Column("name", required=True, repeats=True),
        _id("estate_id", "estates"),
        Column("address"),
        _open("kind", "slab", "tower", "villa", "shop", "office", "school"),
        _number("floors_above", INT16, 1, 200, required=True),
        _number("floors_below", INT16, 0, 10),
        Column("height_m", FLOAT32),
        _number("built", INT16, 1800, 2100),
        _area("Point"),
    ),
)

_UNITS = Table(
    "units",
    key=("unit_id",),
    sort=("building_id", "floor", "column"),
    columns=(
        Column("unit_id", required=True),
        _id("building_id", "buildings", required=True),
        _number("floor", INT16, required=True),
        Column("floor_label", repeats=True),
        _number("column", INT16, 0, 99, required=True),
        Column("room", required=True, repeats=True),
        Column("entrance", repeats=True),
        _number("span_floors", INT8, 1, 4),
        _number("span_columns", INT8, 1, 40),
        Column("area_m2", FLOAT32, above=0),
        _listed(
            "occupancy",
            *("owner", "rented", "lent", "vacant", "shared", "business", "unknown"),
            required=True,
        ),
        Column("verified_on", DAY, repeats=True),
        _listed("layout", "surveyed", "inferred", "guessed"),
    ),
)

_RESIDENTS = Table(
    "residents",
    key=("resident_id",),
    sort=("unit_id", "resident_id"),
    columns=(
        Column("resident_id", required=True),
        _id("unit_id", "units"),
        Column("name", required=True),
        _listed("sex", "f", "m"),
        Column("born", DAY, low=day_number(date(1880, 1, 1)), high=AS_OF, repeats=True),
        Column("phone"),
        Column("id_hash"),
        _listed("registration", "local", "incoming", "overseas", "unknown"),
        Column("household", repeats=True),
        Column("relation", repeats=True),
        Column("tags", TEXTS, pack="tags", repeats=True),
    ),
)

_EPISODES = Table(
    "episodes",
    key=("episode_id",),
    sort=("unit_id", "episode_id"),
    columns=(
        Column("episode_id", required=True),
        _id("resident_id", "residents", required=True),
        _id("unit_id", "units"),
        Column("rule", required=True, pack="rules", repeats=True),
        _listed("anchor_kind", "arrival", "door", "last_exposure", "order", required=True),
        Column("anchored_at", INSTANT, required=True),
        _number("days", INT16, 1),
        _number("extension_days", INT16),
        Column("extension_reason", repeats=True),
        Column("category", pack="classes", repeats=True),
        Column("origin", repeats=True),
        Column(_ORIGIN, repeats=True),
        Column("ended_at", INSTANT),
        _listed("outcome", "released", "transferred", "left", "cancelled"),
        Column("ordered_by", repeats=True),
        Column("source", repeats=True),
    ),
    together=(("ended_at", "outcome"),),
)

_CHECKS = Table(
    "checks",
    key=("check_id",),
    sort=("due_at", "check_id"),
    columns=(
        Column("check_id", required=True),
        _open(
            "kind", "temperature", "call", "visit", "delivery", "mask_order", "test", required=True
        ),
        Column("due_at", INSTANT, required=True, repeats=True),
        _id("resident_id", "residents"),
        _id("unit_id", "units"),
        _id("episode_id", "episodes"),
        Column("done_at", INSTANT),
        Column("result", repeats=True),
        Column("by", repeats=True),
    ),
    one_of=("resident_id", "unit_id", "episode_id"),
    place_column="unit_id",
)

_FACILITIES = Table(
    "facilities",
    key=("facility_id",),
    sort=("facility_id",),
    columns=(
        Column("facility_id", required=True),
        _open(
            "kind",
            *("disinfection_point", "storm_drain", "sewer", "green_belt", "bin_room", "gate"),
            *("hydrant", "aed", "canteen"),
            required=True,
        ),
        Column("geometry", GEOMETRY, required=True),
        Column("name"),
        _id("committee_id", "committees"),
        _id("estate_id", "estates"),
        Column("interval_days", INT16, above=0, repeats=True),
        Column("serviced_at", INSTANT),
        Column("status", repeats=True),
    ),
)

_EVENTS = Table(
    "events",
    key=("event_id",),
    sort=("raised_at", "event_id"),
    columns=(
        Column("event_id", required=True),
        _open(
            "kind",
            *("fall", "call_120", "door_opened", "smoke", "water_silent", "door_silent"),
            required=True,
        ),
        *(Column(stamp, INSTANT, required=stamp == STAMPS[0]) for stamp in STAMPS),
        _listed("outcome", "real", "false_alarm", "test", "unknown"),
        _id("unit_id", "units"),
        _id("building_id", "buildings"),
        _id("facility_id", "facilities"),
        _id("resident_id", "residents"),
        Column("lon", FLOAT64, low=-180, high=180),
        Column("lat", FLOAT64, low=-90, high=90),
        Column("handler", repeats=True),
        Column("note"),
    ),
    one_of=("unit_id", "building_id", "facility_id", "resident_id", "lon", "lat"),
    place_column="unit_id",
    together=(("lon", "lat"),),
    stamps=STAMPS,
)

_BASEMAP = Table(
    "basemap",
    key=("feature_id",),
    sort=("layer", "feature_id"),
    columns=(
        Column("feature_id", required=True),
        _listed("layer", "boundary", "road", "water", "green", "rail", "landmark", required=True),
        Column("geometry", GEOMETRY, required=True),
        Column("class", repeats=True),
        Column("name", repeats=True),
    ),
)

_COUNTS = Table(
    "counts",
    key=("level", "id", "measure", "key"),
    sort=("level", "id", "measure", "key"),
    columns=(
        _listed("level", "street", "committee", "estate", "building", required=True),
        Column("id", required=True, repeats=True),
        _listed("measure", "clock", "category", "occupancy", "tag", "age_band", required=True),
        Column("key", required=True, repeats=True),
        Column("value", INT32, low=0, repeats=True),
    ),
)

TABLES: Mapping[str, Table] = {
    table.name: table
    for table in (
        _COMMITTEES,
        _ESTATES,
        _BUILDINGS,
        _UNITS,
        _RESIDENTS,
        _EPISODES,
        _CHECKS,
        _FACILITIES,
        _EVENTS,
        _BASEMAP,
        _COUNTS,
    )
}
"""Every table of the contract, referred-to tables before those that refer to them."""

LEVEL_TABLES = {"committee": "committees", "estate": "estates", "building": "buildings"}
"""The tables whose ids the counts of a level carry; the street's level carries its code."""


def fields(table: Table) -> pa.Schema:
    """The Arrow schema of a table with every column of the contract, in the contract's order."""
    return pa.schema(
        [pa.field(column.name, column.type, not column.required) for column in table.columns]
    )


def empty(name: str) -> pa.Table:
    """The table `name` of the contract without a row."""
    return fields(TABLES[name]).empty_table()


def table_of(name: str, columns: Mapping[str, object]) -> pa.Table:
    """A table in contract types from lists or arrays by column name; the length is theirs.

    Columns of the contract that are not given are left out; others keep the type Arrow infers.
    """
    known = TABLES[name].by_name
    order = [one for one in known if one in columns] + [one for one in columns if one not in known]
    return pa.table(
        {one: pa.array(columns[one], known[one].type if one in known else None) for one in order}
    )
