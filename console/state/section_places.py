"""Where people, room numbers and badges stand inside the cells, at each height of a cell."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from console.state.section_layout import SectionLayout, Tier
from console.state.section_people import SectionPeople, UnitTags
from console.state.section_texts import breadth_px
from console.store.columns import F32, F64, I32

TEXT_PX = 11.0
BADGE_PX, BADGE_STEP_PX = 14.0, 16.0
PLUS_PX = 18.0
CHIP_TEXT_PX = 62.0
"""Room for a name and "第 8/14 天" beside an avatar."""
_MOST_NUMBER_PX = 46.0
_PAD_PX = 4.0
_HEADER_PX = 19.0
_MOST_BADGES = {Tier.MARK: 0, Tier.PLAIN: 0, Tier.RING: 3, Tier.NAMED: 7}


@dataclass(frozen=True, slots=True)
class Measures:
    """Sizes inside a cell of one building at one floor height, pixels.

    large, small: sizes of avatars (with their ring); _step: from one to the next; line the height
    of a row of large ones; number the column for room numbers at the left, 0 without; header the
    line above people, 0 without.
    """

    tier: Tier
    large: float
    large_step: float
    small: float
    small_step: float
    line: float
    number: float
    header: float
    pad: float = _PAD_PX


def measure(tier: Tier, floor_px: int, column_px: float, widest_number: float) -> Measures:
    """The sizes for cells of a floor height and column width."""
    inner = floor_px - (1 if floor_px < 26 else 2)
    if tier == Tier.MARK:
        high = max(2.0, inner - (2.0 if inner > 6 else 1.0))
        wide = float(np.clip(round(1.4 * high), 3, max(3.0, column_px - 3)))
        return Measures(tier, wide, wide + 1, 0, 0, high, 0, 0, pad=1.0)
    number = min(widest_number, _MOST_NUMBER_PX) + 5.0
    if tier == Tier.PLAIN:
        large = float(min(inner - 3, 19))
        fits = column_px - number - 2 * _PAD_PX >= large
        small = max(5.0, float(round(large * 0.42)))
        return Measures(tier, large, large + 2, small, small + 2, inner, number if fits else 0.0, 0)
    if tier == Tier.RING:
        large = float(min(inner - 4, 36))
        fits = column_px - number - 2 * _PAD_PX >= large
        small = float(round(np.clip(large * 0.36, 8, 11)))
        return Measures(tier, large, large + 4, small, small + 2, inner, number if fits else 0.0, 0)
    line = min(38.0, inner - _HEADER_PX - 2)
    return Measures(tier, line - 2, line + 4, 11, 13, line, 0, _HEADER_PX)


@dataclass(frozen=True, slots=True, eq=False)
class SectionPlaces:
    """Where the contents of n cells stand; positions in the layout's pixels.

    boxes     float32[p, 4]  x, y, width, height of each person's avatar, width 0 when not shown
    worded    bool[p]        has room for name and day at the right of the avatar
    numbered  bool[n]        the room number is written
    hidden    int32[n]       people for whom there is no room ("+n")
    pressing  bool[n]        somebody hidden is under the clock or complete
    plus      float32[n, 2]  left and middle of the "+n"
    badge_unit, badge_tag int32[b]; badge_at float32[b, 2] upper left; badge_more int32[n] badges
    that are not shown, badge_more_at float32[n, 2]
    """

    measures: Measures
    boxes: F32
    worded: npt.NDArray[np.bool_]
    numbered: npt.NDArray[np.bool_]
    hidden: I32
    pressing: npt.NDArray[np.bool_]
    plus: F32
    badge_unit: I32
    badge_tag: I32
    badge_at: F32
    badge_more: I32
    badge_more_at: F32


def place(
    layout: SectionLayout, people: SectionPeople, tags: UnitTags, rooms: list[str]
) -> SectionPlaces:
    """Places for everybody and every badge; what does not fit is counted, never squeezed."""
    widest = max((breadth_px(room, TEXT_PX) for room in rooms), default=0.0)
    sizes = measure(layout.tier, layout.floor_px, layout.column_px, widest)
    boxes = layout.boxes.astype(np.float64)
    first = people.first_of_units(len(boxes))
    large = np.diff(np.concatenate([[0], np.cumsum(people.large)])[first])
    small = np.diff(first) - large
    if layout.tier == Tier.MARK:
        small = np.zeros_like(small)
    numbered, room = _room_for_people(sizes, boxes, large, rooms)
    badges = _badges_shown(sizes, room, large, small, tags.count)
    inline = 0.0 if sizes.header else BADGE_STEP_PX
    room = room.copy()
    room[:, 2] -= inline * badges
    cells = _Cells(sizes, room, large, small, _worded(sizes, room, large))
    avatars, hidden, pressing, plus = _stand(cells, people, first)
    unit, tag, at, more, more_at = _badge_places(sizes, boxes, badges, tags)
    return SectionPlaces(
        measures=sizes,
        boxes=avatars.astype(np.float32),
        worded=cells.worded[people.unit] & people.large & (avatars[:, 2] > 0),
        numbered=numbered,
        hidden=hidden,
        pressing=pressing,
        plus=plus.astype(np.float32),
        badge_unit=unit,
        badge_tag=tag,
        badge_at=at.astype(np.float32),
        badge_more=more,
        badge_more_at=more_at.astype(np.float32),
    )


@dataclass(frozen=True, slots=True, eq=False)
class _Cells:
    """The room for people in each cell (x, y, width, height) and how many want to stand there."""

    sizes: Measures
    room: F64
    large: I32
    small: I32
    worded: npt.NDArray[np.bool_]

    @property
    def step(self) -> F64:
        """From one large avatar to the next, with its words where they are written."""
        return self.sizes.large_step + np.where(self.worded, CHIP_TEXT_PX, 0.0)

    @property
    def lines(self) -> I32:
        """How many rows of large avatars there is room for."""
        return np.maximum(1, self.room[:, 3] // self.sizes.line).astype(np.int32)


def _room_for_people(
    sizes: Measures, boxes: F64, large: I32, rooms: list[str]
) -> tuple[npt.NDArray[np.bool_], F64]:
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
    widths = np.array([breadth_px(text, TEXT_PX) for text in rooms])
    return has & (large == 0) & (widths <= room[:, 2]), _beside(room, widths, large)


def _beside(room: F64, widths: F64, large: I32) -> F64:
    """In narrow cells a number stands only where nobody large does; the small stand beside it."""
    moved = room.copy()
    taken = np.where((large == 0) & (widths <= room[:, 2]), widths + 4, 0.0)
    moved[:, 0] += taken
    moved[:, 2] = np.maximum(0.0, moved[:, 2] - taken)
    return moved


def _badges_shown(sizes: Measures, room: F64, large: I32, small: I32, wanted: I32) -> I32:
    """How many badge places each cell has beside its people, int32[n]."""
    most = _MOST_BADGES[sizes.tier]
    if not most:
        return np.zeros(len(room), np.int32)
    if sizes.header:
        spare = room[:, 2] - _MOST_NUMBER_PX - 34.0
    else:
        least = np.where(
            large > 0, large * sizes.large_step, np.minimum(small, 2) * sizes.small_step
        )
        spare = room[:, 2] - least
    fits = np.floor_divide(np.maximum(spare, 0.0), BADGE_STEP_PX).astype(np.int32)
    return np.minimum(np.minimum(fits, most), wanted)


def _worded(sizes: Measures, room: F64, large: I32) -> npt.NDArray[np.bool_]:
    """Cells in which every large avatar has room for its words."""
    if sizes.tier != Tier.NAMED:
        return np.zeros(len(room), np.bool_)
    across = np.floor(room[:, 2] / (sizes.large_step + CHIP_TEXT_PX - 6))
    lines = np.maximum(1, room[:, 3] // sizes.line)
    return (large > 0) & (large <= across * lines)


def _stand(
    cells: _Cells, people: SectionPeople, first: I32
) -> tuple[F64, I32, npt.NDArray[np.bool_], F64]:
    """Boxes of the avatars, and how many of each cell are hidden, whether pressing, and where."""
    sizes, unit = cells.sizes, people.unit
    rank = np.arange(len(people)) - first[unit]
    step, room = cells.step, cells.room
    across = np.maximum(0, np.floor((room[:, 2] + 6) / step)).astype(np.int32)
    fits = across * cells.lines
    crowded = cells.large > fits
    one_line = np.maximum(0, np.floor((room[:, 2] - PLUS_PX) / step)).astype(np.int32)
    with_plus = across * (cells.lines - 1) + one_line
    with_plus = fits if sizes.tier == Tier.MARK else with_plus
    shown_large = np.where(crowded, with_plus, cells.large)
    full_lines = np.where(across > 0, shown_large // np.maximum(across, 1), 0)
    in_last = shown_large - full_lines * across
    small_x, small_y, small_fits = _small_room(cells, full_lines, in_last, step)
    small_crowded = (cells.small > small_fits) & ~crowded
    plus_room = int(np.ceil(PLUS_PX / sizes.small_step)) if sizes.small_step else 0
    shown_small = np.where(small_crowded, np.maximum(0, small_fits - plus_room), cells.small)
    shown_small = np.where(crowded, 0, np.minimum(shown_small, small_fits))
    boxes = np.zeros((len(people), 4))
    big = people.large & (rank < shown_large[unit])
    _place_large(boxes, cells, big, rank, across, step, unit)
    nth = rank - cells.large[unit]
    little = ~people.large & (nth >= 0) & (nth < shown_small[unit])
    _place_small(boxes, cells, little, nth, small_x, small_y, unit)
    hidden = (cells.large - shown_large + cells.small - shown_small).astype(np.int32)
    plus_x = np.where(
        crowded, room[:, 0] + in_last * step, small_x + shown_small * sizes.small_step
    )
    line_y = room[:, 1] + np.minimum(full_lines, cells.lines - 1) * sizes.line + sizes.line / 2
    plus_y = np.where(
        crowded | (full_lines + (in_last > 0) == 0), line_y, small_y + sizes.small / 2
    )
    plus_y = np.where(sizes.header > 0, plus_y, room[:, 1] + room[:, 3] / 2)
    return boxes, hidden, crowded, np.stack([plus_x, plus_y], axis=1)


def _small_room(cells: _Cells, full_lines: I32, in_last: I32, step: F64) -> tuple[F64, F64, I32]:
    """Where a cell's small avatars begin (left, top), and how many stand there in one line."""
    sizes, room = cells.sizes, cells.room
    below = (in_last == 0) & (full_lines < cells.lines)
    line = np.where(below, full_lines, np.minimum(full_lines, cells.lines - 1))
    x = np.where(below, 0.0, np.where(in_last > 0, in_last, 0) * step)
    x = np.where(~below & (in_last == 0), room[:, 2], x)
    if sizes.header:
        y = room[:, 1] + line * sizes.line + np.where(below, 4.0, sizes.line - sizes.small - 3)
    else:
        bottom = (room[:, 3] + sizes.large) / 2
        y = room[:, 1] + bottom - sizes.small - 1
    fits = np.floor((room[:, 2] - x + 2) / max(sizes.small_step, 1.0))
    return room[:, 0] + x, y, np.maximum(0, fits).astype(np.int32)


def _place_large(
    boxes: F64,
    cells: _Cells,
    who: npt.NDArray[np.bool_],
    rank: npt.NDArray[np.int64],
    across: I32,
    step: F64,
    unit: I32,
) -> None:
    at = unit[who]
    line, nth = np.divmod(rank[who], np.maximum(across[at], 1))
    sizes, room = cells.sizes, cells.room[at]
    boxes[who, 0] = room[:, 0] + nth * step[at]
    if sizes.header:
        boxes[who, 1] = room[:, 1] + line * sizes.line + (sizes.line - sizes.large) / 2
    elif sizes.tier == Tier.MARK:
        boxes[who, 1] = room[:, 1] + np.floor((room[:, 3] - sizes.line) / 2)
    else:
        boxes[who, 1] = room[:, 1] + np.floor((room[:, 3] - sizes.large) / 2)
    boxes[who, 2] = sizes.large
    boxes[who, 3] = sizes.line if sizes.tier == Tier.MARK else sizes.large


def _place_small(
    boxes: F64,
    cells: _Cells,
    who: npt.NDArray[np.bool_],
    nth: npt.NDArray[np.int64],
    x: F64,
    y: F64,
    unit: I32,
) -> None:
    at = unit[who]
    boxes[who, 0] = x[at] + nth[who] * cells.sizes.small_step
    boxes[who, 1] = y[at]
    boxes[who, 2:] = cells.sizes.small


def _badge_places(
    sizes: Measures, boxes: F64, shown: I32, tags: UnitTags
) -> tuple[I32, I32, F64, I32, F64]:
    """Unit, tag and upper left corner of each badge; the number of those left out, and where."""
    wanted = tags.count
    none = np.zeros(0, np.int32)
    if not shown.any():
        nothing = np.zeros(len(boxes), np.int32)
        return none, none, np.zeros((0, 2)), nothing, np.zeros((len(boxes), 2))
    more = (wanted > shown) & (shown > 1)
    real = np.where(more, shown - 1, shown)
    order = np.cumsum(tags.has, axis=0) - 1
    tag, unit = np.nonzero(tags.has & (order < real[None, :]))
    nth = order[tag, unit]
    top = boxes[:, 1] + (2.0 if sizes.tier == Tier.RING else 3.0)
    right = boxes[:, 0] + boxes[:, 2] - 2.0
    start = right - shown * BADGE_STEP_PX + (BADGE_STEP_PX - BADGE_PX)
    at = np.stack([start[unit] + nth * BADGE_STEP_PX, top[unit]], axis=1)
    left_out = np.where(shown > 0, wanted - real, 0).astype(np.int32)
    left_out = np.where(more, left_out, 0).astype(np.int32)
    more_at = np.stack([start + real * BADGE_STEP_PX, top], axis=1)
    return unit.astype(np.int32), tag.astype(np.int32), at, left_out, more_at


def without_badges(places: SectionPlaces) -> SectionPlaces:
    """The same places with no badge on any cell."""
    none = np.zeros(0, np.int32)
    return replace(
        places, badge_unit=none, badge_tag=none, badge_at=np.zeros((0, 2), np.float32),
        badge_more=np.zeros_like(places.badge_more),
    )  # fmt: skip
