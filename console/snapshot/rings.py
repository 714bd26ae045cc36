"""Rings that are sound beyond doubt, told from their vertices without an object a ring."""

from __future__ import annotations

import numpy as np

from console.domain.arrays import F64, Bools
from console.snapshot.wkb import AREA, PlainShapes

_FEIGNED = 1e-15
"""How large a part of its terms a turn may be by rounding alone, several times over."""


def surely_sound(plain: PlainShapes, most: tuple[float, float]) -> Bools:
    """Areas of three or four corners that turn left at each of them, bool[k]; False says nothing.

    Such a ring goes round once and crosses nowhere, and is the right way round. None of its
    vertices is further from 0 than `most`.
    """
    found = np.zeros(len(plain.rows), np.bool_)
    last = np.cumsum(plain.sizes)
    for size in (4, 5):
        rows = np.flatnonzero((plain.kinds == AREA) & (plain.sizes == size))
        ring = plain.degrees[(last[rows] - size)[:, None] + np.arange(size)]
        inside = (np.abs(ring) <= most).all(axis=(1, 2))
        found[rows] = inside & _turn_left(ring).all(axis=1)
    return found


def _turn_left(ring: F64) -> Bools:
    """Whether each edge of closed rings float64[m, v, 2] is followed by one to its left."""
    with np.errstate(over="ignore", under="ignore", invalid="ignore"):
        edges = np.diff(ring, axis=1)
        after = np.roll(edges, -1, axis=1)
        left, right = edges[..., 0] * after[..., 1], edges[..., 1] * after[..., 0]
        turns: Bools = left - right > _FEIGNED * (np.abs(left) + np.abs(right))
    return turns
