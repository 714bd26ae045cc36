"""The charts as a page: four of them, two by two."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from console.domain.spoken import capped
from console.domain.words import say
from console.paint import lettering
from console.paint.charts import days
from console.paint.charts.heads import paint_head
from console.paint.charts.overlay import paint_brush
from console.paint.charts.pictures import PICTURES
from console.paint.day_lanes import paint_future
from console.paint.page_file import Page
from console.paint.page_frame import page_frame, paint_page_frame
from console.paint.pages.shown import Drawing, Shown
from console.state.charts.clauses import bins_of
from console.state.charts.counted import charts_under
from console.state.charts.scene import CHARTS, ChartKind, Charts
from console.state.charts.words import empty_text, head_text

_UPPER_SHARE = 0.54
_LEFT_SHARE = 0.56


def charts_pages(shown: Shown) -> Drawing:
    """The page of the charts at the frame's instant."""
    language, street = shown.said.language, shown.frame.street
    charts = charts_under(shown.frame, shown.filter)
    name = capped(street.name.get(language, street.code))
    title = say("page.charts_title", language, street=name)
    texts = page_frame(shown.frame, shown.said, title=title)
    texts = texts.numbered(shown.number(1, 1), language)

    def draw(painter: QPainter, rect: QRectF) -> None:
        room = paint_page_frame(painter, rect, texts, shown.theme)
        for kind, area in zip(CHARTS, _areas(room, shown.theme.metrics.gap("wide")), strict=True):
            _draw_chart(painter, charts, kind, area, shown)

    return Drawing(title, (Page(shown.sheet(), draw),))


def _areas(room: QRectF, gap: float) -> tuple[QRectF, ...]:
    """Days and releases to come above, ages and committees below."""
    upper = (room.height() - gap) * _UPPER_SHARE
    left = (room.width() - gap) * _LEFT_SHARE
    right = room.width() - gap - left
    low = room.height() - gap - upper
    x, y = room.left() + left + gap, room.top() + upper + gap
    return (
        QRectF(room.left(), room.top(), left, upper),
        QRectF(x, room.top(), right, upper),
        QRectF(room.left(), y, left, low),
        QRectF(x, y, right, low),
    )


def _draw_chart(
    painter: QPainter, charts: Charts, kind: ChartKind, area: QRectF, shown: Shown
) -> None:
    """One chart with its heads and what of it the filter asks for."""
    theme, language = shown.theme, shown.said.language
    empty = empty_text(charts, kind, language)
    if empty:
        font = theme.metrics.font("body")
        lettering.hint(painter, area, empty, font, theme.chrome.muted)
        return
    picture = PICTURES[kind]
    layout = picture.lay_out(charts, area, theme, language)
    painter.save()
    if picture.ground is not None:
        picture.ground(painter, charts, layout, theme, language)
    picture.paint(painter, charts, layout, theme, language)
    painter.restore()
    if kind == "days":
        lanes = days.day_lanes(charts, layout, theme)
        paint_future(painter, charts.position, lanes, theme)
        days.paint_instant(painter, charts, lanes, theme)
        days.paint_key(painter, charts, area, theme, language)
    for lane, box in layout.heads:
        chosen = bins_of(charts, lane, shown.filter)
        paint_head(painter, box, head_text(charts, lane, language, brushed=chosen), theme)
        if chosen:
            paint_brush(painter, layout.bins(lane), chosen, theme)
