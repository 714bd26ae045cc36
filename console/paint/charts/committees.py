"""Paints the committees by what they have to do: a bar and three figures each, the rest in sum."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter

from console.domain.words import say
from console.paint import lettering
from console.paint.charts.layout import Bins, ChartLayout, head_box
from console.paint.theme import Theme
from console.state.charts.scene import Charts, CommitteeRow
from console.state.charts.words import committee_name

_ROW_PX, _BAR_PX, _LEAST_BAR_PX = 19, 8, 2
_NAME_SHARE, _MOST_NAME_PX, _LEAST_ROOM_PX = 0.36, 190, 24
_COLUMNS = ("active", "complete", "checks")


def lay_out(charts: Charts, area: QRectF, theme: Theme, language: str) -> ChartLayout:
    """A head with the columns' names, and as many rows as fit."""
    head = head_box(area.left(), area.top(), area.width(), theme)
    step = _ROW_PX * theme.metrics.scale
    fitting = max(1, int((area.bottom() - head.bottom()) / step))
    every = len(charts.committees)
    shown = every if every <= fitting else fitting - 1
    plot = QRectF(area.left(), head.bottom(), area.width(), fitting * step)
    ends = tuple((plot.top() + row * step, plot.top() + (row + 1) * step) for row in range(shown))
    name = head.adjusted(0, 0, -sum(_columns(area.width(), theme, language)), 0)
    return ChartLayout((("committees", name),), (Bins("committees", plot, ends, stacked=True),))


def paint(
    painter: QPainter, charts: Charts, layout: ChartLayout, theme: Theme, language: str
) -> None:
    """Paint the columns' names, the rows, and the row of the rest."""
    bins, rows = layout.bins("committees"), charts.committees
    columns = _columns(bins.plot.width(), theme, language)
    most = max((one.active for one in rows), default=0)
    head = layout.heads[0][1]
    titles = tuple(say(f"charts.column.{one}", language) for one in _COLUMNS)
    small = theme.metrics.font("small")
    line = QRectF(bins.plot.left(), head.top(), bins.plot.width(), head.height())
    for box, title in zip(_boxes(line, columns), titles, strict=True):
        lettering.line(painter, box, title, small, theme.chrome.muted, side="right")
    shown = len(bins.ends)
    look = _Look(theme, columns, most)
    for row, one in enumerate(rows[:shown]):
        _paint_row(painter, bins.rect(row), one, committee_name(one, language), look)
    if shown < len(rows):
        rest = rows[shown:]
        step = _ROW_PX * theme.metrics.scale
        box = QRectF(bins.plot.left(), bins.plot.top() + shown * step, bins.plot.width(), step)
        text = say("charts.rest", language, count=len(rest))
        _paint_row(painter, box, summed(rest), text, look, is_rest=True)


def summed(rows: tuple[CommitteeRow, ...]) -> CommitteeRow:
    """The figures of several committees together."""
    return CommitteeRow(
        -1,
        "",
        sum(one.active for one in rows),
        sum(one.complete for one in rows),
        sum(one.checks for one in rows),
    )


@dataclass(frozen=True, slots=True)
class _Look:
    """The theme, the widths of the figures' columns, and the longest bar's people."""

    theme: Theme
    columns: tuple[float, ...]
    most: int


def _paint_row(
    painter: QPainter,
    box: QRectF,
    one: CommitteeRow,
    name: str,
    look: _Look,
    *,
    is_rest: bool = False,
) -> None:
    theme, metrics, chrome = look.theme, look.theme.metrics, look.theme.chrome
    wide = min(box.width() * _NAME_SHARE, _MOST_NAME_PX * metrics.scale)
    boxes = _boxes(box, look.columns)
    bar_left, bar_right = box.left() + wide + metrics.gap("near"), boxes[0].left()
    has_bar = bar_right - bar_left >= _LEAST_ROOM_PX * metrics.scale and not is_rest
    name_right = box.left() + wide if has_bar else bar_right
    label = QRectF(box.left(), box.top(), name_right - box.left(), box.height())
    quiet = chrome.muted if is_rest else chrome.ink
    lettering.line(painter, label, name, metrics.font("small"), quiet, elide="middle")
    if has_bar and one.active and look.most:
        room = bar_right - bar_left
        long = max(_LEAST_BAR_PX * metrics.scale, room * one.active / look.most)
        top = round(box.center().y() - _BAR_PX * metrics.scale / 2)
        painter.fillRect(QRectF(bar_left, top, long, _BAR_PX * metrics.scale), theme.ramp[-1])
    figures = (one.active, one.complete, one.checks)
    for place, count in zip(boxes, figures, strict=True):
        _paint_figure(painter, place, count, quiet, theme)


def _paint_figure(painter: QPainter, box: QRectF, count: int, colour: QColor, theme: Theme) -> None:
    font = theme.metrics.font("small", bold=bool(count), tabular=True)
    shade = colour if count else theme.chrome.muted
    lettering.line(painter, box, f"{count:,}", font, shade, side="right")


def _boxes(row: QRectF, columns: tuple[float, ...]) -> tuple[QRectF, ...]:
    """The figures' places at the right end of a row."""
    found, right = [], row.right()
    for wide in reversed(columns):
        found.append(QRectF(right - wide, row.top(), wide, row.height()))
        right -= wide
    return tuple(reversed(found))


def _columns(width: float, theme: Theme, language: str) -> tuple[float, ...]:
    """How wide the figures' columns are: their names and a gap."""
    small = theme.metrics.font("small")
    gap = theme.metrics.gap("near" if width < 320 * theme.metrics.scale else "step")
    titles = (say(f"charts.column.{one}", language) for one in _COLUMNS)
    return tuple(lettering.width(title, small) + gap for title in titles)
