"""Paints a facet's small histogram: counts over totals, the range chosen, the ends of the axis."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from console.paint import lettering
from console.paint.arrays import draw_rects
from console.paint.facets.layout import BarsAt
from console.paint.theme import Theme
from console.state.facets.bars import Bars, Range
from console.state.facets.bars_text import axis_text, range_text
from console.store.columns import F64

_BAND_ALPHA = 0.16
_LEAST_PX, _GAP_FROM_PX = 1.0, 3


def paint_bars(
    painter: QPainter, at: BarsAt, pointed: int, cursor: int, theme: Theme, language: str
) -> None:
    """Paint one histogram; `pointed` and `cursor` are bins, -1 for none.

    Behind the counts stand those of everybody, each drawn as high as there is room: what is to be
    seen is how the kept ones are spread.
    """
    bars, chrome = at.group.bars, theme.chrome
    assert bars is not None
    for band in bars.kept:
        _paint_band(painter, at.plot, bars, band, chrome.accent)
    for band in bars.excluded:
        _paint_band(painter, at.plot, bars, band, chrome.muted)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    counts, totals = np.array(bars.counts), np.array(bars.totals)
    _paint_heights(painter, at.plot, totals / max(int(totals.max()), 1), chrome.line)
    _paint_heights(
        painter, at.plot, counts / max(at.group.most, 1), chrome.muted, pointed, chrome.ink
    )
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if cursor >= 0:
        box = bin_rect(at.plot, bars, cursor)
        painter.fillRect(QRectF(box.left(), box.bottom(), box.width(), 2), chrome.accent)
    painter.fillRect(QRectF(at.plot.left(), at.plot.bottom(), at.plot.width(), 1), chrome.line)
    _paint_axis(painter, at, bars, pointed, theme, language)


def bin_rect(plot: QRectF, bars: Bars, bin_: int) -> QRectF:
    """The whole height of a bin, with a pixel between it and the next where there is room."""
    each = plot.width() / len(bars.counts)
    left, right = round(plot.left() + bin_ * each), round(plot.left() + (bin_ + 1) * each)
    gap = 1 if right - left > _GAP_FROM_PX else 0
    return QRectF(left, plot.top(), max(right - left - gap, 1), plot.height())


def value_at(plot: QRectF, bars: Bars, x: float) -> int:
    """The value under a pixel, kept within the bars."""
    along = (x - plot.left()) / plot.width() * len(bars.counts) * bars.step
    return min(max(bars.first + int(along // 1), bars.first), bars.last)


def bin_at(plot: QRectF, bars: Bars, x: float) -> int:
    """The bin under a pixel, kept within the bars."""
    return (value_at(plot, bars, x) - bars.first) // bars.step


def _paint_heights(
    painter: QPainter,
    plot: QRectF,
    shares: F64,
    colour: QColor,
    pointed: int = -1,
    ink: QColor | None = None,
) -> None:
    """Fill every bin to its share of the height, the one that is `pointed` at in `ink`."""
    ends = np.round(plot.left() + np.arange(len(shares) + 1) * (plot.width() / len(shares)))
    wide = np.diff(ends)
    high = np.maximum(np.round(plot.height() * np.minimum(shares, 1.0)), _LEAST_PX)
    wide = np.maximum(wide - (wide > _GAP_FROM_PX), 1.0)
    boxes = np.stack([ends[:-1], plot.bottom() - high, wide, high], axis=1)
    there = shares > 0
    painter.setBrush(colour)
    draw_rects(painter, boxes[there])
    if ink is not None and 0 <= pointed < len(shares) and there[pointed]:
        painter.fillRect(QRectF(*boxes[pointed].tolist()), ink)


def _paint_band(painter: QPainter, plot: QRectF, bars: Bars, band: Range, colour: QColor) -> None:
    values = len(bars.counts) * bars.step
    left = plot.left() + plot.width() * (band[0] - bars.first) / values
    right = plot.left() + plot.width() * (band[1] + 1 - bars.first) / values
    box = QRectF(round(left), plot.top(), max(round(right) - round(left), 1), plot.height())
    pale = QColor(colour)
    pale.setAlphaF(_BAND_ALPHA)
    painter.fillRect(box, pale)
    painter.setPen(QPen(colour, 1))
    for x in (box.left() + 0.5, box.right() - 0.5):
        painter.drawLine(round(x - 0.5), round(box.top()), round(x - 0.5), round(box.bottom()))


def _paint_axis(
    painter: QPainter, at: BarsAt, bars: Bars, pointed: int, theme: Theme, language: str
) -> None:
    font, chrome = theme.metrics.font("small", tabular=True), theme.chrome
    low, high = axis_text(bars, language)
    lettering.line(painter, at.axis, low, font, chrome.muted)
    lettering.line(painter, at.axis, high, font, chrome.muted, side="right")
    if bars.kept:
        text = "、".join(range_text(bars, band, language) for band in bars.kept)
        lettering.line(
            painter, _between(at, low, high, theme), text, font, chrome.accent, side="centre"
        )
    elif pointed >= 0:
        text = f"{range_text(bars, bars.range_of(pointed), language)} · {bars.counts[pointed]:,}"
        lettering.line(
            painter, _between(at, low, high, theme), text, font, chrome.ink, side="centre"
        )


def _between(at: BarsAt, low: str, high: str, theme: Theme) -> QRectF:
    font, gap = theme.metrics.font("small", tabular=True), theme.metrics.gap("tight")
    return at.axis.adjusted(
        lettering.width(low, font) + gap, 0, -lettering.width(high, font) - gap, 0
    )
