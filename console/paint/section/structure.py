"""The building itself: ground, slabs, walls, stair and lift cores, roof; nothing else."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from console.domain.arrays import Bools
from console.domain.records import dataclass
from console.paint.arrays import draw_lines, draw_rects
from console.paint.theme import Theme
from console.state.section.layout import SectionLayout, Tier
from console.state.section.plan import COLUMN, CORE
from console.store.columns import F64

ROOF_PX, LIFT_HOUSE_PX = 6.0, 16.0
_OUTER_WALL_PX = 3.0
_LIFT_LEAST_CORE_PX = 20.0
_GROUND_PX = 3.0
_STEPS_A_FLIGHT = 4
_LEAST_STAIRS_PX, _LEAST_STEPS_PX = 9, 15


def paint_structure(painter: QPainter, layout: SectionLayout, theme: Theme) -> None:
    """Everything of a building that is not a unit, below its cells."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    painter.setPen(Qt.PenStyle.NoPen)
    _paint_body(painter, layout, theme)
    _paint_roof(painter, layout, theme)
    _paint_walls(painter, layout, theme)
    _paint_cores(painter, layout, theme)
    painter.restore()


def paint_ground(painter: QPainter, layout: SectionLayout, theme: Theme) -> None:
    """The ground line, the heaviest on the page, over the cells."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    left, right = layout.gutters.margin, layout.width - layout.gutters.margin
    line = QRectF(left, layout.ground_y - 1, right - left, _GROUND_PX)
    painter.fillRect(line, theme.section.ground_line)


def _paint_body(painter: QPainter, layout: SectionLayout, theme: Theme) -> None:
    left, top, right, bottom = layout.body
    whole = QRectF(left, top, right - left, bottom - top)
    outer = whole.adjusted(-_OUTER_WALL_PX, -1, _OUTER_WALL_PX - 1, 0)
    painter.fillRect(outer, theme.section.slab)
    if layout.plan.ground:
        below = QRectF(outer.left(), layout.ground_y, outer.width(), bottom - layout.ground_y + 2)
        painter.fillRect(below, theme.section.slab)


def _paint_roof(painter: QPainter, layout: SectionLayout, theme: Theme) -> None:
    left, top, right, _ = layout.body
    cap = QRectF(left - 6, top - ROOF_PX - 1, right - left + 11, ROOF_PX)
    painter.fillRect(cap, theme.section.roof)
    if not layout.plan.has_lift:
        return
    for x, _, width, _ in layout.core_boxes().tolist():
        side = max(4.0, round(width * 0.16))
        house = QRectF(x - side, cap.top() - LIFT_HOUSE_PX, width + 2 * side, LIFT_HOUSE_PX)
        painter.fillRect(house, theme.section.roof)


def _paint_walls(painter: QPainter, layout: SectionLayout, theme: Theme) -> None:
    """Cells of the grid that no unit covers: solid, quiet wall."""
    empty = (layout.plan.grid < 0) & (layout.plan.kinds == COLUMN)[None, :]
    row, slot = np.nonzero(empty)
    if not len(row):
        return
    slab = 1.0 if layout.floor_px < 26 else 2.0
    left, right = layout.slot_x[slot], layout.slot_x[slot + 1]
    top, bottom = layout.floor_y[row + 1], layout.floor_y[row]
    boxes = np.stack([left, top, right - left, bottom - top - slab], axis=1)
    buried = row < layout.plan.ground
    for colour, which in ((theme.section.wall, ~buried), (theme.section.basement, buried)):
        painter.setBrush(colour)
        draw_rects(painter, boxes[which])


def _paint_cores(painter: QPainter, layout: SectionLayout, theme: Theme) -> None:
    """Stairs, and lifts where they are, on the floors that no unit takes over."""
    wells = _wells(layout)
    lifts = wells.only(wells.lift > 0)
    painter.setPen(Qt.PenStyle.NoPen)
    for colour, boxes in (
        (theme.section.core, _side_by_side(wells.left, wells.top, wells.stairs, wells.high)),
        (theme.section.lift, _side_by_side(lifts.shaft, lifts.top, lifts.lift, lifts.high)),
    ):
        painter.setBrush(colour)
        draw_rects(painter, boxes)
    painter.setPen(QPen(theme.section.core_line, 1))
    draw_lines(painter, _lift_doors(layout, lifts))
    if layout.tier > Tier.MARK or layout.floor_px >= _LEAST_STAIRS_PX:
        stepped = (wells.stairs >= _LEAST_STEPS_PX) & (layout.tier >= Tier.RING)
        draw_lines(painter, _flights(wells.only(stepped), _STEPS_A_FLIGHT))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        draw_lines(painter, _flights(wells.only(~stepped), 0))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)


@dataclass(frozen=True, slots=True, eq=False)
class _Wells:
    """The cores floor by floor: left edge, top, bottom, widths of stairs and lift, float64[n] each.

    The lift stands at the right of the stairs; its width is 0 where there is none.
    """

    left: F64
    top: F64
    bottom: F64
    stairs: F64
    lift: F64

    @property
    def high(self) -> F64:
        """The height of a floor."""
        return self.bottom - self.top

    @property
    def shaft(self) -> F64:
        """The left edge of the lift."""
        return self.left + self.stairs

    def only(self, which: Bools) -> _Wells:
        """Some of them, bool[n]."""
        parts = (self.left, self.top, self.bottom, self.stairs, self.lift)
        return _Wells(*(part[which] for part in parts))


def _wells(layout: SectionLayout) -> _Wells:
    """Every core on every floor that no unit takes over."""
    slots = np.flatnonzero(layout.plan.kinds == CORE)
    floor, core = np.nonzero(layout.plan.grid[:, slots] < 0)
    slab = 1.0 if layout.floor_px < 26 else 2.0
    left = layout.slot_x[slots].astype(np.float64)
    width = layout.slot_x[slots + 1] - left
    has_lift = layout.plan.has_lift & (width >= _LIFT_LEAST_CORE_PX)
    stairs = np.where(has_lift, np.floor((width - slab) * 0.58), width - slab)
    lift = width - slab - stairs
    y = layout.floor_y.astype(np.float64)
    return _Wells(left[core], y[1:][floor], y[:-1][floor], stairs[core], lift[core])


def _side_by_side(*columns: F64) -> F64:
    """Columns float64[n] as rows of as many numbers."""
    rows = np.empty((len(columns[0]), len(columns)))
    for number, column in enumerate(columns):
        rows[:, number] = column
    return rows


def _flights(wells: _Wells, steps: int) -> F64:
    """Two flights a floor, up to the right and back to the left: in steps, or sloped with none."""
    start = wells.left + 2.5
    end = wells.left + np.maximum(4.0, wells.stairs - 2.5)
    middle = (wells.bottom + wells.top) / 2
    lines = []
    for y1, y2, x1, x2 in ((wells.bottom, middle, start, end), (middle, wells.top, end, start)):
        if not steps:
            lines.append(_side_by_side(x1, y1, x2, y2))
        for step in range(steps):
            at, to = step / steps, (step + 1) / steps
            left, right = x1 + (x2 - x1) * at, x1 + (x2 - x1) * to
            lower, upper = y1 + (y2 - y1) * at, y1 + (y2 - y1) * to
            lines.append(_side_by_side(left, lower, left, upper))
            lines.append(_side_by_side(left, upper, right, upper))
    return np.concatenate(lines)


def _lift_doors(layout: SectionLayout, lifts: _Wells) -> F64:
    """A door line in the middle of the shaft on every floor, and the shaft's edge."""
    middle = np.floor(lifts.shaft + lifts.lift / 2)
    inset = max(2.0, layout.floor_px * 0.22)
    doors = _side_by_side(middle, lifts.top + inset, middle, lifts.bottom - 2)
    return np.concatenate([doors, _side_by_side(lifts.shaft, lifts.top, lifts.shaft, lifts.bottom)])
