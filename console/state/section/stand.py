"""Where people stand in the room of their cells: large ones in lines, quiet ones after them."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from console.domain.arrays import Bools
from console.domain.records import dataclass
from console.state.section.layout import Tier
from console.state.section.measures import Measures
from console.state.section.people import SectionPeople
from console.state.section.row import Crowd, Row, row_in, sizes_between
from console.store.columns import F64, I32

_SMALL_LINE_PX = 16.0
_WORDS_GAP_PX = 10.0
_AROUND_PX = 2.0
"""What a row of large avatars without words is higher than they."""


@dataclass(frozen=True, slots=True, eq=False)
class Stand:
    """The result for p people in n cells.

    boxes float64[p, 4], width 0 when not shown; worded bool[n] cells with words beside the large;
    hidden int32[n] people without room; crowded bool[n] a large one is among them; plus
    float64[n, 2] left and middle of "+n", nan where it has no room after the people; lone bool[n]
    only the first is shown, though not even "+n" has room beside it.
    """

    boxes: F64
    worded: Bools
    hidden: I32
    crowded: Bools
    plus: F64
    lone: Bools


def stand_in_row(
    sizes: Measures, room: F64, crowd: Crowd, below: Bools, people: SectionPeople, first: I32
) -> Stand:
    """Place people in one row of `room` float64[n, 4], where `below` bool[n] has room for "+n".

    People are sorted by unit with the large first; `first` int32[n + 1] slices them.
    """
    row = row_in(sizes, room[:, 2], crowd, np.where(below, 0.0, crowd.plus))
    everybody = crowd.large + crowd.small
    lone = (row.large + row.small == 0) & (everybody > 0)
    shown_large = np.where(lone, np.minimum(crowd.large, 1), row.large)
    shown_small = np.where(lone & (shown_large == 0), 1, row.small)
    boxes = _row_boxes(sizes, room, row, people, first, shown_large, shown_small)
    hidden = (everybody - shown_large - shown_small).astype(np.int32)
    x = room[:, 0] + row.taken
    fits = ~lone & (x + crowd.plus <= room[:, 0] + room[:, 2] + 0.01)
    plus = np.stack([np.where(fits, x, np.nan), room[:, 1] + room[:, 3] / 2], axis=1)
    worded = np.zeros(len(room), np.bool_)
    return Stand(boxes, worded, hidden, shown_large < crowd.large, plus, lone)


def _row_boxes(
    sizes: Measures,
    room: F64,
    row: Row,
    people: SectionPeople,
    first: I32,
    large: I32,
    small: I32,
) -> F64:
    """The boxes float64[p, 4] of the first `large` and `small` int32[n] of each cell."""
    boxes = np.zeros((len(people), 4))
    unit = people.unit
    rank = np.arange(len(people)) - first[unit]
    many = np.diff(first)
    heads = np.bincount(unit[people.large], minlength=len(many)) if len(people) else many
    who = people.large & (rank < large[unit])
    at = unit[who]
    boxes[who, 0] = room[at, 0] + rank[who] * row.step[at]
    boxes[who, 1] = room[at, 1] + np.floor((room[at, 3] - row.side[at]) / 2)
    boxes[who, 2:] = row.side[at, None]
    rank = rank - heads[unit]
    who = ~people.large & (rank < small[unit])
    at = unit[who]
    start = room[at, 0] + row.reach[at]
    boxes[who, 0] = start + rank[who] * sizes.small_step
    boxes[who, 1] = room[at, 1] + np.floor(room[at, 3] / 2) + 5 - sizes.small
    boxes[who, 2:] = sizes.small
    return boxes


def stand_in_lines(
    sizes: Measures, room: F64, crowd: Crowd, people: SectionPeople, first: I32
) -> Stand:
    """Place people in lines of `room` float64[n, 4], with words beside or below them, or as marks.

    People are sorted by unit with the large first; `first` int32[n + 1] slices them.
    """
    large, small = crowd.large, crowd.small
    worded, lines = _lined_up(sizes, room, crowd)
    crowded = large > lines.fits
    shown_large = np.where(crowded, lines.fits_with_plus, large)
    used, in_last = lines.used(shown_large)
    quiet = _quiet_room(sizes, room, lines, used, in_last)
    small_crowded = (small > quiet.fits) & ~crowded
    step_px = max(sizes.small_step, 1.0)
    keep = np.ceil((crowd.plus - 2) / step_px).astype(np.int32)
    before_plus = np.maximum(0, quiet.fits - keep)
    if sizes.header:  # where "+n" would take all their room it stands above them
        before_plus = np.where((before_plus > 0) | (large > 0), before_plus, quiet.fits)
    shown_small = np.where(small_crowded, before_plus, small)
    shown_small = np.where(crowded, 0, shown_small)
    boxes = np.zeros((len(people), 4))
    unit = people.unit
    rank = np.arange(len(people)) - first[unit]
    _place_large(boxes, sizes, lines, people.large & (rank < shown_large[unit]), rank, unit)
    nth = rank - large[unit]
    _place_small(boxes, sizes, quiet, ~people.large & (nth < shown_small[unit]), nth, unit)
    plus = _plus(sizes, room, lines, crowded, in_last, used, quiet, shown_small, crowd.plus)
    hidden = (large - shown_large + small - shown_small).astype(np.int32)
    return Stand(boxes, worded, hidden, crowded, plus, np.zeros(len(room), np.bool_))


def _lined_up(sizes: Measures, room: F64, crowd: Crowd) -> tuple[Bools, _Lines]:
    """Cells whose large avatars all have room for words, and every cell's lines.

    Where they have none they stand drawn together, as large as shows most of them.
    """
    every = np.ones(len(room))
    if not sizes.words:
        lines = _Lines(sizes, room, every * sizes.large_step, crowd.plus, every * sizes.large)
        return np.zeros(len(room), np.bool_), lines
    beside = _Lines(sizes, room, every * sizes.worded_step, crowd.plus, every * sizes.large)
    worded: Bools = (crowd.large > 0) & (crowd.large <= beside.fits)
    side = every * sizes.large
    most = np.zeros(len(room), np.int32)
    for smaller in sizes_between(sizes.large, sizes.least):
        step = _drawn_together(sizes, room, crowd, smaller)
        lines = _Lines(sizes, room, step, crowd.plus, every * smaller, is_bare=True)
        shown = np.where(crowd.large > lines.fits, lines.fits_with_plus, crowd.large)
        better = (shown > most) & ~worded
        side[better], most = smaller, np.maximum(most, shown)
    step = np.where(worded, sizes.worded_step, _drawn_together(sizes, room, crowd, side))
    return worded, _Lines(sizes, room, step, crowd.plus, side, is_bare=~worded)


def _drawn_together(sizes: Measures, room: F64, crowd: Crowd, side: F64 | float) -> F64:
    """Steps drawn together where that gives everybody room; rings never touch."""
    small_px = crowd.small * sizes.small_step
    others = np.where(crowd.small > 0, np.minimum(crowd.plus, small_px), 0.0)
    step: F64 = (room[:, 2] - others - side) / np.maximum(crowd.large - 1, 1)
    return np.clip(step, side + 1.0, side + sizes.large_step - sizes.large)


class _Lines:
    """Rows of large avatars in each cell: how many stand in a row, and in all.

    side float64[n] are their sizes, high float64[n] a row's height; `is_bare` bool[n] where rows
    have no words.
    """

    def __init__(
        self,
        sizes: Measures,
        room: F64,
        step: F64,
        plus: F64,
        side: F64,
        *,
        is_bare: Bools | bool = False,
    ) -> None:
        self.room = room
        self.step = step
        self.side = side
        self.high = np.where(is_bare, np.minimum(side + _AROUND_PX, sizes.line), sizes.line)
        gap = _WORDS_GAP_PX if sizes.words == "right" else 0.0
        item = np.where(step > sizes.large_step, step - gap, np.minimum(step, side))
        across = np.floor((room[:, 2] - item) / step) + 1
        self.across = np.maximum(0, across).astype(np.int32)
        rows = np.maximum(1, (room[:, 3] + _AROUND_PX / 2) // self.high) if sizes.header else 1
        self.rows = np.broadcast_to(np.asarray(rows, np.int32), len(room))
        self.fits = self.across * self.rows
        last = np.floor((room[:, 2] - plus) / step) if sizes.small else self.across
        before_plus = np.minimum(np.maximum(last, 0), self.across).astype(np.int32)
        if sizes.header:  # where "+n" has no room beside even one it stands above them
            before_plus = np.where(before_plus > 0, before_plus, self.across)
        with_plus = self.across * (self.rows - 1) + before_plus
        self.fits_with_plus = np.maximum(with_plus, np.minimum(self.fits, 1))

    def used(self, shown: I32) -> tuple[I32, I32]:
        """Rows that `shown` avatars take, and how many stand in the last of them."""
        across = np.maximum(self.across, 1)
        used = -(-shown // across)
        return used, shown - np.maximum(used - 1, 0) * across

    def taken(self, in_last: I32) -> F64:
        """How far `in_last` avatars reach, with the gap after them."""
        reach = (in_last - 1) * self.step + np.maximum(self.step, self.side + 2)
        return np.where(in_last > 0, reach, 0.0)


@dataclass(frozen=True, slots=True, eq=False)
class _Quiet:
    """Where the quiet ones of each cell begin (left, top), how many stand in a row, and in all."""

    x: F64
    y: F64
    across: I32
    fits: I32


def _quiet_room(sizes: Measures, room: F64, lines: _Lines, used: I32, in_last: I32) -> _Quiet:
    if not sizes.small:
        nothing = np.zeros(len(room), np.int32)
        return _Quiet(room[:, 0], room[:, 1], nothing, nothing)
    rest = room[:, 3] - used * lines.high
    below = (rest >= _SMALL_LINE_PX) & (sizes.header > 0)
    taken = np.where(below, 0.0, lines.taken(in_last))
    item = sizes.small_step - 2 if sizes.small_words else sizes.small
    across = np.maximum(0, np.floor((room[:, 2] - taken - item) / sizes.small_step) + 1)
    rows = np.where(below, np.maximum(1, rest // _SMALL_LINE_PX), 1)
    if sizes.header:
        last = np.maximum(used - 1, 0) * lines.high + lines.high - sizes.small - 4
        y = room[:, 1] + np.where(below, used * lines.high + 3, last)
    else:
        y = room[:, 1] + np.floor(room[:, 3] / 2) + 5 - sizes.small
    across = across.astype(np.int32)
    return _Quiet(room[:, 0] + taken, y, across, (across * rows).astype(np.int32))


def _place_large(
    boxes: F64,
    sizes: Measures,
    lines: _Lines,
    who: Bools,
    rank: npt.NDArray[np.int64],
    unit: I32,
) -> None:
    at = unit[who]
    line, nth = np.divmod(rank[who], np.maximum(lines.across[at], 1))
    room, row_px, side = lines.room[at], lines.high[at], lines.side[at]
    high = row_px if sizes.tier == Tier.MARK else side
    if sizes.header:
        top = line * row_px + (1 if sizes.words == "below" else (row_px - high) / 2)
    else:
        top = np.floor((room[:, 3] - high) / 2)
    boxes[who, 0] = room[:, 0] + nth * lines.step[at]
    if sizes.words == "below":
        boxes[who, 0] += np.maximum(0.0, lines.step[at] - sizes.large_step) / 2
    boxes[who, 1] = room[:, 1] + top
    boxes[who, 2] = side
    boxes[who, 3] = high


def _place_small(
    boxes: F64,
    sizes: Measures,
    quiet: _Quiet,
    who: Bools,
    nth: npt.NDArray[np.int64],
    unit: I32,
) -> None:
    at = unit[who]
    line, column = np.divmod(nth[who], np.maximum(quiet.across[at], 1))
    boxes[who, 0] = quiet.x[at] + column * sizes.small_step
    boxes[who, 1] = quiet.y[at] + line * _SMALL_LINE_PX
    boxes[who, 2:] = sizes.small


def _plus(
    sizes: Measures,
    room: F64,
    lines: _Lines,
    crowded: Bools,
    in_last: I32,
    used: I32,
    quiet: _Quiet,
    shown_small: I32,
    plus: F64,
) -> F64:
    """Left and middle of "+n" after the last one shown, nan where that would leave the room."""
    after_large = room[:, 0] + lines.taken(in_last)
    across = np.maximum(quiet.across, 1)
    line, column = np.divmod(shown_small, across)
    after_small = quiet.x + column * sizes.small_step
    x = np.where(crowded, after_large, after_small)
    middle = room[:, 1] + room[:, 3] / 2
    if sizes.header:
        large_y = room[:, 1] + (np.maximum(used, 1) - 0.5) * lines.high
        small_y = quiet.y + line * _SMALL_LINE_PX + sizes.small / 2
        middle = np.where(crowded, large_y, small_y)
    fits = x + plus <= room[:, 0] + room[:, 2] + 2
    return np.stack([np.where(fits, x, np.nan), middle], axis=1)
