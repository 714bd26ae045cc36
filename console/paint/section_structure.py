"""The building itself: ground, slabs, walls, stair and lift cores, roof; nothing else."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from console.paint.arrays import draw_lines, draw_rects
from console.paint.theme import Theme
from console.state.section_layout import MARGIN_PX, SectionLayout, Tier
from console.state.section_plan import COLUMN
from console.store.columns import F64

ROOF_PX, LIFT_HOUSE_PX = 6.0, 16.0
_OUTER_WALL_PX = 3.0
_LIFT_LEAST_CORE_PX = 20.0
_GROUND_PX = 3.0
_STEPS_A_FLIGHT = 4


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
    left, right = MARGIN_PX, layout.width - MARGIN_PX
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
    cores = layout.core_boxes()
    if not len(cores):
        return
    slab = 1.0 if layout.floor_px < 26 else 2.0
    shown = cores - np.array([0.0, 0.0, slab, 0.0])
    painter.setBrush(theme.section.core)
    draw_rects(painter, shown)
    lift = layout.plan.has_lift and float(cores[0, 2]) >= _LIFT_LEAST_CORE_PX
    stairs = shown.copy()
    if lift:
        stairs[:, 2] = np.floor(shown[:, 2] * 0.58)
        shaft = shown.copy()
        shaft[:, 0] += stairs[:, 2]
        shaft[:, 2] -= stairs[:, 2]
        painter.setBrush(theme.section.lift)
        draw_rects(painter, shaft)
        painter.setPen(QPen(theme.section.core_line, 1))
        draw_lines(painter, _lift_doors(layout, shaft))
    if layout.tier > Tier.MARK or layout.floor_px >= 9:
        stepped = _stepped(layout, float(stairs[0, 2]))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, not stepped)
        painter.setPen(QPen(theme.section.core_line, 1))
        draw_lines(painter, _flights(layout, stairs))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)


def _flights(layout: SectionLayout, stairs: F64) -> F64:
    """Two flights a floor: up to the right, and back to the left; steps where there is room."""
    low, high = layout.floor_y[:-1], layout.floor_y[1:]
    middle = (low + high) / 2
    lines = []
    for x, _, width, _ in stairs.tolist():
        start, end = x + 2.5, x + max(4.0, width - 2.5)
        for y1, y2, x1, x2 in ((low, middle, start, end), (middle, high, end, start)):
            lines.append(_flight(layout, y1, y2, x1, x2))
    return np.concatenate(lines)


def _stepped(layout: SectionLayout, width_px: float) -> bool:
    """Whether stairs of a width have room for steps instead of a slope."""
    return layout.tier >= Tier.RING and width_px >= 15


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


def _lift_doors(layout: SectionLayout, shafts: F64) -> F64:
    """A door line in the middle of the shaft on every floor, and the shaft's edge."""
    low, high = layout.floor_y[:-1], layout.floor_y[1:]
    one = np.ones_like(low)
    lines = []
    for x, y, width, height in shafts.tolist():
        middle = np.floor(x + width / 2)
        inset = max(2.0, layout.floor_px * 0.22)
        lines.append(np.stack([one * middle, high + inset, one * middle, low - 2], axis=1))
        lines.append(np.array([[x, y, x, y + height]]))
    return np.concatenate(lines)
