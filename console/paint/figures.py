"""Short figures and room numbers by the hundred: each character drawn once, then placed as a piece.

Only for pixels; vectors, and texts beyond ASCII, are drawn as text.
"""

from __future__ import annotations

from functools import partial
from math import ceil
from typing import NamedTuple

import numpy as np
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter

from console.domain.records import dataclass
from console.paint.atlas import Atlas, atlas_of, device_scale, draw_placed, is_raster
from console.store.columns import F64

_FIRST, _END = 0x20, 0x7F
_CHARACTERS = tuple(map(chr, range(_FIRST, _END)))


@dataclass(frozen=True, slots=True)
class _Face:
    """The characters of one font, colour and scale: places in the atlas, and advances.

    Advances are whole device pixels, so that a text lies the same whatever is drawn beside it.
    """

    atlas: Atlas
    places: F64
    advance: F64
    side: int
    rise: float
    scale: float


_faces: dict[tuple[object, ...], _Face] = {}


class Figures(NamedTuple):
    """Short texts of one font and colour: left (or `right`) end and baseline of each, [n, 2]."""

    texts: list[str]
    at: F64
    font: QFont
    colour: QColor
    right: bool = False


def draw_figures(painter: QPainter, theme_name: str, *some: Figures) -> None:
    """Draw figures; what is of one size is drawn at once, whatever its colour."""
    pieces: dict[tuple[Atlas, int], list[tuple[F64, F64]]] = {}
    placed = is_raster(painter)
    for one in some:
        whole = "".join(one.texts)
        if not whole:
            continue
        if placed and whole.isascii() and whole.isprintable():
            face = _face(painter, one.font, one.colour, theme_name)
            pieces.setdefault((face.atlas, face.side), []).append(_pieces(one, whole, face))
        else:
            _draw_texts(painter, one)
    for (atlas, side), found in pieces.items():
        places, corners = (np.concatenate(parts) for parts in zip(*found, strict=True))
        draw_placed(painter, atlas, places, corners, side)


def _draw_texts(painter: QPainter, some: Figures) -> None:
    painter.setFont(some.font)
    painter.setPen(some.colour)
    metrics = QFontMetricsF(some.font)
    for text, (x, y) in zip(some.texts, some.at.tolist(), strict=True):
        start = x - metrics.horizontalAdvance(text) if some.right else x
        painter.drawText(QPointF(start, y), text)


def draw_word(
    painter: QPainter, word: str, at: F64, font: QFont, colour: QColor, theme_name: str
) -> None:
    """Draw one word at many places: `at` float64[n, 2], left end and baseline of each."""
    if not is_raster(painter):
        painter.setFont(font)
        painter.setPen(colour)
        for x, y in at.tolist():
            painter.drawText(QPointF(x, y), word)
        return
    scale = device_scale(painter)
    atlas = atlas_of(theme_name)
    side = ceil((QFontMetricsF(font).horizontalAdvance(word) + 2) * scale)
    side = max(side, ceil(font.pixelSize() * 1.5 * scale))
    rise = ceil(font.pixelSize() * scale) / scale
    draw = partial(_draw, text=word, font=font, colour=colour, y=rise)
    key = (word, font.pixelSize(), font.bold(), colour.rgba())
    place = np.array([atlas.place(key, side, scale, draw)], np.float64)
    draw_placed(painter, atlas, np.repeat(place, len(at), 0), at - np.array([0.0, rise]), side)


def _pieces(some: Figures, whole: str, face: _Face) -> tuple[F64, F64]:
    """Where the characters of figures lie in the atlas, and where they are drawn."""
    codes = np.frombuffer(whole.encode(), np.uint8) - _FIRST
    lengths = np.array([len(text) for text in some.texts])
    ends = lengths.cumsum()
    along = np.zeros(len(codes) + 1)
    np.cumsum(face.advance[codes], out=along[1:])
    starts = along[ends - lengths]
    left = some.at[:, 0] - (along[ends] - starts) / face.scale * some.right
    corners = np.empty((len(codes), 2))
    corners[:, 0] = left.repeat(lengths) + (along[:-1] - starts.repeat(lengths)) / face.scale
    corners[:, 1] = (some.at[:, 1] - face.rise).repeat(lengths)
    return face.places[codes], corners


def _face(painter: QPainter, font: QFont, colour: QColor, theme_name: str) -> _Face:
    scale = device_scale(painter)
    atlas = atlas_of(theme_name)
    key = (theme_name, font.pixelSize(), font.bold(), colour.rgba(), scale)
    known = _faces.get(key)
    if known is None or known.atlas is not atlas:
        known = _faces[key] = _made(atlas, font, colour, scale, key)
    return known


def _made(
    atlas: Atlas, font: QFont, colour: QColor, scale: float, key: tuple[object, ...]
) -> _Face:
    metrics = QFontMetricsF(font)
    side = ceil(font.pixelSize() * 1.3 * scale)
    rise = ceil(font.pixelSize() * 1.0 * scale) / scale
    places = np.array(
        [
            atlas.place(
                (key, one), side, scale, partial(_draw, text=one, font=font, colour=colour, y=rise)
            )
            for one in _CHARACTERS
        ],
        np.float64,
    )
    widths = np.array([metrics.horizontalAdvance(one) for one in _CHARACTERS])
    return _Face(atlas, places, np.round(widths * scale), side, rise, scale)


def _draw(
    painter: QPainter, box: QRectF, *, text: str, font: QFont, colour: QColor, y: float
) -> None:
    painter.setFont(font)
    painter.setPen(colour)
    painter.drawText(QPointF(box.left(), y), text)
