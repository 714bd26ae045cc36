"""What a tool traces on the map: a line, an area, a band or a lasso, and what is said of it."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from console.paint import lettering
from console.paint.theme import Theme
from console.state.map.viewport import Viewport
from console.state.tools.trace import MEASURES, Tool, Trace

_LINE_PX, _HALO_PX, _KNOT_PX = 2.0, 4.5, 3.5
_FILL_SHARE = 0.16
_CROSS_PX, _CROSS_GAP_PX = 11.0, 4.0
_OFF_PX = 14.0


def pixels(trace: Trace, viewport: Viewport) -> QPolygonF:
    """The trace's line in pixels."""
    if not trace.points and trace.tip is None:
        return QPolygonF()
    placed = viewport.pixels(np.array(trace.line, np.float64).reshape(-1, 2))
    return QPolygonF([QPointF(x, y) for x, y in placed.tolist()])


def draw_trace(painter: QPainter, trace: Trace, viewport: Viewport, theme: Theme) -> None:
    """The line over a halo, an area's breath of colour, and a knot at every point that stands."""
    line = pixels(trace, viewport)
    if trace.tool is Tool.IDENTIFY:
        if line.isEmpty():
            return
        _draw_ring(painter, line.first(), theme)
        return
    if line.size() < 2 and not trace.points:
        return
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    closed = trace.tool is not Tool.DISTANCE and line.size() > 2
    if closed:
        tint = QColor(theme.chrome.accent)
        tint.setAlphaF(_FILL_SHARE)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(tint)
        painter.drawPolygon(line, Qt.FillRule.OddEvenFill)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for colour, width in ((theme.map.halo, _HALO_PX), (theme.chrome.accent, _LINE_PX)):
        pen = QPen(colour, width)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        if closed:
            painter.drawPolygon(line)
        else:
            painter.drawPolyline(line)
    if trace.tool in MEASURES:
        painter.setPen(QPen(theme.chrome.accent, 1.5))
        painter.setBrush(theme.chrome.panel)
        for number in range(len(trace.points)):
            painter.drawEllipse(line.at(number), _KNOT_PX, _KNOT_PX)


def _draw_ring(painter: QPainter, at: QPointF, theme: Theme) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for colour, width in ((theme.map.halo, _HALO_PX), (theme.chrome.accent, _LINE_PX)):
        painter.setPen(QPen(colour, width))
        painter.drawEllipse(at, 2 * _KNOT_PX, 2 * _KNOT_PX)


def draw_cross(painter: QPainter, at: QPointF, theme: Theme) -> None:
    """The cross that the keyboard puts points with."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    for colour, width in ((theme.map.halo, 3.0), (theme.chrome.selected, 1.0)):
        painter.setPen(QPen(colour, width))
        for x, y in ((1, 0), (-1, 0), (0, 1), (0, -1)):
            near, far = QPointF(x, y) * _CROSS_GAP_PX, QPointF(x, y) * _CROSS_PX
            painter.drawLine(at + near, at + far)


def plate_rect(
    lines: tuple[str, ...], tip: QPointF, away: QPointF, room: QRectF, theme: Theme
) -> QRectF:
    """Where the plate with `lines` stands: beside the tip, away from a point, within the room."""
    metrics = theme.metrics
    bold, body = metrics.font("label", bold=True, tabular=True), metrics.font("body", tabular=True)
    fonts = [bold, *[body] * (len(lines) - 1)]
    wide = max(lettering.width(text, font) for text, font in zip(lines, fonts, strict=True))
    pad, step = metrics.gap("near"), _step(theme)
    size = QRectF(0, 0, wide + 2 * pad, len(lines) * step + pad)
    wide, high = size.width() + _OFF_PX, size.height() + _OFF_PX
    leftwards = (tip.x() < away.x() and tip.x() - wide > room.left()) or (
        tip.x() + wide > room.right()
    )
    upwards = (tip.y() < away.y() and tip.y() - high > room.top()) or (
        tip.y() + high > room.bottom()
    )
    left = tip.x() - wide if leftwards else tip.x() + _OFF_PX
    top = tip.y() - high if upwards else tip.y() + _OFF_PX
    return size.translated(max(room.left(), left), max(room.top(), top))


def draw_plate(painter: QPainter, rect: QRectF, lines: tuple[str, ...], theme: Theme) -> None:
    """The plate: the first line is the figure, the others are quiet."""
    metrics, chrome = theme.metrics, theme.chrome
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(chrome.line, 1))
    painter.setBrush(chrome.panel)
    radius = metrics.size("radius_chip")
    painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
    pad, step = metrics.gap("near"), _step(theme)
    row = QRectF(rect.left() + pad, rect.top() + pad / 2, rect.width() - pad, step)
    for number, text in enumerate(lines):
        size = "label" if number == 0 else "body"
        font = metrics.font(size, bold=number == 0, tabular=True)
        lettering.line(painter, row, text, font, chrome.muted if number else chrome.ink)
        row.translate(0, step)


def _step(theme: Theme) -> float:
    return theme.metrics.text["label"] * theme.metrics.scale * 1.4
