"""Which rows of shapes lie at a point of the plane: inside an area, or within reach of the rest."""

from __future__ import annotations

import numpy as np

from console.domain.arrays import Bools
from console.state.map.scene import in_sight
from console.store.columns import F32, Shapes


def rows_at(
    shapes: Shapes, x_m: float, y_m: float, reach_m: float, areas: Bools | bool
) -> list[int]:
    """The rows at a point, ascending; `areas` bool[n] are filled, the others are lines or points.

    Costs a pass over the boxes, and a look at the vertices of those that hold the point.
    """
    box = (x_m - reach_m, y_m - reach_m, x_m + reach_m, y_m + reach_m)
    found = []
    for row in in_sight(shapes.boxes, box).tolist():
        filled = areas if isinstance(areas, bool) else bool(areas[row])
        rings = shapes.rings_of(row)
        held = filled and inside(rings, x_m, y_m)
        if held or any(distance_m(ring, x_m, y_m) <= reach_m for ring in rings):
            found.append(row)
    return found


def inside(rings: list[F32], x_m: float, y_m: float) -> bool:
    """Whether a point lies inside rings, by the even-odd rule."""
    crossings = 0
    for ring in rings:
        x, y = ring[:, 0].astype(np.float64), ring[:, 1].astype(np.float64)
        above = y > y_m
        steep = np.flatnonzero(above[:-1] != above[1:])
        along = (y_m - y[steep]) / (y[steep + 1] - y[steep])
        crossings += int((x_m < x[steep] + along * (x[steep + 1] - x[steep])).sum())
    return crossings % 2 == 1


def distance_m(line: F32, x_m: float, y_m: float) -> float:
    """How far a point is from a line of vertices, or from a single one."""
    at = np.array([x_m, y_m])
    ends = line.astype(np.float64) - at
    if len(ends) < 2:
        return float(np.hypot(ends[0, 0], ends[0, 1])) if len(ends) else float("inf")
    start, step = ends[:-1], np.diff(ends, axis=0)
    length2 = np.maximum((step * step).sum(axis=1), 1e-12)
    share = np.clip(-(start * step).sum(axis=1) / length2, 0.0, 1.0)
    nearest = start + share[:, None] * step
    return float(np.sqrt((nearest * nearest).sum(axis=1).min()))
