"""What was done and what happened in a unit: its checks and events as rows of the card."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

import numpy as np

from console.domain import instants, words
from console.domain.records import dataclass
from console.domain.spoken import capped, short_instant
from console.domain.words import say
from console.state.card.blocks import Block, Heading, Row, Sentence
from console.state.lists.link import EVERYTHING, ListLink
from console.state.lists.linked import Count, Linked, linked
from console.store.columns import I64, Street
from console.store.frame import Frame
from console.store.list_exceptions import open_among
from console.store.stamps import ACCEPTED, ACKNOWLEDGED, ARRIVED, CLOSED

if TYPE_CHECKING:
    from console.store.query_unit import Check, Event

MOST_AHEAD, MOST_CHECKS, MOST_EVENTS = 2, 8, 6


@dataclass(frozen=True, slots=True)
class Log:
    """What is known of a unit's checks and events, of every instant; None while it is being read.

    `source` is "none" without a database, "reading", "failed" or "known".
    """

    source: str = "none"
    checks: tuple[Check, ...] | None = None
    events: tuple[Event, ...] | None = None


@dataclass(frozen=True, slots=True)
class ChecksIn:
    """How many checks there are in a unit, and how many of them are late."""

    every: Count
    late: Count


NO_CHECKS = ChecksIn(Count(0, None), Count(0, None))


def checks_in(frame: Frame, unit: int) -> ChecksIn:
    """The checks of a unit, whatever is filtered, with the lists of them."""
    rows = _checks_of(frame.street, unit)
    number = len(rows)
    number_late = len(open_among(frame.street.checks, rows, frame.as_of_us))
    return ChecksIn(
        every=Count(number, ListLink("all_checks", "unit", unit, without=EVERYTHING)),
        late=Count(number_late, ListLink("checks", "unit", unit, without=EVERYTHING)),
    )


_known: WeakKeyDictionary[Street, tuple[int, I64]] = WeakKeyDictionary()
"""Rows of the checks of the unit that was asked for last: they are the same at every instant."""


def _checks_of(street: Street, unit: int) -> I64:
    """Rows of the checks of a unit; costs a look at all of the street for another unit."""
    known = _known.get(street)
    if known is None or known[0] != unit:
        known = _known[street] = unit, np.flatnonzero(street.checks.unit == unit)
    return known[1]


@dataclass(frozen=True, slots=True)
class Told:
    """How a log is told: at which instant, in which zone and language, and who is who.

    `names` are shown names by resident id; nobody is named where there is only one person.
    `checks` are those of the unit itself.
    """

    as_of_us: int
    zone: str
    language: str
    names: Mapping[str, str]
    checks: ChecksIn = NO_CHECKS

    def whom(self, resident_id: str | None) -> str:
        """The name of whom a row is about, "" for the whole unit."""
        return self.names.get(resident_id or "", "") if len(self.names) > 1 else ""


def log_blocks(log: Log, told: Told) -> list[Block]:
    """Checks and events under their headings; what is missing is said in a sentence."""
    language = told.language
    if log.source == "none":
        return [Sentence(say("card.not_loaded", language), quiet=True)]
    if log.source == "failed":
        return [Sentence(say("card.failed", language))]
    blocks: list[Block] = [Heading(say("card.checks", language), _late(told))]
    blocks += _checks(log.checks, told)
    blocks.append(Heading(say("card.events", language)))
    return blocks + _events(log.events, told)


def _late(told: Told) -> Linked | str:
    late = told.checks.late
    return linked("card.open_checks", told.language, count=late) if late.number else ""


def _checks(checks: tuple[Check, ...] | None, told: Told) -> list[Block]:
    """The next few that are due and the latest that were, the latest first."""
    language = told.language
    if checks is None:
        return [Sentence(say("card.loading", language), quiet=True)]
    ahead = [one for one in checks if one.due_us > told.as_of_us]
    past = [one for one in checks if one.due_us <= told.as_of_us]
    near = ahead[-MOST_AHEAD:] + past[:MOST_CHECKS]
    if not near:
        return [Sentence(say("card.no_checks", language), quiet=True)]
    rows: list[Block] = [_check(one.known_at(told.as_of_us), told) for one in near]
    if len(past) > MOST_CHECKS:
        more = linked("card.more_rows", language, count=told.checks.every)
        rows.append(Sentence(more, quiet=True))
    return rows


def _check(check: Check, told: Told) -> Row:
    language = told.language
    due = short_instant(check.due_us, told.zone)
    what = f"{kind_said(check.kind, language)} {told.whom(check.resident_id)}".strip()
    if check.done_us is not None:
        result = capped(check.result or "")[:60]
        figure = result or say("card.check_done", language)
        done = short_instant(check.done_us, told.zone)
        return Row(due, what, figure, tip=say("card.check_tip_done", language, due=due, done=done))
    is_late = check.due_us <= told.as_of_us
    figure = say("card.check_open" if is_late else "card.check_later", language)
    tip = say("card.check_tip", language, due=due, state=figure)
    return Row(due, what, figure, open_end=is_late, tip=tip)


def _events(events: tuple[Event, ...] | None, told: Told) -> list[Block]:
    if events is None:
        return [Sentence(say("card.loading", told.language), quiet=True)]
    known = [seen for one in events if (seen := one.known_at(told.as_of_us)) is not None]
    if not known:
        return [Sentence(say("card.no_events", told.language), quiet=True)]
    return [_event(one, told) for one in known[:MOST_EVENTS]]


def _event(event: Event, told: Told) -> Row:
    """When it was raised, and how far it got: to the door in so many minutes, closed."""
    raised, arrived = event.stamps[0] or 0, event.stamps[ARRIVED]
    minutes = 0 if arrived is None else max(0, round((arrived - raised) / 60_000_000))
    figure = say(_stage(event), told.language, minutes=minutes)
    what = f"{kind_said(event.kind, told.language)} {told.whom(event.resident_id)}".strip()
    whole = f"{instants.moment(raised, instants.zone(told.zone)):%Y-%m-%d %H:%M}"
    is_open = event.stamps[CLOSED] is None
    return Row(short_instant(raised, told.zone), what, figure, open_end=is_open, tip=whole)


def _stage(event: Event) -> str:
    """The sentence for how far an event got."""
    stamps = event.stamps
    closed = stamps[CLOSED] is not None
    if stamps[ARRIVED] is not None:
        return "card.event.closed_arrived" if closed else "card.event.arrived"
    if closed:
        return "card.event.closed"
    if stamps[ACCEPTED] is not None:
        return "card.event.accepted"
    return "card.event.acknowledged" if stamps[ACKNOWLEDGED] is not None else "card.event.raised"


def kind_said(kind: str, language: str) -> str:
    """The word for a kind of check or event; an unknown one stands as it is."""
    try:
        return words.say(f"card.kind.{kind}", language)
    except (KeyError, TypeError):
        return capped(kind)[:40]
