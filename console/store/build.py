"""A street made of a snapshot's tables."""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import fields

import numpy as np
import pyarrow as pa

from console.domain import instants, packs
from console.domain.progress import Step, unheard
from console.domain.records import dataclass
from console.store.arrow import Table
from console.store.build_checks import build_checks
from console.store.build_people import People, Stays, build_people, build_stays
from console.store.build_places import Places, build_places, build_units, order_places
from console.store.columns import I32, BareIds, Checks, Counts, Street, Strings, Units

_TABLES = (
    "committees", "estates", "buildings", "units", "residents", "episodes", "checks",
    "facilities", "basemap", "counts",
)  # fmt: skip
_HIDDEN = -1
_THREADS = 2


@dataclass(frozen=True, slots=True)
class Head:
    """What the manifest says of a street; `key` is the sha256 of the manifest's bytes."""

    key: str
    folder: str
    code: str
    name: dict[str, str]
    as_of_us: int
    zone: str
    scenario: str
    synthetic: bool
    masking: str


@dataclass(frozen=True, slots=True)
class Built:
    """A street and the residents' names, which are kept apart from it (same order of rows)."""

    street: Street
    names: Strings


def build_street(
    head: Head,
    tables: Mapping[str, pa.Table],
    tell: Step = unheard,
    rows: Mapping[tuple[str, str], I32] | None = None,
) -> Built:
    """The columns of a snapshot that was read and found sound; a table may be missing.

    `tell` is told how much is done, 0 to 1, and may raise to stop. `rows` are those to which
    references are known to point, by table and column, int32[n], -1 for null. Costs one pass over
    every table; other references are looked up once a run of equal ids.
    """
    tell(0.0)
    pack = packs.load(head.scenario)
    known: dict[str, dict[str, I32]] = {name: {} for name in _TABLES}
    for (name, column), found in (rows or {}).items():
        if name in known:
            known[name][column] = found
    read = {name: Table(tables.get(name), known[name]) for name in _TABLES}
    with ThreadPoolExecutor(_THREADS, "street-build") as pool:
        ordered = order_places(read)
        standing = pool.submit(build_places, read, ordered, head.zone)
        tell(0.2)
        people = build_people(read["residents"], ordered.unit_ids, pack, pool)
        tell(0.7)
        residents = people.ids if read["residents"].present else None
        tz = instants.zone(head.zone)
        stays = build_stays(read["episodes"], residents, ordered.unit_ids, pack, tz)
        tell(0.8)
        checks = build_checks(read["checks"], stays, people, ordered.unit_ids)
        units = build_units(ordered, people.first_resident)
        places, counts = standing.result(), _counts(read["counts"])
        street = _street(head, places, units, people, stays, checks, counts)
    return Built(street, people.names)


def _street(
    head: Head,
    places: Places,
    units: Units,
    people: People,
    stays: Stays,
    checks: Checks,
    counts: Counts,
) -> Street:
    said = {one.name: getattr(head, one.name) for one in fields(Head)}
    return Street(
        **said,
        projection=places.projection,
        tags=people.tags,
        rules=tuple(packs.load(head.scenario).rules),
        households=people.households,
        relations=people.relations,
        committees=places.committees,
        estates=places.estates,
        buildings=places.buildings,
        units=units,
        residents=people.residents,
        episodes=stays.episodes,
        details=stays.details,
        facilities=places.facilities,
        basemap=places.basemap,
        bare=BareIds(places.bare_estates, places.bare_committees, stays.bare_residents),
        rare=people.rare,
        counts=counts,
        checks=checks,
    )


def _counts(table: Table) -> Counts:
    value = table.column("value", pa.int32()).fill_null(_HIDDEN)
    return Counts(
        level=table.strings("level"),
        id=table.strings("id"),
        measure=table.strings("measure"),
        key=table.strings("key"),
        value=value.to_numpy().astype(np.int32),
    )
