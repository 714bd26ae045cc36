"""Lanes of days: where each day lies, people under the clock as steps, arrivals as stacked bars."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPainterPath, QPen

from console.paint.theme import Theme
from console.store.columns import F64, I32

_KEYLINE_FROM_PX = 5.0
_DIM_ALPHA = 0.62


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
    """Dim the chart to the right of the instant."""
    veil = QColor(theme.chrome.panel)
    veil.setAlphaF(_DIM_ALPHA)
    left, chart = layout.x_of(position), layout.chart
    painter.fillRect(QRectF(left, chart.top() - 1, chart.right() - left, chart.height() + 1), veil)


def paint_steps(
    painter: QPainter, people: I32, layout: DayLanes, brushes: Sequence[QBrush], line: QColor
) -> None:
    """People int32[days, c] as steps a day, one class upon the other, the top outlined."""
    sums = np.cumsum(people, axis=1)
    most = int(sums[:, -1].max(initial=0)) if sums.size else 0
    if not most:
        return
    tops = layout.active.bottom() - sums / most * layout.active.height()
    painter.setPen(Qt.PenStyle.NoPen)
    for column in reversed(range(people.shape[1])):
        if people[:, column].any():
            painter.setBrush(brushes[column])
            painter.drawPath(_steps(tops[:, column], layout, closed=True))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(line, 1.0))
    painter.drawPath(_steps(tops[:, -1], layout, closed=False))


def _steps(tops: F64, layout: DayLanes, *, closed: bool) -> QPainterPath:
    lane, step = layout.active, layout.day_px
    path = QPainterPath(QPointF(lane.left(), lane.bottom()))
    for row, top in enumerate(tops.tolist()):
        path.lineTo(lane.left() + row * step, top)
        path.lineTo(lane.left() + (row + 1) * step, top)
    path.lineTo(lane.right(), lane.bottom())
    if closed:
        path.closeSubpath()
    return path


def paint_bars(
    painter: QPainter, counts: I32, layout: DayLanes, brushes: Sequence[QBrush], theme: Theme
) -> None:
    """Counts int32[days, c] as stacked bars, keylined where the ground is light and has room."""
    most = int(counts.sum(axis=1).max(initial=0))
    if not most:
        return
    lane, gap = layout.arrivals, min(2.0, layout.day_px * 0.2)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    scale = lane.height() / most
    floor = np.zeros(len(counts))
    for column, brush in enumerate(brushes):
        of_class = counts[:, column]
        for row in np.flatnonzero(of_class).tolist():
            height = float(of_class[row]) * scale
            left, bottom = layout.x_of(row) + gap / 2, lane.bottom() - float(floor[row])
            painter.fillRect(QRectF(left, bottom - height, layout.day_px - gap, height), brush)
        floor += of_class * scale
    if not theme.dark and layout.day_px >= _KEYLINE_FROM_PX:
        painter.setPen(QPen(theme.chrome.muted, 0))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for row in np.flatnonzero(floor).tolist():
            height = float(floor[row])
            left = layout.x_of(row) + gap / 2
            painter.drawRect(QRectF(left, lane.bottom() - height, layout.day_px - gap, height))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
