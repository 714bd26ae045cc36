"""Values out of columns by row, where row -1 stands for nothing and gives null."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from console.domain import instants
from console.domain.distinct import distinct
from console.snapshot.schema import DAY, INSTANT
from console.store.arrow import texts_of
from console.store.columns import I32, I64, Strings

Columns = dict[str, pa.Array]
"""Arrow arrays of one length by the names of the columns."""

Rows = I32 | I64
_FIRST_DAY, _LAST_DAY = -719_162, 2_932_896
"""The years 1 to 9999."""


def taken(column: pa.Array | Strings, rows: Rows) -> pa.Array:
    """The values at `rows`, null where the row is -1."""
    values = texts_of(column) if isinstance(column, Strings) else column
    return values.take(pa.array(rows, pa.int64(), mask=rows < 0))


def numbers(column: npt.NDArray[Any], rows: Rows, kind: pa.DataType) -> pa.Array:
    """Numbers at `rows` as an Arrow type, null where the row is -1."""
    if not len(column):
        return pa.nulls(len(rows), kind)
    return pa.array(column[np.maximum(rows, 0)], mask=rows < 0).cast(kind)


def words_at(
    words: Sequence[str], codes: npt.NDArray[Any], there: npt.NDArray[np.bool_]
) -> pa.Array:
    """The words that codes stand for, null where `there` is False."""
    return pa.array(words, pa.string()).take(pa.array(codes.astype(np.int64), mask=~there))


def days(column: npt.NDArray[Any], rows: Rows) -> pa.Array:
    """Day numbers at `rows` as dates, null where the row is -1."""
    return numbers(column, rows, pa.int32()).view(DAY)


def midnights(day_numbers: I32, there: npt.NDArray[np.bool_], tz: ZoneInfo) -> pa.Array:
    """00:00 in `tz` of days as instants, null where `there` is False or beyond the calendar."""
    asked, which = distinct(np.clip(day_numbers, _FIRST_DAY + 1, _LAST_DAY - 1))
    at_us = np.array([instants.midnight(int(day), tz) for day in asked.tolist()], np.int64)
    there = there & (day_numbers > _FIRST_DAY) & (day_numbers < _LAST_DAY)
    return pa.array(at_us[which] if len(which) else at_us, mask=~there).cast(INSTANT)
