"""Outlines cut to a box: for formats that know no clipping, such as SVG."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainterPath

from console.domain.arrays import Bools
from console.paint.map.paths import ShapePaths
from console.state.map.viewport import Box
from console.store.columns import F32, F64, Shapes


class ClippedPaths(ShapePaths):
    """The paths of a Shapes as far as they lie in `box`; `area` bool[n] tells areas from lines."""

    def __init__(self, shapes: Shapes, area: Bools, box: Box, tolerance_m: float = 0.0) -> None:
        super().__init__(shapes, tolerance_m)
        self._box = box
        self._area = area

    def areas_of(self, rows: Sequence[int]) -> list[QPainterPath]:
        """The paths as they were cut: what lies in several parts may have lost some."""
        return self.all_of(rows)

    def _made(self, rows: list[int]) -> Iterator[QPainterPath]:
        for row, path in zip(rows, super()._made(rows), strict=True):
            yield self._cut(row, path)

    def _cut(self, row: int, path: QPainterPath) -> QPainterPath:
        west, south, east, north = self._shapes.boxes[row].tolist()
        box = self._box
        if west >= box[0] and south >= box[1] and east <= box[2] and north <= box[3]:
            return path
        if self._area[row]:
            frame = QPainterPath()
            frame.addRect(QRectF(QPointF(box[0], box[1]), QPointF(box[2], box[3])))
            return path.intersected(frame)
        pieces = QPainterPath()
        for line in self._shapes.rings_of(row):
            _add_inside(pieces, line, box)
        return pieces


def _add_inside(path: QPainterPath, line: F32, box: Box) -> None:
    """Add the pieces of a line float32[k, 2] that lie in the box."""
    start, end = line[:-1].astype(np.float64), line[1:].astype(np.float64)
    enter, leave = _shares(start, end - start, box)
    here = None
    for index in np.flatnonzero(enter < leave).tolist():
        step = end[index] - start[index]
        first = start[index] + enter[index] * step
        last = start[index] + leave[index] * step
        if here is None or not np.allclose(here, first):
            path.moveTo(*first.tolist())
        path.lineTo(*last.tolist())
        here = last


def _shares(start: F64, step: F64, box: Box) -> tuple[F64, F64]:
    """Where along each segment it enters and leaves the box, 0 to 1 (Liang and Barsky 1984)."""
    enter, leave = np.zeros(len(start)), np.ones(len(start))
    for axis, low, high in ((0, box[0], box[2]), (1, box[1], box[3])):
        along, at = step[:, axis], start[:, axis]
        still = along == 0
        safe = np.where(still, 1.0, along)
        one, other = (low - at) / safe, (high - at) / safe
        inside = (at >= low) & (at <= high)
        near = np.where(still, np.where(inside, 0.0, 1.0), np.minimum(one, other))
        far = np.where(still, np.where(inside, 1.0, 0.0), np.maximum(one, other))
        enter, leave = np.maximum(enter, near), np.minimum(leave, far)
    return enter, leave
