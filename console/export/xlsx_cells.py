"""A sheet's cells as a workbook takes them: typed, a column at a time, and never a formula."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from console.domain.instants import MICROS_A_DAY
from console.domain.records import dataclass
from console.export.cells import Column, is_instant, is_number, local_us, texts

_EPOCH_SERIAL = 25_569
"""1970-01-01 as a spreadsheet counts days."""
_FIRST_SERIAL = 61
"""1900-03-01: before it spreadsheets count a day that never was."""
_MOST_EXACT = 2**53


class Kind(Enum):
    """What a workbook takes a cell for; days and moments are numbers that are shown as such."""

    TEXT = "text"
    NUMBER = "number"
    TRUTH = "truth"
    DAY = "day"
    MOMENT = "moment"


@dataclass(frozen=True, slots=True)
class Cells:
    """The cells of a column: None where nothing is to be written."""

    kind: Kind
    values: list[Any]


def cells(column: pa.ChunkedArray, tz: ZoneInfo) -> Cells:
    """A column's cells; instants as the clocks of `tz` say them."""
    kind = column.type
    if pa.types.is_boolean(kind):
        return Cells(Kind.TRUTH, column.to_pylist())
    if pa.types.is_date32(kind):
        return _days(column)
    if is_instant(kind):
        said_us, _ = local_us(column, tz)
        return Cells(Kind.MOMENT, _serials(said_us / MICROS_A_DAY + _EPOCH_SERIAL, column))
    if is_number(kind):
        return _numbers(column)
    return Cells(Kind.TEXT, texts(column, tz).to_pylist())


def widths(table: pa.Table, tz: ZoneInfo, sampled: int = 200) -> list[int]:
    """The width of every column in characters, from its name and its first rows."""
    found = []
    for name in table.column_names:
        told = texts(table[name].slice(0, sampled), tz).to_pylist()
        if is_instant(table[name].type):
            told = ["2020-03-18 08:00"] if told else []
        longest = max((_breadth(one) for one in told if one), default=0)
        found.append(min(max(longest, _breadth(name) + 3, 6) + 2, 48))
    return found


def _breadth(text: str) -> int:
    return sum(2 if one > "\u2e7f" else 1 for one in text)


def _numbers(column: pa.ChunkedArray) -> Cells:
    if pa.types.is_floating(column.type):
        say: Callable[[float], float] = _short if pa.types.is_float32(column.type) else float
        told = [None if one is None or one - one else say(one) for one in column.to_pylist()]
        return Cells(Kind.NUMBER, told)
    low, high = pc.min(column).as_py(), pc.max(column).as_py()
    if low is not None and max(-low, high) > _MOST_EXACT:
        return Cells(Kind.TEXT, column.cast(pa.string()).to_pylist())
    return Cells(Kind.NUMBER, column.to_pylist())


def _short(value: float) -> float:
    """A number of single precision without the digits that it never had."""
    return float(f"{value:.7g}")


def _days(column: pa.ChunkedArray) -> Cells:
    serials = column.cast(pa.int32()).fill_null(0).to_numpy().astype(np.float64) + _EPOCH_SERIAL
    if bool((serials[column.is_valid().to_numpy()] < _FIRST_SERIAL).any()):
        return Cells(Kind.TEXT, column.cast(pa.string()).to_pylist())
    return Cells(Kind.DAY, _serials(serials, column))


def _serials(serials: npt.NDArray[np.float64], column: Column) -> list[float | None]:
    """Days as a spreadsheet counts them; before 1900 there are none."""
    known = column.is_valid().to_numpy(zero_copy_only=False) & (serials >= _FIRST_SERIAL)
    return [
        one if told else None for one, told in zip(serials.tolist(), known.tolist(), strict=True)
    ]
