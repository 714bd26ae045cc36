"""Spans of time on the wall, written so that nobody takes one for a time of day: 4 分 12 秒."""

from __future__ import annotations

import re

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QFont, QPainter

from console.paint.lettering import Side
from console.paint.wall.look import WallLook, below_centre, tall, width

_FIGURES = re.compile(r"([\d,—]+)")
_UNIT_SHARE = 0.42
"""Height of the units, in that of the digits."""


def write_span(
    painter: QPainter,
    look: WallLook,
    box: QRectF,
    text: str,
    px: float,
    *,
    colour: QColor | None = None,
    side: Side = "left",
) -> None:
    """A spoken span with digits `px` high and small units on their line."""
    ink, digits = colour or look.theme.chrome.ink, look.large(px)
    x = box.left() if side == "left" else box.right() - span_width(look, text, px)
    for part, font in _fonts(look, text, px):
        wide = width(part, font)
        shift = below_centre(digits) - below_centre(font)
        place = QRectF(x, box.top() + shift, wide + 2, box.height())
        tall(painter, place, part, font, ink)
        x += wide


def span_width(look: WallLook, text: str, px: float) -> float:
    """How wide a spoken span is with digits `px` high."""
    return sum(width(part, font) for part, font in _fonts(look, text, px))


def filling_px(look: WallLook, text: str, wide: float, high: float) -> float:
    """The height of its digits at which a spoken span fills its place."""
    hero = look.px("hero")
    return min(high / 1.1, hero * wide / max(span_width(look, text, hero), 1.0))


def _fonts(look: WallLook, text: str, px: float) -> list[tuple[str, QFont]]:
    """The parts of a span with the font of each: figures large, what is between them small."""
    digits, units = look.large(px), look.large(px * _UNIT_SHARE, bold=False)
    parts = _FIGURES.split(text)
    fonts = ((part, digits if index % 2 else units) for index, part in enumerate(parts))
    return [(part, font) for part, font in fonts if part]
