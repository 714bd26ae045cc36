"""Under what the facets of the clock count those who have episodes: all five in one pass."""

from __future__ import annotations

from functools import partial

import numpy as np

from console.domain.clock import State
from console.domain.packs import load as load_pack
from console.domain.records import dataclass
from console.store import clock_numbers
from console.store.baseline import anchored_days
from console.store.clock_numbers import NEVER
from console.store.columns import I64
from console.store.frame import Frame, under_clock

CLOCK_FACETS = ("category", "state", "left", "arrived", "checked")
"""Facets of the episode that somebody shows; who has none is of no state, and in no other."""

MOST_LEFT = 28
"""Days left from here on are counted together."""
CHECK_HOURS = (0, 12, 24, 36, 48)
"""Where each span of hours since a check begins; the last has no end, after it comes never."""
_FROM_HOURS = np.array(CHECK_HOURS, np.int32)


@dataclass(frozen=True, slots=True, eq=False)
class HolderCodes:
    """codes int64[h, 5]: by CLOCK_FACETS, whose counts follow one another and end at `ends`.

    What lies behind the last is not counted: who is not under the clock has no class.
    """

    codes: I64
    ends: tuple[int, ...]

    def count(self, held: I64 | None = None) -> dict[str, I64]:
        """All of the holders, or some of them, by each of the facets."""
        rows = self.codes if held is None else self.codes.take(held, axis=0)
        counted = np.bincount(rows.ravel(), minlength=self.ends[-1] + 1)
        spans = zip(CLOCK_FACETS, (0, *self.ends), self.ends, strict=False)
        return {facet: counted[start:end] for facet, start, end in spans}


def count_holders(frame: Frame, held: I64, *, few: bool) -> dict[str, I64]:
    """Some holders of a whole frame by each of CLOCK_FACETS; the codes of a `few` are not kept."""
    if few:
        return _codes(frame, held).count()
    return frame.once("holder codes", partial(_codes, frame, None)).count(held)


def _codes(frame: Frame, held: I64 | None) -> HolderCodes:
    """The codes of some holders or, for None, of all."""
    street, state, shown = frame.street, frame.holder_state, frame.holder_shown
    hours = clock_numbers.hours_since_check(frame, held)
    if held is not None:
        state, shown = state.take(held), shown.take(held)
    first, last = clock_numbers.season(street)
    classes = len(load_pack(street.scenario).classes)
    sizes = classes, len(State), MOST_LEFT + 1, last - first + 1, len(CHECK_HOURS) + 1
    starts = np.cumsum((0, *sizes))
    codes = np.full((len(state), len(sizes)), starts[-1])
    codes[:, 1] = state + starts[1]
    codes[:, 3] = anchored_days(street).take(shown) + (starts[3] - first)
    under = np.flatnonzero(under_clock(state))
    shown, hours = shown.take(under), hours.take(under)
    codes[under, 0] = street.details.category.take(shown)
    left = street.episodes.last_day.take(shown) - np.int32(frame.today)
    codes[under, 2] = np.minimum(np.maximum(left, 0), MOST_LEFT) + starts[2]
    spans = np.searchsorted(_FROM_HOURS, hours, side="right") + (starts[4] - 1)
    codes[under, 4] = np.where(hours == NEVER, starts[4] + len(CHECK_HOURS), spans)
    return HolderCodes(codes, tuple(starts[1:].tolist()))
