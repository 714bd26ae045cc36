"""The avatar: head and shoulders in one path, solid, hollow, dotted or notched, with its signs."""

from __future__ import annotations

from functools import cache
from math import cos, degrees, radians, sin

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QTransform

from console.paint.atlas import device_scale, is_raster

_HEAD_X, _HEAD_Y, _HEAD_R = 0.5, 0.285, 0.205
_CONTINUOUS_STEPS = 28
"""From more steps than this on the ring is one arc (a step would be under three pixels)."""
_SIGN_LEAST_PX, _SIGN_LEAST_DOTS = 10.0, 15.0
"""The smallest avatar with a sign on a screen: in logical pixels, and in those of the device."""
_GAP_SHARE = 0.035
_EDGE_PX, _SMALL_EDGE_PX, _SMALL_PX = 1.2, 0.6, 17.0
"""How much wider an outline's keyline is; less in small avatars, which it would fill."""


@cache
def silhouette() -> QPainterPath:
    """Head and shoulders in a unit square, one path."""
    path = QPainterPath()
    path.addEllipse(QPointF(_HEAD_X, _HEAD_Y), _HEAD_R, _HEAD_R)
    path.moveTo(0.12, 0.84)
    path.cubicTo(0.12, 0.645, 0.29, 0.555, 0.5, 0.555)
    path.cubicTo(0.71, 0.555, 0.88, 0.645, 0.88, 0.84)
    path.cubicTo(0.88, 0.915, 0.84, 0.945, 0.78, 0.945)
    path.lineTo(0.22, 0.945)
    path.cubicTo(0.16, 0.945, 0.12, 0.915, 0.12, 0.84)
    path.closeSubpath()
    return path


@cache
def _notched() -> QPainterPath:
    """The silhouette with a small wedge out of its right shoulder: a stay broken off."""
    wedge = QPainterPath()
    wedge.addPolygon([QPointF(0.56, 0.76), QPointF(1.0, 0.56), QPointF(1.0, 0.92)])
    wedge.closeSubpath()
    return silhouette().subtracted(wedge)


def placed(path: QPainterPath, box: QRectF) -> QPainterPath:
    """A path of the unit square on a square box."""
    return QTransform(box.width(), 0, 0, box.height(), box.left(), box.top()).map(path)


def paint_solid(painter: QPainter, box: QRectF, fill: QColor, keyline: QColor | None) -> None:
    """Somebody under the clock: filled, with a keyline where one is given."""
    path = placed(silhouette(), box)
    if keyline is not None:
        painter.strokePath(path, QPen(keyline, _stroke(box) * 0.9))
    painter.fillPath(path, fill)


def paint_hollow(painter: QPainter, box: QRectF, line: QColor, keyline: QColor) -> None:
    """Somebody whose days are full: the same silhouette as an outline."""
    stroke = _stroke(box)
    inset = stroke / 2
    path = placed(silhouette(), box.adjusted(inset, inset, -inset, -inset))
    edge = _EDGE_PX if box.width() >= _SMALL_PX else _SMALL_EDGE_PX
    painter.strokePath(path, _round(keyline, stroke + edge))
    painter.strokePath(path, _round(line, stroke))


def paint_dotted(painter: QPainter, box: QRectF, line: QColor, keyline: QColor) -> None:
    """Somebody expected: the outline in dots."""
    stroke = _stroke(box)
    inset = stroke / 2
    path = placed(silhouette(), box.adjusted(inset, inset, -inset, -inset))
    for colour, width in ((keyline, stroke + 0.9), (line, stroke)):
        pen = _round(colour, width)
        pen.setDashPattern([0.01, 2.1 * stroke / width])
        painter.strokePath(path, pen)


def paint_quiet(painter: QPainter, box: QRectF, fill: QColor, *, broken: bool = False) -> None:
    """Somebody not under the clock: small and plain; a wedge is missing after a broken-off stay."""
    painter.fillPath(placed(_notched() if broken else silhouette(), box), fill)


def paint_sign(painter: QPainter, box: QRectF, sign: str, colour: QColor) -> None:
    """The class's sign inside the head of an avatar on `box`: dot, bar, ring or none.

    A screen shows it where there are pixels for it, paper always: it may be printed in grey.
    """
    if sign == "none" or not _has_room(painter, box.width()):
        return
    centre = QPointF(box.left() + _HEAD_X * box.width(), box.top() + _HEAD_Y * box.height())
    reach = _HEAD_R * box.width()
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    if sign == "dot":
        painter.drawEllipse(centre, reach * 0.38, reach * 0.38)
    elif sign == "bar":
        high = max(1.0, reach * 0.36)
        painter.drawRect(
            QRectF(centre.x() - reach * 0.62, centre.y() - high / 2, reach * 1.24, high)
        )
    else:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(colour, max(1.0, reach * 0.24)))
        painter.drawEllipse(centre, reach * 0.48, reach * 0.48)


def _has_room(painter: QPainter, side: float) -> bool:
    if not is_raster(painter):
        return True
    return side >= _SIGN_LEAST_PX and side * device_scale(painter) >= _SIGN_LEAST_DOTS


def paint_bar_across(painter: QPainter, box: QRectF, line: QColor, keyline: QColor) -> None:
    """Released before the days were full: a bar across, from the lower left."""
    start = QPointF(box.left() + 0.04 * box.width(), box.top() + 0.97 * box.height())
    end = QPointF(box.left() + 0.94 * box.width(), box.top() + 0.14 * box.height())
    stroke = _stroke(box)
    for colour, width in ((keyline, stroke * 1.1 + 1.6), (line, stroke * 1.1)):
        painter.setPen(QPen(colour, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap))
        painter.drawLine(start, end)


def paint_steps(
    painter: QPainter,
    box: QRectF,
    days: tuple[int, int],
    colours: tuple[QColor, QColor],
    keyline: QColor | None,
) -> None:
    """The ring: n equal steps clockwise from the top, `days` (k, n), the first k filled.

    colours: filled, still to come; `keyline` round the filled ones where the ground is light.
    """
    day, steps = max(0, min(days)), max(1, days[1])
    filled, track = colours
    stroke = ring_stroke(box)
    inset = stroke / 2 + 0.5
    ring = box.adjusted(inset, inset, -inset, -inset)
    if steps > _CONTINUOUS_STEPS:
        _arc(painter, ring, track, stroke * 0.7, 0, 360)
        if keyline is not None:
            _arc(painter, ring, keyline, stroke + 1, 0, 360 * day / steps)
        _arc(painter, ring, filled, stroke, 0, 360 * day / steps)
        return
    step = 360 / steps
    gap_px = max(1.5 if keyline is None else 2.1, _GAP_SHARE * ring.width())
    gap = min(step * 0.45, degrees(gap_px / (ring.width() / 2)))
    for index in range(day, steps):
        _arc(painter, ring, track, stroke * 0.7, index * step + gap / 2, step - gap)
    margin = gap * 0.3
    for index in range(day if keyline is not None else 0):
        start, extent = index * step + gap / 2 - margin, step - gap + 2 * margin
        _arc(painter, ring, keyline or track, stroke + 1, start, extent)
    for index in range(day):
        _arc(painter, ring, filled, stroke, index * step + gap / 2, step - gap)


def ring_stroke(box: QRectF) -> float:
    """How broad the ring round an avatar is."""
    return max(1.8, box.width() * 0.095)


def inside_ring(box: QRectF) -> QRectF:
    """Where the avatar stands inside its ring."""
    room = box.width() / 2 - ring_stroke(box) - 1.0
    side = room / 0.545
    return QRectF(box.center().x() - side / 2, box.center().y() - side * 0.51, side, side)


def beside_rings(box: QRectF) -> QRectF:
    """Where an avatar without a ring stands in a box that others fill with theirs."""
    spare = box.width() * 0.09
    return box.adjusted(spare, spare, -spare, -spare)


def corner(box: QRectF, share: float) -> QRectF:
    """A small square at the lower right of an avatar, for the empty ring and the like."""
    side = max(5.0, box.width() * share)
    return QRectF(box.right() - side * 0.92, box.bottom() - side * 0.92, side, side)


def paint_open_ring(painter: QPainter, box: QRectF, ground: QColor, line: QColor) -> None:
    """The small empty ring (待): complete, and nobody has released them yet."""
    stroke = max(1.2, box.width() * 0.18)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ground)
    painter.drawEllipse(box.adjusted(-0.8, -0.8, 0.8, 0.8))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(line, stroke))
    inset = stroke / 2
    painter.drawEllipse(box.adjusted(inset, inset, -inset, -inset))


def paint_full_disc(painter: QPainter, box: QRectF, ground: QColor, fill: QColor) -> None:
    """The small full disc: today is the last day."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ground)
    painter.drawEllipse(box.adjusted(-0.8, -0.8, 0.8, 0.8))
    painter.setBrush(fill)
    painter.drawEllipse(box.adjusted(0.4, 0.4, -0.4, -0.4))


def _arc(
    painter: QPainter, ring: QRectF, colour: QColor, width: float, start: float, extent: float
) -> None:
    """An arc clockwise from the top, degrees; drawn as a path so that vectors keep it exact."""
    path = QPainterPath()
    angle = radians(start - 90)
    radius = ring.width() / 2
    path.moveTo(ring.center() + QPointF(cos(angle) * radius, sin(angle) * radius))
    path.arcTo(ring, 90 - start, -extent)
    painter.strokePath(path, QPen(colour, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap))


def _round(colour: QColor, width: float) -> QPen:
    return QPen(
        colour, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin
    )


def _stroke(box: QRectF) -> float:
    return max(1.25, box.width() * 0.085)
