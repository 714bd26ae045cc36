"""The order of rows: by the contract's keys, strings by code point, nulls last."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

Rows = npt.NDArray[np.int64]

_BLOCK = 1 << 16


def order(table: pa.Table, keys: Sequence[str]) -> Rows | None:
    """The rows of `table` in order, int64[n], equals as they stood; None when they are in order."""
    if table.num_rows < 2 or _in_order(table, keys):
        return None
    sort_keys = [(key, "ascending", "at_end") for key in keys]
    taken = pc.sort_indices(table.select(list(keys)), sort_keys=sort_keys)
    return np.asarray(taken.to_numpy(), np.int64)


def stand_in_order(ranks: Sequence[npt.NDArray[np.integer]]) -> bool:
    """Whether rows are in order by the ranks of each key in turn, int[n] each.

    A block at a time, which asks for no memory.
    """
    starts = range(0, len(ranks[0]) if ranks else 0, _BLOCK)
    return all(_ascend([rank[start : start + _BLOCK + 1] for rank in ranks]) for start in starts)


def _ascend(ranks: Sequence[npt.NDArray[np.integer]]) -> bool:
    tied: npt.NDArray[np.bool_] | None = None
    for rank in ranks:
        less = rank[1:] < rank[:-1]
        if (less if tied is None else less & tied).any():
            return False
        same = rank[1:] == rank[:-1]
        tied = same if tied is None else same & tied
    return True


def moved(taken: Rows) -> Rows:
    """The rows, as they stood, that an order puts elsewhere."""
    return np.flatnonzero(taken != np.arange(len(taken)))


def arranged(column: pa.ChunkedArray, taken: Rows | None) -> pa.ChunkedArray:
    """A column with its rows in the order `taken`; as it is when that is None."""
    if taken is None or not len(taken):
        return column
    try:
        return column.take(pa.array(taken))
    except pa.ArrowNotImplementedError:
        return _row_by_row(column, taken)


def _row_by_row(column: pa.ChunkedArray, taken: Rows) -> pa.ChunkedArray:
    """The same for the few types Arrow cannot take from, views of text among them."""
    whole = pa.concat_arrays(column.chunks)
    return pa.chunked_array([pa.concat_arrays([whole.slice(int(row), 1) for row in taken])])


def _in_order(table: pa.Table, keys: Sequence[str]) -> bool:
    tied = np.ones(table.num_rows - 1, bool)
    for key in keys:
        column = table[key].combine_chunks()
        upper, lower = column.slice(0, len(column) - 1), column.slice(1)
        if (_before(lower, upper) & tied).any():
            return False
        if key != keys[-1]:
            tied &= ~_before(upper, lower)
    return True


def _before(one: pa.Array, other: pa.Array) -> npt.NDArray[np.bool_]:
    """Where a value of `one` stands before its neighbour in `other`; null stands after all."""
    less = pc.less(one, other)
    if less.null_count:
        less = pc.if_else(less.is_null(), pc.and_(one.is_valid(), other.is_null()), less)
    return np.asarray(less.to_numpy(zero_copy_only=False), bool)
