"""Finding texts in a column of them without decoding it."""

from __future__ import annotations

import numpy as np

from console.store.columns import I32, I64, Strings

_TOLD = 64


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
