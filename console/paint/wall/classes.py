"""The classes of buildings and floors on the wall: their colours, and what these mean."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter

from console.paint.map.ink import estate_colours
from console.paint.theme import Theme
from console.paint.wall.look import WallLook, edged, flat, write

_COLUMN = 27.0
"""A box narrower than so many body heights is a column of text."""


def level_colours(theme: Theme, classes: int) -> tuple[QColor, ...]:
    """The fill of each class, that of estates in the same class but for nobody: a quiet grey."""
    return (theme.section.owner, *estate_colours(theme, classes)[1:])


def paint_classes(
    painter: QPainter,
    box: QRectF,
    caption: str,
    texts: tuple[str, ...],
    used: Collection[int],
    look: WallLook,
) -> None:
    """The classes that are used, at the lower right of a box, between a caption and a note.

    The note says how counts are rounded. In a column all start at its left edge, as its text does.
    """
    u, muted = look.u, look.theme.chrome.muted
    fills = level_colours(look.theme, len(texts))
    shown = [(texts[level], fills[level]) for level in sorted(used)]
    swatch, high = u * 0.9, u * 1.4
    note = look.say("wall.rounded")
    wide = sum(look.width(text, "body") + 2 + swatch + u for text, _ in shown) - u * 0.6
    widest = max(wide, *(look.width(text, "body") + 2 for text in (caption, note)))
    x = box.left() if box.width() < look.u * _COLUMN else box.right() - widest
    y = box.bottom() - u * 2.9
    for text, top in ((caption, y - high), (note, y + high)):
        write(painter, look, QRectF(x, top, box.right() - x, high), text, colour=muted)
    for text, fill in shown:
        paint_swatch(painter, QRectF(x, y + (high - swatch) / 2, swatch, swatch), fill, look)
        x += swatch + u * 0.4
        wide = look.width(text, "body") + 2
        write(painter, look, QRectF(x, y, wide, high), text, "body")
        x += wide + u * 0.6


def paint_swatch(painter: QPainter, box: QRectF, fill: QColor, look: WallLook) -> None:
    """A class in its colour; a keyline, since the quietest is nearly the ground's."""
    flat(painter, box, fill)
    edged(painter, look, box, look.theme.section.track)
