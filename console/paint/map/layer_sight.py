"""What of a layer lies in a viewport: which rows are drawn as shapes, which as points."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from PySide6.QtCore import QPointF, QRectF

from console.foreign.flat import Kind
from console.state.map.scene import in_sight
from console.state.map.shapes import ranges
from console.state.map.viewport import Viewport, grown
from console.store.columns import F64, I32, U8, Shapes

_EDGE_PX = 10
"""Beyond a viewport's edge things are drawn whose outlines or dots reach into it."""
_SMALL_PX = 2.0
_ROWS_A_STEP = 12_000


class LayerInSight:
    """What of a layer is in sight, found some thousand rows at a time; kinds uint8[n] of Kind.

    dots    pixels float64[k, 2] of points, and of rows smaller than a pixel or two
    drawn   int32[m] rows to be drawn as shapes
    """

    def __init__(self, kinds: U8, shapes: Shapes, viewport: Viewport) -> None:
        self._kinds, self._shapes, self._viewport = kinds, shapes, viewport
        self.dots: list[F64] = []
        self.drawn: list[I32] = [np.zeros(0, np.int32)]
        self.count = 0
        self._low, self._high = np.full(2, np.inf), np.full(2, -np.inf)

    def look(self) -> Iterator[None]:
        """Go through all the rows."""
        box = grown(self._viewport.box, _EDGE_PX * self._viewport.metres_per_px)
        for start in range(0, len(self._shapes), _ROWS_A_STEP):
            boxes = self._shapes.boxes[start : start + _ROWS_A_STEP]
            seen = in_sight(boxes, box)
            if len(seen):
                self._take(seen + np.int32(start), boxes[seen].astype(np.float64))
            yield

    def place(self) -> QRectF:
        """The whole pixels that the rows cover, within the viewport and a little beyond."""
        if not np.isfinite(self._low).all():
            return QRectF()
        box = (*self._low.tolist(), *self._high.tolist())
        left, top, right, bottom = self._viewport.box_px(box)
        room = QRectF(0, 0, self._viewport.width_px, self._viewport.height_px)
        covered = QRectF(QPointF(left, top), QPointF(right, bottom))
        around = covered.adjusted(-_EDGE_PX, -_EDGE_PX, _EDGE_PX, _EDGE_PX)
        wide = room.adjusted(-_EDGE_PX, -_EDGE_PX, _EDGE_PX, _EDGE_PX)
        return QRectF(around.intersected(wide).toAlignedRect())

    def _take(self, rows: I32, boxes: F64) -> None:
        self._low = np.minimum(self._low, boxes[:, :2].min(axis=0))
        self._high = np.maximum(self._high, boxes[:, 2:].max(axis=0))
        size = np.maximum(boxes[:, 2] - boxes[:, 0], boxes[:, 3] - boxes[:, 1])
        is_point = self._kinds[rows] == Kind.POINT
        small = ~is_point & (size / self._viewport.metres_per_px < _SMALL_PX)
        shapes, of_points = self._shapes, rows[is_point]
        pieces = ranges(shapes.first[of_points], shapes.first[of_points + 1])
        middles = (boxes[small, :2] + boxes[small, 2:]) / 2
        corners = shapes.xy[shapes.rings[pieces]].astype(np.float64).reshape(-1, 2)
        dots = np.concatenate((corners, middles))
        if len(dots):
            self.dots.append(self._viewport.pixels(dots))
            self.count += len(dots)
        self.drawn.append(rows[~is_point & ~small])
