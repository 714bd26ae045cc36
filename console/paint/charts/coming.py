"""Paints the releases to come: who is complete and waits, then a bar a last day, by class."""

from __future__ import annotations

from math import ceil

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QPainter, QPen

from console.domain.instants import day_date
from console.domain.words import say
from console.paint import lettering, numbers
from console.paint.charts.layout import AXIS_PX, Bins, ChartLayout, head_box
from console.paint.class_fills import class_brushes
from console.paint.theme import Theme
from console.state.charts.links import coming_link
from console.state.charts.scene import Charts

_FIGURE_PX = 15
_WAITING_SHARE = 1.7
"""The bar of those who wait is that much wider, and as far from the others as a bar is wide."""
_DATED_FROM_PX, _GAP_SHARE, _MOST_BAR_PX = 34, 0.22, 40.0


def lay_out(charts: Charts, area: QRectF, theme: Theme, language: str) -> ChartLayout:
    """A head, figures over bars, and the days below them."""
    scale = theme.metrics.scale
    head = head_box(area.left(), area.top(), area.width(), theme)
    top = head.bottom()
    plot = QRectF(area.left(), top, area.width(), area.bottom() - AXIS_PX * scale - top)
    plot.setHeight(max(plot.height(), 2 * _FIGURE_PX * scale))
    days = charts.bins("coming") - 1
    word = lettering.width(say("charts.waiting", language), theme.metrics.font("small"))
    step = min(plot.width() / (days + _WAITING_SHARE + 0.5), _MOST_BAR_PX * scale)
    first = min(max(_WAITING_SHARE * step, word + 2), plot.width() / 3)
    step = min((plot.width() - first) / (days + 0.5), _MOST_BAR_PX * scale)
    start = plot.left() + first + 0.5 * step
    ends = [(plot.left(), plot.left() + first)]
    ends += [(start + row * step, start + (row + 1) * step) for row in range(days)]
    return ChartLayout((("coming", head),), (Bins("coming", plot, tuple(ends)),))


def paint(
    painter: QPainter, charts: Charts, layout: ChartLayout, theme: Theme, language: str
) -> None:
    """Paint the bars with their figures, and the axis."""
    bins, waits = layout.bins("coming"), charts.waits
    totals = waits.sum(axis=1)
    most = int(totals.max(initial=0))
    brushes = class_brushes(charts.strip.classes, theme, painter.device().devicePixelRatioF())
    _paint_base(painter, bins, theme)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    figure = theme.metrics.font("small", bold=True, tabular=True)
    head_px = _FIGURE_PX * theme.metrics.scale
    bars = [_bar(bins.rect(row), head_px, total / max(most, 1)) for row, total in enumerate(totals)]
    for row, bar in enumerate(bars):
        _paint_bar(painter, bar, waits[row], brushes, theme, is_hollow=row == 0)
    taken: list[QRectF] = bars[:]
    for row in sorted(np.flatnonzero(totals).tolist(), key=lambda one: -totals[one]):
        text = f"{int(totals[row]):,}"
        wide = lettering.width(text, figure) + 2
        over = QRectF(bars[row].center().x() - wide / 2, bars[row].top() - head_px, wide, head_px)
        if not any(over.intersects(one) for one in taken):
            taken.append(over)
            link = coming_link(charts, row)
            numbers.line(painter, over, text, figure, theme.chrome.ink, link, side="centre")
    _paint_axis(painter, charts, bins, theme, language)


def _bar(box: QRectF, head_px: float, share: float) -> QRectF:
    """A bar that fills a share of its bin's height below the figures."""
    gap = round(min(box.width() * _GAP_SHARE, 6.0))
    bar = box.adjusted(gap // 2, head_px, -(gap - gap // 2), 0)
    bar.setTop(bar.bottom() - bar.height() * share)
    return bar


def _paint_base(painter: QPainter, bins: Bins, theme: Theme) -> None:
    painter.setPen(QPen(theme.chrome.line, 0))
    y = round(bins.plot.bottom()) + 0.5
    for low, high in ((0, 0), (1, len(bins.ends) - 1)):
        if high < len(bins.ends):
            painter.drawLine(QPointF(bins.ends[low][0], y), QPointF(bins.ends[high][1], y))


def _paint_bar(
    painter: QPainter,
    bar: QRectF,
    counts: np.ndarray,
    brushes: list[QBrush],
    theme: Theme,
    *,
    is_hollow: bool,
) -> None:
    """A stack of classes; who is complete already is drawn hollow, as everywhere."""
    total = int(counts.sum())
    bottom = bar.bottom()
    for column in np.flatnonzero(counts).tolist():
        high = bar.height() * int(counts[column]) / total
        part = QRectF(bar.left(), bottom - high, bar.width(), high)
        painter.fillRect(part, brushes[column])
        bottom -= high
    if total and is_hollow and bar.height() > 4 and bar.width() > 6:
        painter.fillRect(bar.adjusted(2.5, 2.5, -2.5, -2.5), theme.chrome.panel)
    if total and not theme.dark:
        painter.setPen(QPen(theme.chrome.muted, 0))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(bar)


def _paint_axis(painter: QPainter, charts: Charts, bins: Bins, theme: Theme, language: str) -> None:
    """The word for those who wait, and last days from today on; with months where a bar is wide."""
    metrics, chrome = theme.metrics, theme.chrome
    small = metrics.font("small", tabular=True)
    top, high = bins.plot.bottom(), AXIS_PX * metrics.scale
    first = QRectF(bins.ends[0][0], top, bins.ends[0][1] - bins.ends[0][0], high)
    plain = metrics.font("small")
    word = say("charts.waiting", language)
    if lettering.width(word, plain) > first.width():
        word = say("charts.column.complete", language)
    lettering.line(painter, first, word, plain, chrome.muted, side="centre")
    step = bins.ends[-1][1] - bins.ends[-1][0]
    every = ceil((lettering.width("00", small) + 3) / max(step, 1.0))
    for row in range(1, len(bins.ends), every):
        day = day_date(charts.frame.today + row - 1)
        dated = step >= _DATED_FROM_PX * metrics.scale
        box = bins.rect(row).adjusted(-8, 0, 8, 0)
        box = QRectF(box.left(), top, box.width(), high)
        text = f"{day:%m-%d}" if dated else f"{day.day}"
        colour = chrome.ink if day.day <= every else chrome.muted
        lettering.line(painter, box, text, small, colour, side="centre")
