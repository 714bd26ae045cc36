"""The questions behind the lists of checks, events and facilities: their tables, once, as codes."""

from __future__ import annotations

from console.store.columns import Street
from console.store.database import Query
from console.store.list_details import CheckDetails, EventDetails, FacilityDetails
from console.store.list_tables import ChecksOf, EventsOf, FacilitiesOf
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
    return Query(_CHECKS, ChecksOf(street))


def event_details(street: Street) -> Query[EventDetails]:
    """The events with all their stamps."""
    return Query(_EVENTS, EventsOf(street))


def facility_details(street: Street) -> Query[FacilityDetails]:
    """Where the facilities belong and how they are."""
    return Query(_FACILITIES, FacilitiesOf(street))
