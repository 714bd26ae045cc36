"""The map's counts drawn at once, each put together from its characters, with a halo.

A count is another one in nearly every frame, so that a picture of the whole would be drawn anew
each time. Its characters are drawn in a colour when they are first needed, and kept in an atlas;
`figures` draws plain ones, whose whole alphabet costs little.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from itertools import accumulate
from math import ceil, floor
from typing import NamedTuple
from weakref import WeakKeyDictionary

import numpy as np
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QFont, QPainter

from console.paint.atlas import Atlas, atlas_of, draw_pieces
from console.paint.lettering import width
from console.paint.theme import Theme
from console.store.columns import F64

PAD_PX = 3
"""What is kept clear for the halo round a text."""
MIDDLE = 0.38
"""How far the middle of a Chinese character lies above the baseline, for a pixel of text size."""
HALO_PX = 1.6
_MOST_ROWS = 4096
_PLAIN = 1.0, 1.0, 0.0, 1.0
"""A piece's scale across and down, its turn, and how opaque it is."""
AROUND = tuple(
    (np.cos(turn) * HALO_PX, np.sin(turn) * HALO_PX) for turn in np.arange(8) * np.pi / 4
)
"""Where a text is drawn in the halo's colour before it is drawn in its own."""


class CountLook(NamedTuple):
    """How a count is written: its font, and its colour and halo as rgba."""

    font: QFont
    colour: int
    halo: int


class MapCount(NamedTuple):
    """A count to be drawn with its middle at a logical pixel."""

    text: str
    look: CountLook
    x: float
    y: float


class _Sign(NamedTuple):
    """A character's step, and where its halo and its ink lie in the atlas, in device pixels."""

    step: int
    halo: tuple[int, int]
    ink: tuple[int, int]


class _Row(NamedTuple):
    """A count's characters as pieces of the atlas, of `side` device pixels each.

    halos, inks float64[k, 10] lie where the count's box has its upper left corner at the middle of
    its top.
    """

    side: int
    halos: F64
    inks: F64


def draw_counts(painter: QPainter, theme: Theme, ratio: float, counts: Sequence[MapCount]) -> None:
    """Draw counts on whole device pixels at once, all halos before the first character.

    The painter has `ratio` device pixels for each logical one.
    """
    if not counts:
        return
    atlas = atlas_of(theme.name)
    kept = _rows.setdefault(atlas, {})
    rows: list[_Row] = []
    places: list[tuple[int, int]] = []
    for text, look, x, y in counts:
        key = text, look, ratio
        row = kept.get(key) or _keep(kept, key, _made(atlas, text, look, ratio))
        rows.append(row)
        places.append((floor(x * ratio + 0.5), floor(y * ratio - row.side / 2 + 0.5)))
    pieces = np.concatenate([*(row.halos for row in rows), *(row.inks for row in rows)])
    pieces[:, :2] += np.array(places * 2).repeat([len(row.inks) for row in rows] * 2, axis=0)
    draw_pieces(painter, atlas, pieces)


_Rows = dict[tuple[str, CountLook, float], _Row]
_rows: WeakKeyDictionary[Atlas, _Rows] = WeakKeyDictionary()
_signs: WeakKeyDictionary[Atlas, dict[tuple[str, CountLook, float], _Sign]] = WeakKeyDictionary()
"""Counts and characters put together before; an atlas that was begun anew takes its own with it."""


def _keep(kept: _Rows, key: tuple[str, CountLook, float], row: _Row) -> _Row:
    if len(kept) >= _MOST_ROWS:
        kept.clear()
    kept[key] = row
    return row


def _made(atlas: Atlas, text: str, look: CountLook, ratio: float) -> _Row:
    kept = _signs.setdefault(atlas, {})
    side = ceil((look.font.pixelSize() * 1.22 + 2 * PAD_PX) * ratio)
    signs: list[_Sign] = []
    for one in text:
        key = one, look, ratio
        if key not in kept:
            kept[key] = _sign(atlas, one, look, side, ratio)
        signs.append(kept[key])
    left = -(sum(sign.step for sign in signs) // 2) - floor(PAD_PX * ratio + 0.5)
    steps = accumulate((sign.step for sign in signs), initial=left)
    at = [(x + side / 2, side / 2, sign) for x, sign in zip(steps, signs, strict=False)]
    halos = [(x, y, *sign.halo, side, side, *_PLAIN) for x, y, sign in at]
    inks = [(x, y, *sign.ink, side, side, *_PLAIN) for x, y, sign in at]
    return _Row(side, np.array(halos, np.float64), np.array(inks, np.float64))


def _sign(atlas: Atlas, character: str, look: CountLook, side: int, ratio: float) -> _Sign:
    font = look.font
    halo, ink = (
        atlas.place(
            ("count", character, font.pixelSize(), rgba, len(around)),
            side,
            ratio,
            partial(_draw, character, font, QColor.fromRgba(rgba), around),
        )
        for rgba, around in ((look.halo, AROUND), (look.colour, ((0.0, 0.0),)))
    )
    return _Sign(max(1, round(width(character, font) * ratio)), halo, ink)


def _draw(
    character: str,
    font: QFont,
    colour: QColor,
    around: tuple[tuple[float, float], ...],
    painter: QPainter,
    box: QRectF,
) -> None:
    painter.setFont(font)
    painter.setPen(colour)
    base = QPointF(PAD_PX, box.height() / 2 + font.pixelSize() * MIDDLE)
    for dx, dy in around:
        painter.drawText(base + QPointF(dx, dy), character)
