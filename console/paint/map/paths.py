"""Outlines as painter paths and as segments in metres, made from the columns and kept.

Slim lines are drawn as segments: antialiased, these cost a third of an outline that is stroked and
filled. Each ends where its edges meet those of the next one, as a mitred bend does; at sharp bends
and at loose ends it goes half its width beyond.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain, pairwise

import numpy as np
from PySide6.QtCore import QByteArray, QDataStream, QPointF, QRectF
from PySide6.QtGui import QPainterPath, QTransform

from console.state.map.occupancy import BoxPx
from console.state.map.shapes import ranges
from console.state.map.viewport import Viewport
from console.store.columns import F32, F64, I64, Shapes

_ELEMENT = np.dtype([("kind", ">i4"), ("x", ">f8"), ("y", ">f8")])
_TAIL = b"\0" * 8
"""Start of the last subpath and the odd-even fill rule, as Qt writes a path into a stream."""
_FEWEST = 6
"""Lines and rings of so few vertices are left as they are."""


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
        if missing := [row for row in rows if row not in self._areas]:
            self.all_of(missing)
            self._areas.update((row, self._split(row)) for row in missing)
        return [path for row in rows for path in self._areas[row]]

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
        return found

    def _made(self, rows: list[int]) -> Iterator[QPainterPath]:
        line, starts, rings = vertices_of(self._shapes, rows, self._tolerance_m)
        elements = np.zeros(len(line), _ELEMENT)
        elements["kind"] = 1
        elements["kind"][starts[:-1]] = 0
        elements["x"], elements["y"] = line.T
        written, size = elements.tobytes(), _ELEMENT.itemsize
        ends = starts[np.concatenate([[0], np.cumsum(rings)])].tolist()
        bodies = [written[begin * size : end * size] for begin, end in pairwise(ends)]
        heads = [(end - begin).to_bytes(4, "big") for begin, end in pairwise(ends)]
        tails = [_TAIL if body else b"" for body in bodies]
        kept = QByteArray(b"".join(chain.from_iterable(zip(heads, bodies, tails, strict=True))))
        stream = QDataStream(kept)
        for _ in rows:
            path = QPainterPath()
            stream >> path
            yield path


class Segments:
    """The segments of the rows of one Shapes; those of a row are made when first asked for."""

    def __init__(self, shapes: Shapes, tolerance_m: float) -> None:
        self._shapes = shapes
        self._tolerance_m = tolerance_m
        self._known: dict[int, F64] = {}

    def of(self, rows: Sequence[int], width_m: float) -> F64:
        """Segments float64[k, 4] (x1, y1, x2, y2) for lines of a width with flat ends."""
        missing = [row for row in rows if row not in self._known]
        if missing:
            self._known.update(zip(missing, self._made(missing), strict=True))
        found = np.concatenate([np.zeros((0, 8)), *(self._known[row] for row in rows)])
        segments: F64 = found[:, :4] + found[:, 4:] * (width_m / 2)
        return segments

    def _made(self, rows: list[int]) -> list[F64]:
        line, starts, rings = vertices_of(self._shapes, rows, self._tolerance_m)
        made, ring = _joined(line.astype(np.float64), starts)
        ends = np.searchsorted(ring, np.cumsum(rings)).tolist()
        return [made[begin:end] for begin, end in pairwise([0, *ends])]


def vertices_of(shapes: Shapes, rows: list[int], tolerance_m: float) -> tuple[F32, I64, I64]:
    """The vertices float32[p, 2] of rows, as far as they bend a line by more than the tolerance.

    Ring i is the vertices starts[i] to starts[i + 1]; the last of the three are the rings a row.
    """
    first, rings = shapes.first, shapes.rings
    after = first[[row + 1 for row in rows]]
    of_rows = ranges(first[rows], after)
    vertices = ranges(rings[of_rows], rings[of_rows + 1])
    starts = np.concatenate([[0], np.cumsum(rings[of_rows + 1] - rings[of_rows])])
    line, starts = simplified(shapes.xy[vertices], starts, tolerance_m)
    return line, starts, (after - first[rows]).astype(np.int64)


def _joined(line: F64, starts: I64) -> tuple[F64, I64]:
    """The segments of rings, float64[k, 8], and the ring that each is of.

    Columns are x1, y1, x2, y2, then what is added to each for a width of two metres.
    """
    begins = np.ones(len(line) + 1, np.bool_)
    begins[: len(line)] = False
    begins[starts] = True
    first = np.flatnonzero(~begins[1:])
    step = line[first + 1] - line[first]
    length = np.hypot(step[:, 0], step[:, 1])
    first, along = first[length > 0], (step[length > 0].T / length[length > 0]).T
    ring = (np.searchsorted(starts, first, "right") - 1).astype(np.int64)
    after = _after(line, starts, ring)
    reach_end, reach_start = np.ones(len(first)), np.ones(len(first))
    bends = after >= 0
    one, other = along[bends], along[after[bends]]
    cross = np.abs(one[:, 0] * other[:, 1] - one[:, 1] * other[:, 0])
    reach = np.minimum(1.0, cross / np.maximum(1 + (one * other).sum(axis=1), 1e-9))
    reach_end[bends], reach_start[after[bends]] = reach, reach
    parts = (line[first], line[first + 1], -(along.T * reach_start).T, (along.T * reach_end).T)
    return np.concatenate(parts, axis=1), ring


def _after(line: F64, starts: I64, ring: I64) -> I64:
    """The segment after each in its ring, the first after the last of a closed one; else -1."""
    number = np.arange(len(ring))
    closed = (line[starts[ring]] == line[starts[ring + 1] - 1]).all(axis=1)
    ends = number == np.searchsorted(ring, ring, "right") - 1
    again = np.where(closed, np.searchsorted(ring, ring), -1)
    after: I64 = np.where(ends, again, number + 1)
    return after


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


def runs_across(path: QPainterPath, viewport: Viewport, boxes: Sequence[BoxPx]) -> bool:
    """Whether an outline in metres runs across a part of the viewport in which boxes lie."""
    if not boxes:
        return False
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    corner = QPointF(*viewport.to_metres(min(lefts), max(bottoms)))
    around = QRectF(corner, QPointF(*viewport.to_metres(max(rights), min(tops))))
    return path.intersects(around) and not path.contains(around)
