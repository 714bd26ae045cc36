"""The story: who came when, from where, to which home, and how each stay ended, as episodes."""

from __future__ import annotations

from dataclasses import fields
from zoneinfo import ZoneInfo

import numpy as np

from console.demo.options import Scale, Stage, generator
from console.demo.people.households import Households
from console.demo.tale.lodging import homes_for
from console.demo.tale.told import as_of_day, first_day, told
from console.demo.tale.waves import NOT_ENDED, Stays, stays_of
from console.domain import packs
from console.domain.arrays import F64, I64, Bools
from console.domain.clock import Outcome
from console.domain.instants import day_date, midnight
from console.domain.records import dataclass

KEY, OTHER, DOMESTIC, UNKNOWN = range(4)
CLASSES = ("key", "other", "domestic", "unknown")

_SECOND_US = 1_000_000


@dataclass(slots=True)
class Episodes:
    """Episodes as columns of n, by unit, those without one last.

    resident, unit int64[n] numbers (unit NOWHERE when not matched); rule, extension, outcome
    int64[n]; anchored_us, ended_us, known_us int64[n] (ended_us of an open one is far away);
    origin int64[n] row of `origins`, −1 for none;
    last_day int64[n]; family int64[n].
    """

    resident: I64
    unit: I64
    rule: I64
    extension: I64
    outcome: I64
    anchored_us: I64
    ended_us: I64
    known_us: I64
    origin: I64
    last_day: I64
    family: I64
    number: I64
    """What the id is made of: the same whichever day's snapshot holds the episode."""

    def __len__(self) -> int:
        return len(self.resident)

    def only(self, rows: I64 | Bools) -> Episodes:
        """The episodes at `rows`."""
        return Episodes(*(getattr(self, one.name)[rows] for one in fields(self)))


FAR_US = 10**18
"""An end that has not come by as-of."""


def origins() -> list[tuple[str, str]]:
    """Every origin of the story: code and place as reported, abroad first."""
    words = told()
    return [
        (code, name) for group in ("abroad", "hubei", "domestic") for code, name, _ in words[group]
    ]


def tell(
    households: Households, estate_of_unit: I64, scale: Scale, zone: ZoneInfo, seed: int
) -> Episodes:
    """The episodes of the street; fewer than the scale's when too few people live there."""
    rng = generator(seed, Stage.STORY)
    stays = stays_of(scale, rng)
    klass = _classes(stays, scale, rng)
    resident, unit = homes_for(stays, klass < DOMESTIC, households, estate_of_unit, rng)
    found = resident >= 0
    stays, klass, resident, unit = stays.only(found), klass[found], resident[found], unit[found]
    anchored = _anchored(stays, zone, rng)
    episodes = Episodes(
        resident=resident,
        unit=unit,
        rule=stays.rule,
        extension=stays.extension,
        outcome=stays.outcome,
        anchored_us=anchored,
        ended_us=_ended(stays, anchored, zone, rng),
        known_us=_known(stays, anchored, rng),
        origin=_origins(stays, klass, rng),
        last_day=stays.last_day,
        family=stays.family,
        number=np.arange(len(stays)),
    )
    order = np.lexsort((anchored, resident, np.where(unit < 0, np.iinfo(np.int64).max, unit)))
    ordered = episodes.only(order)
    ordered.number = np.arange(len(stays))
    return ordered


def _classes(stays: Stays, scale: Scale, rng: np.random.Generator) -> I64:
    """The class of each stay, one a family; at as-of as many of each as the story says."""
    words = told()
    families = int(stays.family.max()) + 1 if len(stays) else 0
    shares = np.array([words["winter_classes"][key] for key in CLASSES])
    klass = np.searchsorted(np.cumsum(shares)[:-1], rng.random(families), side="right")
    today = as_of_day()
    active = (stays.day <= today) & (stays.last_day >= today) & (stays.end_day > today)
    wanted = np.array([words["active_classes"][key] for key in CLASSES], float)
    for rows in (active, ~active & (stays.last_day >= today - 6)):
        members = np.bincount(stays.family[rows], minlength=families)
        own = np.flatnonzero(members)
        order = rng.permutation(own)
        edges = np.cumsum(wanted / wanted.sum())[:-1] * members.sum()
        filled = np.cumsum(members[order]) - members[order] / 2
        klass[order] = np.searchsorted(edges, filled, side="right")
    result: I64 = klass[stays.family].astype(np.int64)
    return result


def _anchored(stays: Stays, zone: ZoneInfo, rng: np.random.Generator) -> I64:
    """Instants of arrival: through the day, families together, some in the small hours."""
    families = int(stays.family.max(initial=-1)) + 1
    night = rng.random(families) < 0.16
    hour = np.where(
        night, rng.uniform(0.2, 7.6, families), rng.triangular(8.0, 17.0, 23.8, families)
    )
    minutes = np.floor(hour * 60).astype(np.int64)[stays.family]
    at: I64 = _midnights(stays.day, zone) + minutes * 60 * _SECOND_US
    return at


def _midnights(days: I64, zone: ZoneInfo) -> I64:
    known, place = np.unique(days, return_inverse=True)
    return np.array([midnight(int(day), zone) for day in known], np.int64)[place]


def _ended(stays: Stays, anchored: I64, zone: ZoneInfo, rng: np.random.Generator) -> I64:
    """Instants of the ends: releases in the small hours, others by day, cancelled before."""
    count = len(stays)
    families = int(stays.family.max(initial=-1)) + 1
    morning = rng.integers(5, 7 * 60 + 40, families)[stays.family]
    by_day = rng.integers(8 * 60, 19 * 60, families)[stays.family]
    after = stays.end_day > stays.last_day
    minutes = np.where((stays.outcome == Outcome.RELEASED) & after, morning, by_day)
    never = stays.end_day >= NOT_ENDED
    days = np.where(never, stays.day, stays.end_day)
    ended = (
        _midnights(days, zone) + minutes * 60 * _SECOND_US + rng.integers(0, 60, count) * _SECOND_US
    )
    cancelled = stays.outcome == Outcome.CANCELLED
    ended = np.where(
        cancelled, np.minimum(ended, anchored - 3600 * _SECOND_US), np.maximum(ended, anchored)
    )
    return np.where(never, FAR_US, ended)


_HOUR_US = 3600 * _SECOND_US


def _known(stays: Stays, anchored: I64, rng: np.random.Generator) -> I64:
    """When the street heard of a stay: one family in six, and one of tomorrow, a day ahead."""
    families = int(stays.family.max(initial=-1)) + 1
    ahead = np.where(rng.random(families) < 0.16, rng.integers(8, 40, families), 0)[stays.family]
    tomorrow = np.flatnonzero(stays.day == as_of_day() + 1)[:1]
    ahead[np.isin(stays.family, stays.family[tomorrow])] = 44
    cancelled = stays.outcome == Outcome.CANCELLED
    ahead = np.where(cancelled, np.maximum(ahead, 48), ahead)
    known: I64 = anchored - ahead * _HOUR_US
    return known


def _origins(stays: Stays, klass: I64, rng: np.random.Generator) -> I64:
    """Rows of `origins` that make each stay the class it is under the pack on its day."""
    words = told()
    pack = packs.load("quarantine-2020")
    weights = np.array(
        [w for group in ("abroad", "hubei", "domestic") for _, _, w in words[group]], float
    )
    codes = [code for code, _ in origins()]
    origin = np.full(len(stays), -1, np.int64)
    families, start = np.unique(stays.family, return_index=True)
    for day in np.unique(stays.day):
        decided = np.array(
            [CLASSES.index(pack.category(code, day_date(int(day)))) for code in codes]
        )
        for one in (KEY, OTHER, DOMESTIC):
            rows = start[(stays.day[start] == day) & (klass[start] == one)]
            may = np.where(decided == one, weights * _season(codes, int(day)), 0.0)
            drawn = np.searchsorted(
                np.cumsum(may / may.sum())[:-1], rng.random(len(rows)), side="right"
            )
            origin[rows] = drawn
    return origin[start][np.searchsorted(families, stays.family)]


def _season(codes: list[str], day: int) -> F64:
    """Weights by season: Hubei in January, hardly any in March."""
    months = (day - first_day()) / 20.0
    return np.array([0.25 if code.startswith("42") and months > 1.8 else 1.0 for code in codes])


def seen_at(episodes: Episodes, as_of_us: int) -> Episodes:
    """The episodes a snapshot of that instant holds: those known by then, later ends unwritten."""
    seen = episodes.only(episodes.known_us <= as_of_us)
    hidden = seen.ended_us > as_of_us
    seen.ended_us = np.where(hidden, FAR_US, seen.ended_us)
    seen.outcome = np.where(hidden, int(Outcome.STILL_OPEN), seen.outcome)
    return seen
