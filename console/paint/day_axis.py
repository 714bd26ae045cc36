"""The axis under lanes of days: months by name, and as many days as have room."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter, QPen

from console.domain.instants import day_date
from console.domain.records import dataclass
from console.domain.spoken import weekday
from console.domain.words import say
from console.paint import lettering
from console.paint.arrays import draw_lines
from console.paint.day_lanes import DayLanes
from console.paint.theme import Theme, laid_over, translucent
from console.store.query_days import DayCounts

_FAINT_ALPHA = 0.45
_MONTH_PX, _DAY_PX = 90, 52
"""Room that a month's name, or each day's, asks for."""


@dataclass(frozen=True, slots=True)
class AxisLabel:
    """A text on the axis: a month's name or a day."""

    box: QRectF
    text: str
    is_month: bool


def axis_labels(days: DayCounts, layout: DayLanes, theme: Theme, language: str) -> list[AxisLabel]:
    """Month names first, then as many days as leave a gap between their labels."""
    fonts = {
        True: theme.metrics.font("small", bold=True),
        False: theme.metrics.font("small", tabular=True),
    }
    gap = theme.metrics.gap("near")
    placed: list[AxisLabel] = []
    for text, row, is_month in _labels(days, layout.day_px, language, theme):
        wide = lettering.width(text, fonts[is_month]) + 2
        left = layout.x_of(row) if is_month else layout.x_of(row + 0.5) - wide / 2
        box = QRectF(left, layout.axis.top() + 2, wide, layout.axis.height() - 2)
        inside = layout.axis.left() - 2 <= left and box.right() <= layout.axis.right() + 2
        wider = box.adjusted(-gap, 0, gap, 0)
        if inside and not any(wider.intersects(one.box) for one in placed):
            placed.append(AxisLabel(box, text, is_month))
    return placed


def paint_axis(
    painter: QPainter, days: DayCounts, layout: DayLanes, theme: Theme, language: str
) -> None:
    """Paint the labels that have room."""
    bold, plain = theme.metrics.font("small", bold=True), theme.metrics.font("small", tabular=True)
    for label in axis_labels(days, layout, theme, language):
        font = bold if label.is_month else plain
        colour = theme.chrome.ink if label.is_month else theme.chrome.muted
        lettering.line(painter, label.box, label.text, font, colour)


def _labels(
    days: DayCounts, day_px: float, language: str, theme: Theme
) -> list[tuple[str, int, bool]]:
    """Candidates by importance: (text, row, whether it names a month)."""
    scale = theme.metrics.scale
    starts = [row for row in range(len(days)) if day_date(days.first + row).day == 1]
    if not starts or starts[0] * day_px >= _MONTH_PX * scale:
        starts.insert(0, 0)
    labels = [_month(days, row, language, first=row == starts[0]) for row in starts]
    for row in range(len(days)):
        day = day_date(days.first + row)
        if day_px >= _DAY_PX * scale:
            labels.append((f"{day:%m-%d} {weekday(day, language)}", row, False))
        elif day.weekday() == 0:
            labels.append((f"{day:%m-%d}", row, False))
    return labels


def _month(days: DayCounts, row: int, language: str, *, first: bool) -> tuple[str, int, bool]:
    """A month's name, with its year where it is the first or a January."""
    day = day_date(days.first + row)
    name = "days.year_month" if first or day.month == 1 else "days.month"
    return say(name, language, year=day.year, month=day.month), row, True


def paint_weeks(painter: QPainter, days: DayCounts, layout: DayLanes, theme: Theme) -> None:
    """Hairlines on the panel's ground: the base of each lane, and one at the start of every week.

    Their faint colour is opaque: Qt hands translucent lines to threads of its own, and waits.
    """
    faint = laid_over(theme.chrome.panel, translucent(theme.chrome.line, _FAINT_ALPHA))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    painter.setPen(QPen(faint, 0))
    monday = -day_date(days.first).weekday() % 7
    x = np.round(layout.chart.left() + np.arange(monday, len(days), 7) * layout.day_px) + 0.5
    ends = np.full(len(x), layout.chart.top()), np.full(len(x), layout.chart.bottom() + 4)
    draw_lines(painter, np.stack([x, ends[0], x, ends[1]], axis=1))
    painter.setPen(QPen(theme.chrome.line, 0))
    for lane in (layout.active, layout.arrivals):
        y = round(lane.bottom()) + 0.5
        painter.drawLine(QPointF(lane.left(), y), QPointF(lane.right(), y))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
