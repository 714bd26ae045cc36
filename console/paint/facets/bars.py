"""Paints a facet's small histogram: counts over totals, the range chosen, the ends of the axis."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from console.domain.words import BETWEEN
from console.paint import lettering
from console.paint.arrays import Sides, sides_of
from console.paint.facets.layout import BarsAt
from console.paint.theme import Theme, translucent
from console.state.facets.bars import Bars, Range
from console.state.facets.bars_text import axis_text, range_text

_BAND_ALPHA = 0.16
_LEAST_PX, _GAP_FROM_PX = 1, 3


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
    plot, most = sides_of(at.plot), max(at.group.most, 1)
    _fill(painter, _bodies(plot, bars.totals, max(*bars.totals, 1)), chrome.line)
    bodies = _bodies(plot, bars.counts, most)
    _fill(painter, bodies, chrome.muted)
    if pointed >= 0:
        _fill(painter, bodies[pointed : pointed + 1], chrome.ink)
    if cursor >= 0:
        left, wide = _spans(plot[0], plot[2], len(bars.counts))[cursor]
        painter.fillRect(left, round(at.plot.bottom()), wide, 2, chrome.accent)
    painter.fillRect(QRectF(at.plot.left(), at.plot.bottom(), at.plot.width(), 1), chrome.line)
    _paint_axis(painter, at, bars, pointed, theme, language)


def value_at(plot: QRectF, bars: Bars, x: float) -> int:
    """The value under a pixel, kept within the bars."""
    along = (x - plot.left()) / plot.width() * len(bars.counts) * bars.step
    return min(max(bars.first + int(along // 1), bars.first), bars.last)


def bin_at(plot: QRectF, bars: Bars, x: float) -> int:
    """The bin under a pixel, kept within the bars."""
    return (value_at(plot, bars, x) - bars.first) // bars.step


@lru_cache(maxsize=16)
def _spans(start: float, wide: float, bins: int) -> list[tuple[int, int]]:
    """Left end and width of each bin in whole pixels, with one kept free where there is room."""
    ends = [round(start + bin_ * (wide / bins)) for bin_ in range(bins + 1)]
    return [
        (left, max(right - left - (right - left > _GAP_FROM_PX), 1))
        for left, right in pairwise(ends)
    ]


@lru_cache(maxsize=64)
def _bodies(plot: Sides, numbers: tuple[int, ...], most: int) -> list[QRect]:
    """The bars up to their share of the height, in whole pixels: tops as sharp as sides.

    Kept: in a drag over them neither the counts nor the totals are others.
    """
    left, top, wide, height = plot
    bottom, found = round(top + height), []
    for (start, across), number in zip(_spans(left, wide, len(numbers)), numbers, strict=True):
        high = max(round(height * min(number / most, 1.0)), _LEAST_PX) if number else 0
        found.append(QRect(start, bottom - high, across, high))
    return found


def _fill(painter: QPainter, bodies: Sequence[QRect], colour: QColor) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawRects(bodies)


def _paint_band(painter: QPainter, plot: QRectF, bars: Bars, band: Range, colour: QColor) -> None:
    values = len(bars.counts) * bars.step
    left = plot.left() + plot.width() * (band[0] - bars.first) / values
    right = plot.left() + plot.width() * (band[1] + 1 - bars.first) / values
    box = QRectF(round(left), plot.top(), max(round(right) - round(left), 1), plot.height())
    painter.fillRect(box, translucent(colour, _BAND_ALPHA))
    painter.setPen(QPen(colour, 1))
    for x in (box.left() + 0.5, box.right() - 0.5):
        painter.drawLine(round(x - 0.5), round(box.top()), round(x - 0.5), round(box.bottom()))


def _paint_axis(
    painter: QPainter, at: BarsAt, bars: Bars, pointed: int, theme: Theme, language: str
) -> None:
    font, chrome = theme.metrics.font("small", tabular=True), theme.chrome
    low, high = axis_text(bars, language)
    lettering.passing(painter, at.axis, low, font, chrome.muted)
    lettering.passing(painter, at.axis, high, font, chrome.muted, side="right")
    if bars.kept:
        text = BETWEEN[language].join(range_text(bars, band, language) for band in bars.kept)
        lettering.passing(
            painter, _between(at, low, high, theme), text, font, chrome.accent, side="centre"
        )
    elif pointed >= 0:
        text = f"{range_text(bars, bars.range_of(pointed), language)} · {bars.counts[pointed]:,}"
        lettering.passing(
            painter, _between(at, low, high, theme), text, font, chrome.ink, side="centre"
        )


def _between(at: BarsAt, low: str, high: str, theme: Theme) -> QRectF:
    font, gap = theme.metrics.font("small", tabular=True), theme.metrics.gap("tight")
    return at.axis.adjusted(
        lettering.width(low, font) + gap, 0, -lettering.width(high, font) - gap, 0
    )
