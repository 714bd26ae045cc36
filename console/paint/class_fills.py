"""What an area of a class is filled with: its colour, and a pattern where colour is not trusted."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen, QPixmap, QTransform

from console.domain.packs import ColourClass
from console.paint.theme import Theme

_STEP_PX = 5.0
_PATTERN_ALPHA = 0.30


def class_brushes(classes: Sequence[ColourClass], theme: Theme, dpr: float = 1.0) -> list[QBrush]:
    """A brush for each of the pack's classes, sharp at a device pixel ratio.

    The class's sign is woven into it: dots, level lines, slanted lines for a ring, or nothing.
    """
    scale = theme.metrics.scale
    return [
        _brush(theme.classes[one.role].rgba(), theme.chrome.keyline.rgba(), one.sign, dpr, scale)
        for one in classes
    ]


@lru_cache(maxsize=256)
def _brush(rgba: int, keyline: int, sign: str, dpr: float, scale: float) -> QBrush:
    colour = QColor.fromRgba(rgba)
    if sign == "none":
        return QBrush(colour)
    side = max(4, round(_STEP_PX * scale * dpr))
    tile = QPixmap(side, side)
    tile.fill(colour)
    ink = QColor.fromRgba(keyline)
    ink.setAlphaF(_PATTERN_ALPHA)
    painter = QPainter(tile)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    _weave(painter, sign, side, ink)
    painter.end()
    brush = QBrush(tile)
    brush.setTransform(QTransform.fromScale(1 / dpr, 1 / dpr))
    return brush


def _weave(painter: QPainter, sign: str, side: int, ink: QColor) -> None:
    if sign == "dot":
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink)
        painter.drawEllipse(QPointF(side / 2, side / 2), side * 0.22, side * 0.22)
        return
    painter.setPen(QPen(ink, max(1.0, side * 0.18)))
    if sign == "bar":
        painter.drawLine(QPointF(0, side / 2), QPointF(side, side / 2))
        return
    for shift in (-side, 0, side):
        painter.drawLine(QPointF(shift, side), QPointF(shift + side, 0))
