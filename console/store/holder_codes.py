"""Under what the facets of the clock count those who have episodes: all five in one pass."""

from __future__ import annotations

from functools import partial

import numpy as np

from console.domain.clock import State
from console.domain.packs import load as load_pack
from console.domain.records import dataclass
from console.store import clock_numbers
from console.store.baseline import anchored_days
from console.store.by_age import Counted, ages_of_holders, cells_by_age
from console.store.clock_numbers import NEVER
from console.store.columns import I64
from console.store.crowd import Aged, Crowd
from console.store.frame import Frame, under_clock

CLOCK_FACETS = ("category", "state", "left", "arrived", "checked")
"""Facets of the episode that somebody shows; who has none is of no state, and in no other."""

MOST_LEFT = 28
"""Days left from here on are counted together."""
CHECK_HOURS = (0, 12, 24, 36, 48)
"""Where each span of hours since a check begins; the last has no end, after it comes never."""
_FROM_HOURS = np.array(CHECK_HOURS, np.int32)


@dataclass(frozen=True, slots=True, eq=False)
class _Coded:
    """The numbers int64[k] of holders by one of CLOCK_FACETS, from 0 to below `size`.

    `rows` int64[k] are those who are counted by it; None for all.
    """

    numbers: I64
    size: int
    rows: I64 | None = None


@dataclass(frozen=True, slots=True, eq=False)
class HolderCodes:
    """codes int64[h, 5]: by CLOCK_FACETS, whose counts follow one another and end at `ends`.

    What lies behind the last is not counted: who is not under the clock has no class.
    """

    codes: I64
    ends: tuple[int, ...]

    def count(self, held: I64) -> dict[str, I64]:
        """Some of the holders by each of the facets."""
        counted = np.bincount(self.codes.take(held, axis=0).ravel(), minlength=self.ends[-1] + 1)
        return self.split(counted)

    def count_by_age(self, crowd: Crowd, today: int) -> Counted:
        """A crowd's holders by age on a local day, and as `split` takes them."""
        held = np.flatnonzero(crowd.held)
        ages = ages_of_holders(crowd.street, today).take(held)
        return cells_by_age(ages[:, None], self.codes.take(held, axis=0), self.ends[-1] + 1)

    def split(self, counted: I64) -> dict[str, I64]:
        """Counts of all facets, one after the other, by facet."""
        spans = zip(CLOCK_FACETS, (0, *self.ends), self.ends, strict=False)
        return {facet: counted[start:end] for facet, start, end in spans}


def count_holders(frame: Frame, held: I64, *, few: bool) -> dict[str, I64]:
    """Some holders of a whole frame by each of CLOCK_FACETS; the codes of a `few` are not kept."""
    if few or len(held) == len(frame.holders):
        coded = _coded(frame, held if few else None)
        return {
            facet: np.bincount(one.numbers, minlength=one.size)
            for facet, one in zip(CLOCK_FACETS, coded, strict=True)
        }
    return codes_of(frame).count(held)


def count_aged(frame: Frame, aged: Aged) -> dict[str, I64] | None:
    """The holders of a range that is dragged at a whole frame, by each of CLOCK_FACETS.

    None where the range is asked for once.
    """
    counted = aged.counted("clock", frame, lambda *crowd: codes_of(frame).count_by_age(*crowd))
    return None if counted is None else codes_of(frame).split(counted)


def codes_of(frame: Frame) -> HolderCodes:
    """The codes of all holders of a whole frame."""
    return frame.once("holder codes", partial(_codes, frame, None))


def codes_of_few(frame: Frame, held: I64) -> HolderCodes:
    """The codes of some holders of a whole frame."""
    return _codes(frame, held)


def _codes(frame: Frame, held: I64 | None) -> HolderCodes:
    coded = _coded(frame, held)
    starts = np.cumsum([0, *(one.size for one in coded)]).tolist()
    number = len(frame.holders if held is None else held)
    codes = np.full((number, len(coded)), starts[-1])
    for at, (one, start) in enumerate(zip(coded, starts, strict=False)):
        codes[slice(None) if one.rows is None else one.rows, at] = one.numbers + start
    return HolderCodes(codes, tuple(starts[1:]))


def _coded(frame: Frame, held: I64 | None) -> tuple[_Coded, ...]:
    """Some holders or, for None, all by each of CLOCK_FACETS."""
    street, state, shown = frame.street, frame.holder_state, frame.holder_shown
    hours = clock_numbers.hours_since_check(frame, held)
    if held is not None:
        state, shown = state.take(held), shown.take(held)
    first, last = clock_numbers.season(street)
    arrived = anchored_days(street).take(shown) - np.int64(first)
    under = np.flatnonzero(under_clock(state))
    shown, hours = shown.take(under), hours.take(under)
    left = street.episodes.last_day.take(shown) - np.int64(frame.today)
    spans = np.searchsorted(_FROM_HOURS, hours, side="right") - 1
    spans[hours == NEVER] = len(CHECK_HOURS)
    category = street.details.category.take(shown).astype(np.int64)
    return (
        _Coded(category, len(load_pack(street.scenario).classes), under),
        _Coded(state.astype(np.int64), len(State)),
        _Coded(np.clip(left, 0, MOST_LEFT), MOST_LEFT + 1, under),
        _Coded(arrived, last - first + 1),
        _Coded(spans, len(CHECK_HOURS) + 1, under),
    )
