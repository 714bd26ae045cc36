"""Outlines as painter paths in metres, made from the columns in one pass and kept."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from PySide6.QtCore import QByteArray, QDataStream
from PySide6.QtGui import QPainterPath, QTransform

from console.state.viewport import Viewport
from console.store.columns import Shapes

_ELEMENT = np.dtype([("kind", ">i4"), ("x", ">f8"), ("y", ">f8")])
_TAIL = b"\0" * 8
"""Start of the last subpath and the odd-even fill rule, as Qt writes a path into a stream."""


class ShapePaths:
    """Painter paths of the rows of one Shapes; each is made when first asked for, 5 µs a row."""

    def __init__(self, shapes: Shapes) -> None:
        self._shapes = shapes
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
        shapes = self._shapes
        rings = shapes.rings[shapes.first[row] : shapes.first[row + 1] + 1]
        path = QPainterPath()
        if len(rings) < 2:
            return path
        vertices = shapes.xy[rings[0] : rings[-1]]
        elements = np.zeros(len(vertices), _ELEMENT)
        elements["kind"] = 1
        elements["kind"][rings[:-1] - rings[0]] = 0
        elements["x"], elements["y"] = vertices.T
        written = len(elements).to_bytes(4, "big") + elements.tobytes() + _TAIL
        QDataStream(QByteArray(written)) >> path
        return path


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
