"""Checks and events of one unit and its people, as they were known at an instant."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pyarrow as pa

from console.domain.records import dataclass
from console.store.columns import Street
from console.store.database import Query
from console.store.explain import episodes_of
from console.store.stamps import STAMPS


@dataclass(frozen=True, slots=True)
class Check:
    """One check; done_us, result and by are None while it has not been done by the instant."""

    id: str
    kind: str
    due_us: int
    done_us: int | None
    result: str | None
    by: str | None
    resident_id: str | None


@dataclass(frozen=True, slots=True)
class Event:
    """One event raised by the instant; `stamps` are those of STAMPS passed by it, else None."""

    id: str
    kind: str
    stamps: tuple[int | None, ...]
    outcome: str | None
    handler: str | None
    resident_id: str | None


_CHECKS = """
select
    check_id,
    kind::varchar as kind,
    epoch_us(due_at) as due_us,
    epoch_us(case when done_at <= make_timestamptz($as_of) then done_at end) as done_us,
    case when done_at <= make_timestamptz($as_of) then result::varchar end as result,
    case when done_at <= make_timestamptz($as_of) then "by"::varchar end as "by",
    resident_id
from checks
where unit_id = $unit
    or resident_id in (select unnest($people::varchar[]))
    or episode_id in (select unnest($episodes::varchar[]))
order by due_at desc, check_id desc
"""

_EVENTS = f"""
select
    event_id,
    kind::varchar as kind,
    {", ".join(f"epoch_us({stamp}) as {stamp}" for stamp in STAMPS)},
    outcome::varchar as outcome,
    handler::varchar as handler,
    resident_id
from events
where (unit_id = $unit or resident_id in (select unnest($people::varchar[])))
    and raised_at <= make_timestamptz($as_of)
order by raised_at desc, event_id desc
"""


def checks_of_unit(
    street: Street, unit: int, people: Sequence[int], as_of_us: int
) -> Query[tuple[Check, ...]]:
    """Checks of a unit row, of residents (rows) and of their episodes, the last due first."""
    rows = [row for resident in people for row in episodes_of(street, int(resident)).tolist()]
    episodes = tuple(street.details.id.text(row) for row in rows)
    params = (*_who(street, unit, people, as_of_us), ("episodes", episodes))
    return Query(_CHECKS, _checks, params)


def events_of_unit(
    street: Street, unit: int, people: Sequence[int], as_of_us: int
) -> Query[tuple[Event, ...]]:
    """Events in a unit row or of residents (rows), raised by the instant, the latest first."""
    return Query(_EVENTS, _EventsAt(as_of_us), _who(street, unit, people, as_of_us))


def _who(
    street: Street, unit: int, people: Sequence[int], as_of_us: int
) -> tuple[tuple[str, Any], ...]:
    ids = tuple(street.residents.id.text(int(row)) for row in people)
    return (("unit", street.units.id.text(unit)), ("people", ids), ("as_of", as_of_us))


def _checks(answer: pa.Table) -> tuple[Check, ...]:
    return tuple(Check(*row.values()) for row in answer.to_pylist())


@dataclass(frozen=True, slots=True)
class _EventsAt:
    """Reads events, hiding what had not happened by the instant: stamp by stamp."""

    as_of_us: int

    def __call__(self, answer: pa.Table) -> tuple[Event, ...]:
        return tuple(self._event(row) for row in answer.to_pylist())

    def _event(self, row: dict[str, Any]) -> Event:
        stamps = tuple(self._seen(row[stamp]) for stamp in STAMPS)
        closed = stamps[-1] is not None
        return Event(
            id=row["event_id"],
            kind=row["kind"],
            stamps=stamps,
            outcome=row["outcome"] if closed else None,
            handler=row["handler"],
            resident_id=row["resident_id"],
        )

    def _seen(self, at_us: int | None) -> int | None:
        return at_us if at_us is not None and at_us <= self.as_of_us else None
