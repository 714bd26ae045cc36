"""How a few residents stand at an instant, without spreading the frame over everybody."""

from __future__ import annotations

import numpy as np

from console.domain.clock import State
from console.domain.records import dataclass
from console.store.columns import I32, MISSING, U8
from console.store.frame import Frame, under_clock


@dataclass(frozen=True, slots=True)
class Standing:
    """n residents: the episode each shows (-1 none), its state, their class and their place.

    shown int32[n]; state uint8[n]; category uint8[n], MISSING for who is not under the clock;
    place int32[n] unit row, -1 for none.
    """

    shown: I32
    state: U8
    category: U8
    place: I32


def standing(frame: Frame, rows: I32) -> Standing:
    """How the residents in `rows` int32[n] stand; costs a search for each."""
    home = frame.street.residents.unit[rows]
    if not len(frame.holders):
        none = np.full(len(rows), -1, np.int32)
        state = np.full(len(rows), State.NONE, np.uint8)
        return Standing(none, state, np.full(len(rows), MISSING, np.uint8), home)
    at = np.minimum(np.searchsorted(frame.holders, rows), len(frame.holders) - 1)
    holds = frame.holders[at] == rows
    shown = np.where(holds, frame.holder_shown[at], -1).astype(np.int32)
    state = np.where(holds, frame.holder_state[at], State.NONE).astype(np.uint8)
    of_shown = frame.street.details.category[np.maximum(shown, 0)]
    category = np.where(under_clock(state), of_shown, MISSING).astype(np.uint8)
    place = np.where(holds, frame.holder_place[at], home).astype(np.int32)
    return Standing(shown, state, category, place)
