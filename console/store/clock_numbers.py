"""Numbers of those who show an episode: the day they came, the days left, hours since a check."""

from __future__ import annotations

from functools import partial
from weakref import WeakKeyDictionary

import numpy as np

from console.store.baseline import anchored_days
from console.store.columns import I32, I64, U8, Street
from console.store.frame import Frame, under_clock
from console.store.last_checks import last_done_us

UNKNOWN = np.iinfo(np.int32).min
"""Stands for null."""
NEVER = np.iinfo(np.int32).max
"""Hours where no check was done yet."""

_HOURS = "hours since check"
_HOUR_US = 3_600_000_000
_LONG_AGO = np.iinfo(np.int64).min


def arrived_days(frame: Frame) -> I32:
    """Local day number of the shown episode's anchor, int32[h] of the frame's holders."""
    return anchored_days(frame.street)[frame.holder_shown]


_seasons: WeakKeyDictionary[Street, tuple[int, int]] = WeakKeyDictionary()


def season(street: Street) -> tuple[int, int]:
    """Day numbers of the first and the last anchor of the street's episodes; (0, -1) without."""
    known = _seasons.get(street)
    if known is None:
        days = anchored_days(street)
        known = (int(days.min()), int(days.max())) if len(days) else (0, -1)
        _seasons[street] = known
    return known


def days_left(frame: Frame) -> I32:
    """Whole days until the last day, int32[h]; UNKNOWN for who is not under the clock."""
    left = frame.street.episodes.last_day[frame.holder_shown] - np.int32(frame.today)
    found: I32 = np.where(under_clock(frame.holder_state), left, UNKNOWN).astype(np.int32)
    return found


def hours_since_check(frame: Frame, held: I64 | None = None) -> I32:
    """Whole hours since a check was last done at the place, int32[h] of the frame's holders; kept.

    Of those `held` int64[k] alone where only they are asked for. UNKNOWN for who is not under the
    clock, NEVER where none was done, or there is no place.
    """
    if held is None:
        return frame.once(_HOURS, partial(_found_hours, frame.holder_state, frame))
    if frame.knows(_HOURS):
        return hours_since_check(frame).take(held)
    return _found_hours(frame.holder_state.take(held), frame, held)


def _found_hours(state: U8, frame: Frame, held: I64 | None = None) -> I32:
    under = under_clock(state)
    rows = np.flatnonzero(under)
    places = frame.holder_place.take(rows if held is None else held.take(rows))
    done_us = last_done_us(frame.street, places, frame.as_of_us, _LONG_AGO)
    found = np.full(len(under), UNKNOWN, np.int32)
    checked = done_us != _LONG_AGO
    hours = (frame.as_of_us - np.where(checked, done_us, frame.as_of_us)) // _HOUR_US
    found[rows] = np.where(checked, np.minimum(hours, NEVER - 1), NEVER)
    return found
