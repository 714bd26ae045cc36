"""What a cell gives to its number, its badges and its people, and which of them gives way."""

from __future__ import annotations

import numpy as np

from console.domain.arrays import Bools
from console.domain.records import dataclass
from console.state.section.layout import Tier
from console.state.section.measures import BADGE_STEP_PX, TEXT_PX, Measures
from console.state.section.row import Crowd, ample_wide, least_wide
from console.state.section.texts import breadths_px
from console.store.columns import F64, I32

_TWO_LINES_PX = 24.0


@dataclass(frozen=True, slots=True, eq=False)
class Shares:
    """The shares of n cells.

    numbered bool[n] the number is written; below bool[n] "+n" has room under it; room
    float64[n, 4] what is left beside or below the number; badges int32[n] places for badges at
    the room's right end, in cells without a header.
    """

    numbered: Bools
    below: Bools
    room: F64
    badges: I32


def shares_of(
    sizes: Measures, boxes: F64, least: float, crowd: Crowd, rooms: list[str], wanted: I32
) -> Shares:
    """The shares of cells float64[n, 4], the lowest of which is `least` pixels high.

    `wanted` int32[n] are the badges that may stand there. In a row the badges, or a "+n" for them,
    come before the size of avatars, and both before the number; where there is no room for a badge
    beside one person and "+n" even so, there is none. Cells without a column for numbers are
    numbered where nobody is: a number here and there would seem to say something.
    """
    room = boxes.copy()
    room[:, 0] += sizes.pad
    room[:, 2] -= 2 * sizes.pad - (0 if sizes.tier == Tier.MARK else 2)
    nowhere, none = np.zeros(len(boxes), np.bool_), np.zeros(len(boxes), np.int32)
    if sizes.tier == Tier.MARK:
        return Shares(nowhere, nowhere, room, none)
    has = np.array([bool(text) for text in rooms], np.bool_)
    if sizes.header:
        room[:, 1] += sizes.header
        room[:, 3] -= sizes.header
        return Shares(has, nowhere, room, none)
    taken = np.full(len(boxes), sizes.number)
    if not sizes.number:
        taken = breadths_px(rooms, TEXT_PX) + 4
        has &= (crowd.large + crowd.small == 0) & (taken <= room[:, 2])
    below = has & (least >= _TWO_LINES_PX) & (sizes.number > crowd.plus)
    return _in_a_row(sizes, room, crowd, np.where(has, taken, 0.0), below, wanted)


def _in_a_row(
    sizes: Measures, room: F64, crowd: Crowd, taken: F64, below: Bools, wanted: I32
) -> Shares:
    """The shares where number, people and badges stand side by side; the number takes `taken`."""
    whole, left = room[:, 2], room[:, 2] - taken
    beside = np.where(below, 0.0, crowd.plus)
    need_beside, need_alone = least_wide(sizes, crowd, beside), least_wide(sizes, crowd, crowd.plus)
    badge = np.where(wanted > 0, BADGE_STEP_PX, 0.0)
    all_stand, badges_stand = left >= need_beside + badge, whole >= need_alone + badge
    numbered = (taken > 0) & (all_stand | (~badges_stand & (left >= need_beside)))
    below = below & numbered
    taken = np.where(numbered, taken, 0.0)
    room = np.stack([room[:, 0] + taken, room[:, 1], whole - taken, room[:, 3]], axis=1)
    plus = np.where(below, 0.0, crowd.plus)
    spare = np.maximum(room[:, 2] - ample_wide(sizes, crowd, plus), BADGE_STEP_PX)
    places = np.minimum(spare // BADGE_STEP_PX, wanted)
    places = np.where(all_stand | badges_stand, places, 0).astype(np.int32)
    return Shares(numbered, below, room, places)
