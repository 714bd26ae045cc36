"""The legend of a map on a page: its metric, and every class with its colour and count."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QPainter, QPen

from console.domain.records import dataclass
from console.domain.spoken import instant
from console.domain.words import say
from console.paint import lettering
from console.paint.map.ink import building_colours, estate_colours
from console.paint.map.layer_page import layer_colour
from console.paint.signs_of_change import write_tag
from console.paint.theme import Theme
from console.state.map.classes import Classes
from console.state.map.desk import short
from console.state.map.metrics import Metric
from console.state.map.scene import Stress
from console.state.map.shading import Shading
from console.state.marking import Marks
from console.state.pages.order import LayerDrawing

_SWATCH_W, _SWATCH_H = 18, 12


@dataclass(frozen=True)
class Block:
    """One level's classes: their figures, fills, and how many places each holds.

    A fill in words is the sign of what changed.
    """

    caption: str
    texts: tuple[str, ...]
    fills: tuple[QColor | str, ...]
    counts: tuple[int, ...]


def blocks(shading: Shading, theme: Theme, language: str, stress: Stress) -> list[Block]:
    """The blocks of a legend: estates, and buildings where they are drawn."""
    estates, buildings = shading.estate_classes, shading.building_classes
    whole = shading.metric is not Metric.RATE
    found = []
    if len(shading.estate_values):
        fills = estate_colours(theme, len(estates), stress, shading.hue)
        counts = tuple(shading.estates_by_class.tolist())
        caption = say("map.level.estates", language)
        found.append(Block(caption, _texts(estates, whole=whole), fills, counts))
    if stress != "estates":
        fills = building_colours(theme, len(buildings), shading.hue)
        counts = tuple(shading.buildings_by_class.tolist())
        caption = say("map.level.buildings", language)
        found.append(Block(caption, _texts(buildings, whole=whole), fills, counts))
    return found


def layer_blocks(layers: Sequence[LayerDrawing], theme: Theme, language: str) -> list[Block]:
    """The block of the layers of files over a map, the uppermost first, each with its rows."""
    if not layers:
        return []
    shown = tuple(reversed(layers))
    titles = tuple(short(one.title) for one in shown)
    fills = tuple(layer_colour(one, theme) for one in shown)
    counts = tuple(one.rows for one in shown)
    return [Block(say("layers.files", language), titles, fills, counts)]


def mark_blocks(marks: Marks, zone: str, language: str, stress: Stress) -> list[Block]:
    """The block of what changed: since when, the sign with its words, and at how many places."""
    flags = marks.estates if stress == "estates" else marks.buildings
    if not flags.any():
        return []
    name = short(marks.names.get(language, ""))
    since = say("changes.since_then", language, instant=instant(marks.since_us, zone, language))
    return [Block(since, (name,), (marks.sign,), (int(np.count_nonzero(flags)),))]


def _texts(classes: Classes, *, whole: bool) -> tuple[str, ...]:
    return tuple(classes.text(index, whole=whole) for index in range(len(classes)))


def legend_size(shown: list[Block], theme: Theme, title: str) -> tuple[float, float]:
    """Width and height the legend needs."""
    metrics = theme.metrics
    step, pad = _step(theme), metrics.gap("step")
    body, small = metrics.font("body", bold=True), metrics.font("small")
    widths = [lettering.width(title, body)]
    for block in shown:
        widths.append(lettering.width(block.caption, small))
        for text, count in zip(block.texts, block.counts, strict=True):
            wide = lettering.width(text, small) + lettering.width(f"{count:,}", small)
            widths.append((_SWATCH_W + 40) * metrics.scale + wide)
    rows = 1 + sum(1 + len(block.texts) for block in shown)
    return max(widths) + 2 * pad + 2, rows * step + 2 * pad * 0.75


def draw_legend(
    painter: QPainter, rect: QRectF, shown: list[Block], theme: Theme, title: str
) -> None:
    """The title, then each block's caption and classes, on a plate."""
    metrics, chrome = theme.metrics, theme.chrome
    painter.setPen(QPen(chrome.line, 1))
    painter.setBrush(chrome.panel)
    radius = metrics.size("radius_panel")
    painter.drawRoundedRect(rect, radius, radius)
    step, pad = _step(theme), metrics.gap("step")
    row = QRectF(rect.left() + pad, rect.top() + pad * 0.75, rect.width() - 2 * pad, step)
    lettering.line(painter, row, title, metrics.font("body", bold=True), chrome.ink)
    small = metrics.font("small", tabular=True)
    for block in shown:
        row.translate(0, step)
        lettering.line(painter, row, block.caption, small, chrome.muted)
        for text, fill, count in zip(block.texts, block.fills, block.counts, strict=True):
            row.translate(0, step)
            _draw_class(painter, row, theme, fill)
            box = row.adjusted((_SWATCH_W + 8) * metrics.scale, 0, 0, 0)
            lettering.line(painter, box, text, small, chrome.ink)
            lettering.line(painter, row, f"{count:,}", small, chrome.muted, side="right")


def _draw_class(painter: QPainter, row: QRectF, theme: Theme, fill: QColor | str) -> None:
    scale = theme.metrics.scale
    if isinstance(fill, str):
        middle = QPointF(row.left() + _SWATCH_W * scale / 2, row.center().y())
        write_tag(painter, fill, middle, theme)
        return
    high = _SWATCH_H * scale
    swatch = QRectF(row.left(), row.center().y() - high / 2, _SWATCH_W * scale, high)
    painter.setPen(QPen(theme.chrome.line, 1))
    painter.setBrush(fill)
    painter.drawRoundedRect(swatch, 2, 2)


def _step(theme: Theme) -> float:
    return theme.metrics.text["body"] * theme.metrics.scale * 1.5
