"""Paints ages in bins of five years: women above the line, men below it."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter, QPen

from console.domain.closed_lists import SEXES
from console.domain.words import say
from console.paint import lettering, numbers
from console.paint.charts.layout import AXIS_PX, Bins, ChartLayout, even_ends, head_box
from console.paint.theme import Theme
from console.state.charts.links import sex_link
from console.state.charts.scene import Charts
from console.state.charts.words import ELDERS_FROM
from console.store.query_ages import BIN_YEARS, BINS

_LABELLED_YEARS = 20
_GAP_PX = 1.0


def lay_out(charts: Charts, area: QRectF, theme: Theme, language: str) -> ChartLayout:
    """A head, the plot beside the two sexes' totals, and the years below."""
    head = head_box(area.left(), area.top(), area.width(), theme)
    gutter = _gutter(charts, theme, language)
    bottom = area.bottom() - AXIS_PX * theme.metrics.scale
    plot = QRectF(area.left() + gutter, head.bottom() + 2, area.width() - gutter, 0.0)
    plot.setHeight(max(24.0, bottom - plot.top()))
    ends = even_ends(plot.left(), plot.right(), BINS)
    return ChartLayout((("ages", head),), (Bins("ages", plot, ends),))


def paint(
    painter: QPainter, charts: Charts, layout: ChartLayout, theme: Theme, language: str
) -> None:
    """Paint the bars on either side of their base, the totals and the axis."""
    bins, counts = layout.bins("ages"), charts.ages.bins
    base, half = round(bins.plot.center().y()), bins.plot.height() / 2 - 1
    most = int(counts[:, : len(SEXES)].max(initial=0))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    for row, by_sex in enumerate(counts.tolist()):
        box = bins.rect(row).adjusted(_GAP_PX, 0, 0, 0)
        fill = theme.chrome.muted if row * BIN_YEARS >= ELDERS_FROM else theme.section.people
        for side, count in zip((-1, 1), by_sex, strict=False):
            high = half * count / most if most else 0.0
            top = base - high if side < 0 else base + 1
            painter.fillRect(QRectF(box.left(), top, box.width(), high), fill)
    painter.setPen(QPen(theme.chrome.line, 0))
    painter.drawLine(QPointF(bins.plot.left(), base), QPointF(bins.plot.right(), base))
    _paint_sexes(painter, charts, bins, theme, language)
    _paint_axis(painter, bins, theme)


def _paint_sexes(
    painter: QPainter, charts: Charts, bins: Bins, theme: Theme, language: str
) -> None:
    """Each sex's name and people beside its half."""
    metrics, chrome = theme.metrics, theme.chrome
    small, bold = metrics.font("small"), metrics.font("small", bold=True, tabular=True)
    tall = min(15 * metrics.scale, bins.plot.height() / 4)
    wide = _gutter(charts, theme, language) - metrics.gap("near")
    left = bins.plot.left() - wide - metrics.gap("near")
    for side, sex in enumerate(SEXES):
        middle = bins.plot.top() + bins.plot.height() * (0.25 + 0.5 * side)
        box = QRectF(left, middle - tall, wide, tall)
        lettering.line(painter, box, say(f"charts.sex.{sex}", language), small, chrome.muted)
        box.translate(0, tall)
        link = sex_link(charts, side)
        numbers.line(painter, box, _total(charts, side), bold, chrome.ink, link)


def _paint_axis(painter: QPainter, bins: Bins, theme: Theme) -> None:
    """The years at every fourth bin, on its lower end, where they have room."""
    small = theme.metrics.font("small", tabular=True)
    top, taken = bins.plot.bottom(), -1.0
    for row in range(0, BINS, _LABELLED_YEARS // BIN_YEARS):
        x = bins.ends[row][0]
        text = f"{row * BIN_YEARS}"
        wide = lettering.width(text, small) + 2
        left = min(x - 1 if row == 0 else x - wide / 2, bins.plot.right() - wide + 2)
        painter.setPen(QPen(theme.chrome.line, 0))
        painter.drawLine(QPointF(round(x) + 0.5, top), QPointF(round(x) + 0.5, top + 3))
        if left < taken:
            continue
        taken = left + wide + theme.metrics.gap("tight")
        box = QRectF(left, top + 2, wide, AXIS_PX * theme.metrics.scale - 2)
        lettering.line(painter, box, text, small, theme.chrome.muted)


def _gutter(charts: Charts, theme: Theme, language: str) -> float:
    metrics = theme.metrics
    small, bold = metrics.font("small"), metrics.font("small", bold=True, tabular=True)
    names = max(lettering.width(say(f"charts.sex.{sex}", language), small) for sex in SEXES)
    totals = max(lettering.width(_total(charts, side), bold) for side in range(len(SEXES)))
    return max(names, totals) + 2 + metrics.gap("near")


def _total(charts: Charts, side: int) -> str:
    ages = charts.ages
    return f"{int(ages.bins[:, side].sum() + ages.unknown[side]):,}"
