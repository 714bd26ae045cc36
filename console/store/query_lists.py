"""The questions behind the lists of checks, events and facilities: their tables, once, as codes."""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from console.domain.instants import NEVER_US
from console.domain.records import dataclass
from console.store.arrow import Table, dictionary, rows_of, texts_of
from console.store.columns import I32, Street
from console.store.database import Query
from console.store.list_details import CheckDetails, Coded, EventDetails, FacilityDetails
from console.store.rows import follow
from console.store.stamps import STAMPS

_CHECKS = """
select
    kind::varchar as kind,
    result::varchar as result,
    "by"::varchar as "by",
    coalesce(checks.resident_id, episodes.resident_id) as resident_id
from checks
left join episodes using (episode_id)
order by due_at, check_id
"""

_EVENTS = f"""
select
    kind::varchar as kind,
    outcome::varchar as outcome,
    handler::varchar as handler,
    unit_id,
    building_id,
    resident_id,
    {", ".join(STAMPS)}
from events
order by raised_at, event_id
"""

_FACILITIES = """
select status::varchar as status, estate_id, committee_id
from facilities
order by facility_id
"""


def check_details(street: Street) -> Query[CheckDetails]:
    """The checks' kinds, results and people."""
    return Query(_CHECKS, _Checks(street))


def event_details(street: Street) -> Query[EventDetails]:
    """The events with all their stamps."""
    return Query(_EVENTS, _Events(street))


def facility_details(street: Street) -> Query[FacilityDetails]:
    """Where the facilities belong and how they are."""
    return Query(_FACILITIES, _Facilities(street))


@dataclass(frozen=True, slots=True)
class _Checks:
    street: Street

    def __call__(self, answer: pa.Table) -> CheckDetails:
        table = Table(answer)
        return CheckDetails(
            kind=_coded(table, "kind"),
            result=_coded(table, "result"),
            by=_coded(table, "by"),
            resident=_residents(table, self.street),
        )


@dataclass(frozen=True, slots=True)
class _Events:
    street: Street

    def __call__(self, answer: pa.Table) -> EventDetails:
        table, street = Table(answer), self.street
        resident = _residents(table, street)
        unit = rows_of(table.text("unit_id"), texts_of(street.units.id))
        unit = _else(unit, follow(street.residents.unit, resident))
        own = rows_of(table.text("building_id"), texts_of(street.buildings.id))
        return EventDetails(
            kind=_coded(table, "kind"),
            outcome=_coded(table, "outcome"),
            handler=_coded(table, "handler"),
            stamps_us=np.stack([table.micros(one, NEVER_US) for one in STAMPS], axis=1),
            unit=unit,
            building=_else(follow(street.units.building, unit), own),
            resident=resident,
        )


@dataclass(frozen=True, slots=True)
class _Facilities:
    street: Street

    def __call__(self, answer: pa.Table) -> FacilityDetails:
        table, street = Table(answer), self.street
        estate = rows_of(table.text("estate_id"), texts_of(street.estates.id))
        own = rows_of(table.text("committee_id"), texts_of(street.committees.id))
        return FacilityDetails(
            status=_coded(table, "status"),
            estate=estate,
            committee=_else(own, follow(street.estates.committee, estate)),
        )


def _coded(table: Table, name: str) -> Coded:
    codes, words = dictionary(table.text(name))
    return Coded(codes, tuple(word or "" for word in words))


def _residents(table: Table, street: Street) -> I32:
    return rows_of(table.text("resident_id"), texts_of(street.residents.id))


def _else(rows: I32, otherwise: I32) -> I32:
    chosen: I32 = np.where(rows >= 0, rows, otherwise).astype(np.int32)
    return chosen
