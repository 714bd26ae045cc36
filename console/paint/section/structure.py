"""The building itself: ground, slabs, walls, stair and lift cores, roof; nothing else."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPen

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

Floors = npt.NDArray[np.bool_]


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
    for slot in np.flatnonzero(layout.plan.kinds == CORE).tolist():
        free = layout.plan.grid[:, slot] < 0
        if free.any():
            _paint_core(painter, layout, theme, slot, free)


def _paint_core(
    painter: QPainter, layout: SectionLayout, theme: Theme, slot: int, free: Floors
) -> None:
    """Stairs, and a lift where there is one, on the floors that no unit takes over."""
    slab = 1.0 if layout.floor_px < 26 else 2.0
    low, high = layout.floor_y[:-1][free], layout.floor_y[1:][free]
    left = float(layout.slot_x[slot])
    width = float(layout.slot_x[slot + 1]) - left - slab
    lift = layout.plan.has_lift and width + slab >= _LIFT_LEAST_CORE_PX
    stairs = np.floor(width * 0.58) if lift else width
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.section.core)
    draw_rects(painter, _stack(left, high, stairs, low - high))
    if lift:
        shaft = left + stairs
        painter.setBrush(theme.section.lift)
        draw_rects(painter, _stack(shaft, high, width - stairs, low - high))
        painter.setPen(QPen(theme.section.core_line, 1))
        draw_lines(painter, _lift_doors(layout, shaft, width - stairs, low, high))
    if layout.tier > Tier.MARK or layout.floor_px >= _LEAST_STAIRS_PX:
        stepped = _stepped(layout, stairs)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, not stepped)
        painter.setPen(QPen(theme.section.core_line, 1))
        draw_lines(painter, _flights(layout, left, stairs, low, high))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)


def _stack(left: float, top: F64, width: float, height: F64) -> F64:
    one = np.ones_like(top)
    return np.stack([one * left, top, one * width, height], axis=1)


def _flights(layout: SectionLayout, left: float, width: float, low: F64, high: F64) -> F64:
    """Two flights a floor: up to the right, and back to the left; steps where there is room."""
    middle = (low + high) / 2
    start, end = left + 2.5, left + max(4.0, width - 2.5)
    ways = ((low, middle, start, end), (middle, high, end, start))
    return np.concatenate([_flight(layout, *way) for way in ways])


def _stepped(layout: SectionLayout, width_px: float) -> bool:
    """Whether stairs of a width have room for steps instead of a slope."""
    return layout.tier >= Tier.RING and width_px >= _LEAST_STEPS_PX


def _flight(layout: SectionLayout, y1: F64, y2: F64, x1: float, x2: float) -> F64:
    one = np.ones_like(y1)
    if not _stepped(layout, abs(x2 - x1) + 5.0):
        return np.stack([one * x1, y1, one * x2, y2], axis=1)
    steps = []
    for step in range(_STEPS_A_FLIGHT):
        at, to = step / _STEPS_A_FLIGHT, (step + 1) / _STEPS_A_FLIGHT
        left, right = x1 + (x2 - x1) * at, x1 + (x2 - x1) * to
        lower, upper = y1 + (y2 - y1) * at, y1 + (y2 - y1) * to
        steps.append(np.stack([one * left, lower, one * left, upper], axis=1))
        steps.append(np.stack([one * left, upper, one * right, upper], axis=1))
    return np.concatenate(steps)


def _lift_doors(layout: SectionLayout, left: float, width: float, low: F64, high: F64) -> F64:
    """A door line in the middle of the shaft on every floor, and the shaft's edge."""
    one = np.ones_like(low)
    middle = np.floor(left + width / 2)
    inset = max(2.0, layout.floor_px * 0.22)
    doors = np.stack([one * middle, high + inset, one * middle, low - 2], axis=1)
    edge = np.stack([one * left, high, one * left, low], axis=1)
    return np.concatenate([doors, edge])
