"""The sign of an alarm: a red triangle in a white ring, with a stroke in it."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QPolygonF

from console.paint.wall.look import WallLook

_ASPECT = 1.12
"""Width of the triangle, in its height."""
_INNER = 0.74
"""The triangle inside the outline that blinks, in that."""


def paint_alarm_sign(
    painter: QPainter, box: QRectF, look: WallLook, *, outlined: bool = False
) -> None:
    """The triangle in the middle of `box`; `outlined` has a second outline round it, in red.

    That is what blinks: the triangle itself is as red in one phase as in the other.
    """
    chrome = look.theme.chrome
    side = min(box.width(), box.height() * _ASPECT)
    outer = _triangle(box, side)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if outlined:
        painter.setPen(_pen(QPen(chrome.alarm, max(1.5, side / 22))))
        painter.drawPolygon(outer)
    inside = side * _INNER
    centre = QPointF(box.center().x(), outer.boundingRect().top() + side / _ASPECT * 0.58)
    place = QRectF(centre.x() - inside / 2, 0, inside, inside / _ASPECT)
    place.moveTop(centre.y() - place.height() / 2)
    painter.setPen(_pen(QPen(chrome.alarm_ring, max(1.0, inside / 16))))
    painter.setBrush(chrome.alarm)
    painter.drawPolygon(_triangle(place, inside))
    mark = inside / 11
    for top, high in ((0.38, place.height() * 0.3), (0.76, mark)):
        stroke = QRectF(centre.x() - mark / 2, place.top() + place.height() * top, mark, high)
        painter.fillRect(stroke, chrome.alarm_ring)


def _triangle(box: QRectF, side: float) -> QPolygonF:
    """A triangle of a width, standing in the middle of a box."""
    middle, high = box.center(), side / _ASPECT
    top, bottom = middle.y() - high / 2, middle.y() + high / 2
    left, right = middle.x() - side / 2, middle.x() + side / 2
    return QPolygonF([QPointF(middle.x(), top), QPointF(right, bottom), QPointF(left, bottom)])


def _pen(pen: QPen) -> QPen:
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    return pen
