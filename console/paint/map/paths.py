"""Outlines as painter paths in metres, made from the columns in one pass and kept."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np
from PySide6.QtCore import QByteArray, QDataStream
from PySide6.QtGui import QPainterPath, QTransform

from console.paint.map.segments import Segments, vertices_of
from console.state.map.viewport import Viewport
from console.store.columns import Shapes

_ELEMENT = np.dtype([("kind", ">i4"), ("x", ">f8"), ("y", ">f8")])
_TAIL = b"\0" * 8
"""Start of the last subpath and the odd-even fill rule, as Qt writes a path into a stream."""


class ShapePaths:
    """Painter paths of the rows of one Shapes; each is made when first asked for and kept.

    Vertices that lie within `tolerance_m` of their neighbours' chord are left out.
    """

    def __init__(self, shapes: Shapes, tolerance_m: float = 0.0) -> None:
        self._shapes = shapes
        self._tolerance_m = tolerance_m
        self.segments = Segments(shapes, tolerance_m)
        self._paths: dict[int, QPainterPath] = {}
        self._areas: dict[int, list[QPainterPath]] = {}

    def of(self, row: int) -> QPainterPath:
        """The path of one row, x east and y north, holes left out by the odd-even rule."""
        known = self._paths.get(row)
        return known if known is not None else self.all_of([row])[0]

    def all_of(self, rows: Sequence[int]) -> list[QPainterPath]:
        """The paths of `rows`, in their order; those that are missing are made in one pass."""
        missing = [row for row in rows if row not in self._paths]
        if missing:
            self._paths.update(zip(missing, self._made(missing), strict=True))
        return [self._paths[row] for row in rows]

    def areas_of(self, rows: Sequence[int]) -> list[QPainterPath]:
        """The paths that together fill `rows`: one a part, with its holes, of what has several.

        To fill many parts at once costs more than twice what it does to fill them one by one.
        """
        self.all_of(rows)
        return [path for row in rows for path in self._areas.get(row) or self._split(row)]

    def _split(self, row: int) -> list[QPainterPath]:
        """A row's path taken apart; its holes follow the ring they lie in."""
        path, first = self._paths[row], self._shapes.first
        is_hole = self._shapes.is_hole[first[row] : first[row + 1]].tolist()
        found = [path]
        if is_hole.count(False) > 1:
            found = []
            for ring, hole in zip(path.toSubpathPolygons(), is_hole, strict=True):
                found += [] if hole else [QPainterPath()]
                found[-1].addPolygon(ring)
        self._areas[row] = found
        return found

    def _made(self, rows: list[int]) -> Iterator[QPainterPath]:
        line, starts, rings = vertices_of(self._shapes, rows, self._tolerance_m)
        elements = np.zeros(len(line), _ELEMENT)
        elements["kind"] = 1
        elements["kind"][starts[:-1]] = 0
        elements["x"], elements["y"] = line.T
        written = elements.tobytes()
        ends = starts[np.concatenate([[0], np.cumsum(rings)])].tolist()
        for begin, end in pairwise(ends):
            path = QPainterPath()
            if end > begin:
                body = written[begin * _ELEMENT.itemsize : end * _ELEMENT.itemsize]
                QDataStream(QByteArray((end - begin).to_bytes(4, "big") + body + _TAIL)) >> path
            yield path


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
