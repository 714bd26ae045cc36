"""Rows of ids without hashing, where the ids are regular: U0000001, U0000002 and so on.

Ids of one length whose characters at each place span little are numbers in a mixed radix; when
those are dense enough, a reference is found by one look into a table.
"""

from __future__ import annotations

import math

import numpy as np
import pyarrow as pa

from console.domain.arrays import I32, U8, Bools
from console.domain.records import dataclass

_SPARSEST = 16
"""The table has at most so many places an id, and never fewer allowed than _SMALL."""

_SMALL = 1 << 16
_LONGEST = 32
_BLOCK = 1024


@dataclass(frozen=True, slots=True)
class Numbering:
    """How ids of one length read as numbers: the lowest byte and the span at each place."""

    low: tuple[int, ...]
    span: tuple[int, ...]
    size: int

    def numbers(self, letters: U8) -> I32:
        """int32[n] of ids uint8[n, length]; -1 for those that have another byte somewhere."""
        value = np.zeros(len(letters), np.int32)
        other = np.zeros(len(letters), np.bool_)
        for place, (low, span) in enumerate(zip(self.low, self.span, strict=True)):
            digit = letters[:, place] - np.uint8(low)
            other |= digit >= span
            if span > 1:
                value *= np.int32(span)
                value += digit
        value[other] = -1
        return value


def regular_rows(column: pa.Array, ids: pa.Array) -> I32 | None:
    """Row of each text of `column` in `ids`, int32[n], -1 where it is not there or null.

    None where `ids` are not regular enough. Of ids that are there twice the last row is given.
    """
    numbering = numbering_of(ids)
    if numbering is None or ids.null_count:
        return None
    known, asked = numbers_of(ids, numbering), numbers_of(column, numbering)
    if known is None or asked is None:
        return None
    table = np.full(numbering.size + 1, -1, np.int32)
    table[known] = np.arange(len(ids), dtype=np.int32)
    table[-1] = -1
    found: I32 = table[asked]
    if not column.null_count:
        return found
    rows = np.full(len(column), -1, np.int32)
    rows[column.is_valid().to_numpy(zero_copy_only=False)] = found
    return rows


def joined_ids(column: pa.ChunkedArray) -> pa.DictionaryArray | None:
    """Chunks that have dictionaries of regular ids as one array with one dictionary; else None.

    An id that several chunks have stands once in it.
    """
    if any(chunk.dictionary.null_count for chunk in column.chunks):
        return None
    entries = pa.concat_arrays([chunk.dictionary for chunk in column.chunks])
    numbering = numbering_of(entries)
    numbers = numbers_of(entries, numbering) if numbering is not None else None
    if numbering is None or numbers is None:
        return None
    is_first, place = _once_each(numbers, numbering.size)
    codes, start = [], 0
    for chunk in column.chunks:
        known = pa.array(place[start : start + len(chunk.dictionary)])
        codes.append(known.take(chunk.indices))
        start += len(chunk.dictionary)
    texts = entries.filter(pa.array(is_first)) if not is_first.all() else entries
    return pa.DictionaryArray.from_arrays(pa.concat_arrays(codes), texts)


def _once_each(numbers: I32, size: int) -> tuple[Bools, I32]:
    """Where each number is met first, bool[n], and how many others came before it, int32[n]."""
    if (numbers[1:] >= numbers[:-1]).all():
        is_first = np.append(True, numbers[1:] != numbers[:-1])
        return is_first, np.cumsum(is_first, dtype=np.int32) - np.int32(1)
    rows = np.arange(len(numbers), dtype=np.int32)
    first = np.zeros(size, np.int32)
    first[numbers[::-1]] = rows[::-1]
    met = first[numbers]
    is_first = met == rows
    return is_first, (np.cumsum(is_first, dtype=np.int32) - np.int32(1))[met]


def numbering_of(ids: pa.Array) -> Numbering | None:
    """How the texts read as numbers; None where they are not regular enough."""
    letters = _letters(ids)
    return None if letters is None else _numbering(letters)


def numbers_of(texts: pa.Array, numbering: Numbering) -> I32 | None:
    """The number of every text that is not null, in their order; -1 for one that has none.

    None where one is longer or shorter than the ids that are numbered.
    """
    letters = _letters(texts)
    if letters is None or letters.shape[1] != len(numbering.low):
        return None
    return numbering.numbers(letters)


def _numbering(letters: U8) -> Numbering | None:
    low, high = _lowest_and_highest(letters)
    span = tuple(last - first + 1 for first, last in zip(low, high, strict=True))
    size = math.prod(span)
    if size > max(_SMALL, _SPARSEST * len(letters)):
        return None
    return Numbering(tuple(low), span, size)


def _lowest_and_highest(letters: U8) -> tuple[list[int], list[int]]:
    """The lowest and highest byte at each place; long rows first, since short ones are slow."""
    length = letters.shape[1]
    whole = len(letters) // _BLOCK * _BLOCK
    blocks = letters[:whole].reshape(-1, _BLOCK * length)
    low, high = letters[whole:], letters[whole:]
    if len(blocks):
        low = np.concatenate((low, blocks.min(axis=0).reshape(-1, length)))
        high = np.concatenate((high, blocks.max(axis=0).reshape(-1, length)))
    return low.min(axis=0).tolist(), high.max(axis=0).tolist()


def _letters(texts: pa.Array) -> U8 | None:
    """The bytes uint8[n, length] of the texts that are not null; None where lengths differ."""
    given = len(texts) - texts.null_count
    if not given:
        return None
    ends: I32 = np.frombuffer(texts.buffers()[1], np.int32)
    ends = ends[texts.offset : texts.offset + len(texts) + 1]
    written = int(ends[-1]) - int(ends[0])
    length = written // given
    if not 0 < length <= _LONGEST or written != length * given:
        return None
    lengths = np.diff(ends)
    if int(np.count_nonzero(lengths == length)) != given:
        return None
    body = np.frombuffer(texts.buffers()[2], np.uint8)[ends[0] : ends[-1]]
    return body.reshape(given, length)
