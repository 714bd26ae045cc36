"""What lists say of checks, events and facilities, out of their tables: codes, stamps and rows."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pyarrow as pa

from console.domain.instants import NEVER_US
from console.domain.records import dataclass
from console.store.arrow import Table, dictionary, rows_of, texts_of
from console.store.columns import I32, Street
from console.store.list_details import (
    CheckDetails,
    Coded,
    EventDetails,
    FacilityDetails,
    details_of,
)
from console.store.rows import follow
from console.store.stamps import STAMPS


def read_details(street: Street, tables: Mapping[str, pa.Table]) -> None:
    """Let the lists know of a street what stands in its own tables, those of them that are given.

    The tables are in the order of the contract, as they are read.
    """
    details = details_of(street)
    if "checks" in tables:
        checks = ChecksOf(street)(tables["checks"])
        episode = rows_of(Table(tables["checks"]).text("episode_id"), texts_of(street.details.id))
        of_episode = follow(street.episodes.resident, episode)
        resident = _else(checks.resident, of_episode)
        details.checks = CheckDetails(checks.kind, checks.result, checks.by, resident)
    if "events" in tables:
        details.events = EventsOf(street)(tables["events"])
    if "facilities" in tables:
        details.facilities = FacilitiesOf(street)(tables["facilities"])


@dataclass(frozen=True, slots=True)
class ChecksOf:
    """The details of checks out of their columns; `resident_id` is the episode's where need be."""

    street: Street

    def __call__(self, answer: pa.Table) -> CheckDetails:
        """Of a table in the order of the street's checks."""
        table = Table(answer)
        return CheckDetails(
            kind=_coded(table, "kind"),
            result=_coded(table, "result"),
            by=_coded(table, "by"),
            resident=_residents(table, self.street),
        )


@dataclass(frozen=True, slots=True)
class EventsOf:
    """The details of events out of their columns."""

    street: Street

    def __call__(self, answer: pa.Table) -> EventDetails:
        """Of a table in the order of raised_at and id."""
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
class FacilitiesOf:
    """The details of facilities out of their columns."""

    street: Street

    def __call__(self, answer: pa.Table) -> FacilityDetails:
        """Of a table in the order of the street's facilities."""
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
