"""Lanes of days: where each day lies, people under the clock as steps, arrivals as stacked bars."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil, floor

import numpy as np
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen

from console.domain.records import dataclass
from console.paint.arrays import draw_lines, draw_rects
from console.paint.atlas import device_scale
from console.paint.theme import Theme, translucent
from console.store.columns import F64, I32

_KEYLINE_FROM_PX = 5.0
_DIM_ALPHA = 0.62
_STRIP_PX = 90
"""Veils higher than this Qt hands to threads of its own, and waits for them."""


@dataclass(frozen=True, slots=True)
class DayLanes:
    """Where things lie in a strip of a size: two lanes with the same days, the axis below them."""

    chart: QRectF
    active: QRectF
    arrivals: QRectF
    axis: QRectF
    gutter: QRectF
    day_px: float

    def x_of(self, position: float) -> float:
        """Pixels from the left of a position in days."""
        return self.chart.left() + position * self.day_px

    def position_at(self, x_px: float) -> float:
        """The position in days at `x_px`, within the chart."""
        inside = min(max(x_px, self.chart.left()), self.chart.right())
        return (inside - self.chart.left()) / self.day_px


def paint_future(painter: QPainter, position: float, layout: DayLanes, theme: Theme) -> None:
    """Dim the chart to the right of the instant, in whole pixels as the handle stands."""
    veil = translucent(theme.chrome.panel, _DIM_ALPHA)
    left, chart = round(layout.x_of(position)), layout.chart
    wide, bottom = ceil(chart.right()) - left, ceil(chart.bottom())
    most = int(_STRIP_PX / device_scale(painter))
    for top in range(floor(chart.top()) - 1, bottom, most):
        painter.fillRect(left, top, wide, min(most, bottom - top), veil)


def paint_steps(
    painter: QPainter, people: I32, layout: DayLanes, brushes: Sequence[QBrush], line: QColor
) -> int:
    """People int32[days, c] as steps a day, one class upon the other, the top outlined.

    Gives how many the highest step is of.
    """
    lane, totals = layout.active, people.sum(axis=1)
    most = int(totals.max(initial=0))
    if not most:
        return 0
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    scale = lane.height() / most
    _paint_stacks(
        painter, np.multiply(people, scale, dtype=np.float64), lane, layout.day_px, 0.0, brushes
    )
    painter.setPen(QPen(line, 1.0))
    draw_lines(painter, _outline(lane, totals * scale, layout.day_px))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    return most


def _outline(lane: QRectF, heights: F64, day_px: float) -> F64:
    """The lines [2 d + 1, 4] along the tops of heights float64[d] and down to the lane's base."""
    corners = np.empty((2 * len(heights) + 2, 2))
    corners[:, 0] = (lane.left() + np.arange(len(heights) + 1) * day_px).repeat(2)
    corners[1:-1, 1] = (lane.bottom() - heights).repeat(2)
    corners[[0, -1], 1] = lane.bottom()
    return np.concatenate((corners[:-1], corners[1:]), axis=1)


def paint_bars(
    painter: QPainter, counts: I32, layout: DayLanes, brushes: Sequence[QBrush], theme: Theme
) -> int:
    """Counts int32[days, c] as stacked bars, keylined where the ground is light and has room.

    Gives how many the highest bar is of.
    """
    totals = counts.sum(axis=1)
    most = int(totals.max(initial=0))
    if not most:
        return 0
    lane, gap = layout.arrivals, min(2.0, layout.day_px * 0.2)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    scale = lane.height() / most
    _paint_stacks(
        painter, np.multiply(counts, scale, dtype=np.float64), lane, layout.day_px, gap, brushes
    )
    if not theme.dark and layout.day_px >= _KEYLINE_FROM_PX:
        painter.setPen(QPen(theme.chrome.muted, 0))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        high = totals[:, None] * scale
        bars = _boxes(high, high, lane, layout.day_px, gap)
        draw_rects(painter, bars[totals > 0, 0])
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    return most


def _paint_stacks(
    painter: QPainter,
    heights: F64,
    lane: QRectF,
    day_px: float,
    gap_px: float,
    brushes: Sequence[QBrush],
) -> None:
    """Fill heights float64[days, c] upon one another from the lane's base."""
    boxes = _boxes(heights.cumsum(axis=1), heights, lane, day_px, gap_px)
    there = heights > 0
    painter.setPen(Qt.PenStyle.NoPen)
    for column, brush in enumerate(brushes):
        painter.setBrush(brush)
        draw_rects(painter, boxes[there[:, column], column])


def _boxes(tops: F64, heights: F64, lane: QRectF, day_px: float, gap_px: float) -> F64:
    """The boxes float64[days, c, 4] of heights that reach up to `tops` above the lane's base."""
    boxes = np.empty((*heights.shape, 4))
    boxes[..., 0] = (lane.left() + gap_px / 2 + np.arange(len(tops)) * day_px)[:, None]
    boxes[..., 1] = lane.bottom() - tops
    boxes[..., 2] = day_px - gap_px
    boxes[..., 3] = heights
    return boxes
