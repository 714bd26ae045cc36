"""Each day's arrivals, people under the clock, releases and last days, for the whole street.

Exact by the clock's rule, not by adding up episodes: somebody with two overlapping episodes is one
person. People with a single episode are counted by the ends of their intervals, the few with more
by asking the clock each day.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from weakref import WeakKeyDictionary

import numpy as np
import numpy.typing as npt

from console.domain import clock, instants, packs
from console.domain.clock import Episodes, Outcome, State
from console.store.columns import I32, I64, U8, Street

MOST_DAYS_BACK = 400
MOST_DAYS_AHEAD = 120
_MARGIN_DAYS = 2
_LEAST_DAYS = 28
_FAR_DAY = 2**31 - 1


@dataclass(frozen=True, slots=True)
class DayCounts:
    """n days from day number `first`, c classes of the pack; the day's figure is the one at 24:00.

    arrivals  int32[n, c]  episodes anchored on the day, but for those cancelled before they began
    active    int32[n, c]  people under the clock at the day's end; none without residents
    released  int32[n]     episodes released on the day
    due       int32[n]     episodes whose last day it is and that did not end before it
    """

    first: int
    arrivals: I32
    active: I32
    released: I32
    due: I32

    def __len__(self) -> int:
        return len(self.released)

    @property
    def last(self) -> int:
        """Day number of the last day."""
        return self.first + len(self) - 1


_known: WeakKeyDictionary[Street, DayCounts] = WeakKeyDictionary()


def days_by_class(street: Street) -> DayCounts:
    """The days of `street`, from before its first arrival to after its last end; computed once.

    Kept within MOST_DAYS_BACK and MOST_DAYS_AHEAD of the snapshot's as-of, at least _LEAST_DAYS.
    """
    known = _known.get(street)
    if known is None:
        known = _known[street] = _compute(street)
    return known


def _compute(street: Street) -> DayCounts:
    tz = instants.zone(street.zone)
    episodes = street.episodes
    anchored_day = instants.local_days(episodes.anchored_us, tz)
    first, last = _range(street, anchored_day)
    classes = len(packs.load(street.scenario).classes)
    category = street.details.category
    arrived = ~_never_began(episodes)
    ended = episodes.ended_day
    open_on_last = episodes.ended_day >= episodes.last_day
    released = episodes.outcome == Outcome.RELEASED
    return DayCounts(
        first=first,
        arrivals=_per_day(anchored_day[arrived], category[arrived], first, last, classes),
        active=_active(street, first, last, classes),
        released=_per_day(ended[released], None, first, last, 1)[:, 0],
        due=_per_day(episodes.last_day[arrived & open_on_last], None, first, last, 1)[:, 0],
    )


def _never_began(episodes: Episodes) -> npt.NDArray[np.bool_]:
    never: npt.NDArray[np.bool_] = episodes.outcome == Outcome.CANCELLED
    never &= episodes.ended_us <= episodes.anchored_us
    return never


def _range(street: Street, anchored_day: I32) -> tuple[int, int]:
    tz = instants.zone(street.zone)
    today = instants.local_day(street.as_of_us, tz)
    first, last = today - _LEAST_DAYS // 2, today + _LEAST_DAYS // 2
    if len(anchored_day):
        first = min(today, int(anchored_day.min())) - _MARGIN_DAYS
        last = max(today, int(street.episodes.last_day.max())) + _MARGIN_DAYS
    first, last = max(first, today - MOST_DAYS_BACK), min(last, today + MOST_DAYS_AHEAD)
    return first, max(last, first + _LEAST_DAYS - 1)


def _per_day(day: I32, category: U8 | None, first: int, last: int, classes: int) -> I32:
    """How many of `day` fall on each day of the range, by class: int32[days, classes]."""
    inside = (day >= first) & (day <= last)
    slot = (day[inside].astype(np.int64) - first) * classes
    if category is not None:
        slot += category[inside]
    counted = np.bincount(slot, minlength=(last - first + 1) * classes)
    return counted.astype(np.int32).reshape(-1, classes)


def _active(street: Street, first: int, last: int, classes: int) -> I32:
    """People under the clock at 24:00 of each day, int32[days, classes]."""
    tz = instants.zone(street.zone)
    ends = np.array([instants.midnight(day + 1, tz) for day in range(first, last + 1)], np.int64)
    episodes, category = street.episodes, street.details.category
    if not len(street.residents.unit):
        return np.zeros((len(ends), classes), np.int32)
    alone = _only_episode(episodes)
    active = _active_alone(_rows(episodes, alone), category[alone], ends, first, classes)
    several = _rows(episodes, ~alone)
    if len(several):
        of_class = category[~alone]
        for row, end_us in enumerate(ends.tolist()):
            active[row] += _active_shown(several, of_class, end_us, first + row + 1, classes)
    return active


def _only_episode(episodes: Episodes) -> npt.NDArray[np.bool_]:
    """Which episodes are the only one of their person."""
    alone = np.ones(len(episodes), np.bool_)
    same = episodes.resident[1:] == episodes.resident[:-1]
    alone[1:] &= ~same
    alone[:-1] &= ~same
    return alone


def _rows(episodes: Episodes, kept: npt.NDArray[np.bool_]) -> Episodes:
    return replace(
        episodes, **{one.name: getattr(episodes, one.name)[kept] for one in fields(episodes)}
    )


def _active_alone(episodes: Episodes, category: U8, ends: I64, first: int, classes: int) -> I32:
    """Counts by intervals: from the first day's end after the anchor to the last before an end."""
    days = len(ends)
    begin = np.searchsorted(ends, episodes.anchored_us, side="left")
    by_end = np.searchsorted(ends, episodes.ended_us, side="left")
    by_term = np.clip(episodes.last_day.astype(np.int64) - first, 0, days)
    until = np.maximum(begin, np.minimum(by_end, by_term))
    steps = np.zeros((days + 1) * classes, np.int64)
    steps += np.bincount(begin * classes + category, minlength=len(steps))
    steps -= np.bincount(until * classes + category, minlength=len(steps))
    running = steps.reshape(-1, classes).cumsum(axis=0)[:days]
    return running.astype(np.int32)


def _active_shown(episodes: Episodes, category: U8, at_us: int, today: int, classes: int) -> I64:
    shown = clock.shown(episodes, at_us)
    state = clock.states(episodes, at_us, today)[shown]
    under = (state == State.ACTIVE) | (state == State.DUE)
    return np.bincount(category[shown[under]], minlength=classes)
