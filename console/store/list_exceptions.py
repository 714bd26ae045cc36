"""What must not be forgotten, as rows: which people and events of an instant ask for a look."""

from __future__ import annotations

from typing import TypeVar

import numpy as np

from console.domain import instants, packs
from console.domain.clock import RUNNING, Episodes, Outcome, State, are_in
from console.store.baseline import anchored_days
from console.store.columns import I32, I64, OCCUPANCIES, U8, Checks, Street
from console.store.frame import Frame, under_clock
from console.store.kept import Mask
from console.store.list_details import details_of
from console.store.rows import chosen
from console.store.stamps import raised_by

UNCHECKED_HOURS = 36
_UNCHECKED_US = UNCHECKED_HOURS * 3_600_000_000
_Rows = TypeVar("_Rows", I32, I64)
_OPEN = (State.ACTIVE, State.DUE, State.COMPLETE)


def unmatched(street: Street, shown: I32, state: U8) -> Mask:
    """Which of the shown episodes run without being matched to a unit, bool[h]."""
    without: Mask = street.episodes.unit.take(shown) < 0
    without &= are_in(state, RUNNING)
    return without


def vacant(frame: Frame) -> Mask:
    """Holders under the clock in a unit recorded as vacant, bool[h]."""
    empty = frame.street.units.occupancy == OCCUPANCIES.index("vacant")
    return under_clock(frame.holder_state) & chosen(empty, frame.holder_place)


def unchecked(frame: Frame) -> Mask:
    """Holders under the clock for 36 hours whose unit had no check done since then, bool[h]."""
    street, since_us = frame.street, frame.as_of_us - _UNCHECKED_US
    checks = street.checks
    if not len(checks.due_us):
        return np.zeros(len(frame.holders), np.bool_)
    recent = (checks.done_us > since_us) & (checks.done_us <= frame.as_of_us) & (checks.unit >= 0)
    checked = np.zeros(len(street.units.building), np.bool_)
    checked[checks.unit[recent]] = True
    begun = street.episodes.anchored_us[frame.holder_shown] <= since_us
    unseen: Mask = begun & (frame.holder_place >= 0) & ~chosen(checked, frame.holder_place)
    return under_clock(frame.holder_state) & unseen


def with_several(frame: Frame) -> I32:
    """Residents with more than one episode begun and not ended, ascending."""
    if not len(frame.street.residents.unit):
        return np.zeros(0, np.int32)
    open_now = are_in(frame.episode_state, _OPEN)
    people: I32 = frame.street.episodes.resident[open_now]
    again = people[1:][people[1:] == people[:-1]]
    several: I32 = again[np.flatnonzero(np.diff(again, prepend=-1))]
    return several


def without_place(frame: Frame) -> I32:
    """Residents whose place no unit is, ascending; costs as many as have no unit of their own."""
    street = frame.street
    start, end = int(street.units.first_resident[-1]), len(street.residents.unit)
    without = np.ones(end - start, np.bool_)
    moved = (frame.whole or frame).moved
    without[moved[moved >= start] - start] = False
    return (np.flatnonzero(without) + start).astype(np.int32)


def with_unknown_tags(street: Street) -> I32:
    """Residents with a tag that the scenario pack does not know, ascending."""
    known = packs.load(street.scenario).tags
    bits = np.uint64(0)
    for bit, tag in enumerate(street.tags):
        if tag not in known:
            bits |= np.uint64(1 << bit)
    if not bits and not len(street.rare.resident):
        return np.zeros(0, np.int32)
    marked = (street.residents.tags & bits) != 0
    marked[street.rare.resident] = True
    return np.flatnonzero(marked).astype(np.int32)


def raised(frame: Frame, *, still_open: bool = False) -> I32:
    """Events raised by the instant, or those of them not closed by it; none before they are read.

    An event's row is its place in the details' order, by raised_at.
    """
    events = details_of(frame.street).events
    if events is None:
        return np.zeros(0, np.int32)
    found = raised_by(events.stamps_us, frame.as_of_us, still_open=still_open)
    return np.flatnonzero(found).astype(np.int32)


def arrivals(street: Street, at_us: int) -> I64:
    """Rows of the episodes begun on the local day of an instant, up to it.

    Those cancelled before they began are left out.
    """
    tz, episodes = instants.zone(street.zone), street.episodes
    midnight_us = instants.midnight(instants.local_day(at_us, tz), tz)
    begun = (episodes.anchored_us >= midnight_us) & (episodes.anchored_us <= at_us)
    return _that_began(np.flatnonzero(begun), episodes)


def anchored_on(street: Street, rows: I32, first: int, last: int) -> I32:
    """Of some episodes those anchored on the days from `first` to `last`, by day number.

    Those cancelled before they began are left out, as where a day's arrivals are counted.
    """
    days = anchored_days(street)[rows]
    found: I32 = _that_began(rows[(days >= first) & (days <= last)], street.episodes)
    return found


def _that_began(rows: _Rows, episodes: Episodes) -> _Rows:
    early = episodes.ended_us[rows] <= episodes.anchored_us[rows]
    began: _Rows = rows[~(early & (episodes.outcome[rows] == Outcome.CANCELLED))]
    return began


def open_among(checks: Checks, rows: I64, at_us: int) -> I64:
    """Those of some checks' rows that are due and not done at an instant."""
    found: I64 = rows[(checks.due_us[rows] <= at_us) & (checks.done_us[rows] > at_us)]
    return found
