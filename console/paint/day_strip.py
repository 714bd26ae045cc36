"""Paints the day strip: people under the clock and arrivals a day, the axis, and the instant."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPolygonF

from console.domain.instants import day_date
from console.domain.spoken import instant, weekday
from console.domain.words import say
from console.paint import lettering
from console.paint.theme import Theme
from console.state.days_model import DayScene
from console.store.columns import I32

GUTTER_PX, HEAD_PX, AXIS_PX = 164, 32, 22
_KEYLINE_FROM_PX = 5.0
_DIM_ALPHA = 0.62
_MONTH_PX, _DAY_PX = 90, 52
"""Room that a month's name, or each day's, asks for."""


@dataclass(frozen=True, slots=True)
class StripLayout:
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


def lay_out(scene: DayScene, width_px: float, height_px: float, theme: Theme) -> StripLayout:
    """The layout of `scene` in a strip of that size, at the theme's scale."""
    scale, pad = theme.metrics.scale, theme.metrics.gap("panel")
    left, top = pad + GUTTER_PX * scale, HEAD_PX * scale
    chart = QRectF(left, top, max(1.0, width_px - left - pad), 0.0)
    room = max(24.0, height_px - top - AXIS_PX * scale - theme.metrics.gap("tight"))
    chart.setHeight(room)
    gap = theme.metrics.gap("near")
    upper = (room - gap) * 0.56
    active = QRectF(chart.left(), chart.top(), chart.width(), upper)
    arrivals = QRectF(chart.left(), active.bottom() + gap, chart.width(), room - gap - upper)
    axis = QRectF(chart.left(), chart.bottom(), chart.width(), AXIS_PX * scale)
    gutter = QRectF(pad, chart.top(), GUTTER_PX * scale - pad, room)
    return StripLayout(chart, active, arrivals, axis, gutter, chart.width() / len(scene.days))


def paint_days(
    painter: QPainter, scene: DayScene, layout: StripLayout, theme: Theme, language: str
) -> None:
    """Paint everything that does not depend on the instant shown."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    _paint_weeks(painter, scene, layout, theme)
    if not scene.days.arrivals.any():
        font = theme.metrics.font("body")
        text = say("days.none_kept" if scene.is_filtered else "days.none", language)
        box = layout.active.adjusted(theme.metrics.gap("near"), 0, 0, 0)
        lettering.line(painter, box, text, font, theme.chrome.muted)
    _paint_active(painter, scene.days.active.sum(axis=1), layout, theme)
    _paint_arrivals(painter, scene, layout, theme)
    _paint_gutter(painter, scene, layout, theme, language)
    _paint_axis(painter, scene, layout, theme, language)


def paint_future(painter: QPainter, position: float, layout: StripLayout, theme: Theme) -> None:
    """Dim the chart to the right of the instant."""
    veil = QColor(theme.chrome.panel)
    veil.setAlphaF(_DIM_ALPHA)
    left = layout.x_of(position)
    painter.fillRect(
        QRectF(
            left, layout.chart.top() - 1, layout.chart.right() - left, layout.chart.height() + 1
        ),
        veil,
    )


def paint_handle(
    painter: QPainter,
    scene: DayScene,
    at_us: int,
    layout: StripLayout,
    theme: Theme,
    language: str,
    *,
    focused: bool = False,
) -> QRectF:
    """Paint the handle with its date and time; gives the rectangle of its label."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    x = round(layout.x_of(scene.position(at_us))) + 0.5
    _paint_snapshot(painter, scene, layout, theme)
    box = _label_box(x, instant(at_us, scene.zone, language), layout, theme)
    painter.setPen(QPen(theme.chrome.ink, 1.5 * theme.metrics.scale))
    painter.drawLine(QPointF(x, box.bottom()), QPointF(x, layout.axis.top()))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.chrome.ink)
    radius = theme.metrics.size("radius_chip")
    painter.drawRoundedRect(box, radius, radius)
    side = 5 * theme.metrics.scale
    painter.drawPolygon(
        QPolygonF(
            [
                QPointF(x - side, box.bottom() - 1),
                QPointF(x + side, box.bottom() - 1),
                QPointF(x, box.bottom() + side),
            ]
        )
    )
    font = theme.metrics.font("body", bold=True, tabular=True)
    text = instant(at_us, scene.zone, language)
    lettering.line(painter, box, text, font, theme.chrome.panel, side="centre")
    if focused:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(theme.chrome.accent, 2 * theme.metrics.scale))
        painter.drawRoundedRect(box.adjusted(-3, -3, 3, 3), radius + 2, radius + 2)
    return box


def paint_hover(painter: QPainter, row: int, layout: StripLayout, theme: Theme) -> None:
    """Mark the day under the pointer."""
    tint = QColor(theme.chrome.ink)
    tint.setAlphaF(0.10)
    top, height = layout.chart.top(), layout.chart.height()
    painter.fillRect(QRectF(layout.x_of(row), top, layout.day_px, height), tint)


def _label_box(x: float, text: str, layout: StripLayout, theme: Theme) -> QRectF:
    font = theme.metrics.font("body", bold=True, tabular=True)
    width = lettering.width(text, font) + 2 * theme.metrics.gap("near")
    height = 24 * theme.metrics.scale
    left = min(max(x - width / 2, layout.chart.left() - 4), layout.chart.right() - width + 4)
    top = layout.chart.top() - height - theme.metrics.gap("tight") - 1
    return QRectF(left, top, width, height)


def _paint_snapshot(painter: QPainter, scene: DayScene, layout: StripLayout, theme: Theme) -> None:
    """A dashed line where the snapshot itself stands."""
    x = round(layout.x_of(scene.snapshot_at)) + 0.5
    pen = QPen(theme.chrome.accent, 0, Qt.PenStyle.DashLine)
    painter.setPen(pen)
    painter.drawLine(QPointF(x, layout.chart.top()), QPointF(x, layout.axis.top()))


def _paint_weeks(painter: QPainter, scene: DayScene, layout: StripLayout, theme: Theme) -> None:
    """Hairlines: the base of each lane, and one at the start of every week."""
    faint = QColor(theme.chrome.line)
    faint.setAlphaF(0.45)
    painter.setPen(QPen(faint, 0))
    for row in range(len(scene.days)):
        if day_date(scene.days.first + row).weekday() == 0:
            x = round(layout.x_of(row)) + 0.5
            painter.drawLine(QPointF(x, layout.chart.top()), QPointF(x, layout.chart.bottom() + 4))
    painter.setPen(QPen(theme.chrome.line, 0))
    for lane in (layout.active, layout.arrivals):
        y = round(lane.bottom()) + 0.5
        painter.drawLine(QPointF(lane.left(), y), QPointF(lane.right(), y))


def _paint_active(painter: QPainter, people: I32, layout: StripLayout, theme: Theme) -> None:
    most = int(people.max(initial=0))
    if not most:
        return
    lane, step = layout.active, layout.day_px
    tops = lane.bottom() - people / most * lane.height()
    path = QPainterPath(QPointF(lane.left(), lane.bottom()))
    for row, top in enumerate(tops.tolist()):
        path.lineTo(lane.left() + row * step, top)
        path.lineTo(lane.left() + (row + 1) * step, top)
    path.lineTo(lane.right(), lane.bottom())
    painter.setPen(QPen(theme.chrome.muted, 1.0))
    painter.setBrush(theme.chrome.line)
    painter.drawPath(path)


def _paint_arrivals(painter: QPainter, scene: DayScene, layout: StripLayout, theme: Theme) -> None:
    """Stacked bars by class, keylined where the ground is light and there is room."""
    arrivals = scene.days.arrivals
    most = int(arrivals.sum(axis=1).max(initial=0))
    if not most:
        return
    lane, gap = layout.arrivals, min(2.0, layout.day_px * 0.2)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    scale = lane.height() / most
    floor = np.zeros(len(scene.days))
    for column, role in enumerate(scene.classes):
        counts = arrivals[:, column]
        for row in np.flatnonzero(counts).tolist():
            height = float(counts[row]) * scale
            left, bottom = layout.x_of(row) + gap / 2, lane.bottom() - float(floor[row])
            bar = QRectF(left, bottom - height, layout.day_px - gap, height)
            painter.fillRect(bar, theme.classes[role])
        floor += counts * scale
    if not theme.dark and layout.day_px >= _KEYLINE_FROM_PX:
        painter.setPen(QPen(theme.chrome.muted, 0))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for row in np.flatnonzero(floor).tolist():
            height = float(floor[row])
            left = layout.x_of(row) + gap / 2
            painter.drawRect(QRectF(left, lane.bottom() - height, layout.day_px - gap, height))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)


def _paint_gutter(
    painter: QPainter, scene: DayScene, layout: StripLayout, theme: Theme, language: str
) -> None:
    """Each lane's name and its highest value, on the lane's own base."""
    figures = (
        ("active", layout.active, scene.days.active),
        ("arrivals", layout.arrivals, scene.days.arrivals),
    )
    body, small = theme.metrics.font("body"), theme.metrics.font("small", tabular=True)
    for name, lane, counts in figures:
        tall = theme.metrics.size("row_dense")
        top = (
            min(lane.top(), lane.bottom() - tall) if lane.height() < tall else lane.bottom() - tall
        )
        box = QRectF(layout.gutter.left(), top, layout.gutter.width(), tall)
        said = say(f"days.{name}", language)
        lettering.line(painter, box, said, body, theme.chrome.ink)
        box.setLeft(box.left() + lettering.width(said, body) + theme.metrics.gap("near"))
        box.setRight(layout.gutter.right() - theme.metrics.gap("step"))
        text = say("days.most", language, count=int(counts.sum(axis=1).max(initial=0)))
        lettering.line(painter, box, text, small, theme.chrome.muted, side="right")


@dataclass(frozen=True, slots=True)
class AxisLabel:
    """A text on the axis: a month's name or a day."""

    box: QRectF
    text: str
    is_month: bool


def axis_labels(
    scene: DayScene, layout: StripLayout, theme: Theme, language: str
) -> list[AxisLabel]:
    """Month names first, then as many days as leave a gap between their labels."""
    fonts = {
        True: theme.metrics.font("small", bold=True),
        False: theme.metrics.font("small", tabular=True),
    }
    gap = theme.metrics.gap("near")
    placed: list[AxisLabel] = []
    for text, row, is_month in _labels(scene, layout.day_px, language, theme):
        wide = lettering.width(text, fonts[is_month]) + 2
        left = layout.x_of(row) if is_month else layout.x_of(row + 0.5) - wide / 2
        box = QRectF(left, layout.axis.top() + 2, wide, layout.axis.height() - 2)
        inside = layout.axis.left() - 2 <= left and box.right() <= layout.axis.right() + 2
        wider = box.adjusted(-gap, 0, gap, 0)
        if inside and not any(wider.intersects(one.box) for one in placed):
            placed.append(AxisLabel(box, text, is_month))
    return placed


def _paint_axis(
    painter: QPainter, scene: DayScene, layout: StripLayout, theme: Theme, language: str
) -> None:
    bold, plain = theme.metrics.font("small", bold=True), theme.metrics.font("small", tabular=True)
    for label in axis_labels(scene, layout, theme, language):
        font = bold if label.is_month else plain
        colour = theme.chrome.ink if label.is_month else theme.chrome.muted
        lettering.line(painter, label.box, label.text, font, colour)


def _labels(
    scene: DayScene, day_px: float, language: str, theme: Theme
) -> list[tuple[str, int, bool]]:
    """Candidates by importance: (text, row, whether it names a month)."""
    scale = theme.metrics.scale
    starts = [row for row in range(len(scene.days)) if day_date(scene.days.first + row).day == 1]
    if not starts or starts[0] * day_px >= _MONTH_PX * scale:
        starts.insert(0, 0)
    labels = [_month(scene, row, language, first=row == starts[0]) for row in starts]
    for row in range(len(scene.days)):
        day = day_date(scene.days.first + row)
        if day_px >= _DAY_PX * scale:
            labels.append((f"{day:%m-%d} {weekday(day, language)}", row, False))
        elif day.weekday() == 0:
            labels.append((f"{day:%m-%d}", row, False))
    return labels


def _month(scene: DayScene, row: int, language: str, *, first: bool) -> tuple[str, int, bool]:
    """A month's name, with its year where it is the first or a January."""
    day = day_date(scene.days.first + row)
    name = "days.year_month" if first or day.month == 1 else "days.month"
    return say(name, language, year=day.year, month=day.month), row, True
