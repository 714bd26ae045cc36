"""Checks and events of one unit and its people, and what was known of them at an instant."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pyarrow as pa

from console.domain.records import dataclass
from console.store.columns import Street
from console.store.database import Query
from console.store.explain import episodes_of
from console.store.stamps import CLOSED, RAISED, STAMPS


@dataclass(frozen=True, slots=True)
class Check:
    """One check; done_us, result and by are None while it has not been done."""

    id: str
    kind: str
    due_us: int
    done_us: int | None
    result: str | None
    by: str | None
    resident_id: str | None

    def known_at(self, at_us: int) -> Check:
        """The check as it stood at an instant."""
        if self.done_us is None or self.done_us <= at_us:
            return self
        return replace(self, done_us=None, result=None, by=None)


@dataclass(frozen=True, slots=True)
class Event:
    """One event; `stamps` are those of STAMPS that it passed, else None."""

    id: str
    kind: str
    stamps: tuple[int | None, ...]
    outcome: str | None
    handler: str | None
    resident_id: str | None

    def known_at(self, at_us: int) -> Event | None:
        """The event as it stood at an instant, stamp by stamp; None before it was raised."""
        stamps = tuple(None if one is None or one > at_us else one for one in self.stamps)
        if stamps[RAISED] is None:
            return None
        return replace(
            self, stamps=stamps, outcome=None if stamps[CLOSED] is None else self.outcome
        )


_CHECKS = """
select
    check_id,
    kind::varchar as kind,
    epoch_us(due_at) as due_us,
    epoch_us(done_at) as done_us,
    case when done_at is not null then result::varchar end as result,
    case when done_at is not null then "by"::varchar end as "by",
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
where unit_id = $unit
    or resident_id in (select unnest($people::varchar[]))
order by raised_at desc, event_id desc
"""


def checks_of_unit(street: Street, unit: int, people: Sequence[int]) -> Query[tuple[Check, ...]]:
    """Checks of a unit row, of residents (rows) and of their episodes, the last due first."""
    rows = [row for resident in people for row in episodes_of(street, int(resident)).tolist()]
    episodes = tuple(street.details.id.text(row) for row in rows)
    params = (*_who(street, unit, people), ("episodes", episodes))
    return Query(_CHECKS, _checks, params)


def events_of_unit(street: Street, unit: int, people: Sequence[int]) -> Query[tuple[Event, ...]]:
    """Events in a unit row or of residents (rows), the last raised first."""
    return Query(_EVENTS, _events, _who(street, unit, people))


def _who(street: Street, unit: int, people: Sequence[int]) -> tuple[tuple[str, Any], ...]:
    ids = tuple(street.residents.id.text(int(row)) for row in people)
    return ("unit", street.units.id.text(unit)), ("people", ids)


def _checks(answer: pa.Table) -> tuple[Check, ...]:
    return tuple(Check(*row.values()) for row in answer.to_pylist())


def _events(answer: pa.Table) -> tuple[Event, ...]:
    return tuple(_event(row) for row in answer.to_pylist())


def _event(row: dict[str, Any]) -> Event:
    return Event(
        id=row["event_id"],
        kind=row["kind"],
        stamps=tuple(row[stamp] for stamp in STAMPS),
        outcome=row["outcome"],
        handler=row["handler"],
        resident_id=row["resident_id"],
    )
