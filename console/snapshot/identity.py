"""Identity numbers standing in texts: found by a scan of bytes, proved by check digit and date."""

from __future__ import annotations

import re
from datetime import date

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from console.domain.instants import day_number
from console.snapshot.findings import Rows
from console.snapshot.held import rows_where

_NUMBER = re.compile(r"(?<![0-9])[0-9]{17}[0-9Xx](?![0-9])")
_ALONE = "(^|[^0-9])[0-9]{17}[0-9Xx]([^0-9]|$)"
_DIGEST = re.compile(r"[0-9a-fA-F]{32,}")
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK_DIGITS = "10X98765432"
_LENGTH = 18
_FIRST_BIRTH = 1850
_STEP = 4


def rows_with_identity_numbers(texts: pa.Array, as_of_day: int) -> Rows:
    """Rows of a text array in which an 18-digit identity number stands.

    Eighteen digits (or seventeen and X) that no further digit touches, with a right check digit
    and the birth date of somebody born by `as_of_day`; the hexadecimal digits of a hash, 32 and
    more, are none.
    """
    return rows_where(texts, lambda plain: _claims(plain, as_of_day))


def holds_identity_number(text: str, as_of_day: int) -> bool:
    """Whether an identity number stands anywhere in a text."""
    return any(
        _is_identity_number(match.group().upper(), as_of_day)
        and not _inside_digest(text, match.start())
        for match in _NUMBER.finditer(text)
    )


def _claims(texts: pa.Array, as_of_day: int) -> pa.Array:
    texts = texts if texts.type == pa.string() else texts.cast(pa.string())
    claims = np.zeros(len(texts), bool)
    rows = _candidates(texts)
    if len(rows):
        near = texts.take(pa.array(rows))
        alone = pc.fill_null(pc.match_substring_regex(near, _ALONE), False)
        rows = rows[alone.to_numpy(zero_copy_only=False)]
        for row, text in zip(rows, near.filter(alone).to_pylist(), strict=True):
            claims[row] = holds_identity_number(text, as_of_day)
    return pa.array(claims)


def _candidates(texts: pa.Array) -> Rows:
    """Rows long enough, in which seventeen digits follow one another; a few others may be among."""
    if not len(texts) or texts.buffers()[2] is None:
        return np.zeros(0, np.int64)
    ends = np.frombuffer(texts.buffers()[1], np.int32)[texts.offset :][: len(texts) + 1]
    if int(np.diff(ends).max()) < _LENGTH:
        return np.zeros(0, np.int64)
    letters = np.frombuffer(texts.buffers()[2], np.uint8)[ends[0] : ends[-1]]
    starts = _digit_runs(letters) + ends[0]
    rows = np.unique(np.searchsorted(ends, starts, side="right") - 1)
    return np.asarray(rows[np.diff(ends)[rows] >= _LENGTH], np.int64)


def _digit_runs(letters: npt.NDArray[np.uint8]) -> npt.NDArray[np.int64]:
    """Places in a text of bytes that lie in a run of sixteen or more digits.

    Every fourth byte is looked at first: a run of seventeen covers four of them in a row.
    """
    sampled = letters[::_STEP] - np.uint8(48) < 10
    four = sampled[:-3] & sampled[1:-2] & sampled[2:-1] & sampled[3:]
    places = np.flatnonzero(four) * _STEP
    for shift in range(1, 3 * _STEP):
        places = places[letters[places + shift] - np.uint8(48) < 10]
    return places


def _inside_digest(text: str, place: int) -> bool:
    """Whether the digit at `place` belongs to a hash: a long hexadecimal word with letters."""
    return any(
        one.start() <= place < one.end() and not one.group().isdigit()
        for one in _DIGEST.finditer(text)
    )


def _is_identity_number(number: str, as_of_day: int) -> bool:
    total = sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, number, strict=False))
    if _CHECK_DIGITS[total % 11] != number[-1]:
        return False
    try:
        born = date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return False
    return born.year >= _FIRST_BIRTH and day_number(born) <= as_of_day


def text_leaves(column: pa.ChunkedArray) -> list[tuple[pa.Array, Rows]]:
    """Text arrays inside a column, each with the column's row of every text."""
    found: list[tuple[pa.Array, Rows]] = []
    start = 0
    for chunk in column.chunks:
        rows = np.arange(start, start + len(chunk))
        found += _leaves(chunk, rows)
        start += len(chunk)
    return found


def _leaves(array: pa.Array, rows: Rows) -> list[tuple[pa.Array, Rows]]:
    kind = array.type
    if isinstance(array, pa.ExtensionArray):
        return _leaves(array.storage, rows)
    if pa.types.is_dictionary(kind):
        return [(array, rows)] if _is_text(kind.value_type) else []
    if _is_text(kind):
        return [(array, rows)]
    if pa.types.is_struct(kind):
        return [leaf for part in array.flatten() for leaf in _leaves(part, rows)]
    if pa.types.is_fixed_size_list(kind):
        size = kind.list_size
        items = array.values.slice(array.offset * size, len(array) * size)
        return _leaves(items, np.repeat(rows, size))
    if pa.types.is_map(kind) or pa.types.is_list(kind) or pa.types.is_large_list(kind):
        ends = array.offsets.to_numpy()
        items = array.values.slice(ends[0], ends[-1] - ends[0])
        return _leaves(items, np.repeat(rows, np.diff(ends)))
    return []


def _is_text(kind: pa.DataType) -> bool:
    return bool(
        pa.types.is_string(kind) or pa.types.is_large_string(kind) or pa.types.is_string_view(kind)
    )
