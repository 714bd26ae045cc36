"""Which buildings lie inside a band or lasso, found anew at every move of the pointer.

A building lies inside when its middle does. A lasso's answer is kept as it grows: each new corner
flips what lies in the triangle between it, the corner before and the first, which is the even-odd
rule of the whole line at the cost of three comparisons a building.
"""

from __future__ import annotations

import numpy as np

from console.domain.arrays import Bools
from console.state.map.ground import MapGround
from console.state.tools.trace import Point, Tool, Trace
from console.store.columns import F64, I32


class Catch:
    """What a trace catches of a street; give it every trace as it comes."""

    def __init__(self, ground: MapGround) -> None:
        boxes = ground.buildings.boxes.astype(np.float64)
        self._x, self._y = (boxes[:, 0] + boxes[:, 2]) / 2, (boxes[:, 1] + boxes[:, 3]) / 2
        self._points: tuple[Point, ...] = ()
        self._flipped = np.zeros(len(boxes), np.bool_)

    def inside(self, trace: Trace) -> I32:
        """The rows of the buildings inside, ascending."""
        if not trace.is_whole or not trace.points:
            return np.zeros(0, np.int32)
        is_band = trace.tool is Tool.BAND
        found = self._in_box(trace.line) if is_band else self._in_lasso(trace)
        return np.flatnonzero(found).astype(np.int32)

    def _in_box(self, corners: tuple[Point, ...]) -> Bools:
        west, east = sorted((corners[0][0], corners[2][0]))
        south, north = sorted((corners[0][1], corners[2][1]))
        x, y = self._x, self._y
        return np.asarray((x >= west) & (x <= east) & (y >= south) & (y <= north), np.bool_)

    def _in_lasso(self, trace: Trace) -> Bools:
        self._grow(trace.points)
        if trace.tip is None or trace.tip == trace.points[-1] or len(trace.points) < 2:
            return self._flipped
        tip = in_triangle(self._x, self._y, trace.points[0], trace.points[-1], trace.tip)
        return np.asarray(self._flipped ^ tip, np.bool_)

    def _grow(self, points: tuple[Point, ...]) -> None:
        known = len(self._points)
        if points[:known] != self._points:
            self._points, known = (), 0
            self._flipped = np.zeros(len(self._x), np.bool_)
        for number in range(max(known, 2), len(points)):
            flips = in_triangle(self._x, self._y, points[0], points[number - 1], points[number])
            self._flipped = np.asarray(self._flipped ^ flips, np.bool_)
        self._points = points


def in_triangle(x: F64, y: F64, a: Point, b: Point, c: Point) -> Bools:
    """Which points lie in a triangle, by the even-odd rule, so that neighbours share no point."""
    inside = np.zeros(len(x), np.bool_)
    for (x1, y1), (x2, y2) in ((a, b), (b, c), (c, a)):
        beside = np.flatnonzero((y1 > y) != (y2 > y))
        inside[beside] ^= x[beside] < (x2 - x1) * ((y[beside] - y1) / (y2 - y1)) + x1
    return inside
