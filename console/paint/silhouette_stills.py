"""What of a building's silhouette no count changes: ground, body and name, drawn once and kept."""

from __future__ import annotations

from functools import lru_cache
from math import ceil
from typing import NamedTuple

import numpy as np
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap

from console.paint import lettering
from console.paint.arrays import draw_lines
from console.paint.map.ink import building_colours
from console.paint.theme import Theme, load
from console.state.map.metrics import Hue
from console.store.columns import F64

NAME_PX = 20
DIMMED = 0.35
"""How a building stands in which a filter keeps nothing."""
_MIDDLE_FROM_PX = 56
"""A label narrower than this keeps its end alone, where the number is."""
_SLAB_ALPHA = 0.30


class Still(NamedTuple):
    """All that is drawn of a silhouette besides its counts, boxes from the corner of its picture.

    Lines between its `floors` are `floor_px` apart, where that is not 0.
    """

    cell: tuple[float, float, float, float]
    body: tuple[float, float, float, float]
    floors: int
    floor_px: float
    level: int
    levels: int
    hue: Hue
    label: str
    is_counted: bool
    is_dim: bool
    is_chosen: bool
    is_pointed: bool
    is_focused: bool


@lru_cache(maxsize=256)
def still_pixmap(still: Still, theme_name: str, scale: float, ratio: float) -> QPixmap:
    """A silhouette without its counts, on the panel's ground; kept. A dim one's name is legible."""
    theme = load(theme_name)
    theme = theme if scale == theme.metrics.scale else theme.scaled(scale)
    left, top, wide, high = still.cell
    drawn = QPixmap(ceil((left + wide) * ratio), ceil((top + high) * ratio))
    drawn.setDevicePixelRatio(ratio)
    drawn.fill(theme.chrome.panel)
    painter = QPainter(drawn)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    _paint_ground(painter, still, theme)
    painter.setOpacity(DIMMED if still.is_dim else 1.0)
    _paint_body(painter, still, theme)
    painter.setOpacity(1.0)
    _paint_name(painter, still, theme)
    painter.end()
    return drawn


def _paint_ground(painter: QPainter, still: Still, theme: Theme) -> None:
    inner = QRectF(*still.cell).adjusted(1, 1, -1, -1)
    radius = theme.metrics.size("radius_chip")
    painter.setPen(Qt.PenStyle.NoPen)
    if still.is_pointed or still.is_chosen:
        painter.setBrush(theme.chrome.raised)
        painter.drawRoundedRect(inner, radius, radius)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if still.is_chosen:
        painter.setPen(QPen(theme.chrome.selected, 2))
        painter.drawRoundedRect(inner, radius, radius)
    elif still.is_focused:
        painter.setPen(QPen(theme.chrome.accent, 2))
        painter.drawRoundedRect(inner, radius, radius)


def _paint_body(painter: QPainter, still: Still, theme: Theme) -> None:
    """The body with its slabs."""
    body = QRectF(*still.body)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    painter.fillRect(body, building_colours(theme, still.levels, still.hue)[still.level])
    slab = QColor(theme.chrome.panel)
    slab.setAlphaF(_SLAB_ALPHA)
    painter.setPen(QPen(slab, 0))
    draw_lines(painter, _slabs(body, still.floors, still.floor_px))
    painter.setPen(QPen(theme.map.building_line, 0))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(body)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)


def _paint_name(painter: QPainter, still: Still, theme: Theme) -> None:
    scale, cell, body = theme.metrics.scale, QRectF(*still.cell), QRectF(*still.body)
    box = QRectF(cell.left() + 2, body.bottom() + 2, cell.width() - 4, (NAME_PX - 2) * scale)
    stands_out = still.is_chosen or still.is_pointed or still.is_counted
    colour = theme.chrome.ink if stands_out else theme.chrome.muted
    font = theme.metrics.font("small", tabular=True)
    elide: lettering.Elide = "middle" if box.width() >= _MIDDLE_FROM_PX * scale else "start"
    lettering.line(painter, box, still.label, font, colour, side="centre", elide=elide)


def _slabs(body: QRectF, floors: int, floor_px: float) -> F64:
    """The lines between the floors of a body, none where they are not told apart."""
    if not floor_px:
        return np.zeros((0, 4))
    y = body.bottom() - np.arange(1, floors) * floor_px
    left, right = np.full(len(y), body.left()), np.full(len(y), body.right() - 1)
    return np.stack([left, y, right, y], axis=1)
