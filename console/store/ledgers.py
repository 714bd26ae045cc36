"""What happens on each day, entry by entry: arrivals, releases, last days, and stays that begin.

An entry is a resident and a slot, a day or a day and a class, so that the days of any set of
people are a `bincount` of the slots of their entries.
"""

from __future__ import annotations

from dataclasses import fields
from weakref import WeakKeyDictionary

import numpy as np
import numpy.typing as npt

from console.domain import clock, instants, packs
from console.domain.clock import Episodes, Outcome
from console.domain.records import dataclass
from console.store.baseline import anchored_days, baseline
from console.store.columns import I32, I64, MISSING, U8, Street

MOST_DAYS_BACK = 400
MOST_DAYS_AHEAD = 120
_MARGIN_DAYS = 2
_LEAST_DAYS = 28

Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Entries:
    """k entries: holder int32[k], whose of the street's holders it is, and slot int64[k]."""

    holder: I32
    slot: I64

    def count(self, held: Mask | None, slots: int) -> I64:
        """How many entries of the holders in `held` bool[h], or of all, each slot has, int64[s]."""
        if held is None:
            return np.bincount(self.slot, minlength=slots)
        if not len(held):
            return np.zeros(slots, np.int64)
        counted = np.bincount(self.slot, weights=held.take(self.holder), minlength=slots)
        return counted.astype(np.int64)


@dataclass(frozen=True, slots=True)
class Ledgers:
    """The ledgers of one street, of `days` days from day number `first` and `classes` classes.

    The slot is day * classes + class; of `released` and `due` it is the day. `begun` and `over`
    are stays under the clock at a day's end: by the first such day and the first without, which
    may be one past the last.
    """

    first: int
    days: int
    classes: int
    arrivals: Entries
    begun: Entries
    over: Entries
    released: Entries
    due: Entries

    @property
    def entries(self) -> tuple[Entries, ...]:
        """All of the ledgers."""
        return self.begun, self.over, self.arrivals, self.released, self.due

    @property
    def sizes(self) -> tuple[int, ...]:
        """How many slots each of them has."""
        stays = (self.days + 1) * self.classes
        return stays, stays, self.days * self.classes, self.days, self.days


_known: WeakKeyDictionary[Street, Ledgers] = WeakKeyDictionary()


def ledgers(street: Street) -> Ledgers:
    """The ledgers of `street`; made once, at a cost that follows the episodes."""
    known = _known.get(street)
    if known is None:
        known = _known[street] = _make(street)
    return known


def _make(street: Street) -> Ledgers:
    episodes, category = street.episodes, street.details.category
    anchored_day = anchored_days(street)
    first, last = _range(street, anchored_day)
    classes = len(packs.load(street.scenario).classes)
    arrived = ~_never_began(episodes)
    open_on_last = episodes.ended_day >= episodes.last_day
    released = episodes.outcome == Outcome.RELEASED
    holders, days = baseline(street).holders, last - first + 1
    person = np.searchsorted(holders, episodes.resident).astype(np.int32)
    stays = _stays(street, first, last)
    staying = np.searchsorted(holders, stays.resident).astype(np.int32)
    return Ledgers(
        first=first,
        days=days,
        classes=classes,
        arrivals=_entries(person, anchored_day - first, days, arrived, category, classes),
        begun=Entries(staying, stays.begin * classes + stays.category),
        over=Entries(staying, stays.until * classes + stays.category),
        released=_entries(person, episodes.ended_day - first, days, released),
        due=_entries(person, episodes.last_day - first, days, arrived & open_on_last),
    )


def _entries(
    holder: I32, day: I32, days: int, kept: Mask, category: U8 | None = None, classes: int = 1
) -> Entries:
    """Entries of the episodes `kept` whose day lies within the range."""
    rows = np.flatnonzero(kept & (day >= 0) & (day < days))
    slot = day[rows].astype(np.int64) * classes
    return Entries(holder[rows], slot if category is None else slot + category[rows])


def _never_began(episodes: Episodes) -> Mask:
    never: Mask = episodes.outcome == Outcome.CANCELLED
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


@dataclass(frozen=True, slots=True)
class _Stays:
    """s stays under the clock, seen at the ends of the days [begin, until), int64[s] each."""

    resident: I32
    begin: I64
    until: I64
    category: U8


def _stays(street: Street, first: int, last: int) -> _Stays:
    """Of people with one episode by its ends, of those with several by asking the clock."""
    tz = instants.zone(street.zone)
    episodes, category = street.episodes, street.details.category
    if not len(street.residents.unit):
        nothing = np.zeros(0, np.int64)
        return _Stays(np.zeros(0, np.int32), nothing, nothing, np.zeros(0, np.uint8))
    ends = np.array([instants.midnight(day + 1, tz) for day in range(first, last + 1)], np.int64)
    alone = _only_episode(episodes)
    simple = _stays_alone(clock.some(episodes, alone), category[alone], ends, first)
    shown = _stays_shown(clock.some(episodes, ~alone), category[~alone], ends, first)
    return _Stays(
        *(
            np.concatenate([getattr(simple, one.name), getattr(shown, one.name)])
            for one in fields(_Stays)
        )
    )


def _only_episode(episodes: Episodes) -> Mask:
    """Which episodes are the only one of their person."""
    alone = np.ones(len(episodes), np.bool_)
    same = episodes.resident[1:] == episodes.resident[:-1]
    alone[1:] &= ~same
    alone[:-1] &= ~same
    return alone


def _stays_alone(episodes: Episodes, category: U8, ends: I64, first: int) -> _Stays:
    """By intervals: from the first day's end after the anchor to the last before an end."""
    begin = np.searchsorted(ends, episodes.anchored_us, side="left")
    by_end = np.searchsorted(ends, episodes.ended_us, side="left")
    by_term = np.clip(episodes.last_day.astype(np.int64) - first, 0, len(ends))
    until = np.minimum(by_end, by_term)
    stays = np.flatnonzero(until > begin)
    return _Stays(episodes.resident[stays], begin[stays], until[stays], category[stays])


def _stays_shown(episodes: Episodes, category: U8, ends: I64, first: int) -> _Stays:
    """By the class each person shows at each day's end: a stay lasts while it is the same."""
    people = episodes.resident[np.flatnonzero(np.diff(episodes.resident, prepend=-1))]
    seen = np.full((len(people), len(ends) + 2), MISSING, np.uint8)
    if len(people):
        for day, end_us in enumerate(ends.tolist()):
            seen[:, day + 1] = _class_shown(episodes, category, end_us, first + day + 1)
    changes = seen[:, 1:] != seen[:, :-1]
    person, begin = np.nonzero(changes & (seen[:, 1:] != MISSING))
    until = np.nonzero(changes & (seen[:, :-1] != MISSING))[1]
    return _Stays(people[person], begin, until, seen[person, begin + 1])


def _class_shown(episodes: Episodes, category: U8, at_us: int, today: int) -> U8:
    """The class of every person under the clock at an instant, else MISSING."""
    shown = clock.shown(episodes, at_us)
    state = clock.states(episodes, at_us, today)[shown]
    under = clock.are_in(state, clock.UNDER_CLOCK)
    return clock.either(under, category[shown], np.uint8(MISSING))
