"""What stands on a map's edge: scale bar, north mark, coordinates and the mark of made-up data."""

from __future__ import annotations

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen

from console.paint.labels import Lettering, WriteText
from console.paint.theme import Theme
from console.state.map.scale import scale_bar

HEIGHT_PX = 30
_WIDTH_PX = 250
NORTH_PX = 26
_TICK_PX = 5
_EDGE_PX = 14


def scale_rect(width_px: float, height_px: float, theme: Theme) -> QRectF:
    """Where the scale bar and the notes before it stand: the lower right corner."""
    tall = HEIGHT_PX * theme.metrics.scale
    wide = min(width_px, _WIDTH_PX * theme.metrics.scale)
    return QRectF(width_px - wide, height_px - tall, wide, tall)


def draw_scale(
    painter: QPainter,
    rect: QRectF,
    metres_per_px: float,
    lettering: Lettering,
    notes: str,
    write: WriteText,
) -> None:
    """A bar of a round length at the right of `rect`, its length above it, `notes` at its left."""
    theme = lettering.theme
    scale = theme.metrics.scale
    bar = scale_bar(metres_per_px, 110.0 * scale)
    right, y = rect.right() - _EDGE_PX, rect.bottom() - _EDGE_PX
    left = right - bar.width_px
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for colour, width in ((theme.map.halo, 4.0 * scale), (theme.map.label, 1.6 * scale)):
        painter.setPen(QPen(colour, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.SquareCap))
        painter.drawLine(QLineF(left, y, right, y))
        painter.drawLine(QLineF(left, y - _TICK_PX, left, y))
        painter.drawLine(QLineF(right, y - _TICK_PX, right, y))
    middle = QPointF((left + right) / 2, y - 10 * scale)
    write(painter, lettering, bar.text, "small", middle, theme.map.label, theme.map.halo)
    if notes:
        width, _ = lettering.measure(notes, "small")
        at = QPointF(left - 16 * scale - width / 2, y - 2 * scale)
        write(painter, lettering, notes, "small", at, theme.map.label_quiet, theme.map.halo)


def draw_note(
    painter: QPainter, rect: QRectF, lettering: Lettering, note: str, write: WriteText
) -> None:
    """The note alone, at the right of `rect`: for a map that has no scale."""
    theme = lettering.theme
    width, _ = lettering.measure(note, "small")
    at = QPointF(rect.right() - _EDGE_PX - width / 2, rect.bottom() - _EDGE_PX)
    write(painter, lettering, note, "small", at, theme.map.label_quiet, theme.map.halo)


def draw_north(painter: QPainter, middle: QPointF, lettering: Lettering, write: WriteText) -> None:
    """A slim needle with N beneath it; north is always up."""
    theme = lettering.theme
    scale = theme.metrics.scale
    tip, half, tail = 9 * scale, 4.5 * scale, 6 * scale
    needle = QPainterPath(middle + QPointF(0, -tip))
    needle.lineTo(middle + QPointF(half, tail))
    needle.lineTo(middle + QPointF(0, tail - 3 * scale))
    needle.lineTo(middle + QPointF(-half, tail))
    needle.closeSubpath()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    pen = QPen(theme.map.halo, 3 * scale)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.strokePath(needle, pen)
    painter.fillPath(needle, theme.map.label)
    below = middle + QPointF(0, tail + 7 * scale)
    write(painter, lettering, "N", "small-bold", below, theme.map.label, theme.map.halo)
