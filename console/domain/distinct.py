"""Distinct numbers of an array, without numpy.unique, whose first call imports numpy.ma (50 ms)."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

I64 = npt.NDArray[np.int64]


def distinct(values: npt.NDArray[np.integer]) -> tuple[I64, I64]:
    """The distinct values ascending, and for each of `values` where it stands among them."""
    if not len(values):
        return np.zeros(0, np.int64), np.zeros(0, np.int64)
    order = np.argsort(values, kind="stable")
    ascending = values[order]
    first = np.ones(len(values), np.bool_)
    first[1:] = ascending[1:] != ascending[:-1]
    place = np.empty(len(values), np.int64)
    place[order] = np.cumsum(first) - 1
    return ascending[first].astype(np.int64), place
