"""Walking a section by keys: along a floor, to the floors above and below, to the ends."""

from __future__ import annotations

from typing import Literal

import numpy as np

from console.state.section_plan import SectionPlan

Way = Literal["left", "right", "up", "down", "first", "last", "top", "bottom"]


def start_of(plan: SectionPlan) -> int:
    """Where walking begins: the leftmost unit of the lowest floor above ground that has any."""
    for row in (*range(plan.ground, len(plan.floors)), *range(plan.ground)):
        units = plan.grid[row][plan.grid[row] >= 0]
        if len(units):
            return int(units[0])
    return -1


def walk(plan: SectionPlan, unit: int, way: Way) -> int:
    """The unit reached from `unit`, `unit` itself at the end of the way; -1 starts anew."""
    if unit < 0:
        return start_of(plan)
    if way in ("left", "right", "first", "last"):
        return _along(plan, unit, way)
    return _across(plan, unit, way)


def _along(plan: SectionPlan, unit: int, way: Way) -> int:
    row = plan.grid[int(plan.row[unit])]
    if way in ("first", "last"):
        there = row[row >= 0]
        return int(there[0 if way == "first" else -1])
    side = row[int(plan.right[unit]) :] if way == "right" else row[: int(plan.left[unit])][::-1]
    found = side[side >= 0]
    return int(found[0]) if len(found) else unit


def _across(plan: SectionPlan, unit: int, way: Way) -> int:
    """The unit over or under the middle of this one; floors and places without any are passed."""
    low, high = int(plan.row[unit]), int(plan.row[unit] + plan.rows[unit])
    floors = len(plan.floors)
    rows = {
        "up": range(high, floors),
        "down": range(low - 1, -1, -1),
        "top": range(floors - 1, high - 1, -1),
        "bottom": range(low),
    }[way]
    middle = (int(plan.left[unit]) + int(plan.right[unit]) - 1) / 2
    for row in rows:
        slots = np.flatnonzero(plan.grid[row] >= 0)
        if len(slots):
            return int(plan.grid[row, slots[np.argmin(np.abs(slots - middle))]])
    return unit
