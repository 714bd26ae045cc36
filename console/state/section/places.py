"""Where people, room numbers and badges stand inside the cells, at each height of a cell."""

from __future__ import annotations

import numpy as np

from console.domain.arrays import Bools
from console.domain.clock import State
from console.domain.records import dataclass
from console.state.section.badges import (
    SectionBadges,
    badges_in_header,
    badges_wanted,
    place_badges,
)
from console.state.section.layout import SectionLayout, Tier
from console.state.section.measures import BADGE_STEP_PX, TEXT_PX, Measures, measure, plus_px
from console.state.section.people import SectionPeople, UnitTags
from console.state.section.row import Crowd
from console.state.section.shares import Shares, shares_of
from console.state.section.stand import Stand, stand_in_lines, stand_in_row
from console.state.section.texts import breadths_px
from console.store.columns import F32, F64, I32

CORNER_PX = 6.0
"""How far below the cell's top the middle of a cornered "+n" is."""
NUMBER_PX = 5.0
"""How far from a cell's left edge its number begins."""


@dataclass(frozen=True, slots=True, eq=False)
class SectionPlaces:
    """Where the contents of n cells stand; positions in the layout's pixels.

    boxes     float32[p, 4]  x, y, width, height of each person's avatar, width 0 when not shown
    worded    bool[p]        has room for name and day beside or below the avatar
    numbered  bool[n]        the room number is written
    raised    bool[n]        the room number makes room for "+n" below it
    hidden    int32[n]       n of "+n": people for whom there is no room
    pressing  bool[n]        somebody hidden is drawn large elsewhere
    plus      float32[n, 2]  left and middle of the "+n", nan where the cell is narrower than that
    """

    measures: Measures
    boxes: F32
    worded: Bools
    numbered: Bools
    raised: Bools
    hidden: I32
    pressing: Bools
    plus: F32
    badges: SectionBadges


def place(
    layout: SectionLayout,
    people: SectionPeople,
    tags: UnitTags,
    rooms: list[str],
    *,
    eager: bool = False,
) -> SectionPlaces:
    """Places for everybody and every badge; what does not fit is counted, never squeezed.

    `eager` places badges as soon as a cell is high enough for one.
    """
    widest = float(breadths_px(rooms, TEXT_PX).max(initial=0.0))
    sizes = measure(layout.tier, layout.floor_px, layout.column_px, widest)
    return places_in(sizes, layout.boxes, least_px(layout), people, tags, rooms, eager=eager)


def places_in(
    sizes: Measures,
    cells: F32,
    least: float,
    people: SectionPeople,
    tags: UnitTags,
    rooms: list[str],
    *,
    eager: bool,
) -> SectionPlaces:
    """The places in cells float32[n, 4] of a layout, the lowest of which is `least` pixels high.

    What one cell holds moves nothing in another: any of them may be placed alone.
    """
    boxes = cells.astype(np.float64)
    first = people.first_of_units(len(boxes))
    crowd = _wanted(sizes, people, first)
    wanted = badges_wanted(sizes, tags.count, eager=eager)
    shares = shares_of(sizes, boxes, least, crowd, rooms, wanted)
    badges = shares.badges
    stand = _stand(sizes, shares, crowd, people, first)
    homeless = (stand.hidden > 0) & np.isnan(stand.plus[:, 0])
    if sizes.header:
        wide = shares.room[:, 2] - np.where(homeless, crowd.plus, 0.0)
        badges = badges_in_header(sizes, wide, wanted)
    raised = homeless & shares.below
    plus = _plus_places(sizes, boxes, crowd, stand, raised, badges)
    avatars = _made_room(stand, boxes, people, sizes)
    return SectionPlaces(
        measures=sizes,
        boxes=avatars.astype(np.float32),
        worded=np.where(people.large, stand.worded[people.unit], sizes.small_words)
        & (stand.boxes[:, 2] > 0),
        numbered=shares.numbered & ~_written_over(sizes, boxes, rooms, plus, badges),
        raised=raised,
        hidden=stand.hidden,
        pressing=stand.crowded,
        plus=plus.astype(np.float32),
        badges=place_badges(sizes, boxes, badges, tags),
    )


def _stand(
    sizes: Measures, shares: Shares, crowd: Crowd, people: SectionPeople, first: I32
) -> Stand:
    """The people in what their cells leave them."""
    if sizes.header or sizes.tier == Tier.MARK:
        return stand_in_lines(sizes, shares.room, crowd, people, first)
    room = shares.room - np.outer(shares.badges, [0.0, 0.0, BADGE_STEP_PX, 0.0])
    return stand_in_row(sizes, room, crowd, shares.below, people, first)


def least_px(layout: SectionLayout) -> float:
    """The height of a layout's lowest cell."""
    return float(layout.boxes[:, 3].min(initial=99))


def _wanted(sizes: Measures, people: SectionPeople, first: I32) -> Crowd:
    """How many of each cell want a large and a small place; small cells leave out the released."""
    counted = people.large
    if sizes.tier == Tier.MARK:
        counted = counted & (people.state != State.RELEASED)
    large = np.diff(np.concatenate([[0], np.cumsum(counted)])[first]).astype(np.int32)
    small = np.diff(first) - large if sizes.tier > Tier.MARK else np.zeros_like(large)
    hollow = people.large & (people.state != State.ACTIVE) & (people.state != State.DUE)
    hollows = np.diff(np.concatenate([[0], np.cumsum(hollow)])[first])
    return Crowd(large, small, plus_px(np.diff(first) - 1), hollows == 0)


def _plus_places(
    sizes: Measures, boxes: F64, crowd: Crowd, stand: Stand, raised: Bools, badges: I32
) -> F64:
    """Where "+n" is written: after the people, else below the number or in the header.

    The last resort is the corner above the first of them; cells narrower than "+n" have none.
    """
    plus = stand.plus.copy()
    homeless = (stand.hidden > 0) & np.isnan(plus[:, 0])
    right, middle = boxes[:, 0] + boxes[:, 2] - crowd.plus, boxes[:, 1] + boxes[:, 3] / 2
    has_room = right >= boxes[:, 0]
    if sizes.header:
        homeless &= has_room
        x = np.maximum(right - 4 - BADGE_STEP_PX * badges, boxes[:, 0])
        plus[homeless, 0] = x[homeless]
        plus[homeless, 1] = boxes[homeless, 1] + sizes.header / 2 + 1
        return plus
    plus[raised, 0] = boxes[raised, 0] + 5
    plus[raised, 1] = middle[raised] + 6.5
    cornered = homeless & stand.lone & has_room
    plus[cornered, 0] = right[cornered]
    plus[cornered, 1] = boxes[cornered, 1] + CORNER_PX
    return plus


def _written_over(sizes: Measures, boxes: F64, rooms: list[str], plus: F64, badges: I32) -> Bools:
    """Which numbers have a "+n" or badges in their own line and no room before them."""
    if not sizes.header:
        return np.zeros(len(boxes), np.bool_)
    ends = boxes[:, 0] + NUMBER_PX + breadths_px(rooms, TEXT_PX)
    badges_start = boxes[:, 0] + boxes[:, 2] - BADGE_STEP_PX * badges
    over: Bools = (plus[:, 1] < boxes[:, 1] + sizes.header) & (plus[:, 0] < ends)
    return over | ((badges > 0) & (badges_start < ends))


def _made_room(stand: Stand, boxes: F64, people: SectionPeople, sizes: Measures) -> F64:
    """The avatars, those that stand alone with "+n" small and in the corner opposite to it."""
    avatars = stand.boxes
    which = stand.lone[people.unit] & (avatars[:, 2] > 0)
    if not which.any():
        return avatars
    x, y, wide, high = boxes[people.unit[which]].T
    side = np.maximum(6.0, np.floor(np.minimum(0.62 * high, 0.55 * wide)))
    side = np.where(people.large[which], side, sizes.small)
    side = np.minimum(side, wide - 2)
    moved = avatars.copy()
    moved[which] = np.stack([x + 2, y + high - side - 1, side, side], axis=1)
    return moved
