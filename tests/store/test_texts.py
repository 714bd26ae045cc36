"""Texts of a column, found without decoding it."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from console.store.columns import Strings
from console.store.texts import words_of

TEXTS = st.lists(st.none() | st.sampled_from(("", "slab", "slap", "lane", "塔楼", "塔", "a" * 70)))


def strings(texts: list[str | None]) -> Strings:
    encoded = [(text or "").encode() for text in texts]
    ends = np.cumsum([0, *map(len, encoded)]).astype(np.int32)
    null = np.array([text is None for text in texts], np.bool_)
    return Strings(ends, np.frombuffer(b"".join(encoded), np.uint8), null if null.any() else None)


@given(texts=TEXTS)
def test_words_are_the_different_texts_by_code_point(texts: list[str | None]) -> None:
    words, codes = words_of(strings(texts))
    assert words == tuple(sorted({text for text in texts if text}))
    assert [words[code] if code >= 0 else None for code in codes.tolist()] == [
        text or None for text in texts
    ]


@given(texts=TEXTS)
def test_all_at_once_are_what_they_are_one_by_one(texts: list[str | None]) -> None:
    column = strings(texts)
    assert column.texts() == [column.text(row) for row in range(len(column))]
