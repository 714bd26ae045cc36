"""Finding texts in a column of them without decoding it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import groupby
from weakref import WeakKeyDictionary

import numpy as np
import numpy.typing as npt

from console.store.columns import I32, I64, U8, Strings

_TOLD = 64
_FEW, _REMEMBERED = 4, 4
"""So many texts are looked for one by one; of so many lookups a column remembers the rows."""
_BLOCK = 65_536
"""Rows looked at together: what is made on the way stays small beside a city's columns."""
_ODD = 0x9E3779B97F4A7C15
"""The golden ratio in 64 bits: its powers spread what they multiply."""


def rows_with(texts: Strings, wanted: str) -> I64:
    """Rows whose text is exactly `wanted`, ascending.

    One pass over the lengths, then byte by byte from the end, where ids differ; columns of one
    length, as ids are, are read straight through.
    """
    sought = wanted.encode()
    rows = np.flatnonzero(np.diff(texts.ends) == len(sought))
    if texts.null is not None and len(rows):
        rows = rows[~texts.null[rows]]
    if sought and len(rows) == len(texts):
        body = texts.data[texts.ends[0] : texts.ends[-1]].reshape(-1, len(sought))
        rows = np.flatnonzero(body[:, -1] == sought[-1])
    for back, byte in enumerate(reversed(sought), start=1):
        if not len(rows):
            break
        rows = rows[texts.data[texts.ends[rows + 1] - back] == byte]
    return rows


def row_with(texts: Strings, wanted: str) -> int:
    """The first row whose text is exactly `wanted`, -1 when there is none."""
    rows = rows_with(texts, wanted)
    return int(rows[0]) if len(rows) else -1


def rows_with_any(texts: Strings, wanted: tuple[str, ...]) -> I64:
    """Rows whose text is one of `wanted`, ascending; read-only.

    What was asked of a column last is remembered: every view of a filter asks the same.
    """
    known = _found.setdefault(texts, {})
    rows = known.get(wanted)
    if rows is None:
        rows = _rows_of_few(texts, wanted) if len(wanted) <= _FEW else _rows_of_many(texts, wanted)
        rows.flags.writeable = False
        if len(known) >= _REMEMBERED:
            known.clear()
        known[wanted] = rows
    return rows


_found: WeakKeyDictionary[Strings, dict[tuple[str, ...], I64]] = WeakKeyDictionary()


def _rows_of_few(texts: Strings, wanted: Sequence[str]) -> I64:
    none = np.zeros(0, np.int64)
    return np.unique(np.concatenate([none, *(rows_with(texts, one) for one in wanted)]))


def _rows_of_many(texts: Strings, wanted: Sequence[str]) -> I64:
    """A block of rows at a time, for each length of the texts sought."""
    ordered = sorted({one.encode() for one in wanted}, key=len)
    sought = {
        length: np.frombuffer(b"".join(group), np.uint8).reshape(-1, max(length, 1))
        for length, group in groupby(ordered, key=len)
    }
    found = [np.zeros(0, np.int64)]
    for start in range(0, len(texts), _BLOCK):
        lengths = np.diff(texts.ends[start : start + _BLOCK + 1])
        if texts.null is not None:
            lengths[texts.null[start : start + _BLOCK]] = -1
        for length, asked in sought.items():
            rows = start + np.flatnonzero(lengths == length)
            found.append(_with_bodies(texts, rows, asked) if length else rows)
    return np.sort(np.concatenate(found))


def _with_bodies(texts: Strings, rows: I64, asked: U8) -> I64:
    """The rows, all of one length, whose text is `asked` uint8[n, length] of.

    Their sums are looked up, and what has one is compared.
    """
    alike = rows[_among(_sums(_bodies(texts, rows, asked.shape[1])), _sums(asked))]
    found: I64 = alike[np.isin(_whole(_bodies(texts, alike, asked.shape[1])), _whole(asked))]
    return found


def _bodies(texts: Strings, rows: I64, length: int) -> U8:
    """The bytes of rows of one length, uint8[n, length]; of rows in one piece a view."""
    if len(rows) and rows[-1] - rows[0] + 1 == len(rows):
        return texts.data[texts.ends[rows[0]] : texts.ends[rows[-1] + 1]].reshape(-1, length)
    bodies: U8 = texts.data[texts.ends[rows][:, None] + np.arange(length)]
    return bodies


def _sums(bodies: U8) -> npt.NDArray[np.uint64]:
    """A number for each text, uint64[n] of uint8[n, length]: different for nearly all of them."""
    sums: npt.NDArray[np.uint64] = bodies @ _factors(bodies.shape[1])
    return sums


@lru_cache(maxsize=64)
def _factors(length: int) -> npt.NDArray[np.uint64]:
    return np.multiply.accumulate(np.full(length, _ODD, np.uint64))


def _among(sums: npt.NDArray[np.uint64], asked: npt.NDArray[np.uint64]) -> npt.NDArray[np.bool_]:
    ordered = np.unique(asked)
    place = np.minimum(np.searchsorted(ordered, sums), len(ordered) - 1)
    found: npt.NDArray[np.bool_] = ordered[place] == sums
    return found


def _whole(bodies: U8) -> npt.NDArray[np.void]:
    """Each text as one value."""
    whole: npt.NDArray[np.void] = np.ascontiguousarray(bodies).view(f"S{bodies.shape[1]}").ravel()
    return whole


def words_of(texts: Strings) -> tuple[tuple[str, ...], I32]:
    """The different texts by code point, and each row's int32[n] among them, -1 for none.

    Costs a pass for each different text; null and empty are none.
    """
    has = np.diff(texts.ends) > 0
    if texts.null is not None:
        has &= ~texts.null
    left, found = np.flatnonzero(has), np.full(len(texts), -1, np.int32)
    words: list[str] = []
    while len(left):
        words.append(texts.text(int(left[0])))
        found[rows_with(texts, words[-1])] = len(words) - 1
        left = left[found[left] < 0]
    ordered = sorted(words)
    place = np.array([*(ordered.index(word) for word in words), -1], np.int32)
    return tuple(ordered), place[found]


def rows_starting(texts: Strings, wanted: str, among: I64 | None = None) -> I64:
    """Rows whose text begins with `wanted`, all or those `among` some, in their order."""
    sought = wanted.encode()
    if among is None:
        rows = np.flatnonzero(np.diff(texts.ends) >= len(sought))
    else:
        rows = among[texts.ends[among + 1] - texts.ends[among] >= len(sought)]
    if texts.null is not None and len(rows):
        rows = rows[~texts.null[rows]]
    for at, byte in enumerate(sought):
        if not len(rows):
            break
        rows = rows[texts.data[texts.ends[rows] + at] == byte]
    return rows


def text_order(texts: Strings) -> I64:
    """The place of each text by code points, int64[n]; what is alike in _TOLD bytes is equal."""
    starts, lengths = texts.ends[:-1], np.diff(texts.ends)
    wide = min(int(lengths.max(initial=0)), _TOLD)
    if not wide:
        return np.zeros(len(texts), np.int64)
    padded = np.zeros((len(texts), wide), np.uint8)
    for at in range(wide):
        rows = np.flatnonzero(lengths > at)
        padded[rows, at] = texts.data[starts[rows] + at]
    found: I64 = np.unique(padded.view(f"S{wide}").ravel(), return_inverse=True)[1]
    return found.astype(np.int64)
