"""The cells of a sheet as they stand in a file: texts, local instants, neutral where it matters."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, TypeAlias
from zoneinfo import ZoneInfo

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from console.domain.instants import offsets_us
from console.snapshot.hashes import letters, offsets
from console.snapshot.schema import TEXT

Column: TypeAlias = "pa.Array | pa.ChunkedArray"

ROWS_A_SLICE = 16_384
"""Rows converted and written at once; between two slices writing can be stopped."""

JOINT = ";"
"""Stands between the items of a list in one cell."""

Bytes: TypeAlias = "npt.NDArray[np.bool_]"
"""bool[256]: which bytes are looked for."""

_FORMULA = r"^[\s\x00]*[=+\-@＝＋－＠\t\r]"
_MINUTE_US = 60_000_000


def slices(table: pa.Table) -> Iterator[pa.Table]:
    """A table piece by piece; one empty piece when it has no row."""
    for start in range(0, max(table.num_rows, 1), ROWS_A_SLICE):
        yield table.slice(start, ROWS_A_SLICE)


def is_instant(kind: pa.DataType) -> bool:
    """Whether a column holds instants of UTC."""
    return bool(pa.types.is_timestamp(kind) and kind.tz)


def is_number(kind: pa.DataType) -> bool:
    """Whether a column holds numbers that every reader takes as such."""
    return bool(pa.types.is_integer(kind) or pa.types.is_floating(kind))


def texts(column: Column, tz: ZoneInfo) -> Column:
    """A column as text: dates ISO, instants ISO in `tz` with its offset, lists joined."""
    kind = column.type
    if pa.types.is_string(kind):
        return column
    if is_instant(kind):
        return _instants(column, tz)
    if pa.types.is_list(kind) and pa.types.is_string(kind.value_type):
        return pc.binary_join(column, JOINT)
    try:
        return column.cast(TEXT)
    except (pa.ArrowInvalid, pa.ArrowNotImplementedError):
        return pa.array([None if one is None else str(one) for one in column.to_pylist()], TEXT)


def neutral(column: Column) -> Column:
    """Texts of which no spreadsheet makes a formula: an apostrophe stands before a sign of one."""
    if not any(_begins_with(chunk, _FORMULA_BYTES) for chunk in _chunks(column)):
        return column
    formulas = pc.match_substring_regex(column, _FORMULA)
    if not pc.any(formulas).as_py():
        return column
    return pc.if_else(formulas, pc.binary_join_element_wise("'", column, ""), column)


def bytes_of(characters: str, *ranges: tuple[int, int]) -> Bytes:
    """The first bytes of some characters, and of ranges of code points below 128: bool[256]."""
    found = np.zeros(256, np.bool_)
    found[[one.encode()[0] for one in characters]] = True
    for first, last in ranges:
        found[first : last + 1] = True
    return found


def _begins_with(texts_: pa.Array, wanted: Bytes) -> bool:
    """Whether any text begins with any of some bytes."""
    ends, body = offsets(texts_), letters(texts_)
    first = (ends[:-1] - ends[0])[ends[1:] > ends[:-1]]
    return bool(wanted[body[first]].any())


def _chunks(column: Column) -> list[pa.Array]:
    return column.chunks if isinstance(column, pa.ChunkedArray) else [column]


def local_us(column: Column, tz: ZoneInfo) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """What the clocks of `tz` say at instants, as microseconds since 1970, and their offsets.

    Null reads as 0.
    """
    whole = column.combine_chunks() if isinstance(column, pa.ChunkedArray) else column
    at_us = whole.cast(pa.timestamp("us", "UTC"), safe=False).cast(pa.int64()).fill_null(0)
    utc_us = np.asarray(at_us.to_numpy(zero_copy_only=False), np.int64)
    ahead = offsets_us(utc_us, tz)
    return utc_us + ahead, ahead


def _instants(column: Column, tz: ZoneInfo) -> pa.Array:
    """Instants as ISO text; only those that are there are worked at."""
    valid = np.flatnonzero(column.is_valid().to_numpy(zero_copy_only=False))
    said_us, ahead = local_us(column.drop_null(), tz)
    unit: Literal["us", "s"] = "us" if (said_us % 1_000_000).any() else "s"
    stamps: npt.NDArray[np.datetime64] = said_us.astype("datetime64[us]")
    minutes, which = np.unique(ahead // _MINUTE_US, return_inverse=True)
    offsets_said = np.array([_offset(int(one)) for one in minutes])
    rows = np.full(len(column), -1, np.int64)
    rows[valid] = np.arange(len(valid))
    if not len(valid):
        return pa.nulls(len(column), TEXT)
    said = np.char.add(np.datetime_as_string(stamps, unit=unit), offsets_said[which])
    return pa.array(said, TEXT).take(pa.array(rows, mask=rows < 0))


def _offset(minutes: int) -> str:
    return f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}"


_FORMULA_BYTES = bytes_of("=+-@＝＋－＠ \u00a0\u2003\u3000", (0, 32))
"""What a text begins with that may be a formula: its signs, blanks of any kind, controls."""
