"""Distinct numbers of an array, without numpy.unique, whose first call imports numpy.ma (50 ms)."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from console.domain.arrays import I64

_CLOSE = 4


def distinct(values: npt.NDArray[np.integer]) -> tuple[I64, I64]:
    """The distinct values ascending, and for each of `values` where it stands among them.

    Values that lie close together are counted, others sorted.
    """
    if not len(values):
        return np.zeros(0, np.int64), np.zeros(0, np.int64)
    low, high = int(values.min()), int(values.max())
    if high - low <= _CLOSE * len(values):
        above = values.astype(np.int64) - low
        there = np.zeros(high - low + 1, np.bool_)
        there[above] = True
        return np.flatnonzero(there) + low, (np.cumsum(there) - 1)[above]
    order = np.argsort(values, kind="stable")
    ascending = values[order]
    first = np.ones(len(values), np.bool_)
    first[1:] = ascending[1:] != ascending[:-1]
    place = np.empty(len(values), np.int64)
    place[order] = np.cumsum(first) - 1
    return ascending[first].astype(np.int64), place
