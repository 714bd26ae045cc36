"""Paints the estates as a list: name, a bar of people under the clock, and the figure."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from console.domain.records import dataclass
from console.domain.spoken import capped
from console.domain.words import say
from console.paint import lettering, numbers
from console.paint.boxes import Box
from console.paint.map.ink import bar_colour
from console.paint.theme import Theme
from console.state.estate_model import Bar, StreetPanel
from console.state.estate_words import unlisted_words
from console.state.lists.link import ListLink

_BAR_PX, _LEAST_BAR_PX = 8, 2
_NAME_SHARE, _MOST_NAME_PX = 0.5, 220
_MOST_TOLD = 120


@dataclass(slots=True)
class Shown:
    """The estates that the boxes of a layout speak of, whatever they count by now."""

    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class BarLayout:
    """The rows of the list, the columns they share, and the line below about what is left out."""

    height: float
    rows: tuple[QRectF, ...]
    name_px: float
    figure_px: float
    boxes: tuple[Box, ...]
    more: QRectF | None
    shown: Shown


def lay_out(panel: StreetPanel, width_px: int, theme: Theme, language: str) -> BarLayout:
    """Place the estates in a column of that width."""
    metrics = theme.metrics
    tall, y = metrics.size("row"), float(metrics.gap("tight"))
    rows = tuple(QRectF(0, y + tall * index, width_px, tall) for index in range(len(panel.bars)))
    y += tall * len(rows)
    more = None
    if panel.unlisted:
        more = QRectF(metrics.gap("panel"), y, width_px - 2 * metrics.gap("panel"), tall)
        y += tall
    shown = Shown(panel.bars)
    return BarLayout(
        height=y + metrics.gap("near"),
        rows=rows,
        name_px=min(width_px * _NAME_SHARE, _MOST_NAME_PX * metrics.scale),
        figure_px=_figure_px(panel, theme),
        boxes=tuple(_box(rect, number, shown, language) for number, rect in enumerate(rows)),
        more=more,
        shown=shown,
    )


def shape_of(panel: StreetPanel) -> tuple[object, ...]:
    """All that says where things stand: panels alike differ in estates and counts."""
    return bool(panel.unlisted), len(panel.bars)


def recounted(before: BarLayout, panel: StreetPanel, theme: Theme) -> BarLayout:
    """The layout of a panel of the same shape, with its estates and counts."""
    before.shown.bars = panel.bars
    boxes = tuple(
        Box(one.rect, _key(bar), one.spoken, one.tip)
        for one, bar in zip(before.boxes, panel.bars, strict=True)
    )
    return replace(before, boxes=boxes, figure_px=_figure_px(panel, theme))


def _figure_px(panel: StreetPanel, theme: Theme) -> float:
    bold = theme.metrics.font("body", bold=True, tabular=True)
    return lettering.width(f"{panel.most:,}", bold) + 2


def _box(rect: QRectF, number: int, shown: Shown, language: str) -> Box:
    spoken, tip = (partial(_told, shown, number, language, kind) for kind in ("spoken", "tip"))
    return Box(rect, _key(shown.bars[number]), spoken, tip)


def _key(bar: Bar) -> tuple[str, int]:
    return "estate", bar.row


def _told(shown: Shown, number: int, language: str, kind: str) -> str:
    """An estate in words, put together when they are asked for."""
    bar = shown.bars[number]
    return say(
        f"estate.estate_{kind}",
        language,
        name=capped(bar.name, _MOST_TOLD),
        committee=capped(bar.committee, _MOST_TOLD),
        active=bar.active,
        complete=bar.complete,
        people=bar.people,
    )


def paint_bars(
    painter: QPainter,
    panel: StreetPanel,
    layout: BarLayout,
    marked: tuple[int, int],
    theme: Theme,
    language: str,
    visible: QRectF,
) -> None:
    """Paint the rows that lie in `visible`; `marked` are the rows under the pointer and focused."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for index, (rect, bar) in enumerate(zip(layout.rows, panel.bars, strict=True)):
        if rect.intersects(visible):
            _paint_ground(painter, rect, index, marked, theme)
            link = ListLink(panel.kind, "estate", bar.row)
            _paint_row(painter, rect, bar, panel, layout, theme, link)
    if layout.more is not None:
        text = unlisted_words(panel, language)
        body = theme.metrics.font("body", tabular=True)
        numbers.sentence(painter, layout.more, text, body, theme.chrome.muted)


def _paint_ground(
    painter: QPainter, rect: QRectF, index: int, marked: tuple[int, int], theme: Theme
) -> None:
    inner = rect.adjusted(theme.metrics.gap("near"), 1, -theme.metrics.gap("tight"), -1)
    radius = theme.metrics.size("radius_chip")
    if index == marked[0]:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.chrome.raised)
        painter.drawRoundedRect(inner, radius, radius)
    if index == marked[1]:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(theme.chrome.accent, 2))
        painter.drawRoundedRect(inner, radius, radius)


def _paint_row(
    painter: QPainter,
    rect: QRectF,
    bar: Bar,
    panel: StreetPanel,
    layout: BarLayout,
    theme: Theme,
    link: ListLink,
) -> None:
    metrics, chrome = theme.metrics, theme.chrome
    pad, scale = metrics.gap("panel"), metrics.scale
    name = QRectF(pad, rect.top(), layout.name_px - pad, rect.height())
    quiet = chrome.ink if bar.counted else chrome.muted
    lettering.line(painter, name, bar.name, metrics.font("body"), quiet, elide="middle")
    right = rect.right() - metrics.gap("step")
    figure = QRectF(right - layout.figure_px, rect.top(), layout.figure_px, rect.height())
    bold = metrics.font("body", bold=bool(bar.counted), tabular=True)
    numbers.line(painter, figure, f"{bar.counted:,}", bold, quiet, link, side="right")
    left = layout.name_px + metrics.gap("near")
    room = figure.left() - metrics.gap("near") - left
    if panel.most and bar.counted and room > _LEAST_BAR_PX:
        wide = max(_LEAST_BAR_PX * scale, room * bar.counted / panel.most)
        top = rect.center().y() - _BAR_PX * scale / 2
        painter.fillRect(QRectF(left, top, wide, _BAR_PX * scale), bar_colour(theme, panel.hue))
