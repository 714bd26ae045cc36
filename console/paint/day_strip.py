"""Paints the day strip: people under the clock and arrivals a day, the axis, and the instant."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QPainter, QPen, QPolygonF

from console.domain.spoken import instant
from console.domain.words import say
from console.paint import lettering
from console.paint.charts.layout import Bins, even_ends
from console.paint.charts.overlay import paint_brush
from console.paint.class_fills import class_brushes
from console.paint.day_axis import paint_axis, paint_weeks
from console.paint.day_lanes import DayLanes, paint_bars, paint_steps
from console.paint.day_marks import paint_source
from console.paint.theme import Theme, translucent
from console.state.days_model import DayScene

GUTTER_PX, HEAD_PX, AXIS_PX = 164, 32, 22
_TWO_LANES_PX = 60
_HOVER_ALPHA = 0.10


def lay_out(days: int, width_px: float, height_px: float, theme: Theme) -> DayLanes:
    """The layout of so many days in a strip of that size, at the theme's scale.

    In a low strip the arrivals stand before the people under the clock, in one lane.
    """
    scale, pad = theme.metrics.scale, theme.metrics.gap("panel")
    left, top = pad + GUTTER_PX * scale, HEAD_PX * scale
    chart = QRectF(left, top, max(1.0, width_px - left - pad), 0.0)
    room = max(24.0, height_px - top - AXIS_PX * scale - theme.metrics.gap("tight"))
    chart.setHeight(room)
    gap = theme.metrics.gap("near")
    upper = (room - gap) * 0.56
    active = QRectF(chart.left(), chart.top(), chart.width(), upper)
    arrivals = QRectF(chart.left(), active.bottom() + gap, chart.width(), room - gap - upper)
    if room < _TWO_LANES_PX * scale:
        active = arrivals = QRectF(chart)
    axis = QRectF(chart.left(), chart.bottom(), chart.width(), AXIS_PX * scale)
    gutter = QRectF(pad, chart.top(), GUTTER_PX * scale - pad, room)
    return DayLanes(chart, active, arrivals, axis, gutter, chart.width() / days)


def box_of_days(layout: DayLanes, theme: Theme) -> QRectF:
    """Everything that `paint_days` paints, for days that take the place of others."""
    tall = theme.metrics.size("row_dense")
    whole = layout.chart.united(layout.gutter)
    whole.setTop(min(whole.top(), layout.active.bottom() - tall, layout.arrivals.bottom() - tall))
    return whole.adjusted(-2, -2, 2, 2)


def box_of_instant(layout: DayLanes, height_px: float) -> QRectF:
    """Where an instant may show: the chart and all above and below it, beside the gutter."""
    return QRectF(layout.gutter.right(), 0, layout.chart.right() + 8, height_px)


def paint_ground(
    painter: QPainter, scene: DayScene, layout: DayLanes, theme: Theme, language: str
) -> None:
    """Paint what no filter changes: weeks, the axis, and the names of the lanes."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    paint_weeks(painter, scene.days, layout, theme)
    paint_axis(painter, scene.days, layout, theme, language)
    paint_names(painter, layout, theme, language)


def paint_names(painter: QPainter, layout: DayLanes, theme: Theme, language: str) -> None:
    """Paint the lanes' names beside them."""
    body = theme.metrics.font("body")
    for name, lane in _named(layout):
        box = QRectF(layout.gutter)
        box.setTop(_text_top(lane, theme))
        box.setHeight(theme.metrics.size("row_dense"))
        lettering.line(painter, box, say(f"days.{name}", language), body, theme.chrome.ink)


def paint_days(
    painter: QPainter, scene: DayScene, layout: DayLanes, theme: Theme, language: str
) -> None:
    """Paint everything on the ground that does not depend on the instant shown."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    active, arrivals = scene.days.active.sum(axis=1, keepdims=True), scene.days.arrivals
    if not arrivals.any():
        font = theme.metrics.font("body")
        text = say("days.none_kept" if scene.is_filtered else "days.none", language)
        box = layout.active.adjusted(theme.metrics.gap("near"), 0, 0, 0)
        lettering.line(painter, box, text, font, theme.chrome.muted)
    ground, brushes = QBrush(theme.chrome.line), class_brushes(scene.classes, theme)
    most = {
        "active": paint_steps(painter, active, layout, (ground,), theme.chrome.muted),
        "arrivals": paint_bars(painter, arrivals, layout, brushes, theme),
    }
    _paint_figures(painter, most, layout, theme, language)


def paint_handle(
    painter: QPainter,
    scene: DayScene,
    at_us: int,
    layout: DayLanes,
    theme: Theme,
    language: str,
    *,
    focused: bool = False,
    seen_from_px: float = 0.0,
) -> QRectF:
    """Paint the handle with its date and time; gives the rectangle of its label.

    What lies wholly above `seen_from_px` need not be painted.
    """
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    x = round(layout.x_of(scene.position(at_us))) + 0.5
    _paint_snapshot(painter, scene, layout, theme)
    box = _label_box(x, instant(at_us, scene.zone, language), layout, theme)
    painter.setPen(QPen(theme.chrome.ink, 1.5 * theme.metrics.scale))
    painter.drawLine(QPointF(x, box.bottom()), QPointF(x, layout.axis.top()))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.chrome.ink)
    side = 5 * theme.metrics.scale
    bottom = box.bottom()
    ends = QPointF(x - side, bottom - 1), QPointF(x + side, bottom - 1), QPointF(x, bottom + side)
    painter.drawPolygon(QPolygonF(ends))
    if focused or bottom + 1 >= seen_from_px:
        _paint_label(painter, box, instant(at_us, scene.zone, language), theme, focused=focused)
        paint_source(painter, scene, at_us, box, layout, theme, language)
    return box


def _paint_label(painter: QPainter, box: QRectF, text: str, theme: Theme, *, focused: bool) -> None:
    radius = theme.metrics.size("radius_chip")
    painter.drawRoundedRect(box, radius, radius)
    font = theme.metrics.font("body", bold=True, tabular=True)
    lettering.line(painter, box, text, font, theme.chrome.panel, side="centre")
    if focused:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(theme.chrome.accent, 2 * theme.metrics.scale))
        painter.drawRoundedRect(box.adjusted(-3, -3, 3, 3), radius + 2, radius + 2)


def paint_hover(painter: QPainter, row: int, layout: DayLanes, theme: Theme) -> None:
    """Mark the day under the pointer."""
    tint = translucent(theme.chrome.ink, _HOVER_ALPHA)
    top, height = layout.chart.top(), layout.chart.height()
    painter.fillRect(QRectF(layout.x_of(row), top, layout.day_px, height), tint)


def paint_range(
    painter: QPainter,
    rows: Sequence[int],
    told: Sequence[str],
    layout: DayLanes,
    theme: Theme,
    language: str,
) -> None:
    """Let a range of days stand out among the arrivals, and say it instead of the highest value.

    `told` begins with the longest way to say it; the first that has room is said.
    """
    lane, days = layout.arrivals, round(layout.chart.width() / layout.day_px)
    bins = Bins("arrivals", lane, even_ends(lane.left(), lane.right(), days))
    paint_brush(painter, bins, rows, theme)
    name = "active" if layout.active == lane else "arrivals"
    box = _figure_box(lane, say(f"days.{name}", language), layout, theme)
    painter.fillRect(box, theme.chrome.panel)
    small = theme.metrics.font("small", bold=True, tabular=True)
    text = next((one for one in told if lettering.fits(one, small, box.width())), told[-1])
    lettering.line(painter, box, text, small, theme.chrome.accent, side="right")


def _label_box(x: float, text: str, layout: DayLanes, theme: Theme) -> QRectF:
    font = theme.metrics.font("body", bold=True, tabular=True)
    width = lettering.width(text, font) + 2 * theme.metrics.gap("near")
    height = 24 * theme.metrics.scale
    left = min(max(x - width / 2, layout.chart.left() - 4), layout.chart.right() - width + 4)
    top = layout.chart.top() - height - theme.metrics.gap("tight") - 1
    return QRectF(left, top, width, height)


def _paint_snapshot(painter: QPainter, scene: DayScene, layout: DayLanes, theme: Theme) -> None:
    """A dashed line where the snapshot itself stands."""
    x = round(layout.x_of(scene.snapshot_at)) + 0.5
    pen = QPen(theme.chrome.accent, 0, Qt.PenStyle.DashLine)
    painter.setPen(pen)
    painter.drawLine(QPointF(x, layout.chart.top()), QPointF(x, layout.axis.top()))


def _named(layout: DayLanes) -> tuple[tuple[str, QRectF], ...]:
    """The lanes by name; of two in one place the first."""
    both = (("active", layout.active), ("arrivals", layout.arrivals))
    return both[:1] if layout.active == layout.arrivals else both


def _paint_figures(
    painter: QPainter, most: Mapping[str, int], layout: DayLanes, theme: Theme, language: str
) -> None:
    """Each lane's highest value, on the lane's own base beside its name; never cut."""
    small = theme.metrics.font("small", tabular=True)
    for name, lane in _named(layout):
        box = _figure_box(lane, say(f"days.{name}", language), layout, theme)
        text = say("days.most", language, count=most[name])
        if not lettering.fits(text, small, box.width()):
            text = f"{most[name]:,}"
        lettering.passing(painter, box, text, small, theme.chrome.muted, side="right")


def _text_top(lane: QRectF, theme: Theme) -> float:
    """Where a line of text begins that stands on a lane's base."""
    return lane.bottom() - theme.metrics.size("row_dense")


def _figure_box(lane: QRectF, name: str, layout: DayLanes, theme: Theme) -> QRectF:
    """Where a lane's figure stands, right of its name."""
    left = layout.gutter.left() + lettering.width(name, theme.metrics.font("body"))
    left += theme.metrics.gap("near")
    right = layout.gutter.right() - theme.metrics.gap("step")
    tall = theme.metrics.size("row_dense")
    return QRectF(left, _text_top(lane, theme), right - left, tall)
