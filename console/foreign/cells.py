"""Columns of an Arrow table as the screen wants them: texts in one buffer, numbers beside them."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from console.foreign.table import Column

_EXACT = 2.0**53
_SAMPLE = 400


def column_of(name: str, cells: pa.ChunkedArray, most_characters: int) -> Column:
    """A column of any Arrow type; what is no plain value becomes JSON or a count of bytes."""
    texts = _texts(cells)
    long = pc.greater(pc.utf8_length(texts), most_characters)
    cut = int(pc.sum(long).as_py() or 0)
    if cut:
        texts = pc.utf8_slice_codeunits(texts, 0, most_characters)
    numbers = _numbers(cells, texts)
    whole = _joined(texts)
    null = np.asarray(whole.is_null())
    whole = pc.fill_null(whole, "")
    ends = np.frombuffer(whole.buffers()[1], np.int64, len(whole) + 1, 8 * whole.offset)
    buffer = whole.buffers()[2]
    data = np.frombuffer(buffer, np.uint8) if buffer is not None else np.zeros(0, np.uint8)
    return Column(name, ends - ends[0], data[ends[0] : ends[-1]], null, numbers, cut)


def _joined(texts: pa.ChunkedArray) -> pa.Array:
    whole = texts.combine_chunks()
    if isinstance(whole, pa.ChunkedArray):
        chunks = whole.chunks or [pa.array([], pa.large_string())]
        whole = pa.concat_arrays(chunks)
    return whole.cast(pa.large_string())


def _texts(cells: pa.ChunkedArray) -> pa.ChunkedArray:
    kind = cells.type
    if pa.types.is_dictionary(kind):
        return _texts(cells.cast(kind.value_type))
    if pa.types.is_nested(kind):
        return _by_hand(cells, _as_json)
    if pa.types.is_binary(kind) or pa.types.is_large_binary(kind):
        return _by_hand(cells, _as_size)
    if pa.types.is_floating(kind):
        return _by_hand(cells, _as_figure)
    return cells.cast(pa.large_string())


def _by_hand(cells: pa.ChunkedArray, write: Callable[[Any], str]) -> pa.ChunkedArray:
    made = [None if cell is None else write(cell) for cell in cells.to_pylist()]
    return pa.chunked_array([pa.array(made, pa.large_string())])


def _as_json(cell: object) -> str:
    return json.dumps(cell, ensure_ascii=False, default=str)


def _as_size(cell: bytes) -> str:
    return f"({len(cell):,} B)"


def _as_figure(cell: float) -> str:
    """The shortest decimals that say the number; whole numbers without a point."""
    return f"{cell:.0f}" if cell == int_or_none(cell) and abs(cell) < _EXACT else repr(cell)


def int_or_none(cell: float) -> int | None:
    """The whole number a float is; None for one that is none."""
    return int(cell) if np.isfinite(cell) and cell == np.floor(cell) else None


def _numbers(cells: pa.ChunkedArray, texts: pa.ChunkedArray) -> npt.NDArray[np.float64] | None:
    """The cells as numbers, where all of them are; None where one is none, or all are null."""
    kind = cells.type
    if pa.types.is_integer(kind) or pa.types.is_floating(kind):
        return np.asarray(cells.cast(pa.float64()).to_numpy(), np.float64)
    if not (pa.types.is_string(kind) or pa.types.is_large_string(kind)):
        return None
    return _parsed(texts)


def _parsed(texts: pa.ChunkedArray) -> npt.NDArray[np.float64] | None:
    """Numbers of texts; a leading zero or sixteen digits are a code, which is no number."""
    filled = pc.drop_null(texts)
    if not len(filled) or _has_codes(filled.slice(0, _SAMPLE)) or _has_codes(filled):
        return None
    try:
        return np.asarray(texts.cast(pa.float64()).to_numpy(), np.float64)
    except pa.ArrowInvalid:
        return None


def _has_codes(filled: pa.ChunkedArray) -> bool:
    code = pc.match_substring_regex(filled, r"^(?:[+-]?0\d.*|[+-]?\d{16,}|.*[^0-9eE+\-.].*|)$")
    return bool(pc.any(code).as_py())
