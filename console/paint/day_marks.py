"""Marks of snapshots on the day strip: a diamond each, ticks where they stand close, a cross."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QPolygonF

from console.paint import lettering
from console.paint.day_lanes import DayLanes
from console.paint.theme import Theme
from console.state.day_marks import StopMark, source_told
from console.state.days_model import DayScene

_HALF_PX, _REACH_PX = 4.5, 7.0
_CLOSE_PX = 2 * _HALF_PX + 1


def paint_marks(painter: QPainter, scene: DayScene, layout: DayLanes, theme: Theme) -> None:
    """Paint every snapshot at its instant on the base of the lanes, the open one filled."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    across, y = [_across(scene, mark, layout) for mark in scene.marks.marks], _base(layout)
    half, close = _HALF_PX * theme.metrics.scale, _CLOSE_PX * theme.metrics.scale
    for row, (mark, x) in enumerate(zip(scene.marks.marks, across, strict=True)):
        at, near = QPointF(x, y), across[max(row - 1, 0) : row + 2]
        if mark.stop.as_of_us == scene.snapshot_us:
            _diamond(painter, at, half, theme, filled=True)
        elif not mark.is_sound:
            _cross(painter, at, half * 0.7, theme)
        elif sum([abs(x - other) < close for other in near]) > 1:
            painter.setPen(QPen(theme.chrome.ink, 1.5 * theme.metrics.scale))
            painter.drawLine(at + QPointF(0, -half), at + QPointF(0, half))
        else:
            _diamond(painter, at, half, theme, filled=False)


def mark_at(scene: DayScene, layout: DayLanes, at: QPointF, theme: Theme) -> StopMark | None:
    """The mark under a point, the nearest of those within reach."""
    reach = _REACH_PX * theme.metrics.scale
    if abs(at.y() - layout.axis.top()) > reach:
        return None
    gaps = {mark: abs(_across(scene, mark, layout) - at.x()) for mark in scene.marks.marks}
    nearest = min(gaps, key=gaps.__getitem__, default=None)
    return nearest if nearest is not None and gaps[nearest] <= reach else None


def paint_source(
    painter: QPainter,
    scene: DayScene,
    at_us: int,
    label: QRectF,
    layout: DayLanes,
    theme: Theme,
    language: str,
) -> None:
    """Say beside the handle's label where its state comes from, on the side that has room."""
    is_own = at_us == scene.snapshot_us
    font = theme.metrics.font("small", bold=is_own, tabular=True)
    half, gap = 4.0 * theme.metrics.scale, theme.metrics.gap("near")
    for short in (False, True):
        text = source_told(at_us, scene.snapshot_us, scene.zone, language, short=short)
        wide = lettering.width(text, font) + 2 + 2 * half + theme.metrics.gap("tight")
        right = layout.chart.right() - label.right() - gap >= wide
        left = label.left() - layout.chart.left() - gap >= wide
        if right or left:
            break
    else:
        return
    start = label.right() + gap if right else label.left() - gap - wide
    colour = theme.chrome.accent if is_own else theme.chrome.muted
    at = QPointF(start + half, label.center().y())
    _diamond(painter, at, half, theme, filled=is_own)
    box = QRectF(start + 2 * half + theme.metrics.gap("tight"), label.top(), wide, label.height())
    lettering.line(painter, box, text, font, colour)


def _across(scene: DayScene, mark: StopMark, layout: DayLanes) -> float:
    """Where a mark's middle stands from the left."""
    return round(layout.x_of(scene.position(mark.stop.as_of_us))) + 0.5


def _base(layout: DayLanes) -> float:
    """Where the middles of marks stand from the top."""
    return layout.axis.top() + 0.5


def _diamond(painter: QPainter, at: QPointF, half: float, theme: Theme, *, filled: bool) -> None:
    colour = theme.chrome.accent if filled else theme.chrome.muted
    painter.setPen(QPen(colour, 1.3 * theme.metrics.scale))
    painter.setBrush(colour if filled else theme.chrome.panel)
    painter.drawPolygon(_ends(half).translated(at))


@lru_cache(maxsize=8)
def _ends(half: float) -> QPolygonF:
    """The corners of a diamond round the origin; never changed."""
    return QPolygonF([QPointF(0, -half), QPointF(half, 0), QPointF(0, half), QPointF(-half, 0)])


def _cross(painter: QPainter, at: QPointF, half: float, theme: Theme) -> None:
    painter.setPen(QPen(theme.chrome.muted, 1.5 * theme.metrics.scale))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for side in (1, -1):
        painter.drawLine(at + QPointF(-half, -half * side), at + QPointF(half, half * side))
