"""Outlines as painter paths in metres, made from the columns in one pass and kept."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from PySide6.QtCore import QByteArray, QDataStream
from PySide6.QtGui import QPainterPath, QTransform

from console.state.map.viewport import Viewport
from console.store.columns import F32, Shapes

_ELEMENT = np.dtype([("kind", ">i4"), ("x", ">f8"), ("y", ">f8")])
_FEWEST = 6
"""Lines and rings of so few vertices are left as they are."""
_TAIL = b"\0" * 8
"""Start of the last subpath and the odd-even fill rule, as Qt writes a path into a stream."""


class ShapePaths:
    """Painter paths of the rows of one Shapes; each is made when first asked for and kept.

    Vertices that lie within `tolerance_m` of their neighbours' chord are left out.
    """

    def __init__(self, shapes: Shapes, tolerance_m: float = 0.0) -> None:
        self._shapes = shapes
        self._tolerance_m = tolerance_m
        self._paths: dict[int, QPainterPath] = {}

    def of(self, row: int) -> QPainterPath:
        """The path of one row, x east and y north, holes left out by the odd-even rule."""
        known = self._paths.get(row)
        if known is None:
            known = self._paths[row] = self._made(row)
        return known

    def all_of(self, rows: Iterable[int]) -> list[QPainterPath]:
        """The paths of `rows`, in their order."""
        return [self.of(row) for row in rows]

    def _made(self, row: int) -> QPainterPath:
        path = QPainterPath()
        rings = [simplified(ring, self._tolerance_m) for ring in self._shapes.rings_of(row)]
        if not rings:
            return path
        elements = np.zeros(sum(map(len, rings)), _ELEMENT)
        elements["kind"] = 1
        elements["kind"][np.cumsum([0, *map(len, rings[:-1])])] = 0
        elements["x"], elements["y"] = np.concatenate(rings).T
        written = len(elements).to_bytes(4, "big") + elements.tobytes() + _TAIL
        QDataStream(QByteArray(written)) >> path
        return path


def simplified(line: F32, tolerance_m: float) -> F32:
    """A line or ring float32[k, 2] without vertices that hardly bend it; its ends stay.

    In each of three passes every other vertex may go when it lies within the tolerance of the
    chord of its neighbours.
    """
    for odd in (0, 1, 0) if tolerance_m > 0 else ():
        if len(line) <= _FEWEST:
            break
        chord, arm = line[2:] - line[:-2], line[1:-1] - line[:-2]
        height = np.abs(chord[:, 0] * arm[:, 1] - chord[:, 1] * arm[:, 0])
        kept = np.ones(len(line), np.bool_)
        kept[1:-1] = height > tolerance_m * np.hypot(chord[:, 0], chord[:, 1])
        along = (chord * arm).sum(axis=1)
        kept[1:-1] |= (along < 0) | (along > (chord * chord).sum(axis=1))
        kept[odd::2] = True
        line = line[kept]
    return line


def transform(viewport: Viewport, scale: float = 1.0) -> QTransform:
    """Metres to pixels of `viewport`, times `scale` device pixels a logical one."""
    by = scale / viewport.metres_per_px
    return QTransform(
        by,
        0.0,
        0.0,
        -by,
        viewport.width_px / 2 * scale - viewport.centre_x_m * by,
        viewport.height_px / 2 * scale + viewport.centre_y_m * by,
    )
