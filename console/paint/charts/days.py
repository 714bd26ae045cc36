"""Paints people under the clock and arrivals a day, by class, and names the classes beside them."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QPainter, QPen

from console.paint import lettering, numbers
from console.paint.charts.layout import AXIS_PX, HEAD_PX, Bins, ChartLayout, even_ends, head_box
from console.paint.class_fills import class_brushes
from console.paint.day_axis import paint_axis, paint_weeks
from console.paint.day_lanes import DayLanes, paint_bars, paint_steps
from console.paint.theme import Theme
from console.state.charts.links import class_link
from console.state.charts.scene import Charts

_UPPER_SHARE = 0.56
_SWATCH_PX = 12
_NAMED_FROM_PX, _COUNTED_FROM_PX = 350, 250
_LEAST_LANE_PX = 12.0


def lay_out(charts: Charts, area: QRectF, theme: Theme, language: str) -> ChartLayout:
    """Two lanes with the same days below one another, each under its head."""
    high = HEAD_PX * theme.metrics.scale
    right = area.right() - _key_width(charts, area.width(), theme, language)
    wide = max(1.0, right - area.left())
    axis = AXIS_PX * theme.metrics.scale
    room = max(2 * _LEAST_LANE_PX, area.height() - 2 * high - axis)
    upper = round(room * _UPPER_SHARE)
    first = head_box(area.left(), area.top(), wide, theme)
    active = QRectF(area.left(), first.bottom(), wide, upper)
    second = head_box(area.left(), active.bottom(), wide, theme)
    arrivals = QRectF(area.left(), second.bottom(), wide, room - upper)
    ends = even_ends(area.left(), area.left() + wide, charts.bins("active"))
    return ChartLayout(
        heads=(("active", first), ("arrivals", second)),
        lanes=(Bins("active", active, ends), Bins("arrivals", arrivals, ends)),
    )


def day_lanes(charts: Charts, layout: ChartLayout, theme: Theme) -> DayLanes:
    """The two lanes as the day strip's painters know them."""
    active, arrivals = layout.bins("active").plot, layout.bins("arrivals").plot
    axis = QRectF(
        arrivals.left(), arrivals.bottom(), arrivals.width(), AXIS_PX * theme.metrics.scale
    )
    whole = active.united(arrivals)
    return DayLanes(whole, active, arrivals, axis, QRectF(), whole.width() / charts.bins("active"))


def paint(
    painter: QPainter, charts: Charts, layout: ChartLayout, theme: Theme, language: str
) -> None:
    """Paint both lanes upon their ground."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    lanes, days = day_lanes(charts, layout, theme), charts.strip.days
    brushes = class_brushes(charts.strip.classes, theme, painter.device().devicePixelRatioF())
    paint_steps(painter, days.active, lanes, brushes, theme.chrome.muted)
    paint_bars(painter, days.arrivals, lanes, brushes, theme)


def paint_ground(
    painter: QPainter, charts: Charts, layout: ChartLayout, theme: Theme, language: str
) -> None:
    """Paint what no filter changes: the weeks and the axis."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    lanes, days = day_lanes(charts, layout, theme), charts.strip.days
    paint_weeks(painter, days, lanes, theme)
    paint_axis(painter, days, lanes, theme, language)


def paint_instant(painter: QPainter, charts: Charts, lanes: DayLanes, theme: Theme) -> None:
    """The line where the instant stands."""
    x = round(lanes.x_of(charts.position)) + 0.5
    painter.setPen(QPen(theme.chrome.ink, 1.5 * theme.metrics.scale))
    painter.drawLine(QPointF(x, lanes.active.top()), QPointF(x, lanes.active.bottom()))
    painter.drawLine(QPointF(x, lanes.arrivals.top()), QPointF(x, lanes.arrivals.bottom()))


def paint_key(painter: QPainter, charts: Charts, area: QRectF, theme: Theme, language: str) -> None:
    """The classes from the top of the stack down, each with its pattern and its people now."""
    wide = _key_width(charts, area.width(), theme, language)
    if not wide:
        return
    metrics, gap = theme.metrics, theme.metrics.gap("near")
    small, bold = metrics.font("small"), metrics.font("small", bold=True, tabular=True)
    side, tall = _SWATCH_PX * metrics.scale, metrics.size("row_dense") - 4 * metrics.scale
    left = area.right() - wide + metrics.gap("step")
    brushes = class_brushes(charts.strip.classes, theme, painter.device().devicePixelRatioF())
    y = area.top() + HEAD_PX * metrics.scale
    for column in reversed(range(len(brushes))):
        row = QRectF(left, y, area.right() - left, tall)
        swatch = QRectF(left, row.center().y() - side / 2, side, side)
        _paint_swatch(painter, swatch, brushes[column], theme)
        count = int(charts.under_clock[column])
        quiet = theme.chrome.ink if count else theme.chrome.muted
        link = class_link(charts, column)
        numbers.line(painter, row, f"{count:,}", bold, quiet, link, side="right")
        if area.width() >= _NAMED_FROM_PX * metrics.scale:
            name = charts.strip.classes[column].label[language]
            room = row.adjusted(side + gap, 0, -lettering.width(f"{count:,}", bold) - gap, 0)
            lettering.line(painter, room, name, small, theme.chrome.muted)
        y += tall


def _paint_swatch(painter: QPainter, box: QRectF, brush: QBrush, theme: Theme) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    painter.fillRect(box.toRect(), brush)
    if not theme.dark:
        painter.setPen(QPen(theme.chrome.muted, 0))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(box.toRect().adjusted(0, 0, -1, -1))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)


def _key_width(charts: Charts, wide: float, theme: Theme, language: str) -> float:
    """How wide the column of classes is; 0 where there is no room for it."""
    metrics, classes = theme.metrics, charts.strip.classes
    if wide < _COUNTED_FROM_PX * metrics.scale:
        return 0.0
    bold = metrics.font("small", bold=True, tabular=True)
    most = int(charts.strip.days.active.max(initial=0))
    taken = _SWATCH_PX * metrics.scale + lettering.width(f"{most:,}", bold) + metrics.gap("step")
    if wide >= _NAMED_FROM_PX * metrics.scale:
        small = metrics.font("small")
        taken += max(lettering.width(one.label[language], small) for one in classes)
        taken += metrics.gap("near")
    return taken + metrics.gap("near")
