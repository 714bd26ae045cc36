"""Plain WKB as flat vertices without an object a row: points, lines and areas of one ring."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from console.domain.arrays import F64, I64, U8
from console.domain.records import dataclass

POINT, LINE, AREA = 1, 2, 3
"""What WKB calls the kinds."""
_HEADS = {POINT: 5, LINE: 9, AREA: 13}
"""Bytes before the first vertex: byte order and type, the number of rings, that of vertices."""
_VERTEX = 16
_LEAST = 21


@dataclass(frozen=True, slots=True)
class PlainShapes:
    """The k rows int64[k] that have geometry, kinds uint8[k] of them, and their vertices.

    sizes int64[k] is how many of degrees float64[p, 2] each has.
    """

    rows: I64
    kinds: U8
    sizes: I64
    degrees: F64


def plain_shapes(column: pa.Array) -> PlainShapes | None:
    """The vertices of a binary column of WKB.

    None unless every value is a flat point, line or area without holes, written little-endian,
    whose rings are closed and whose vertices are all numbers.
    """
    rows = np.flatnonzero(column.is_valid().to_numpy(zero_copy_only=False))
    ends = np.frombuffer(column.buffers()[1], np.int32)[column.offset :].astype(np.int64)
    starts, lengths = ends[rows], (ends[1:] - ends[:-1])[rows] if len(ends) > 1 else ends[:0]
    if not len(rows) or int(lengths.min()) < _LEAST:
        return None
    data = np.frombuffer(column.buffers()[2], np.uint8)
    kinds = data[starts + 1]
    if not _are_plain(data, starts, kinds):
        return None
    heads = np.select([kinds == kind for kind in _HEADS], list(_HEADS.values()))
    sizes = _numbers(data, starts + heads - 4, "<u4").astype(np.int64)
    sizes[kinds == POINT] = 1
    if (heads + _VERTEX * sizes != lengths).any():
        return None
    degrees = _vertices(data, starts + heads, sizes)
    last = np.cumsum(sizes)
    open_rings = (degrees[last - sizes] != degrees[last - 1]).any(axis=1) & (kinds == AREA)
    if open_rings.any() or not np.isfinite(degrees).all():
        return None
    return PlainShapes(rows, kinds, sizes, degrees)


def _are_plain(data: U8, starts: I64, kinds: U8) -> bool:
    """Whether all are little-endian, of a flat kind, and areas have one ring."""
    if (data[starts] != 1).any() or (kinds < POINT).any() or (kinds > AREA).any():
        return False
    areas = starts[kinds == AREA]
    flat = bool((_numbers(data, starts + 1, "<u4") == kinds).all())
    return flat and bool((_numbers(data, areas + 5, "<u4") == 1).all())


def _vertices(data: U8, starts: I64, sizes: I64) -> F64:
    """The vertices float64[p, 2] of shapes whose first stands at byte `starts`."""
    before = np.cumsum(sizes) - sizes
    at = np.repeat(starts - _VERTEX * before, sizes) + _VERTEX * np.arange(int(sizes.sum()))
    pairs = _numbers(data, at, "<c16")
    return pairs.view("<f8").reshape(-1, 2)


def _numbers(data: U8, places: I64, kind: str) -> npt.NDArray[np.generic]:
    """The numbers of a kind that begin at places among bytes."""
    width = np.dtype(kind).itemsize
    every = np.ndarray((len(data) - width + 1,), kind, data, 0, (1,))
    return every[places]
