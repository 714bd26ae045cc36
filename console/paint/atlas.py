"""An atlas: small drawings kept side by side in one pixmap, drawn many at a time."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from functools import lru_cache
from math import floor

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPaintEngine, QPainter, QPixmap

from console.paint.arrays import draw_fragments
from console.store.columns import F64

Drawing = Callable[[QPainter, QRectF], None]
_WIDTH, _ROWS, _MOST_ROWS = 1024, 256, 4096
_NEAR = 1 / 64
"""So little before a pixel's corner is on it."""


class Atlas:
    """Drawings by key and size in device pixels; drawn once, forgotten when there are too many."""

    def __init__(self) -> None:
        self.pixmap = _blank(_ROWS)
        self._places: dict[Hashable, tuple[int, int]] = {}
        self._shelves: dict[int, tuple[int, int]] = {}
        self._bottom = 0

    def place(self, key: Hashable, side: int, scale: float, draw: Drawing) -> tuple[int, int]:
        """Left and top of the drawing `key` on a square of `side` device pixels.

        `draw` is called when it is not there yet, in logical pixels at `scale` device pixels each;
        what it draws beyond its square is cut off.
        """
        whole = (key, side, scale)
        known = self._places.get(whole)
        if known is None:
            known = self._places[whole] = self._room(side)
            painter = QPainter(self.pixmap)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.translate(*known)
            painter.setClipRect(0, 0, side, side)
            painter.scale(scale, scale)
            draw(painter, QRectF(0, 0, side / scale, side / scale))
            painter.end()
        return known

    def _room(self, side: int) -> tuple[int, int]:
        left, top = self._shelves.get(side, (_WIDTH, 0))
        if left + side > _WIDTH:
            left, top = 0, self._bottom
            self._bottom += side + 1
            self._grow()
        self._shelves[side] = (left + side + 1, top)
        return left, top

    def _grow(self) -> None:
        if self._bottom <= self.pixmap.height():
            return
        larger = _blank(2 * self.pixmap.height())
        painter = QPainter(larger)
        painter.drawPixmap(0, 0, self.pixmap)
        painter.end()
        self.pixmap = larger

    @property
    def full(self) -> bool:
        """Whether it has grown so large that it should be begun anew."""
        return self.pixmap.height() > _MOST_ROWS


def _blank(rows: int) -> QPixmap:
    made = QPixmap(_WIDTH, rows)
    made.fill(Qt.GlobalColor.transparent)
    return made


@lru_cache(maxsize=4)
def _kept(theme_name: str) -> list[Atlas]:
    return [Atlas()]


def atlas_of(theme_name: str) -> Atlas:
    """The atlas of a theme; a new one when it has grown too large."""
    kept = _kept(theme_name)
    if kept[0].full:
        kept[0] = Atlas()
    return kept[0]


def is_raster(painter: QPainter) -> bool:
    """Whether the painter makes pixels; vectors must not be drawn from an atlas."""
    return painter.paintEngine().type() == QPaintEngine.Type.Raster


def device_scale(painter: QPainter) -> float:
    """Device pixels for each logical pixel; painters are scaled and moved, never turned."""
    return painter.deviceTransform().m11()


def pixel_corner(painter: QPainter, at: QPointF, ratio: float) -> QPointF:
    """The corner of the whole pixel in which a point lies, where a kept drawing is put down sharp.

    At a broken ratio of device pixels that is one of theirs, so that a text in the drawing stands
    on the line of those beside it.
    """
    if ratio.is_integer():
        return QPointF(floor(at.x()), floor(at.y()))
    moved = painter.deviceTransform()
    scale, dx, dy = moved.m11(), moved.dx(), moved.dy()
    x, y = floor(at.x() * scale + dx + _NEAR), floor(at.y() * scale + dy + _NEAR)
    return QPointF((x - dx) / scale, (y - dy) / scale)


def draw_placed(painter: QPainter, atlas: Atlas, places: F64, corners: F64, side: int) -> None:
    """Draw squares of `side` device pixels from `places` [n, 2] at upper left `corners` [n, 2].

    Corners are in the painter's logical pixels and snapped to device pixels, so that nothing blurs.
    """
    if not len(corners):
        return
    moved = painter.deviceTransform()
    pieces = np.empty((len(corners), 10))
    pieces[:, :2] = np.round(corners * moved.m11() + (moved.dx(), moved.dy())) + side / 2
    pieces[:, 2:4] = places
    pieces[:, 4:6] = side
    pieces[:, 6:] = 1.0, 1.0, 0.0, 1.0
    _draw(painter, atlas, pieces)


def draw_pieces(painter: QPainter, atlas: Atlas, pieces: F64) -> None:
    """Draw pieces [n, 10] of the atlas, which are changed to what Qt is given.

    Their corners lie whole device pixels from the painter's origin, and do so on the device.
    """
    moved = painter.deviceTransform()
    pieces[:, :2] += floor(moved.dx() + 0.5), floor(moved.dy() + 0.5)
    _draw(painter, atlas, pieces)


def _draw(painter: QPainter, atlas: Atlas, pieces: F64) -> None:
    """Draw pieces where they lie on the device.

    What a widget's painter keeps of its place in the window when it is reset is taken into account.
    """
    painter.save()
    painter.resetTransform()
    left = painter.deviceTransform()
    pieces[:, :2] -= left.dx(), left.dy()
    if left.m11() != 1.0:
        pieces[:, :2] /= left.m11()
        pieces[:, 6:8] /= left.m11()
    draw_fragments(painter, pieces, atlas.pixmap)
    painter.restore()
