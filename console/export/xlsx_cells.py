"""A sheet's cells as a workbook takes them: typed, a column at a time, and never a formula."""

from __future__ import annotations

from enum import Enum
from zoneinfo import ZoneInfo

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from console.domain.instants import MICROS_A_DAY
from console.domain.records import dataclass
from console.export.cells import Column, is_instant, is_number, local_us, texts
from console.snapshot.schema import TEXT

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
    """The cells of a column as texts, numbers in digits; null where nothing is to be written."""

    kind: Kind
    said: Column


def kind_of(column: pa.DataType) -> Kind:
    """What cells of a type are as a rule; those that no such cell can hold are texts."""
    if pa.types.is_boolean(column):
        return Kind.TRUTH
    if pa.types.is_date32(column):
        return Kind.DAY
    if is_instant(column):
        return Kind.MOMENT
    return Kind.NUMBER if is_number(column) else Kind.TEXT


def cells(column: pa.ChunkedArray, tz: ZoneInfo) -> Cells:
    """A column's cells; instants as the clocks of `tz` say them."""
    kind = kind_of(column.type)
    if kind is Kind.TRUTH:
        return Cells(kind, column.cast(pa.int8()).cast(TEXT))
    if kind is Kind.DAY:
        return _days(column)
    if kind is Kind.MOMENT:
        said_us, _ = local_us(column, tz)
        return Cells(kind, _serials(said_us / MICROS_A_DAY + _EPOCH_SERIAL, column))
    return _numbers(column) if kind is Kind.NUMBER else Cells(kind, texts(column, tz))


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
        if pa.types.is_float16(column.type):
            column = column.cast(pa.float32())
        finite = pc.is_finite(column)
        return Cells(Kind.NUMBER, pc.if_else(finite, column, None).cast(TEXT))
    low, high = pc.min(column).as_py(), pc.max(column).as_py()
    is_long = low is not None and max(-low, high) > _MOST_EXACT
    return Cells(Kind.TEXT if is_long else Kind.NUMBER, column.cast(TEXT))


def _days(column: pa.ChunkedArray) -> Cells:
    days = np.asarray(column.cast(pa.int32()).fill_null(0).to_numpy(), np.int64)
    serials = days + _EPOCH_SERIAL
    if bool((serials[column.is_valid().to_numpy()] < _FIRST_SERIAL).any()):
        return Cells(Kind.TEXT, column.cast(TEXT))
    return Cells(Kind.DAY, _serials(serials, column))


def _serials(
    serials: npt.NDArray[np.float64] | npt.NDArray[np.int64], column: pa.ChunkedArray
) -> pa.Array:
    """Days as a spreadsheet counts them; before 1900 there are none."""
    known = column.is_valid().to_numpy() & (serials >= _FIRST_SERIAL)
    return pa.array(serials, mask=~known).cast(TEXT)
