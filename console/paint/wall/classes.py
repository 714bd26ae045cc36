"""The classes of buildings and floors on the wall: their colours, and what these mean."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter

from console.paint.map.ink import estate_colours
from console.paint.theme import Theme
from console.paint.wall.look import WallLook, edged, flat, write


def level_colours(theme: Theme, classes: int) -> tuple[QColor, ...]:
    """The fill of each class, that of estates in the same class but for nobody: a quiet grey."""
    return (theme.map.building, *estate_colours(theme, classes)[1:])


def paint_classes(
    painter: QPainter, box: QRectF, caption: str, texts: tuple[str, ...], look: WallLook
) -> None:
    """The classes at the lower right of a box, between a caption and how counts are rounded."""
    u, muted = look.u, look.theme.chrome.muted
    widths = [look.width(text, "body") + 2 for text in texts]
    swatch, high = u * 0.9, u * 1.4
    note = look.say("wall.rounded")
    whole = sum(widths) + len(texts) * (swatch + u * 1.0) - u * 0.6
    widest = max(whole, *(look.width(text, "body") + 2 for text in (caption, note)))
    x = box.right() - min(widest, box.width())
    y = box.bottom() - u * 2.9
    for text, top in ((caption, y - high), (note, y + high)):
        write(painter, look, QRectF(x, top, box.right() - x, high), text, colour=muted)
    for text, fill, wide in zip(texts, level_colours(look.theme, len(texts)), widths, strict=True):
        paint_swatch(painter, QRectF(x, y + (high - swatch) / 2, swatch, swatch), fill, look)
        x += swatch + u * 0.4
        write(painter, look, QRectF(x, y, wide, high), text, "body")
        x += wide + u * 0.6


def paint_swatch(painter: QPainter, box: QRectF, fill: QColor, look: WallLook) -> None:
    """A class in its colour; a keyline, since the quietest is nearly the ground's."""
    flat(painter, box, fill)
    edged(painter, look, box, look.theme.section.track)
