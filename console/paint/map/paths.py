"""Outlines as painter paths in metres, made from the columns in one pass and kept."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np
from PySide6.QtCore import QByteArray, QDataStream
from PySide6.QtGui import QPainterPath, QTransform

from console.state.map.viewport import Viewport
from console.store.columns import F32, I32, I64, Shapes

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
        return known if known is not None else self.all_of([row])[0]

    def all_of(self, rows: Sequence[int]) -> list[QPainterPath]:
        """The paths of `rows`, in their order; those that are missing are made in one pass."""
        missing = [row for row in rows if row not in self._paths]
        if missing:
            self._paths.update(zip(missing, self._made(missing), strict=True))
        return [self._paths[row] for row in rows]

    def _made(self, rows: list[int]) -> Iterator[QPainterPath]:
        first, rings = self._shapes.first, self._shapes.rings
        of_rows = ranges(first[rows], first[[row + 1 for row in rows]])
        vertices = ranges(rings[of_rows], rings[of_rows + 1])
        starts = np.concatenate([[0], np.cumsum(rings[of_rows + 1] - rings[of_rows])])
        line, starts = simplified(self._shapes.xy[vertices], starts, self._tolerance_m)
        elements = np.zeros(len(line), _ELEMENT)
        elements["kind"] = 1
        elements["kind"][starts[:-1]] = 0
        elements["x"], elements["y"] = line.T
        written = elements.tobytes()
        last_rings = np.cumsum(first[[row + 1 for row in rows]] - first[rows])
        ends = starts[np.concatenate([[0], last_rings])].tolist()
        for begin, end in pairwise(ends):
            path = QPainterPath()
            if end > begin:
                body = written[begin * _ELEMENT.itemsize : end * _ELEMENT.itemsize]
                QDataStream(QByteArray((end - begin).to_bytes(4, "big") + body + _TAIL)) >> path
            yield path


def ranges(begins: I32, ends: I32) -> I64:
    """The whole numbers of the ranges [begin, end), one range after the other."""
    lengths = (ends - begins).astype(np.int64)
    before = np.cumsum(lengths) - lengths
    found: I64 = np.arange(int(lengths.sum())) + np.repeat(begins - before, lengths)
    return found


def simplified(xy: F32, starts: I64, tolerance_m: float) -> tuple[F32, I64]:
    """Lines and rings float32[p, 2] without vertices that hardly bend them; their ends stay.

    Line i is the vertices starts[i] to starts[i + 1]. In each of three passes every other vertex
    may go when it lies within the tolerance of the chord of its neighbours.
    """
    for odd in (0, 1, 0) if tolerance_m > 0 else ():
        lengths = np.diff(starts)
        place = np.arange(len(xy)) - np.repeat(starts[:-1], lengths)
        long = np.repeat(np.where(lengths > _FEWEST, lengths, 0), lengths)
        asked = np.flatnonzero((place % 2 != odd) & (place > 0) & (place < long - 1))
        chord, arm = xy[asked + 1] - xy[asked - 1], xy[asked] - xy[asked - 1]
        height = np.abs(chord[:, 0] * arm[:, 1] - chord[:, 1] * arm[:, 0])
        along, length = (chord * arm).sum(axis=1), (chord * chord).sum(axis=1)
        bends = (height > tolerance_m * np.sqrt(length)) | (along < 0) | (along > length)
        kept = np.ones(len(xy), np.bool_)
        kept[asked[~bends]] = False
        starts = np.concatenate([[0], np.cumsum(kept)])[starts]
        xy = xy[kept]
    return xy, starts


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
