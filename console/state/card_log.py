"""What was done and what happened in a unit: its checks and events as rows of the card."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from console.domain import instants, words
from console.domain.instants import MICROS_A_DAY
from console.domain.spoken import capped, short_instant
from console.domain.words import say
from console.state.card_blocks import Block, Heading, Row, Sentence

if TYPE_CHECKING:
    from console.store.query_unit import Check, Event

MOST_CHECKS, MOST_EVENTS = 10, 6
_AHEAD_US = MICROS_A_DAY
ACKNOWLEDGED, ACCEPTED, ARRIVED, CLOSED = 2, 3, 5, 7
"""Places of these stamps among those of an event (query_unit.STAMPS, not loaded here)."""


@dataclass(frozen=True, slots=True)
class Log:
    """What is known of a unit's checks and events; None while it is being read.

    `source` is "none" without a database, "reading", "failed" or "known".
    """

    source: str = "none"
    checks: tuple[Check, ...] | None = None
    events: tuple[Event, ...] | None = None


def log_blocks(log: Log, as_of_us: int, zone: str, language: str) -> list[Block]:
    """Checks and events under their headings; what is missing is said in a sentence."""
    if log.source == "none":
        return [Sentence(say("card.not_loaded", language), quiet=True)]
    if log.source == "failed":
        return [Sentence(say("card.failed", language))]
    blocks: list[Block] = [
        Heading(say("card.checks", language), _open_count(log, as_of_us, language))
    ]
    blocks += _checks(log.checks, as_of_us, zone, language)
    blocks.append(Heading(say("card.events", language)))
    return blocks + _events(log.events, zone, language)


def _open_count(log: Log, as_of_us: int, language: str) -> str:
    late = [one for one in log.checks or () if one.done_us is None and one.due_us <= as_of_us]
    return say("card.open_checks", language, count=len(late)) if late else ""


def _checks(
    checks: tuple[Check, ...] | None, as_of_us: int, zone: str, language: str
) -> list[Block]:
    if checks is None:
        return [Sentence(say("card.loading", language), quiet=True)]
    near = [one for one in checks if one.due_us <= as_of_us + _AHEAD_US]
    if not near:
        return [Sentence(say("card.no_checks", language), quiet=True)]
    rows: list[Block] = [_check(one, as_of_us, zone, language) for one in near[:MOST_CHECKS]]
    if len(near) > MOST_CHECKS:
        more = say("card.more_rows", language, count=len(near) - MOST_CHECKS)
        rows.append(Sentence(more, quiet=True))
    return rows


def _check(check: Check, as_of_us: int, zone: str, language: str) -> Row:
    due = short_instant(check.due_us, zone)
    kind = kind_said(check.kind, language)
    if check.done_us is not None:
        result = capped(check.result or "")[:60]
        figure = result or say("card.check_done", language)
        done = short_instant(check.done_us, zone)
        return Row(due, kind, figure, tip=say("card.check_tip_done", language, due=due, done=done))
    is_late = check.due_us <= as_of_us
    figure = say("card.check_open" if is_late else "card.check_later", language)
    tip = say("card.check_tip", language, due=due, state=figure)
    return Row(due, kind, figure, open_end=is_late, tip=tip)


def _events(events: tuple[Event, ...] | None, zone: str, language: str) -> list[Block]:
    if events is None:
        return [Sentence(say("card.loading", language), quiet=True)]
    if not events:
        return [Sentence(say("card.no_events", language), quiet=True)]
    return [_event(one, zone, language) for one in events[:MOST_EVENTS]]


def _event(event: Event, zone: str, language: str) -> Row:
    """When it was raised, and how far it got: to the door in so many minutes, closed."""
    raised, arrived = event.stamps[0], event.stamps[ARRIVED]
    closed = event.stamps[CLOSED] is not None
    minutes = 0
    if raised is not None and arrived is not None:
        minutes = max(0, round((arrived - raised) / 60_000_000))
    if arrived is not None:
        name = "card.event.closed_arrived" if closed else "card.event.arrived"
    elif closed:
        name = "card.event.closed"
    elif event.stamps[ACCEPTED] is not None:
        name = "card.event.accepted"
    elif event.stamps[ACKNOWLEDGED] is not None:
        name = "card.event.acknowledged"
    else:
        name = "card.event.raised"
    figure = say(name, language, minutes=minutes)
    when = "" if raised is None else short_instant(raised, zone)
    whole = (
        "" if raised is None else f"{instants.moment(raised, instants.zone(zone)):%Y-%m-%d %H:%M}"
    )
    kind = kind_said(event.kind, language)
    return Row(when, kind, figure, open_end=not closed, tip=f"{whole} {kind} {figure}")


def kind_said(kind: str, language: str) -> str:
    """The word for a kind of check or event; an unknown one stands as it is."""
    try:
        return words.say(f"card.kind.{kind}", language)
    except (KeyError, TypeError):
        return capped(kind)[:40]
