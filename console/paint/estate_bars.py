"""Paints the estates as a list: name, a bar of people under the clock, and the figure."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from console.domain.records import dataclass
from console.domain.spoken import capped
from console.domain.words import say
from console.paint import lettering, numbers
from console.paint.boxes import Box
from console.paint.theme import Theme
from console.state.estate_model import Bar, StreetPanel
from console.state.estate_words import unlisted_words
from console.state.lists.link import ListLink

_BAR_PX, _LEAST_BAR_PX = 8, 2
_NAME_SHARE, _MOST_NAME_PX = 0.5, 220
_MOST_TOLD = 120


@dataclass(frozen=True, slots=True)
class BarLayout:
    """The rows of the list, the columns they share, and the line below about what is left out."""

    height: float
    rows: tuple[QRectF, ...]
    name_px: float
    figure_px: float
    boxes: tuple[Box, ...]
    more: QRectF | None


def lay_out(panel: StreetPanel, width_px: int, theme: Theme, language: str) -> BarLayout:
    """Place the estates in a column of that width."""
    metrics = theme.metrics
    tall, y = metrics.size("row"), float(metrics.gap("tight"))
    rows = _rows(len(panel.bars), y, tall, width_px)
    y += tall * len(rows)
    more = None
    if panel.unlisted:
        more = QRectF(metrics.gap("panel"), y, width_px - 2 * metrics.gap("panel"), tall)
        y += tall
    bold = metrics.font("body", bold=True, tabular=True)
    return BarLayout(
        height=y + metrics.gap("near"),
        rows=rows,
        name_px=min(width_px * _NAME_SHARE, _MOST_NAME_PX * metrics.scale),
        figure_px=lettering.width(f"{panel.most:,}", bold) + 2,
        boxes=tuple(_box(rect, bar, language) for rect, bar in zip(rows, panel.bars, strict=True)),
        more=more,
    )


@lru_cache(maxsize=8)
def _rows(count: int, top: float, tall: int, width_px: int) -> tuple[QRectF, ...]:
    """The same rectangles as long as nothing moves: what is compared with itself costs nothing."""
    return tuple(QRectF(0, top + tall * index, width_px, tall) for index in range(count))


def _box(rect: QRectF, bar: Bar, language: str) -> Box:
    key = ("estate", bar.row)
    return Box(rect, key, _Told(bar, language, "spoken"), _Told(bar, language, "tip"))


@dataclass(frozen=True, slots=True)
class _Told:
    """An estate in words, put together when they are asked for."""

    bar: Bar
    language: str
    kind: str

    def __call__(self) -> str:
        bar = self.bar
        return say(
            f"estate.estate_{self.kind}",
            self.language,
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
            _paint_row(painter, rect, bar, panel.most, layout, theme, link)
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
    most: int,
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
    if most and bar.counted and room > _LEAST_BAR_PX:
        wide = max(_LEAST_BAR_PX * scale, room * bar.counted / most)
        top = rect.center().y() - _BAR_PX * scale / 2
        painter.fillRect(QRectF(left, top, wide, _BAR_PX * scale), theme.ramp[-1])
