"""Shapes made complete for drawing: boxes and hulls for rows that have no area of their own."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from console.domain.arrays import Bools
from console.store.columns import F32, F64, I32, I64, Shapes


def has_area(shapes: Shapes) -> Bools:
    """Which rows have a ring of three corners or more, bool[n]."""
    wide = np.diff(shapes.rings) >= 4
    found = np.zeros(len(shapes), np.bool_)
    found[shapes.parts[wide]] = True
    return found


def with_boxes(shapes: Shapes, boxes: F64) -> Shapes:
    """The shapes with those rows replaced by rectangles for which `boxes` float64[n, 4] is given.

    A row of nan keeps what it has.
    """
    given: Bools = ~np.isnan(boxes[:, 0])
    if not given.any():
        return shapes
    rows = np.flatnonzero(given)
    kept = np.flatnonzero(~given[shapes.parts])
    west, south, east, north = boxes[rows].T
    corners = np.stack(
        [np.stack([west, south], 1), np.stack([east, south], 1), np.stack([east, north], 1),
         np.stack([west, north], 1), np.stack([west, south], 1)], axis=1,
    ).reshape(-1, 2)  # fmt: skip
    starts = np.concatenate((shapes.rings[kept], len(shapes.xy) + 5 * np.arange(len(rows))))
    sizes = np.concatenate((np.diff(shapes.rings)[kept], np.full(len(rows), 5)))
    owners = np.concatenate((shapes.parts[kept], rows))
    holes = np.concatenate((shapes.is_hole[kept], np.zeros(len(rows), np.bool_)))
    order = np.argsort(owners, kind="stable")
    gathered = ranges(starts[order].astype(np.int64), (starts + sizes)[order].astype(np.int64))
    merged = np.concatenate((shapes.xy, corners.astype(np.float32)))[gathered]
    all_boxes = np.where(given[:, None], boxes, shapes.boxes).astype(np.float32)
    counts = np.bincount(owners, minlength=len(shapes))
    return Shapes(
        xy=merged,
        rings=_ends(sizes[order]),
        parts=owners[order].astype(np.int32),
        is_hole=holes[order],
        first=_ends(counts),
        boxes=all_boxes,
    )


def from_outlines(outlines: list[F32 | None]) -> Shapes:
    """Shapes of one closed ring float32[k, 2] a row; None for a row without geometry."""
    sizes = np.array([0 if one is None else len(one) for one in outlines], np.int64)
    filled = [one for one in outlines if one is not None]
    boxes = np.full((len(outlines), 4), np.nan, np.float32)
    for row, one in enumerate(outlines):
        if one is not None:
            boxes[row] = (*one.min(axis=0), *one.max(axis=0))
    owners = np.flatnonzero(sizes)
    return Shapes(
        xy=np.concatenate(filled).astype(np.float32) if filled else np.zeros((0, 2), np.float32),
        rings=_ends(sizes[owners]),
        parts=owners.astype(np.int32),
        is_hole=np.zeros(len(owners), np.bool_),
        first=_ends((sizes > 0).astype(np.int64)),
        boxes=boxes,
    )


def joined_rows(shapes: Shapes, other: Shapes, taken: Bools) -> Shapes:
    """The shapes with the rows `taken` replaced by those of `other`."""
    from_here = np.flatnonzero(~taken[shapes.parts])
    from_there = np.flatnonzero(taken[other.parts])
    owners = np.concatenate((shapes.parts[from_here], other.parts[from_there]))
    starts = np.concatenate((shapes.rings[from_here], other.rings[from_there] + len(shapes.xy)))
    sizes = np.concatenate((np.diff(shapes.rings)[from_here], np.diff(other.rings)[from_there]))
    holes = np.concatenate((shapes.is_hole[from_here], other.is_hole[from_there]))
    order = np.argsort(owners, kind="stable")
    gathered = ranges(starts[order], (starts + sizes)[order])
    return Shapes(
        xy=np.concatenate((shapes.xy, other.xy))[gathered],
        rings=_ends(sizes[order]),
        parts=owners[order].astype(np.int32),
        is_hole=holes[order],
        first=_ends(np.bincount(owners, minlength=len(shapes))),
        boxes=np.where(taken[:, None], other.boxes, shapes.boxes),
    )


def rows_taken(shapes: Shapes, rows: I32) -> Shapes:
    """The shapes of some rows, in their order."""
    of_rings = ranges(shapes.first[rows], shapes.first[rows + 1])
    gathered = ranges(shapes.rings[of_rings], shapes.rings[of_rings + 1])
    sizes, counts = np.diff(shapes.rings)[of_rings], np.diff(shapes.first)[rows]
    return Shapes(
        xy=shapes.xy[gathered],
        rings=_ends(sizes),
        parts=np.repeat(np.arange(len(rows), dtype=np.int32), counts),
        is_hole=shapes.is_hole[of_rings],
        first=_ends(counts),
        boxes=shapes.boxes[rows],
    )


def ranges(begins: npt.NDArray[np.integer], ends: npt.NDArray[np.integer]) -> I64:
    """The whole numbers of the ranges [begin, end), one range after the other."""
    lengths = (ends - begins).astype(np.int64)
    before = np.cumsum(lengths) - lengths
    found: I64 = np.arange(int(lengths.sum())) + np.repeat(begins - before, lengths)
    return found


def hull(points: F64) -> F32:
    """The convex hull of points float64[n, 2] as a closed ring, by monotone chains."""
    ordered = sorted({(float(x), float(y)) for x, y in points})
    lower = _chain(ordered)
    upper = _chain(ordered[::-1])
    ring = lower[:-1] + upper[:-1]
    return np.array([*ring, ring[0]], np.float32)


def _chain(ordered: list[tuple[float, float]]) -> list[tuple[float, float]]:
    chain: list[tuple[float, float]] = []
    for point in ordered:
        while len(chain) >= 2 and _turn(chain[-2], chain[-1], point) <= 0:
            chain.pop()
        chain.append(point)
    return chain


def _turn(a: tuple[float, float], b: tuple[float, float], c: tuple[float, float]) -> float:
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])


def _ends(sizes: npt.NDArray[np.integer]) -> I32:
    """Where each of consecutive runs begins, and the end: int32[n+1]."""
    return np.concatenate(([0], np.cumsum(sizes))).astype(np.int32)
