"""Waves: how many arrive each day and how each stay runs, so that both peaks come out exactly."""

from __future__ import annotations

from dataclasses import fields

import numpy as np

from console.demo.options import Scale
from console.demo.tale.told import as_of_day, first_day, told
from console.domain.arrays import F64, I64, Bools
from console.domain.clock import Outcome
from console.domain.records import dataclass

RULES = ("home-14", "arrival-14")
ARRIVAL_14 = RULES.index("arrival-14")
DAYS = 14
_FAMILY_SIZES = np.array([0.44, 0.28, 0.20, 0.08])
OPEN = int(Outcome.STILL_OPEN)
NOT_ENDED = 10**9


@dataclass(slots=True)
class Stays:
    """Stays of people as columns of n, by day of arrival and family.

    day, family, rule, extension int64[n]; end_day int64[n] or NOT_ENDED; outcome int64[n].
    """

    day: I64
    family: I64
    rule: I64
    extension: I64
    end_day: I64
    outcome: I64

    def __len__(self) -> int:
        return len(self.day)

    @property
    def last_day(self) -> I64:
        """The last day of each stay, int64[n]."""
        last: I64 = self.day + DAYS - (self.rule == ARRIVAL_14) + self.extension
        return last

    def only(self, rows: I64 | Bools) -> Stays:
        """The stays at `rows`."""
        return Stays(*(getattr(self, one.name)[rows] for one in fields(self)))


def under_clock(stays: Stays, first: int, last: int) -> I64:
    """People under the clock at 24:00 of each day from first to last, int64[days]."""
    until = np.minimum(stays.last_day, stays.end_day)
    counted = until > stays.day
    over = np.bincount(
        np.clip(until[counted] - first, 0, last - first + 1), minlength=last - first + 2
    )
    began = np.bincount(
        np.clip(stays.day[counted] - first, 0, last - first + 1), minlength=last - first + 2
    )
    curve: I64 = np.cumsum(began - over)[: last - first + 1]
    return curve


def stays_of(scale: Scale, rng: np.random.Generator) -> Stays:
    """Everybody's stay; both peaks are exact for the scale: arrivals of a day, people at once."""
    arrivals = _arrivals(scale)
    stays = _drawn(arrivals, rng)
    _stand(stays, scale.count(told()["standing_complete"], 1), rng)
    stays = _to_peak(stays, arrivals, scale.count(told()["peak_under_clock"], 1), rng)
    stays.family = np.cumsum(np.diff(stays.family, prepend=-1) != 0) - 1
    return stays


def _arrivals(scale: Scale) -> I64:
    """Arrivals by day, the whole sum kept when scaled; the peak day alone has the most."""
    exact = np.array(told()["arrivals"]) * scale.factor
    filled = np.floor(np.cumsum(exact) + 0.5)
    counts = np.diff(filled, prepend=0.0).astype(np.int64)
    peak = int(np.argmax(told()["arrivals"]))
    counts = np.minimum(counts, max(scale.count(told()["peak_arrivals"], 1) - 1, 0))
    counts[peak] = scale.count(told()["peak_arrivals"], 1)
    return counts


def _drawn(arrivals: I64, rng: np.random.Generator) -> Stays:
    day = np.repeat(first_day() + np.arange(len(arrivals)), arrivals)
    family = _families(day, rng)
    families = int(family.max()) + 1 if len(family) else 0
    rule = (rng.random(families) < 0.12).astype(np.int64)[family]
    stays = Stays(
        day=day,
        family=family,
        rule=rule,
        extension=_extensions(families, rng)[family],
        end_day=np.full(len(day), NOT_ENDED, np.int64),
        outcome=np.full(len(day), OPEN, np.int64),
    )
    _end(stays, families, rng)
    return stays


def _families(day: I64, rng: np.random.Generator) -> I64:
    """A family number for each arrival: those who come together stand together."""
    ends = np.cumsum(1 + np.searchsorted(np.cumsum(_FAMILY_SIZES)[:-1], rng.random(len(day))))
    family = np.searchsorted(ends, np.arange(len(day)), side="right")
    fresh = (np.diff(family, prepend=-1) != 0) | (np.diff(day, prepend=-1) != 0)
    return np.cumsum(fresh) - 1


def _extensions(families: int, rng: np.random.Generator) -> I64:
    draw = _spread(families, rng)
    longer, shorter = _share(0.022, families), _share(0.006, families)
    extension = np.where(draw < longer, rng.integers(1, 8, families), 0)
    return np.where(draw > 1 - shorter, -rng.integers(1, 3, families), extension)


_EARLY, _MOVED, _LEFT, _CANCELLED = 0.018, 0.0034, 0.0020, 0.0030


def _spread(families: int, rng: np.random.Generator) -> F64:
    """A draw from 0 to 1 for each family, evenly spread, so that shares come out as they are."""
    return (rng.permutation(families) + 0.5) / max(families, 1)


def _share(share: float, families: int) -> float:
    """A share of families, or one of them where there are a few dozen at least."""
    return max(share, 1.0 / families) if families >= 20 else share


def _end(stays: Stays, families: int, rng: np.random.Generator) -> None:
    """Ends of stays: most released the morning after; some late, early, moved, left, cancelled."""
    draw = _spread(families, rng)[stays.family]
    cut = rng.integers(2, 12, families)[stays.family]
    late = np.where(rng.random(families) < 0.05, rng.integers(1, 5, families), 0)[stays.family]
    stays.end_day[:] = stays.last_day + 1 + late
    stays.outcome[:] = Outcome.RELEASED
    edge = 0.0
    for share, outcome in (
        (_EARLY, Outcome.RELEASED),
        (_MOVED, Outcome.TRANSFERRED),
        (_LEFT, Outcome.LEFT),
    ):
        share = _share(share, families)
        here = (draw >= edge) & (draw < edge + share)
        stays.end_day[here] = (stays.day + cut)[here]
        stays.outcome[here] = outcome
        edge += share
    peak = first_day() + int(np.argmax(told()["arrivals"]))
    never = (draw >= edge) & (draw < edge + _share(_CANCELLED, families)) & (stays.day != peak)
    stays.end_day[never] = stays.day[never] - 1
    stays.outcome[never] = Outcome.CANCELLED


def _stand(stays: Stays, wanted: int, rng: np.random.Generator) -> None:
    """Leaves `wanted` people complete and not released at as-of, and no others."""
    today = as_of_day()
    done = (stays.last_day < today) & (stays.end_day >= today) & (stays.outcome == Outcome.RELEASED)
    stays.end_day[done] = np.minimum(stays.end_day[done], today)
    fresh = np.flatnonzero(
        (stays.last_day < today)
        & (stays.last_day >= today - 4)
        & (stays.end_day >= today - 3)
        & (stays.end_day > stays.last_day)
        & (stays.outcome == Outcome.RELEASED)
    )
    order = rng.permutation(np.unique(stays.family[fresh]))
    members = np.concatenate([fresh[stays.family[fresh] == one] for one in order] or [fresh])
    stays.end_day[members[:wanted]] = today + 1 + rng.integers(0, 2, min(wanted, len(members)))


def _to_peak(stays: Stays, arrivals: I64, wanted: int, rng: np.random.Generator) -> Stays:
    """Adds or takes away single arrivals near the top until the most at once is `wanted`."""
    last = as_of_day() - 1
    room = max(int(arrivals.max()) - 1, 1)
    for _ in range(20_000):
        curve = under_clock(stays, first_day(), last)
        gap = wanted - int(curve.max())
        if gap == 0:
            break
        top = first_day() + int(np.argmax(curve))
        many = max(1, abs(gap) // 2)
        stays = (
            _with_more(stays, top, many, room, rng)
            if gap > 0
            else _with_fewer(stays, top, many, rng)
        )
    return stays


def _with_more(stays: Stays, top: int, many: int, room: int, rng: np.random.Generator) -> Stays:
    """A few single arrivals more on days whose stay covers the top day, none over the peak day."""
    days = top - rng.permutation(DAYS - 1)
    there = np.array([np.count_nonzero(stays.day == day) for day in days])
    open_days = days[there < room]
    if not len(open_days):
        open_days = days[:1]
    day = np.resize(open_days, many).astype(np.int64)
    count = len(day)
    family = int(stays.family.max(initial=-1)) + 1 + np.arange(count)
    more = Stays(
        day=day,
        family=family,
        rule=np.zeros(count, np.int64),
        extension=np.zeros(count, np.int64),
        end_day=day + DAYS + 1,
        outcome=np.full(count, Outcome.RELEASED, np.int64),
    )
    joined = Stays(
        *(
            np.concatenate((getattr(stays, one.name), getattr(more, one.name)))
            for one in fields(Stays)
        )
    )
    return joined.only(np.lexsort((joined.family, joined.day)))


def _with_fewer(stays: Stays, top: int, many: int, rng: np.random.Generator) -> Stays:
    """A few arrivals fewer among those that count on the top day; never on the peak day."""
    peak = first_day() + int(np.argmax(told()["arrivals"]))
    until = np.minimum(stays.last_day, stays.end_day)
    may = np.flatnonzero((stays.day <= top) & (until > top) & (stays.day != peak))
    gone = rng.permutation(may)[:many]
    return stays.only(np.setdiff1d(np.arange(len(stays)), gone))
