"""Walking a section by keys: along a floor, to the floors above and below, to the ends."""

from __future__ import annotations

from typing import Literal, NamedTuple

import numpy as np

from console.state.section.plan import SectionPlan
from console.store.columns import I32

Way = Literal["left", "right", "up", "down", "first", "last", "top", "bottom"]


class Stand(NamedTuple):
    """A unit and the floor index on which one stands in it: a duplex is passed on either floor."""

    unit: int
    row: int


NOWHERE = Stand(-1, -1)


def start_of(plan: SectionPlan) -> Stand:
    """Where walking begins: the leftmost unit of the lowest floor above ground that has any."""
    for row in (*range(plan.ground, len(plan.floors)), *range(plan.ground)):
        there = _units_on(plan, row)
        if len(there):
            return Stand(int(there[0]), row)
    return NOWHERE


def stand_in(plan: SectionPlan, unit: int) -> Stand:
    """Standing on the lowest floor of a unit."""
    return NOWHERE if unit < 0 else Stand(unit, int(plan.row[unit]))


def walk(plan: SectionPlan, at: Stand, way: Way) -> Stand:
    """Where a key leads from `at`; the last stay, NOWHERE starts anew.

    Right of a floor's last unit comes the first of the next floor, so that every unit is reached.
    """
    if at.unit < 0:
        return start_of(plan)
    if way in ("first", "last"):
        return Stand(int(_units_on(plan, at.row)[0 if way == "first" else -1]), at.row)
    return _along(plan, at, way) if way in ("left", "right") else _across(plan, at, way)


def _units_on(plan: SectionPlan, row: int) -> I32:
    units: I32 = plan.grid[row][plan.grid[row] >= 0]
    return units


def _along(plan: SectionPlan, at: Stand, way: Way) -> Stand:
    row = plan.grid[at.row]
    rightwards = way == "right"
    side = row[plan.right[at.unit] :] if rightwards else row[: plan.left[at.unit]][::-1]
    found = side[side >= 0]
    if len(found):
        return Stand(int(found[0]), at.row)
    rows = range(at.row + 1, len(plan.floors)) if rightwards else range(at.row - 1, -1, -1)
    for following in rows:
        there = _units_on(plan, following)
        if len(there):
            return Stand(int(there[0 if rightwards else -1]), following)
    return at


def _across(plan: SectionPlan, at: Stand, way: Way) -> Stand:
    """The unit over or under the middle of this one; floors and places without any are passed."""
    low = int(plan.row[at.unit])
    high, floors = low + int(plan.rows[at.unit]), len(plan.floors)
    rows = {
        "up": range(high, floors),
        "down": range(low - 1, -1, -1),
        "top": range(floors - 1, high - 1, -1),
        "bottom": range(low),
    }[way]
    middle = (int(plan.left[at.unit]) + int(plan.right[at.unit]) - 1) / 2
    for row in rows:
        slots = np.flatnonzero(plan.grid[row] >= 0)
        if len(slots):
            nearest = slots[np.argmin(np.abs(slots - middle))]
            return Stand(int(plan.grid[row, nearest]), row)
    return at
