"""Hatching: fine lines over a cell that say how it is lived in, as a texture or as true lines."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen, QPixmap, QTransform

from console.paint.arrays import draw_lines, draw_rects
from console.paint.atlas import device_scale, is_raster
from console.store.columns import F32, F64

RISING, FALLING, LEVEL, DOTTED = "rising", "falling", "level", "dotted"
STEP_PX = 6.0
_DOT_PX = 1.5


def paint_hatch(painter: QPainter, boxes: F32, kind: str, colour: QColor) -> None:
    """Hatch rectangles [n, 4] with lines that rise to the right, fall, or lie level, or dots."""
    if not len(boxes):
        return
    if is_raster(painter):
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(_texture(kind, colour.rgba(), device_scale(painter)))
        draw_rects(painter, boxes)
        return
    painter.setPen(QPen(colour, 0.8))
    draw_lines(painter, hatch_lines(boxes, kind))


def hatch_lines(boxes: F32, kind: str) -> F64:
    """The lines [m, 4] of a hatch, cut exactly at the rectangles' edges."""
    found = [_lines_of(box, kind) for box in boxes.tolist()]
    return np.concatenate(found) if found else np.zeros((0, 4))


def _lines_of(box: list[float], kind: str) -> F64:
    x, y, wide, high = box
    if kind == LEVEL:
        level = np.arange(np.ceil(y / STEP_PX) * STEP_PX, y + high, STEP_PX)
        return np.stack([level * 0 + x, level, level * 0 + x + wide, level], axis=1)
    if kind == DOTTED:
        return _dots_of(x, y, wide, high)
    sign = -1.0 if kind == RISING else 1.0
    low, top = min(sign * x, sign * (x + wide)), max(sign * x, sign * (x + wide))
    offset = np.arange(np.ceil((y - top) / STEP_PX) * STEP_PX, y + high - low, STEP_PX)
    x1 = np.clip(sign * (y - offset), x, x + wide)
    x2 = np.clip(sign * (y + high - offset), x, x + wide)
    lines = np.stack([x1, sign * x1 + offset, x2, sign * x2 + offset], axis=1)
    return lines[np.abs(x1 - x2) > 0.5]


def _dots_of(x: float, y: float, wide: float, high: float) -> F64:
    """A dot in the middle of every step, as a short line [m, 4]."""
    middle = STEP_PX / 2
    along = np.arange(np.ceil((x - middle) / STEP_PX) * STEP_PX + middle, x + wide, STEP_PX)
    down = np.arange(np.ceil((y - middle) / STEP_PX) * STEP_PX + middle, y + high, STEP_PX)
    left, level = (grid.ravel() for grid in np.meshgrid(along, down))
    right = np.minimum(left + _DOT_PX, x + wide)
    return np.stack([left, level, right, level], axis=1)


@lru_cache(maxsize=64)
def _texture(kind: str, rgba: int, scale: float) -> QBrush:
    side = max(3, round(STEP_PX * scale))
    tile = QPixmap(side, side)
    tile.fill(Qt.GlobalColor.transparent)
    painter = QPainter(tile)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor.fromRgba(rgba), max(0.8, 0.8 * scale)))
    if kind == LEVEL:
        painter.drawLine(QPointF(0, side / 2), QPointF(side, side / 2))
    elif kind == DOTTED:
        dot = _DOT_PX * scale
        painter.fillRect(QRectF(side / 2, side / 2, dot, dot), QColor.fromRgba(rgba))
    else:
        for shift in (-side, 0, side):
            start, end = (side, 0) if kind == RISING else (0, side)
            painter.drawLine(QPointF(start + shift, -0.0), QPointF(end + shift, side))
    painter.end()
    brush = QBrush(tile)
    brush.setTransform(QTransform.fromScale(1 / scale, 1 / scale))
    return brush
