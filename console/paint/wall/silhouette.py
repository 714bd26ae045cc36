"""A building on the wall as it stands: its height, its storeys, its count and its name."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter

from console.domain import banding
from console.paint import lettering
from console.paint.wall.look import WallLook, edged, faded, flat, write
from console.state.wall.scenes import Silhouette

_SLAB_FROM = 0.34
"""Height of a floor, in body heights, from which slabs are drawn."""


def paint_silhouette(
    painter: QPainter,
    body: QRectF,
    shape: Silhouette,
    fill: QColor,
    look: WallLook,
    *,
    counts_few: bool = False,
) -> None:
    """The building in a colour; above it its count, a few only where the colour does not say so."""
    u = look.u
    flat(painter, body, fill)
    edged(painter, look, body, look.theme.section.track)
    floor = body.height() / max(1, shape.floors)
    if floor >= u * _SLAB_FROM:
        slab = faded(look.theme.chrome.ground, 0.35)
        for number in range(1, shape.floors):
            y = body.bottom() - number * floor
            flat(painter, QRectF(body.left(), y, body.width(), max(1.0, u / 24)), slab)
    unsaid = (0, banding.LOW) if counts_few else (0, banding.LOW, banding.FEW)
    if shape.code not in unsaid:
        above = QRectF(body.left() - u * 2, body.top() - u * 1.25, body.width() + 4 * u, u * 1.2)
        write(painter, look, above, banding.text(shape.code), "body", bold=True, side="centre")


def paint_its_name(
    painter: QPainter, box: QRectF, text: str, shape: Silhouette, look: WallLook
) -> None:
    """What the building is called, under it: bold where somebody is under the clock."""
    has_people = shape.code not in (0, banding.LOW)
    colour = look.theme.chrome.ink if has_people else look.theme.chrome.muted
    elide: lettering.Elide = "start" if box.width() < look.u * 3 else "middle"
    font = look.font("label", bold=has_people)
    lettering.line(painter, box, text, font, colour, side="centre", elide=elide)
