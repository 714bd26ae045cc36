"""Which badges stand in a cell and where: care before roles, "+n" for those without room."""

from __future__ import annotations

import numpy as np

from console.domain.records import dataclass
from console.state.section.measures import (
    BADGE_PX,
    BADGE_STEP_PX,
    MOST_BADGES,
    MOST_NUMBER_PX,
    Measures,
)
from console.state.section.people import UnitTags
from console.store.columns import F32, F64, I32

_MOST_EAGER_BADGES = 2
OCCUPANCY_WORD_PX = 34.0
_ONE_OR_TWO_PX = 2 * BADGE_STEP_PX
"""Badges come before the word of how a unit is lived in, where a cell has no room for both."""


@dataclass(frozen=True, slots=True, eq=False)
class SectionBadges:
    """The b badges of n cells.

    unit, tag int32[b] into the cells and the tags; at float32[b, 2] upper left corners;
    more int32[n] badges that the chip "+n" tells; more_at float32[n, 2].
    """

    unit: I32
    tag: I32
    at: F32
    more: I32
    more_at: F32


def badges_wanted(sizes: Measures, count: I32, *, eager: bool) -> I32:
    """How many places the badges of each cell would take at most, of `count` int32[n] it has.

    `eager` gives room to badges as soon as a cell is high enough for one.
    """
    most = MOST_BADGES[sizes.tier]
    if eager and sizes.line >= BADGE_PX:
        most = max(most, _MOST_EAGER_BADGES)
    return np.minimum(count, most).astype(np.int32)


def badges_in_header(sizes: Measures, wide: F64, wanted: I32) -> I32:
    """How many places badges have in headers `wide` float64[n] pixels; one before the number."""
    spare = wide - MOST_NUMBER_PX - OCCUPANCY_WORD_PX
    spare = np.maximum(spare, np.minimum(wide - sizes.header_number, _ONE_OR_TWO_PX))
    spare = np.maximum(spare, np.where(wide >= BADGE_STEP_PX, BADGE_STEP_PX, 0.0))
    return np.minimum(spare // BADGE_STEP_PX, wanted).astype(np.int32)


def place_badges(sizes: Measures, boxes: F64, shown: I32, tags: UnitTags) -> SectionBadges:
    """The badges of each cell from its right edge, `shown` int32[n] places in each.

    The last place of a cell says "+n" for those it has no place for.
    """
    wanted = tags.count
    more = (wanted > shown) & (shown > 0)
    real = np.where(more, shown - 1, shown)
    order = np.cumsum(tags.has, axis=0) - 1
    tag, unit = np.nonzero(tags.has & (order < real[None, :]))
    top = boxes[:, 1] + (3.0 if sizes.header else np.floor((boxes[:, 3] - BADGE_PX) / 2))
    start = boxes[:, 0] + boxes[:, 2] - BADGE_PX - (shown - 1) * BADGE_STEP_PX - 2.0
    at = np.stack([start[unit] + order[tag, unit] * BADGE_STEP_PX, top[unit]], axis=1)
    more_at = np.stack([start + real * BADGE_STEP_PX, top], axis=1)
    return SectionBadges(
        unit=unit.astype(np.int32),
        tag=tag.astype(np.int32),
        at=at.astype(np.float32),
        more=np.where(more, wanted - real, 0).astype(np.int32),
        more_at=more_at.astype(np.float32),
    )
