"""Under what the facets of the clock count those who have episodes: all five in one pass."""

from __future__ import annotations

from functools import partial

import numpy as np

from console.domain.clock import State
from console.domain.packs import load as load_pack
from console.domain.records import dataclass
from console.store import clock_numbers
from console.store.clock_numbers import NEVER
from console.store.columns import I64
from console.store.frame import Frame, under_clock

CLOCK_FACETS = ("category", "state", "left", "arrived", "checked")
"""Facets of the episode that somebody shows; who has none is of no state, and in no other."""

MOST_LEFT = 28
"""Days left from here on are counted together."""
CHECK_HOURS = (0, 12, 24, 36, 48)
"""Where each span of hours since a check begins; the last has no end, after it comes never."""


@dataclass(frozen=True, slots=True, eq=False)
class HolderCodes:
    """codes int64[h, 5]: by CLOCK_FACETS, whose counts follow one another and end at `ends`.

    What lies behind the last is not counted: who is not under the clock has no class.
    """

    codes: I64
    ends: tuple[int, ...]

    def count(self, held: I64) -> dict[str, I64]:
        """Some of the holders by each of the facets."""
        rows = self.codes if len(held) == len(self.codes) else self.codes.take(held, axis=0)
        counted = np.bincount(rows.ravel(), minlength=self.ends[-1] + 1)
        spans = zip(CLOCK_FACETS, (0, *self.ends), self.ends, strict=False)
        return {facet: counted[start:end] for facet, start, end in spans}


def holder_codes(frame: Frame) -> HolderCodes:
    """Those of the holders of a whole frame; found once."""
    return frame.once("holder codes", partial(_made, frame))


def _made(frame: Frame) -> HolderCodes:
    street, under = frame.street, under_clock(frame.holder_state)
    first, last = clock_numbers.season(street)
    classes = len(load_pack(street.scenario).classes)
    sizes = classes, len(State), MOST_LEFT + 1, last - first + 1, len(CHECK_HOURS) + 1
    starts = np.cumsum((0, *sizes))
    codes = np.empty((len(frame.holders), len(sizes)), np.int64)
    codes[:, 0] = street.details.category.take(frame.holder_shown)
    codes[:, 1] = frame.holder_state
    left = street.episodes.last_day.take(frame.holder_shown) - frame.today
    codes[:, 2] = np.clip(left, 0, MOST_LEFT)
    codes[:, 3] = clock_numbers.arrived_days(frame) - first
    hours = clock_numbers.hours_since_check(frame)
    codes[:, 4] = np.searchsorted(np.array(CHECK_HOURS, hours.dtype), hours, side="right") - 1
    codes[hours == NEVER, 4] = len(CHECK_HOURS)
    codes += starts[:-1]
    for facet in (0, 2, 4):
        codes[~under, facet] = starts[-1]
    return HolderCodes(codes, tuple(starts[1:].tolist()))
