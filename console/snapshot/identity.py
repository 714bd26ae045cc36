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
from console.snapshot.hashes import letters, longest, offsets

_NUMBER = re.compile(r"(?<![0-9])[0-9]{17}[0-9Xx](?![0-9])")
_ALONE = "(^|[^0-9])[0-9]{17}[0-9Xx]([^0-9]|$)"
_DIGEST = re.compile(r"[0-9a-fA-F]{32,}")
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK_DIGITS = "10X98765432"
_LENGTH = 18
_FIRST_BIRTH = 1850
_WORD = 8
_BLOCK = 1 << 15
"""Words looked at in one go, few enough to stay in the processor's cache."""
_HIGH_HALVES, _DIGITS = np.uint64(0xF0F0F0F0F0F0F0F0), np.uint64(0x3030303030303030)


def rows_with_identity_numbers(texts: pa.Array, as_of_day: int) -> Rows:
    """Rows of a text array in which an 18-digit identity number stands.

    Eighteen digits (or seventeen and X) that no further digit touches, with a right check digit
    and the birth date of somebody born by `as_of_day`; the hexadecimal digits of a hash, 32 and
    more, are none.
    """
    if not pa.types.is_dictionary(texts.type):
        return _numbered(texts, as_of_day)
    entries = _numbered(texts.dictionary, as_of_day)
    if not len(entries):
        return entries
    codes = pc.fill_null(texts.indices, len(texts.dictionary))
    return np.flatnonzero(np.isin(codes.to_numpy(zero_copy_only=False), entries))


def holds_identity_number(text: str, as_of_day: int) -> bool:
    """Whether an identity number stands anywhere in a text."""
    return any(
        _is_identity_number(match.group().upper(), as_of_day)
        and not _inside_digest(text, match.start())
        for match in _NUMBER.finditer(text)
    )


def _numbered(texts: pa.Array, as_of_day: int) -> Rows:
    texts = texts if texts.type == pa.string() else texts.cast(pa.string())
    rows = _candidates(texts)
    if not len(rows):
        return rows
    near = texts.take(pa.array(rows))
    alone = pc.fill_null(pc.match_substring_regex(near, _ALONE), False)
    rows = rows[alone.to_numpy(zero_copy_only=False)]
    held = [holds_identity_number(text, as_of_day) for text in near.filter(alone).to_pylist()]
    return np.asarray(rows[np.array(held, bool)], np.int64)


def _candidates(texts: pa.Array) -> Rows:
    """Rows long enough, in which seventeen digits follow one another; a few others may be among."""
    ends = offsets(texts)
    if longest(ends) < _LENGTH:
        return np.zeros(0, np.int64)
    starts = _digit_runs(letters(texts)) + ends[0]
    rows = np.unique(np.searchsorted(ends, starts.astype(ends.dtype), side="right") - 1)
    return np.asarray(rows[ends[rows + 1] - ends[rows] >= _LENGTH], np.int64)


def _digit_runs(written: npt.NDArray[np.uint8]) -> npt.NDArray[np.int64]:
    """Places among bytes of text that lie in a run of seventeen or more digits.

    Such a run covers eight bytes that stand at a multiple of eight, so these are looked at first,
    as one number; only bytes 0x30 to 0x3F have the high half of a digit.
    """
    whole = written[: len(written) // _WORD * _WORD].view(np.uint64)
    places = np.concatenate(
        [
            np.flatnonzero((whole[start : start + _BLOCK] & _HIGH_HALVES) == _DIGITS) + start
            for start in range(0, len(whole), _BLOCK)
        ]
        or [np.zeros(0, np.int64)]
    )
    places = places * _WORD
    run = _reach(written, places, -1) + _reach(written, places + _WORD - 1, 1) + _WORD
    return places[run >= _LENGTH - 1]


def _reach(
    written: npt.NDArray[np.uint8], places: npt.NDArray[np.int64], step: int
) -> npt.NDArray[np.int64]:
    """How many digits follow each place in a direction, up to nine."""
    reach = np.zeros(len(places), np.int64)
    going = np.arange(len(places))
    for distance in range(1, _LENGTH - _WORD):
        at = places[going] + step * distance
        inside = (at >= 0) & (at < len(written))
        going, at = going[inside], at[inside]
        going = going[(written[at] >= 48) & (written[at] <= 57)]
        reach[going] = distance
    return reach


def _inside_digest(text: str, place: int) -> bool:
    """Whether the digit at `place` belongs to a hash: a long hexadecimal word with written."""
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


def identity_rows(column: pa.ChunkedArray, as_of_day: int) -> Rows:
    """Rows of a column of any type in whose texts, nested ones too, an identity number stands."""
    found = [np.zeros(0, np.int64)]
    start = 0
    for chunk in column.chunks:
        found.append(_rows_of(chunk, as_of_day) + start)
        start += len(chunk)
    return np.unique(np.concatenate(found))


def _rows_of(array: pa.Array, as_of_day: int) -> Rows:
    """The same of one array; a row may be there several times."""
    kind = array.type
    if isinstance(array, pa.ExtensionArray):
        return _rows_of(array.storage, as_of_day)
    if _is_text(_entries(kind)):
        return rows_with_identity_numbers(array, as_of_day)
    if pa.types.is_struct(kind):
        parts = [_rows_of(part, as_of_day) for part in array.flatten()]
        return np.concatenate([np.zeros(0, np.int64), *parts])
    if pa.types.is_fixed_size_list(kind):
        size = int(kind.list_size)
        items = array.values.slice(array.offset * size, len(array) * size)
        return _rows_of(items, as_of_day) // max(1, size)
    if pa.types.is_map(kind) or pa.types.is_list(kind) or pa.types.is_large_list(kind):
        ends = array.offsets.to_numpy()
        items = array.values.slice(ends[0], ends[-1] - ends[0])
        places = _rows_of(items, as_of_day) + ends[0]
        return np.asarray(np.searchsorted(ends, places.astype(ends.dtype), side="right") - 1)
    return np.zeros(0, np.int64)


def _entries(kind: pa.DataType) -> pa.DataType:
    return kind.value_type if pa.types.is_dictionary(kind) else kind


def _is_text(kind: pa.DataType) -> bool:
    return bool(
        pa.types.is_string(kind) or pa.types.is_large_string(kind) or pa.types.is_string_view(kind)
    )
