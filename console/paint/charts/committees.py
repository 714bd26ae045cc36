"""Paints the committees by what they have to do: a bar and three figures each, the rest in sum."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter

from console.domain.records import dataclass
from console.domain.words import say
from console.paint import lettering, numbers
from console.paint.charts.layout import Bins, ChartLayout, head_box
from console.paint.theme import Theme
from console.state.charts.links import COLUMNS, committee_link
from console.state.charts.scene import Charts, CommitteeRow
from console.state.charts.words import committee_name
from console.state.lists.linked import Count, Linked, linked

_ROW_PX, _BAR_PX, _LEAST_BAR_PX = 19, 8, 2
_NAME_SHARE, _MOST_NAME_PX, _LEAST_ROOM_PX = 0.36, 190, 24


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
    titles = tuple(say(f"charts.column.{one}", language) for one in COLUMNS)
    small = theme.metrics.font("small")
    line = QRectF(bins.plot.left(), head.top(), bins.plot.width(), head.height())
    for box, title in zip(_boxes(line, columns), titles, strict=True):
        lettering.line(painter, box, title, small, theme.chrome.muted, side="right")
    shown = len(bins.ends)
    look = _Look(theme, columns, most)
    for row, one in enumerate(rows[:shown]):
        name = Linked(committee_name(one, language))
        _paint_row(painter, bins.rect(row), _figures(charts, (one,)), name, look)
    if shown < len(rows):
        rest = rows[shown:]
        step = _ROW_PX * theme.metrics.scale
        box = QRectF(bins.plot.left(), bins.plot.top() + shown * step, bins.plot.width(), step)
        every = Count(len(rest), committee_link(charts, "committees", rest))
        text = linked("charts.rest", language, count=every)
        _paint_row(painter, box, _figures(charts, rest), text, look, is_rest=True)


def _figures(charts: Charts, rows: tuple[CommitteeRow, ...]) -> tuple[Count, ...]:
    """The figures of a committee, or of several together, in the columns' order."""
    return tuple(
        Count(sum(getattr(one, kind) for one in rows), committee_link(charts, kind, rows))
        for kind in COLUMNS
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
    figures: tuple[Count, ...],
    name: Linked,
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
    elide: lettering.Elide = "middle" if is_rest else "end"
    numbers.sentence(painter, label, name, metrics.font("small"), quiet, elide=elide)
    active = figures[0].number
    if has_bar and active and look.most:
        room = bar_right - bar_left
        long = max(_LEAST_BAR_PX * metrics.scale, room * active / look.most)
        top = round(box.center().y() - _BAR_PX * metrics.scale / 2)
        painter.fillRect(QRectF(bar_left, top, long, _BAR_PX * metrics.scale), theme.ramp[-1])
    for place, count in zip(boxes, figures, strict=True):
        _paint_figure(painter, place, count, quiet, theme)


def _paint_figure(
    painter: QPainter, box: QRectF, count: Count, colour: QColor, theme: Theme
) -> None:
    font = theme.metrics.font("small", bold=bool(count.number), tabular=True)
    shade = colour if count.number else theme.chrome.muted
    numbers.line(painter, box, f"{count.number:,}", font, shade, count.link, side="right")


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
    titles = (say(f"charts.column.{one}", language) for one in COLUMNS)
    return tuple(lettering.width(title, small) + gap for title in titles)
