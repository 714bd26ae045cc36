"""Where people, room numbers and badges stand inside the cells, at each height of a cell."""

from __future__ import annotations

import numpy as np

from console.domain.clock import State
from console.domain.records import dataclass
from console.state.section.badges import SectionBadges, badges_shown, place_badges
from console.state.section.layout import SectionLayout, Tier
from console.state.section.measures import (
    BADGE_STEP_PX,
    PLUS_PX,
    TEXT_PX,
    Measures,
    measure,
)
from console.state.section.people import SectionPeople, UnitTags
from console.state.section.stand import Flags, Stand, stand_in_cells
from console.state.section.texts import breadths_px
from console.store.columns import F32, F64, I32

_TWO_LINES_PX = 24.0
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
    hidden    int32[n]       people for whom there is no room
    told      int32[n]       n of "+n": those of them drawn large, if any, else all
    pressing  bool[n]        somebody hidden is drawn large elsewhere
    plus      float32[n, 2]  left and middle of the "+n", nan where not even that has room
    """

    measures: Measures
    boxes: F32
    worded: Flags
    numbered: Flags
    raised: Flags
    hidden: I32
    told: I32
    pressing: Flags
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
    large, small = _wanted(sizes, people, first)
    numbered, room = _room_for_people(sizes, boxes, large, rooms)
    badges = badges_shown(sizes, room, large, small, tags.count, eager=eager)
    if not sizes.header:
        room[:, 2] -= BADGE_STEP_PX * badges
    stand = stand_in_cells(sizes, room, large, small, people, first)
    plus, raised, cornered = _plus_places(sizes, boxes, least, stand, numbered, badges)
    avatars = _made_room(stand.boxes, boxes, cornered[people.unit], people.unit)
    return SectionPlaces(
        measures=sizes,
        boxes=avatars.astype(np.float32),
        worded=np.where(people.large, stand.worded[people.unit], sizes.small_words)
        & (stand.boxes[:, 2] > 0),
        numbered=numbered & ~_written_over(sizes, boxes, rooms, plus),
        raised=raised,
        hidden=stand.hidden,
        told=stand.told,
        pressing=stand.crowded,
        plus=plus.astype(np.float32),
        badges=place_badges(sizes, boxes, badges, tags),
    )


def least_px(layout: SectionLayout) -> float:
    """The height of a layout's lowest cell."""
    return float(layout.boxes[:, 3].min(initial=99))


def _wanted(sizes: Measures, people: SectionPeople, first: I32) -> tuple[I32, I32]:
    """How many of each cell want a large and a small place; small cells leave out the released."""
    counted = people.large
    if sizes.tier == Tier.MARK:
        counted = counted & (people.state != State.RELEASED)
    large = np.diff(np.concatenate([[0], np.cumsum(counted)])[first]).astype(np.int32)
    small = np.diff(first) - large if sizes.tier > Tier.MARK else np.zeros_like(large)
    return large, small


def _room_for_people(
    sizes: Measures, boxes: F64, large: I32, rooms: list[str]
) -> tuple[Flags, F64]:
    """Which cells write their number, and the rectangle beside or below it that people may use."""
    room = boxes.copy()
    room[:, 0] += sizes.pad
    room[:, 2] -= 2 * sizes.pad - (0 if sizes.tier == Tier.MARK else 2)
    if sizes.tier == Tier.MARK:
        return np.zeros(len(boxes), np.bool_), room
    has = np.array([bool(text) for text in rooms], np.bool_)
    if sizes.header:
        room[:, 1] += sizes.header
        room[:, 3] -= sizes.header
        return has, room
    if sizes.number:
        room[:, 0] += sizes.number
        room[:, 2] -= sizes.number
        return has, room
    widths = breadths_px(rooms, TEXT_PX)
    alone = has & (large == 0) & (widths <= room[:, 2])
    taken = np.where(alone, widths + 4, 0.0)
    room[:, 0] += taken
    room[:, 2] = np.maximum(0.0, room[:, 2] - taken)
    return alone, room


def _plus_places(
    sizes: Measures, boxes: F64, least: float, stand: Stand, numbered: Flags, badges: I32
) -> tuple[F64, Flags, Flags]:
    """Where "+n" is written: after the people, else below the number or in the header.

    The last resort for those under the clock is the corner above the first of them.
    """
    plus = stand.plus.copy()
    homeless = (stand.hidden > 0) & np.isnan(plus[:, 0])
    raised = np.zeros(len(boxes), np.bool_)
    if sizes.header:
        right = boxes[:, 0] + boxes[:, 2] - 4 - BADGE_STEP_PX * badges - PLUS_PX
        plus[homeless, 0] = right[homeless]
        plus[homeless, 1] = boxes[homeless, 1] + sizes.header / 2 + 1
    elif sizes.number and least >= _TWO_LINES_PX:
        raised = homeless & numbered
        plus[raised, 0] = boxes[raised, 0] + 5
        plus[raised, 1] = boxes[raised, 1] + boxes[raised, 3] / 2 + 6.5
    cornered = homeless & stand.crowded & ~raised & (sizes.header == 0) & (sizes.small > 0)
    plus[cornered, 0] = (boxes[:, 0] + boxes[:, 2] - PLUS_PX)[cornered]
    plus[cornered, 1] = boxes[cornered, 1] + CORNER_PX
    return plus, raised, cornered


def _written_over(sizes: Measures, boxes: F64, rooms: list[str], plus: F64) -> Flags:
    """Which numbers have a "+n" in their own line and no room before it: people come first."""
    if not sizes.header:
        return np.zeros(len(boxes), np.bool_)
    ends = boxes[:, 0] + NUMBER_PX + breadths_px(rooms, TEXT_PX)
    over: Flags = (plus[:, 1] < boxes[:, 1] + sizes.header) & (plus[:, 0] < ends)
    return over


def _made_room(avatars: F64, boxes: F64, cornered: Flags, unit: I32) -> F64:
    """The avatars, those of cells whose corner says "+n" small and in the opposite corner."""
    which = cornered & (avatars[:, 2] > 0)
    if not which.any():
        return avatars
    x, y, wide, high = boxes[unit[which]].T
    side = np.maximum(6.0, np.floor(np.minimum(0.62 * high, 0.55 * wide)))
    moved = avatars.copy()
    moved[which] = np.stack([x + 2, y + high - side - 1, side, side], axis=1)
    return moved
