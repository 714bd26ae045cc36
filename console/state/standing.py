"""How a few residents stand at an instant, without spreading the frame over everybody."""

from __future__ import annotations

import numpy as np

from console.domain.clock import State
from console.domain.records import dataclass
from console.store.columns import I32, U8
from console.store.frame import Frame

PRESSING = (
    State.DUE,
    State.ACTIVE,
    State.COMPLETE,
    State.PLANNED,
    State.RELEASED,
    State.BROKEN,
    State.NONE,
)
"""The order in which a home's people stand: under the clock first, then those still to be freed."""

PRESSING_RANK = np.zeros(len(State), np.int8)
"""The place of every state in PRESSING, int8 by state; never changed."""
PRESSING_RANK[list(PRESSING)] = range(len(PRESSING))


@dataclass(frozen=True, slots=True)
class Standing:
    """n residents: the episode each shows (-1 none), its state, and their place.

    shown int32[n]; state uint8[n]; place int32[n] unit row, -1 for none.
    """

    shown: I32
    state: U8
    place: I32


def standing(frame: Frame, rows: I32) -> Standing:
    """How the residents in `rows` int32[n] stand; costs a search for each."""
    home = frame.street.residents.unit[rows]
    if not len(frame.holders):
        none = np.full(len(rows), -1, np.int32)
        return Standing(none, np.full(len(rows), State.NONE, np.uint8), home)
    at = np.minimum(frame.holders.searchsorted(rows), len(frame.holders) - 1)
    holds = frame.holders[at] == rows
    shown = np.where(holds, frame.holder_shown[at], -1).astype(np.int32)
    state = np.where(holds, frame.holder_state[at], np.uint8(State.NONE))
    place = np.where(holds, frame.holder_place[at], home).astype(np.int32)
    return Standing(shown, state, place)
