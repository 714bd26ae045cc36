"""Which cells of a section a block covers, and what it asks of the filter."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from console.domain.conditions import Condition, Operator
from console.store.columns import F32, F64, Street

SOURCE = "section"
"""The name under which a block asks."""


def units_in(boxes: F32 | F64, edges: tuple[float, float, float, float]) -> list[int]:
    """Units whose boxes [n, 4] (x, y, width, height) meet an area (left, top, right, bottom)."""
    left, top, right, bottom = edges
    x, y, wide, high = boxes.T
    meets = (x < right) & (x + wide > left) & (y < bottom) & (y + high > top)
    return [int(unit) for unit in np.flatnonzero(meets)]


def block_conditions(street: Street, rows: Sequence[int]) -> tuple[Condition, ...]:
    """The condition that keeps the units in `rows`; none for no rows."""
    if not rows:
        return ()
    ids = tuple(street.units.id.text(row) for row in rows)
    return (Condition(f"unit={','.join(ids)}", "unit", Operator.IS, ids),)
