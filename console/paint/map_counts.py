"""The map's counts drawn at once, each put together from its characters, with a halo.

A count is another one in nearly every frame, so that a picture of the whole would be drawn anew
each time. Its characters are drawn in a colour when they are first needed, and kept in an atlas;
`figures` draws plain ones, whose whole alphabet costs little.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from math import ceil, floor
from typing import NamedTuple
from weakref import WeakKeyDictionary

import numpy as np
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QFont, QPainter

from console.domain.records import dataclass
from console.paint.atlas import Atlas, atlas_of, draw_placed
from console.paint.lettering import width
from console.paint.theme import Theme

PAD_PX = 3
"""What is kept clear for the halo round a text."""
MIDDLE = 0.38
"""How far the middle of a Chinese character lies above the baseline, for a pixel of text size."""
HALO_PX = 1.6
_MOST_ROWS = 4096
AROUND = tuple(
    (np.cos(turn) * HALO_PX, np.sin(turn) * HALO_PX) for turn in np.arange(8) * np.pi / 4
)
"""Where a text is drawn in the halo's colour before it is drawn in its own."""


class MapCount(NamedTuple):
    """A count to be drawn with its middle at a logical pixel; colour and halo as rgba."""

    text: str
    font: QFont
    x: float
    y: float
    colour: int
    halo: int


@dataclass(frozen=True, slots=True)
class _Row:
    """Where a count's characters lie in the atlas, as halos and as ink, and where they stand.

    side is that of a cell; lefts are device pixels from the count's middle to the left of each.
    """

    side: int
    halos: tuple[tuple[int, int], ...]
    inks: tuple[tuple[int, int], ...]
    lefts: tuple[float, ...]


def draw_counts(painter: QPainter, theme: Theme, ratio: float, counts: Iterable[MapCount]) -> None:
    """Draw counts on whole device pixels at once, all halos before the first character."""
    atlas = atlas_of(theme.name)
    kept = _rows.setdefault(atlas, {})
    halos: list[tuple[int, int]] = []
    inks: list[tuple[int, int]] = []
    corners: list[tuple[float, float]] = []
    sides: list[int] = []
    for text, font, x, y, colour, halo in counts:
        key = text, font, colour, halo, ratio
        row = kept.get(key)
        if row is None:
            row = _keep(kept, key, _made(atlas, text, font, colour, halo, ratio))
        middle, top = floor(x * ratio + 0.5), floor(y * ratio - row.side / 2 + 0.5) / ratio
        halos += row.halos
        inks += row.inks
        corners += [((middle + left) / ratio, top) for left in row.lefts]
        sides += [row.side] * len(row.lefts)
    if corners:
        cells, side = np.array(halos + inks, np.float64), np.array(sides * 2, np.float64)
        draw_placed(painter, atlas, cells, np.array(corners * 2), side)


_Rows = dict[tuple[object, ...], _Row]
_rows: WeakKeyDictionary[Atlas, _Rows] = WeakKeyDictionary()
"""Counts put together before; an atlas that was begun anew takes its own with it."""


def _keep(kept: _Rows, key: tuple[object, ...], row: _Row) -> _Row:
    if len(kept) >= _MOST_ROWS:
        kept.clear()
    kept[key] = row
    return row


def _made(atlas: Atlas, text: str, font: QFont, colour: int, halo: int, ratio: float) -> _Row:
    side = ceil((font.pixelSize() * 1.22 + 2 * PAD_PX) * ratio)
    steps = [max(1, round(width(one, font) * ratio)) for one in text]
    before = [sum(steps[:number]) for number in range(len(steps))]
    left = -(sum(steps) // 2) - PAD_PX * ratio
    kinds: list[tuple[tuple[int, int], ...]] = []
    for rgba, around in ((halo, AROUND), (colour, ((0.0, 0.0),))):
        drawn = [
            atlas.place(
                ("count", one, font.pixelSize(), rgba, len(around)),
                side,
                ratio,
                partial(_draw, one, font, QColor.fromRgba(rgba), around),
            )
            for one in text
        ]
        kinds.append(tuple(drawn))
    return _Row(side, kinds[0], kinds[1], tuple(left + step for step in before))


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
