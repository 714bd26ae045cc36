"""Where people stand in the room of their cells: large ones in lines, quiet ones after them."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from console.domain.records import dataclass
from console.state.section.layout import Tier
from console.state.section.measures import PLUS_PX, Measures
from console.state.section.people import SectionPeople
from console.store.columns import F64, I32

Flags = npt.NDArray[np.bool_]
_CLOSEST = 0.7
"""Avatars without rings may overlap until this share of each is seen, so that "+n" has room."""
_SMALL_LINE_PX = 16.0
_WORDS_GAP_PX = 10.0


@dataclass(frozen=True, slots=True, eq=False)
class Stand:
    """The result for p people in n cells.

    boxes float64[p, 4], width 0 when not shown; worded bool[n] cells with words beside the large;
    hidden int32[n] people without room; told int32[n] how many of them "+n" tells: the large ones
    where any is hidden; crowded bool[n] a large one is hidden; plus float64[n, 2] left and middle
    of "+n", nan where it has no room after the people.
    """

    boxes: F64
    worded: Flags
    hidden: I32
    told: I32
    crowded: Flags
    plus: F64


def stand_in_cells(
    sizes: Measures, room: F64, large: I32, small: I32, people: SectionPeople, first: I32
) -> Stand:
    """Place people by unit in `room` float64[n, 4]; `large` and `small` int32[n] want a place.

    People are sorted by unit with the large first; `first` int32[n + 1] slices them. Cells that
    cannot show all their large ones show them smaller, when more of them are seen then.
    """
    stand = _stand(sizes, room, large, small, people, first)
    if sizes.close == sizes or not stand.crowded.any():
        return stand
    closer = _stand(sizes.close, room, large, small, people, first)
    better = stand.crowded & (closer.hidden < stand.hidden)
    return Stand(
        boxes=np.where(better[people.unit, None], closer.boxes, stand.boxes),
        worded=stand.worded,
        hidden=np.where(better, closer.hidden, stand.hidden),
        told=np.where(better, closer.told, stand.told),
        crowded=np.where(better, closer.crowded, stand.crowded),
        plus=np.where(better[:, None], closer.plus, stand.plus),
    )


def _stand(
    sizes: Measures, room: F64, large: I32, small: I32, people: SectionPeople, first: I32
) -> Stand:
    """Place people at these sizes."""
    worded, step = _steps(sizes, room, large, small)
    lines = _Lines(sizes, room, step)
    crowded = large > lines.fits
    shown_large = np.where(crowded, lines.fits_with_plus, large)
    used, in_last = lines.used(shown_large)
    quiet = _quiet_room(sizes, room, lines, used, in_last)
    small_crowded = (small > quiet.fits) & ~crowded
    keep = int(np.ceil((PLUS_PX - 2) / sizes.small_step)) if sizes.small_step else 0
    shown_small = np.where(small_crowded, np.maximum(0, quiet.fits - keep), small)
    shown_small = np.where(crowded, 0, shown_small)
    boxes = np.zeros((len(people), 4))
    unit = people.unit
    rank = np.arange(len(people)) - first[unit]
    _place_large(boxes, sizes, lines, people.large & (rank < shown_large[unit]), rank, unit)
    nth = rank - large[unit]
    _place_small(boxes, sizes, quiet, ~people.large & (nth < shown_small[unit]), nth, unit)
    plus = _plus(sizes, room, lines, crowded, in_last, used, quiet, shown_small)
    hidden = (large - shown_large + small - shown_small).astype(np.int32)
    told = np.where(crowded, large - shown_large, hidden).astype(np.int32)
    return Stand(boxes, worded, hidden, told, crowded, plus)


def _steps(sizes: Measures, room: F64, large: I32, small: I32) -> tuple[Flags, F64]:
    """Cells whose large avatars all have room for words, and each cell's step between them."""
    if sizes.words:
        step_worded = np.full(len(room), sizes.worded_step)
        worded = (large > 0) & (large <= _Lines(sizes, room, step_worded).fits)
        bare = _squeezed(sizes, room, large, small)
        return worded, np.where(worded, step_worded, bare)
    return np.zeros(len(room), np.bool_), _squeezed(sizes, room, large, small)


def _squeezed(sizes: Measures, room: F64, large: I32, small: I32) -> F64:
    """Steps drawn together where that gives everybody room; rings never touch."""
    if sizes.tier == Tier.MARK:
        return np.full(len(room), sizes.large_step)
    others = np.where(small > 0, np.minimum(PLUS_PX, small * sizes.small_step), 0.0)
    squeezed = (room[:, 2] - others - sizes.large) / np.maximum(large - 1, 1)
    closest = _CLOSEST * sizes.large if sizes.tier == Tier.PLAIN else sizes.large + 1.0
    step: F64 = np.clip(squeezed, closest, sizes.large_step)
    return step


class _Lines:
    """Rows of large avatars in each cell: how many stand in a row, and in all."""

    def __init__(self, sizes: Measures, room: F64, step: F64) -> None:
        self.room = room
        self.step = step
        self.large = sizes.large
        has_words_beside = (sizes.words == "right") & (step > sizes.large_step)
        item = np.where(has_words_beside, step - _WORDS_GAP_PX, np.minimum(step, sizes.large))
        across = np.floor((room[:, 2] - item) / step) + 1
        self.across = np.maximum(0, across).astype(np.int32)
        rows = np.maximum(1, (room[:, 3] + 2) // sizes.line) if sizes.header else 1
        self.rows = np.broadcast_to(np.asarray(rows, np.int32), len(room))
        self.fits = self.across * self.rows
        last = np.floor((room[:, 2] - PLUS_PX) / step) if sizes.small else self.across
        before_plus = np.minimum(np.maximum(last, 0), self.across).astype(np.int32)
        with_plus = self.across * (self.rows - 1) + before_plus
        self.fits_with_plus = np.maximum(with_plus, np.minimum(self.fits, 1))

    def used(self, shown: I32) -> tuple[I32, I32]:
        """Rows that `shown` avatars take, and how many stand in the last of them."""
        across = np.maximum(self.across, 1)
        used = -(-shown // across)
        return used, shown - np.maximum(used - 1, 0) * across

    def taken(self, in_last: I32) -> F64:
        """How far `in_last` avatars reach, with the gap after them."""
        reach = (in_last - 1) * self.step + np.maximum(self.step, self.large + 2)
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
    rest = room[:, 3] - used * sizes.line
    below = (rest >= _SMALL_LINE_PX) & (sizes.header > 0)
    taken = np.where(below, 0.0, lines.taken(in_last))
    item = sizes.small_step - 2 if sizes.small_words else sizes.small
    across = np.maximum(0, np.floor((room[:, 2] - taken - item) / sizes.small_step) + 1)
    rows = np.where(below, np.maximum(1, rest // _SMALL_LINE_PX), 1)
    if sizes.header:
        last = np.maximum(used - 1, 0) * sizes.line + sizes.line - sizes.small - 4
        y = room[:, 1] + np.where(below, used * sizes.line + 3, last)
    else:
        y = room[:, 1] + np.floor(room[:, 3] / 2) + 5 - sizes.small
    across = across.astype(np.int32)
    return _Quiet(room[:, 0] + taken, y, across, (across * rows).astype(np.int32))


def _place_large(
    boxes: F64,
    sizes: Measures,
    lines: _Lines,
    who: Flags,
    rank: npt.NDArray[np.int64],
    unit: I32,
) -> None:
    at = unit[who]
    line, nth = np.divmod(rank[who], np.maximum(lines.across[at], 1))
    room = lines.room[at]
    high = sizes.line if sizes.tier == Tier.MARK else sizes.large
    if sizes.header:
        top = line * sizes.line + (1 if sizes.words == "below" else (sizes.line - high) / 2)
    else:
        top = np.floor((room[:, 3] - high) / 2)
    boxes[who, 0] = room[:, 0] + nth * lines.step[at]
    if sizes.words == "below":
        boxes[who, 0] += np.maximum(0.0, lines.step[at] - sizes.large_step) / 2
    boxes[who, 1] = room[:, 1] + top
    boxes[who, 2] = sizes.large
    boxes[who, 3] = high


def _place_small(
    boxes: F64,
    sizes: Measures,
    quiet: _Quiet,
    who: Flags,
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
    crowded: Flags,
    in_last: I32,
    used: I32,
    quiet: _Quiet,
    shown_small: I32,
) -> F64:
    """Left and middle of "+n" after the last one shown, nan where that would leave the room."""
    after_large = room[:, 0] + lines.taken(in_last)
    across = np.maximum(quiet.across, 1)
    line, column = np.divmod(shown_small, across)
    after_small = quiet.x + column * sizes.small_step
    x = np.where(crowded, after_large, after_small)
    middle = room[:, 1] + room[:, 3] / 2
    if sizes.header:
        large_y = room[:, 1] + (np.maximum(used, 1) - 0.5) * sizes.line
        small_y = quiet.y + line * _SMALL_LINE_PX + sizes.small / 2
        middle = np.where(crowded, large_y, small_y)
    fits = x + PLUS_PX <= room[:, 0] + room[:, 2] + 3
    return np.stack([np.where(fits, x, np.nan), middle], axis=1)
