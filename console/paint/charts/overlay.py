"""Paints over a chart what changes under the pointer: the bin pointed at, the focus, the brush."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from console.paint.charts.layout import Bins
from console.paint.theme import Theme, translucent
from console.state.charts.brush import Span

_HOVER_ALPHA, _VEIL_ALPHA = 0.10, 0.65
_GRIP_PX = 10


def paint_pointed_at(painter: QPainter, box: QRectF, theme: Theme) -> None:
    """A tint over the bin under the pointer."""
    painter.fillRect(box, translucent(theme.chrome.ink, _HOVER_ALPHA))


def paint_focus(painter: QPainter, box: QRectF, theme: Theme) -> None:
    """A ring round what the keyboard stands on."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(theme.chrome.accent, 1.5 * theme.metrics.scale))
    painter.drawRoundedRect(box.adjusted(-1, 0.5, 1, -0.5), 2, 2)


def paint_brush(painter: QPainter, bins: Bins, chosen: Sequence[int], theme: Theme) -> None:
    """Dim every bin but those chosen; of bins side by side also the ends to take hold of."""
    veil = translucent(theme.chrome.panel, _VEIL_ALPHA)
    for low, high in _left_out(len(bins.ends), frozenset(chosen)):
        painter.fillRect(bins.rect(low, high), veil)
    span = Span.of(chosen)
    if bins.stacked or span is None or span.high >= len(bins.ends):
        return
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    accent, inside = theme.chrome.accent, bins.rect(span.low, span.high)
    for start, end in _edges(inside):
        painter.setPen(QPen(accent, 1.5 * theme.metrics.scale))
        painter.drawLine(start, end)
        middle, reach = (start + end) / 2, _grip(start, end, theme)
        painter.setPen(QPen(accent, 4 * theme.metrics.scale, c=Qt.PenCapStyle.RoundCap))
        painter.drawLine(middle - reach, middle + reach)


def _left_out(count: int, kept: frozenset[int]) -> list[tuple[int, int]]:
    """The runs of bins that are not kept, each by its first and last."""
    runs: list[tuple[int, int]] = []
    for row in range(count):
        if row in kept:
            continue
        if runs and runs[-1][1] == row - 1:
            runs[-1] = (runs[-1][0], row)
        else:
            runs.append((row, row))
    return runs


def _edges(inside: QRectF) -> tuple[tuple[QPointF, QPointF], ...]:
    return ((inside.topLeft(), inside.bottomLeft()), (inside.topRight(), inside.bottomRight()))


def _grip(start: QPointF, end: QPointF, theme: Theme) -> QPointF:
    """Half of the thick part of an edge, as a way along it."""
    way = end - start
    length = max(1.0, abs(way.x()) + abs(way.y()))
    return way / length * min(_GRIP_PX * theme.metrics.scale, length) / 2
