"""Texts of one building read in one go, and how wide they will be, without a font at hand."""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise

from console.store.columns import Strings

_WIDE = 1.0
_DIGIT = 0.56
_CAPITAL = 0.68
_NARROW = 0.58
_MOST_CHARACTERS = 120


def texts_between(strings: Strings, first: int, end: int) -> list[str]:
    """Texts of the rows [first, end), "" for null; costs one copy of their bytes."""
    if end <= first:
        return []
    ends = strings.ends[first : end + 1].tolist()
    start = ends[0]
    raw = bytes(strings.data[start : ends[-1]])
    spans = pairwise(ends)
    read = [raw[a - start : b - start].decode() for a, b in spans]
    if strings.null is None:
        return read
    null = strings.null[first:end].tolist()
    return ["" if gone else text for text, gone in zip(read, null, strict=True)]


@lru_cache(maxsize=8192)
def breadth_px(text: str, size_px: float) -> float:
    """About how wide a line of the interface font is at a text size, rather too much than less."""
    return size_px * sum(_share(one) for one in text[:_MOST_CHARACTERS])


def _share(character: str) -> float:
    if character >= "\u2e80":
        return _WIDE
    if character.isdigit():
        return _DIGIT
    return _CAPITAL if character.isupper() else _NARROW
