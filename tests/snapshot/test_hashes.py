"""Hashes of texts: equal for equal texts however they lie in memory, and for no others."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.snapshot.hashes import hashes, is_ascii, letters, longest, offsets

TEXTS = st.lists(
    st.none() | st.text(max_size=30) | st.sampled_from(["", "\x00", "\x00\x00", "U1", "U10"])
)


@given(texts=TEXTS, start=st.integers(0, 3))
def test_texts_are_equal_when_their_hashes_are(texts: list[str | None], start: int) -> None:
    array = pa.array(texts, pa.string())
    hashed = hashes(array)
    part = hashes(array.slice(start))
    if hashed is None:
        return
    assert part is not None
    assert part.tolist() == hashed[start:].tolist()
    plain = [text or "" for text in texts]
    assert len(set(hashed.tolist())) == len(set(plain))
    alone = [hashes(pa.array([text])) for text in plain]
    assert [int(one[0]) for one in alone if one is not None] == hashed.tolist()


@given(texts=TEXTS, start=st.integers(0, 3))
def test_bytes_are_those_of_the_texts(texts: list[str | None], start: int) -> None:
    array = pa.array(texts, pa.string()).slice(start)
    joined = "".join(text or "" for text in texts[start:])
    assert bytes(letters(array)) == joined.encode()
    assert is_ascii(array) == joined.isascii()


def test_long_texts_are_not_hashed() -> None:
    assert hashes(pa.array(["x" * 257])) is None
    assert hashes(pa.array(["x" * length for length in range(40)])) is None


@given(st.lists(st.none() | st.text("aé号𠮷", max_size=5)), st.integers(0, 2))
def test_the_longest_is_that_of_the_texts(texts: list[str | None], start: int) -> None:
    array = pa.array(texts, pa.string()).slice(start)
    lengths = [len(text.encode()) for text in texts[start:] if text]
    assert longest(offsets(array)) == max(lengths, default=0)


@pytest.mark.parametrize("row", [0, 65_535, 65_536, 65_537, 131_071, 131_072, 131_100])
def test_the_longest_is_found_in_every_block(row: int) -> None:
    lengths = np.ones(131_101, np.int64)
    lengths[row] = 9
    assert longest(np.concatenate(([0], np.cumsum(lengths)))) == 9
