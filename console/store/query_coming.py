"""Releases to come: people by the last day of their stay, those overdue first."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from console.domain import packs
from console.domain.clock import State, are_in
from console.domain.records import dataclass
from console.store.columns import I32, I64
from console.store.frame import Frame, under_clock

COMING_DAYS = 14

Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Coming:
    """People by the day they are complete from, and by class; c classes of the pack.

    overdue  int32[c]     complete and not released yet
    days     int32[d, c]  under the clock, their last day `today` + row: complete from its 24:00
    later    int32[c]     under the clock and complete after those days

    What is under the clock is `days` and `later` together.
    """

    today: int
    overdue: I32
    days: I32
    later: I32


def coming(frame: Frame, people: Mask | None = None, days: int = COMING_DAYS) -> Coming:
    """The releases after the frame's instant, of the residents in `people` bool[r] or of all."""
    shown, state = frame.holder_shown, frame.holder_state
    if people is not None:
        kept = people[frame.holders]
        shown, state = shown[kept], state[kept]
    category = frame.street.details.category[shown]
    classes = len(packs.load(frame.street.scenario).classes)
    under = under_clock(state)
    row = np.minimum(frame.street.episodes.last_day[shown[under]] - frame.today, days)
    slot = row.astype(np.int64) * classes + category[under]
    counted = _per(slot, (days + 1) * classes).reshape(days + 1, classes)
    overdue = _per(category[are_in(state, (State.COMPLETE,))].astype(np.int64), classes)
    return Coming(frame.today, overdue, counted[:days], counted[days])


def _per(slot: I64, slots: int) -> I32:
    return np.bincount(slot, minlength=slots).astype(np.int32)
