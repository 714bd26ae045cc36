"""Texts of a column, found without decoding it."""

from __future__ import annotations

from time import perf_counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.store import texts as of_texts
from console.store.columns import Strings
from console.store.texts import rows_with_any, words_of

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


@given(
    texts=TEXTS,
    wanted=st.lists(st.sampled_from(("", "slab", "slap", "塔楼", "塔", "none", "a" * 70))),
)
def test_rows_with_any_of_many_texts_are_those_with_one_of_them(
    texts: list[str | None], wanted: list[str]
) -> None:
    column, asked = strings(texts), (*wanted, "lane", "lamp", "楼", "b" * 9, "c")
    here = [row for row, text in enumerate(texts) if text is not None and text in asked]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(of_texts, "_BLOCK", 3)
        many = rows_with_any(column, asked).tolist()
    assert many == here
    assert rows_with_any(strings(texts), asked).tolist() == here
    few = rows_with_any(column, tuple(wanted[:3])).tolist()
    assert few == [row for row, text in enumerate(texts) if text is not None and text in wanted[:3]]
    assert rows_with_any(column, asked).tolist() == many


@pytest.mark.timed
def test_thousands_of_ids_are_found_about_as_soon_as_one() -> None:
    column = strings([f"B{number:05d}" for number in range(20_000)])
    asked = tuple(f"B{number:05d}" for number in range(0, 20_000, 3))
    begun_s = perf_counter()
    assert rows_with_any(column, asked).tolist() == list(range(0, 20_000, 3))
    assert perf_counter() - begun_s < 0.2
