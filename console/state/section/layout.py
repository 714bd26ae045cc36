"""Where everything of a section lies in pixels: floors, cells, cores, gutters; and what is hit."""

from __future__ import annotations

from dataclasses import replace
from enum import IntEnum

import numpy as np

from console.domain.records import dataclass
from console.state.section.plan import CORE, WALL, SectionPlan
from console.store.columns import F32, F64

LEAST_FLOOR_PX, MOST_FLOOR_PX = 5, 96
_LEAST_COLUMN_PX = 6.0
_WHOLE_FLOOR_PX, _WHOLE_COLUMN_PX = 1, 2.0
"""Least cells where nobody can scroll, on a page."""
_LEAST_ASPECT = 0.8
"""A cell that is fitted is no narrower than this times its height."""
_TALL_ASPECT, _TALL_COLUMN_PX = 0.55, 28.0
"""One as wide as its number may be taller, where it then has lines of people below that."""
_NAMED_PX = 48

LINE_PX = 14
"""Least height of a floor with a line of figures of its own; lower ones share it."""
TOP_PX, BOTTOM_PX = 40.0, 32.0
"""Sky above with the roof, and names of the doors below."""
_NARROW_PX = 800.0
"""A view less wide than this keeps its gutters small, unless the building leaves it room."""
_LEAST_NATURAL_PX = 30.0
_CORE_SHARE, _LEAST_CORE_PX, _MOST_CORE_PX = 0.45, 5.0, 44.0
_WALL_PX = 5.0
_SKY_SHARE = 0.62
"""Of the height that is left over, how much lies above the building."""


class Tier(IntEnum):
    """How much a cell of a height can show (VISUAL: 14, 26 and 48 px)."""

    MARK = 0
    PLAIN = 1
    RING = 2
    NAMED = 3


def tier_of(floor_px: int) -> Tier:
    """The tier of cells that stand on floors of a height."""
    return Tier(sum(floor_px >= least for least in (14, 26, _NAMED_PX)))


@dataclass(frozen=True, slots=True)
class Gutters:
    """Room beside the building: floor labels at the left, totals at the right, empty margins.

    `figure` is the width of each of the three columns of totals.
    """

    left: float
    totals: float
    margin: float
    figure: float

    @property
    def is_narrow(self) -> bool:
        """Whether there is no room for words over the totals."""
        return self.figure < _WORDED_FIGURE_PX

    @property
    def width(self) -> float:
        """All of it."""
        return self.left + self.totals + 2 * self.margin


_WORDED_FIGURE_PX = 36.0
_WIDE_GUTTERS = Gutters(left=44.0, totals=130.0, margin=16.0, figure=37.0)
_ROOMY_GUTTERS = Gutters(left=56.0, totals=272.0, margin=24.0, figure=84.0)
_NARROW_GUTTERS = Gutters(left=30.0, totals=88.0, margin=6.0, figure=25.0)
_SHARED_PX, _HIGH_SHARED_PX, _HIGH_FLOORS = 48.0, 62.0, 100
"""Room for the labels "22-23" and "101-105" of floors that share a line, and their bracket."""


@dataclass(frozen=True, slots=True, eq=False)
class SectionLayout:
    """Pixels of a plan; x runs right, y down, from the upper left corner of the content.

    slot_x   float64[s + 1]  edges of the slots
    floor_y  float64[f + 1]  edges of the floors from the lowest floor's bottom up (descending)
    boxes    float32[n, 4]   x, y, width, height of every unit
    fitted_px is the floor height at which the building fits the view.
    """

    plan: SectionPlan
    gutters: Gutters
    floor_px: int
    fitted_px: int
    column_px: float
    tier: Tier
    slot_x: F64
    floor_y: F64
    boxes: F32
    width: float
    height: float

    @property
    def body(self) -> tuple[float, float, float, float]:
        """Left, top, right and bottom of the building without roof and gutters."""
        x, y = self.slot_x, self.floor_y
        return float(x[0]), float(y[-1]), float(x[-1]), float(y[0])

    @property
    def ground_y(self) -> float:
        """The level of the ground: the bottom of floor 1."""
        return float(self.floor_y[self.plan.ground])

    def unit_at(self, x: float, y: float) -> int:
        """The unit, counted from the building's first, that covers a point; -1 for none."""
        slot = int(self.slot_x.searchsorted(x, "right")) - 1
        row = int((self.floor_y[0] - y) // self.floor_px)
        if 0 <= slot < len(self.slot_x) - 1 and 0 <= row < len(self.floor_y) - 1:
            return int(self.plan.grid[row, slot])
        return -1

    def core_boxes(self) -> F64:
        """x, y, width, height of each core, float64[k, 4]."""
        slots = np.flatnonzero(self.plan.kinds == CORE)
        left, right = self.slot_x[slots], self.slot_x[slots + 1]
        top, bottom = self.floor_y[-1], self.floor_y[0]
        full = np.full(len(slots), 1.0)
        return np.stack([left, full * top, right - left, full * (bottom - top)], axis=1)


def lay_out(
    plan: SectionPlan,
    width_px: float,
    height_px: float,
    floor_px: int | None = None,
    *,
    whole: bool = False,
) -> SectionLayout:
    """The layout of a plan for a view; `floor_px` None fits it: height, then width, then scroll.

    `whole` makes cells as small as it takes to have nothing to scroll.
    """
    least = (_WHOLE_FLOOR_PX, _WHOLE_COLUMN_PX) if whole else (LEAST_FLOOR_PX, _LEAST_COLUMN_PX)
    gutters, fitted, floor, column = _scaled(plan, width_px, height_px, floor_px, least)
    widths = _slot_widths(plan, column)
    body_w, body_h = float(widths.sum()), float(floor * len(plan.floors))
    gutters = _roomier(gutters, width_px - body_w)
    content_w = max(width_px, body_w + gutters.width)
    content_h = max(height_px, body_h + TOP_PX + BOTTOM_PX)
    left = gutters.left + (content_w - body_w - gutters.left - gutters.totals) / 2
    top = np.floor(TOP_PX + (content_h - body_h - TOP_PX - BOTTOM_PX) * _SKY_SHARE)
    slot_x = np.floor(left) + np.concatenate([[0.0], np.cumsum(widths)])
    floor_y = top + body_h - floor * np.arange(len(plan.floors) + 1, dtype=np.float64)
    return SectionLayout(
        plan=plan,
        gutters=gutters,
        floor_px=floor,
        fitted_px=fitted,
        column_px=column,
        tier=tier_of(floor),
        slot_x=slot_x,
        floor_y=floor_y,
        boxes=_boxes(plan, slot_x, floor_y, floor),
        width=content_w,
        height=content_h,
    )


def _scaled(
    plan: SectionPlan,
    width_px: float,
    height_px: float,
    floor_px: int | None,
    least: tuple[int, float],
) -> tuple[Gutters, int, int, float]:
    """Gutters, the fitting floor height, and the floor height and column width in force."""
    gutters = _NARROW_GUTTERS if width_px < _NARROW_PX else _WIDE_GUTTERS
    fitted, column = _fit(plan, width_px - gutters.width, height_px, least)
    zoomed = None if floor_px is None else int(np.clip(floor_px, LEAST_FLOOR_PX, MOST_FLOOR_PX))
    if (zoomed or fitted) < LINE_PX:
        shared = _HIGH_SHARED_PX if len(plan.floors) >= _HIGH_FLOORS else _SHARED_PX
        gutters = replace(gutters, left=max(gutters.left, shared))
        fitted, column = _fit(plan, width_px - gutters.width, height_px, least)
    if zoomed is None:
        return gutters, fitted, fitted, column
    return gutters, fitted, zoomed, _zoomed_column(column, zoomed / fitted, zoomed)


def _roomier(gutters: Gutters, room_px: float) -> Gutters:
    """Gutters that take what a building leaves beside it: for the totals' words, then the rest.

    They grow by pixels, so that a building that is zoomed stays where it is under the pointer.
    """
    spare, roomy = max(0.0, float(np.floor(room_px - gutters.width))), _ROOMY_GUTTERS
    most = roomy.totals - gutters.totals
    totals = min(spare, most)
    left = min(spare - totals, max(0.0, roomy.left - gutters.left))
    margin = min((spare - totals - left) / 2, roomy.margin - gutters.margin)
    return Gutters(
        left=gutters.left + left,
        totals=gutters.totals + totals,
        margin=gutters.margin + margin,
        figure=float(np.floor(gutters.figure + (roomy.figure - gutters.figure) * totals / most)),
    )


def _fit(
    plan: SectionPlan, room_w: float, height_px: float, least: tuple[int, float]
) -> tuple[int, float]:
    """Floor height and column width that show the whole building as large as it may be."""
    room_h = height_px - TOP_PX - BOTTOM_PX
    room_w -= _WALL_PX * int((plan.kinds == WALL).sum())
    shares = plan.columns + _CORE_SHARE * int((plan.kinds == CORE).sum())
    widest_fitting = max(room_w / shares, least[1])
    floor = min(room_h / len(plan.floors), widest_fitting / _LEAST_ASPECT)
    tall = min(room_h / len(plan.floors), widest_fitting / _TALL_ASPECT)
    if tall >= _NAMED_PX and widest_fitting >= _TALL_COLUMN_PX:
        floor = tall
    fitted = int(np.clip(floor, least[0], MOST_FLOOR_PX))
    column = min(widest_fitting, _widest(fitted))
    return fitted, max(least[1], float(np.floor(column)))


def _zoomed_column(fitted_px: float, times: float, floor_px: int) -> float:
    """The column width at a zoom: a narrow one widens faster, until it has room for words."""
    grown = fitted_px * max(1.0, times) ** 1.5
    return max(_LEAST_COLUMN_PX, float(np.floor(min(grown, _widest(floor_px)))))


def _widest(floor_px: int) -> float:
    """The width at which a cell still looks like a room and not like a row of a table."""
    return min(max(4.5 * floor_px, _LEAST_NATURAL_PX), 60.0 + 1.6 * floor_px)


def _slot_widths(plan: SectionPlan, column_px: float) -> F64:
    core = np.floor(np.clip(_CORE_SHARE * column_px, _LEAST_CORE_PX, _MOST_CORE_PX))
    wall = 2.0 if column_px < 24 else _WALL_PX
    return np.array([column_px, core, wall])[plan.kinds]


def _boxes(plan: SectionPlan, slot_x: F64, floor_y: F64, floor_px: int) -> F32:
    """Units' rectangles: their slots and floors, less a line for slab and wall."""
    slab = 1.0 if floor_px < 26 else 2.0
    left, right = slot_x[plan.left], slot_x[plan.right]
    top, bottom = floor_y[plan.row + plan.rows], floor_y[plan.row]
    return np.stack([left, top, right - left - slab, bottom - top - slab], axis=1).astype(
        np.float32
    )
