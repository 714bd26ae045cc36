"""Paints an episode as a strip of days: full, to come, the last day, an extension, a cut."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen

from console.domain.clock import State
from console.paint import lettering
from console.paint.theme import Theme
from console.state.card.blocks import DayStrip

CELLS_PX, LABELS_PX = 10, 18
_GAP_PX = 2.0
_LEAST_CELL_PX = 4.0


def paint_strip(painter: QPainter, box: QRectF, strip: DayStrip, theme: Theme) -> None:
    """Paint a strip into `box`: cells above, first and last day below."""
    scale = theme.metrics.scale
    cells = QRectF(box.left(), box.top(), box.width(), CELLS_PX * scale)
    step = (cells.width() + _GAP_PX) / max(1, strip.of)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    if step - _GAP_PX >= _LEAST_CELL_PX:
        for index in range(strip.of):
            left = round(cells.left() + index * step)
            right = round(cells.left() + (index + 1) * step - _GAP_PX)
            cell = QRectF(left, cells.top(), right - left, cells.height())
            _paint_cell(painter, cell, index, strip, theme)
    else:
        _paint_whole(painter, cells, strip, theme)
    if strip.cut:
        _paint_cut(painter, cells, strip.day / max(1, strip.of), theme)
    _paint_labels(painter, box, strip, theme)


def _paint_cell(painter: QPainter, cell: QRectF, index: int, strip: DayStrip, theme: Theme) -> None:
    full = index < strip.day
    if full:
        painter.fillRect(cell, _filled(strip, theme))
        if not theme.dark:
            painter.setPen(QPen(theme.chrome.keyline, 0))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(cell.adjusted(0, 0, -1, -1))
    else:
        faint = QColor(theme.section.track)
        faint.setAlphaF(0.18 if strip.cut else 0.45)
        painter.fillRect(cell, faint)
    if index >= strip.planned_days:
        hatch = theme.chrome.keyline if full else theme.chrome.muted
        painter.fillRect(cell, QBrush(hatch, Qt.BrushStyle.BDiagPattern))
    if index == strip.of - 1 and not strip.cut:
        painter.setPen(QPen(theme.chrome.ink, 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(cell.adjusted(0, 0, -1, -1))


def _paint_whole(painter: QPainter, cells: QRectF, strip: DayStrip, theme: Theme) -> None:
    """More days than cells fit: one bar, filled to the day."""
    faint = QColor(theme.section.track)
    faint.setAlphaF(0.45)
    painter.fillRect(cells, faint)
    done = QRectF(cells)
    done.setWidth(cells.width() * strip.day / max(1, strip.of))
    painter.fillRect(done, _filled(strip, theme))


def _paint_cut(painter: QPainter, cells: QRectF, share: float, theme: Theme) -> None:
    """A line across the strip where it ended before its last day."""
    x = round(cells.left() + share * (cells.width() + _GAP_PX) - _GAP_PX / 2)
    painter.setPen(QPen(theme.chrome.ink, 2))
    painter.drawLine(QPointF(x, cells.top() - 3), QPointF(x, cells.bottom() + 3))


def _paint_labels(painter: QPainter, box: QRectF, strip: DayStrip, theme: Theme) -> None:
    small = theme.metrics.font("small", tabular=True)
    top = box.top() + CELLS_PX * theme.metrics.scale
    below = QRectF(box.left(), top, box.width(), box.bottom() - top)
    lettering.line(painter, below, strip.last, small, theme.chrome.muted, side="right")
    room = box.width() - lettering.width(strip.last, small) - 8
    below.setWidth(max(0.0, room))
    lettering.line(painter, below, strip.first, small, theme.chrome.muted)


def _filled(strip: DayStrip, theme: Theme) -> QColor:
    """The class's colour; paler once nobody is under this clock any more."""
    colour = QColor(theme.classes[strip.mark.role])
    if strip.mark.state in (State.RELEASED, State.BROKEN):
        colour.setAlphaF(0.45)
    return colour
