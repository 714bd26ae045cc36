"""Following references by row, where -1 leads to nothing."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from console.store.columns import I32


def follow(target: I32, rows: I32) -> I32:
    """`target[rows]` int32[n], -1 where the row is -1."""
    if not len(target):
        return np.full(len(rows), -1, np.int32)
    followed: I32 = np.where(rows >= 0, target[rows], np.int32(-1))
    return followed


def chosen(mask: npt.NDArray[np.bool_], rows: I32) -> npt.NDArray[np.bool_]:
    """`mask[rows]` bool[n], False where the row is -1."""
    if not len(mask):
        return np.zeros(len(rows), np.bool_)
    kept: npt.NDArray[np.bool_] = mask[rows] & (rows >= 0)
    return kept
