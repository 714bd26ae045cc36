"""What of a facet's row no count changes: ground, mark and name, drawn once and kept."""

from __future__ import annotations

from functools import lru_cache
from math import ceil
from typing import NamedTuple

from PySide6.QtCore import QLineF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QPixmap

from console.paint import lettering
from console.paint.facets.sample import SAMPLED, Samples, paint_sample
from console.paint.theme import Theme, load
from console.state.facets.choice import Entry

BELOW_PX = 5
"""What a row keeps free for its bar, below its texts."""
_SAMPLE_PX = 28
_UNMARKED = 0.5
"""How a row stands whose group is filtered by other values."""


class Still(NamedTuple):
    """All that is drawn of a row besides its numbers and its bar; `name` as there is room.

    It begins `within` the first pixel of its picture.
    """

    facet: str
    value: str
    name: str
    within: tuple[float, float]
    size: tuple[float, float]
    mark: str
    is_dim: bool
    is_quiet: bool
    is_pointed: bool


def start_px(facet: str, theme: Theme) -> float:
    """Where the names of a facet's rows begin: after their marks, where it has some."""
    left = float(theme.metrics.gap("panel"))
    if facet in SAMPLED:
        left += _SAMPLE_PX * theme.metrics.scale + theme.metrics.gap("near")
    return left


@lru_cache(maxsize=256)
def still_pixmap(
    still: Still, samples: Samples, theme_name: str, scale: float, ratio: float
) -> QPixmap:
    """A row without its numbers and its bar, on the panel's ground; kept."""
    theme = load(theme_name)
    theme = theme if scale == theme.metrics.scale else theme.scaled(scale)
    (x, y), (wide, high) = still.within, still.size
    drawn = QPixmap(ceil((x + wide) * ratio), ceil((y + high) * ratio))
    drawn.setDevicePixelRatio(ratio)
    drawn.fill(theme.chrome.panel)
    painter = QPainter(drawn)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(x, y)
    _paint_ground(painter, still, theme)
    _paint_name(painter, still, samples, theme)
    painter.end()
    return drawn


def _paint_ground(painter: QPainter, still: Still, theme: Theme) -> None:
    """What says that a row is chosen, excluded or under the pointer."""
    chrome, metrics = theme.chrome, theme.metrics
    whole = QRectF(0, 0, *still.size)
    inner = whole.adjusted(metrics.gap("near"), 1, -metrics.gap("tight"), -1)
    if still.mark or still.is_pointed:
        radius = metrics.size("radius_chip")
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(chrome.raised)
        painter.drawRoundedRect(inner, radius, radius)
    if still.mark == "kept":
        painter.setBrush(chrome.accent)
        painter.drawRect(QRectF(inner.left(), inner.top() + 3, 3, inner.height() - 6))
    elif still.mark == "excluded":
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(chrome.muted, 1))
        painter.drawRect(QRectF(inner.left() + 0.5, inner.top() + 3.5, 2, inner.height() - 7))


def _paint_name(painter: QPainter, still: Still, samples: Samples, theme: Theme) -> None:
    chrome, metrics, (wide, high) = theme.chrome, theme.metrics, still.size
    if still.facet in SAMPLED:
        slot = QRectF(metrics.gap("panel"), 0, _SAMPLE_PX * metrics.scale, high)
        painter.setOpacity(_UNMARKED if still.is_dim else 1.0)
        paint_sample(painter, slot, Entry(still.facet, still.value), samples, theme)
        painter.setOpacity(1.0)
    body, left = metrics.font("body"), start_px(still.facet, theme)
    room = QRectF(left, 0, wide - left, high - BELOW_PX)
    colour = chrome.muted if still.is_quiet else chrome.ink
    lettering.line(painter, room, still.name, body, colour)
    if still.mark == "excluded":
        middle = round(room.center().y()) + 0.5
        painter.setPen(QPen(chrome.muted, 1))
        end = left + lettering.width(still.name, body)
        painter.drawLine(QLineF(left, middle, end, middle))
