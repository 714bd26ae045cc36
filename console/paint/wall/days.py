"""The days on the wall: people under the clock above, arrivals and releases to come below."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from console.domain import instants
from console.domain.records import dataclass
from console.paint.map.ink import mixed
from console.paint.wall.look import WallLook, about_width, faded, flat, write, write_amount
from console.paint.wall.surround import inner_of, paint_footer, paint_header
from console.state.wall.notice import Notice
from console.state.wall.scenes import DayScene
from console.store.columns import F64

_UPPER = 0.56
_LEAST_DAY = 0.42
_CALM = 0.68
"""How much of its class's colour an area keeps: bars, which are smaller, keep all of it."""


@dataclass(frozen=True, slots=True)
class Axis:
    """Days along a box: `first` at its left, `days` of them."""

    box: QRectF
    first: int
    days: int

    @property
    def step(self) -> float:
        """Width of a day."""
        return self.box.width() / self.days

    def left(self, day: int) -> float:
        """Where a day begins."""
        return self.box.left() + (day - self.first) * self.step


def paint_trend(
    painter: QPainter, rect: QRectF, shown: DayScene, notice: Notice, look: WallLook
) -> None:
    """The scene of the days, with title and clock."""
    inner = inner_of(rect, look)
    body = paint_footer(painter, inner, notice, look)
    body = paint_header(painter, body, look.say("wall.title.trend"), notice.street, notice, look)
    paint_days(painter, body, shown, look)


def paint_days(painter: QPainter, box: QRectF, shown: DayScene, look: WallLook) -> None:
    """Both charts over one axis of days, the present as a line through them."""
    u = look.u
    most = max(20, int(box.width() / (u * _LEAST_DAY)))
    ahead = len(shown.releases) - 1
    first = max(shown.days.first, shown.today - most + ahead + 1)
    axis = Axis(box, first, shown.today + ahead - first + 1)
    legend = QRectF(box.left(), box.top(), box.width(), u * 1.3)
    foot = u * 1.5
    chart = box.adjusted(0, legend.height() + u * 1.6, 0, -foot)
    upper = QRectF(chart.left(), chart.top(), chart.width(), chart.height() * _UPPER)
    lower = QRectF(chart.left(), upper.bottom() + u * 2.4, chart.width(), 0)
    lower.setBottom(chart.bottom())
    _paint_legend(painter, legend, shown, look)
    _paint_active(painter, axis, upper, shown, look)
    _paint_arrivals(painter, axis, lower, shown, look)
    _paint_releases(painter, axis, lower, shown, look)
    _paint_axis(painter, axis, chart, shown, look)


def _paint_legend(painter: QPainter, box: QRectF, shown: DayScene, look: WallLook) -> None:
    x, swatch = box.left(), look.u * 0.7
    for role, label in zip(shown.roles, shown.labels, strict=True):
        text = label[look.language]
        y = box.center().y() - swatch / 2
        flat(painter, QRectF(x, y, swatch, swatch), look.theme.classes[role])
        x += swatch + look.u * 0.4
        wide = look.width(text, "body") + 2
        write(painter, look, QRectF(x, box.top(), wide, box.height()), text, "body")
        x += wide + look.u * 1.1


def _paint_active(
    painter: QPainter, axis: Axis, box: QRectF, shown: DayScene, look: WallLook
) -> None:
    """People under the clock at the end of each day, by class, up to yesterday; now a figure."""
    u, chrome, days = look.u, look.theme.chrome, shown.days
    start, end = axis.first - days.first, shown.today - days.first
    active = days.active[max(start, 0) : end]
    totals = active.sum(axis=1)
    peak = max(int(totals.max(initial=1)), 1)
    below = np.zeros(len(active))
    for column, role in enumerate(shown.roles):
        tops = below + active[:, column]
        colour = mixed(chrome.ground, look.theme.classes[role], _CALM)
        _paint_layer(painter, axis, box, (below, tops, peak), colour)
        below = tops
    edge = [
        QPointF(axis.left(axis.first + day) + axis.step / 2, box.bottom() - box.height() * n / peak)
        for day, n in enumerate(totals.tolist())
    ]
    painter.setPen(QPen(chrome.ink, max(2.0, u / 9)))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPolyline(QPolygonF(edge))
    baseline = QRectF(box.left(), box.bottom(), box.width(), max(1.0, u / 14))
    flat(painter, baseline, chrome.line)
    if len(totals):
        _paint_peak(painter, axis, box, (int(totals.argmax()), int(totals.max())), look)
    x = axis.left(shown.today) + axis.step / 2 + u * 0.6
    wide = box.right() - x
    number = shown.active
    room = wide * 0.72 - about_width(look, number)
    size = look.fitting(number.text, room, look.px("hero"), "hero")
    high = look.px(size) * 1.05
    top = box.center().y() - high / 2
    name = QRectF(x, top - u * 1.5, wide, u * 1.5)
    write(painter, look, name, look.say("tiles.name.active"), "body", bold=True)
    box = QRectF(x, top, wide, high)
    write_amount(painter, look, box, number, look.font(size, bold=True))


def _paint_layer(
    painter: QPainter,
    axis: Axis,
    box: QRectF,
    heights: tuple[F64, F64, int],
    colour: QColor,
) -> None:
    """One class between its lower and its upper edge; `heights` end with the scale's most."""
    below, tops, peak = heights
    rise = box.height() / peak
    across = [axis.left(axis.first + day) + axis.step / 2 for day in range(len(tops))]
    edges = [
        QPointF(x, box.bottom() - rise * n) for x, n in zip(across, tops.tolist(), strict=True)
    ]
    edges += [
        QPointF(x, box.bottom() - rise * n)
        for x, n in zip(reversed(across), reversed(below.tolist()), strict=True)
    ]
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawPolygon(QPolygonF(edges))


def _paint_peak(
    painter: QPainter, axis: Axis, box: QRectF, peak: tuple[int, int], look: WallLook
) -> None:
    """The fullest day, named above its top."""
    index, count = peak
    x = axis.left(axis.first + index) + axis.step / 2
    date = instants.day_date(axis.first + index)
    text = look.say("wall.peak", count=count, month=date.month, day=date.day)
    wide = look.width(text, "label", bold=True) + 4
    left = min(max(x - wide / 2, box.left()), box.right() - wide)
    above = QRectF(left, box.top() - look.u * 1.4, wide, look.u * 1.2)
    write(painter, look, above, text, "label", bold=True)


def _paint_arrivals(
    painter: QPainter, axis: Axis, box: QRectF, shown: DayScene, look: WallLook
) -> None:
    """Arrivals of each day up to today as bars, by class."""
    days, u = shown.days, look.u
    start, end = max(axis.first - days.first, 0), shown.today - days.first + 1
    arrivals = days.arrivals[start:end]
    peak = _scale(shown, start, end)
    gap = max(1.0, axis.step * 0.16)
    for index, by_class in enumerate(arrivals.tolist()):
        y = box.bottom()
        for role, count in zip(shown.roles, by_class, strict=True):
            high = box.height() * count / peak
            y -= high
            bar = QRectF(axis.left(axis.first + index) + gap / 2, y, axis.step - gap, high)
            flat(painter, bar, look.theme.classes[role])
    caption = QRectF(box.left(), box.top() - u * 1.7, box.width(), u * 1.4)
    write(painter, look, caption, look.say("wall.arrivals"), "body", bold=True)
    flat(
        painter,
        QRectF(box.left(), box.bottom(), box.width(), max(1.0, u / 14)),
        look.theme.chrome.line,
    )


def _scale(shown: DayScene, start: int, end: int) -> int:
    totals = shown.days.arrivals[start:end].sum(axis=1)
    return max(int(totals.max(initial=1)), int(shown.releases.max(initial=1)), 1)


def number_places(
    widths: list[float], highs: list[float], step: float, gap: float, line: float
) -> list[float | None]:
    """How far from the left of its day each number begins over its bar; None where none has room.

    A number reaches over a neighbour that ends a `line` below it, and moves aside from a higher
    one; two at a height do not touch.
    """
    places: list[float | None] = []
    taken = -step
    for day, (wide, high) in enumerate(zip(widths, highs, strict=True)):
        before = day > 0 and highs[day - 1] > high - line
        after = day + 1 < len(highs) and highs[day + 1] > high - line
        low = max(-gap / 2 if before else -step / 2, taken)
        most = step + (gap / 2 if after else step / 2) - wide
        place = max(low, min((step - wide) / 2, most))
        places.append(place if place <= most else None)
        level = day + 1 < len(highs) and abs(highs[day + 1] - high) < line
        taken = place + wide + line / 5 - step if level and place <= most else -step
    return places


def _paint_releases(
    painter: QPainter, axis: Axis, box: QRectF, shown: DayScene, look: WallLook
) -> None:
    """Last days of the fortnight to come as hollow bars, each with its number where it fits."""
    u, chrome = look.u, look.theme.chrome
    start, end = max(axis.first - shown.days.first, 0), shown.today - shown.days.first + 1
    peak = _scale(shown, start, end)
    gap = max(2.0, axis.step * 0.2)
    pen = QPen(chrome.ink, max(1.5, u / 14))
    pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
    counts = shown.releases[1:].tolist()
    highs = [box.height() * count / peak for count in counts]
    widths = [look.width(f"{count}", "label") for count in counts]
    places = number_places(widths, highs, axis.step, gap, u)
    for ahead, (count, high, wide, place) in enumerate(
        zip(counts, highs, widths, places, strict=True), start=1
    ):
        left = axis.left(shown.today + ahead)
        bar = QRectF(left + gap / 2, box.bottom() - high, axis.step - gap, high)
        painter.setPen(pen)
        painter.setBrush(faded(chrome.ink, 0.10))
        painter.drawRect(bar)
        if place is not None or count == max(counts):
            x = left + ((axis.step - wide) / 2 if place is None else place)
            label = QRectF(x - 1, bar.top() - u * 1.15, wide + 2, u)
            write(painter, look, label, f"{count}", "label", side="centre")
    x = axis.left(shown.today + 1)
    caption = QRectF(x, box.top() - u * 1.7, box.right() - x, u * 1.4)
    text = look.say("wall.releases")
    size = look.fitting(text, caption.width(), caption.height(), "body")
    write(painter, look, caption, text, size, bold=True)


def _paint_axis(
    painter: QPainter, axis: Axis, chart: QRectF, shown: DayScene, look: WallLook
) -> None:
    """Dates of Mondays, and the line of today."""
    u, chrome = look.u, look.theme.chrome
    row = QRectF(chart.left(), chart.bottom() + u * 0.3, chart.width(), u * 1.1)
    free = chart.left() - u
    now = axis.left(shown.today) + axis.step / 2
    today = look.say("wall.today")
    wide = look.width(today, "label", bold=True) + 4
    for day in range(axis.first, axis.first + axis.days):
        date = instants.day_date(day)
        x = axis.left(day) + axis.step / 2
        text = look.say("wall.day", month=date.month, day=date.day)
        half = look.width(text, "label") / 2
        clear = abs(x - now) > half + wide / 2 + u * 0.5
        inside = x + half <= chart.right() and x - half >= free
        if date.weekday() == 0 and clear and inside:
            box = QRectF(x - half - 2, row.top(), 2 * half + 4, row.height())
            write(painter, look, box, text, "label", colour=chrome.muted)
            free = x + half + u * 0.8
    pen = QPen(chrome.accent, max(1.5, u / 12))
    painter.setPen(pen)
    painter.drawLine(QPointF(now, chart.top() - u * 0.2), QPointF(now, chart.bottom()))
    box = QRectF(now - wide / 2, row.top(), wide, row.height())
    write(painter, look, box, today, "label", colour=chrome.accent, bold=True, side="centre")
