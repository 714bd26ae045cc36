"""Texts of one building read in one go, and how wide they will be, without a font at hand."""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from console.domain.spoken import MOST_CHARACTERS, capped
from console.store.columns import F64, Strings

_WIDE = 1.0
_DIGIT = 0.56
_CAPITAL = 0.74
_NARROW = 0.58
_FIRST_WIDE = 0x2E80
_MOST_BYTES = 4 * (MOST_CHARACTERS + 1)
"""No more of a text is read than could be shown."""


def texts_between(strings: Strings, first: int, end: int) -> list[str]:
    """Texts of the rows [first, end), "" for null, capped; costs one copy of their bytes."""
    if end <= first:
        return []
    ends = strings.ends[first : end + 1]
    raw, spans = strings.data[ends[0] : ends[-1]].tobytes(), (ends - ends[0]).tolist()
    if int(np.diff(ends).max()) > MOST_CHARACTERS:
        texts = [_capped(raw[a : min(b, a + _MOST_BYTES)]) for a, b in pairwise(spans)]
    elif raw.isascii():
        whole = raw.decode()
        texts = [whole[a:b] for a, b in pairwise(spans)]
    else:
        texts = [raw[a:b].decode() for a, b in pairwise(spans)]
    if strings.null is None:
        return texts
    null = strings.null[first:end].tolist()
    return ["" if gone else text for text, gone in zip(texts, null, strict=True)]


def breadths_px(texts: list[str], size_px: float) -> F64:
    """About how wide each text is in the interface font at a size, rather too much than less."""
    codes = np.frombuffer("".join(texts).encode("utf-32-le"), np.uint32)
    share = np.full(len(codes), _NARROW)
    share[(codes >= ord("A")) & (codes <= ord("Z"))] = _CAPITAL
    share[(codes >= ord("0")) & (codes <= ord("9"))] = _DIGIT
    share[codes >= _FIRST_WIDE] = _WIDE
    along = np.concatenate([[0.0], np.cumsum(share)])
    lengths = np.array([len(text) for text in texts], np.int64)
    ends = np.cumsum(lengths)
    starts = ends - lengths
    breadths: F64 = size_px * (along[ends] - along[starts])
    return breadths


def _capped(raw: bytes) -> str:
    """A text, of a long one its beginning; a character cut in two is left out."""
    text = raw.decode(errors="ignore")
    return capped(text) if len(raw) > MOST_CHARACTERS else text
