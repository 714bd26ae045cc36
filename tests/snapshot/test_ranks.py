"""Ranks: larger numbers for larger values, whatever the column; rows of references by number."""

from __future__ import annotations

from datetime import date
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.snapshot import order as order_of_rows
from console.snapshot.findings import Findings
from console.snapshot.numbering import joined_ids
from console.snapshot.order import order, stand_in_order
from console.snapshot.ranks import Ranks, ranked
from console.snapshot.rules_keys import ids_of
from console.snapshot.schema import TABLES
from console.snapshot.types import typed

REGULAR = st.integers(0, 60).map(lambda n: f"U{n:03d}")
TEXTS = st.lists(st.none() | REGULAR, max_size=40) | st.lists(
    st.none() | st.sampled_from(["", "a", "é", "中", "U001"]), max_size=40
)
CODED = pa.dictionary(pa.int32(), pa.string())


def as_said(cells: list[Any], ranks: list[int]) -> bool:
    """Whether numbers compare as the values do, null after all."""
    keys = [(cell is None, cell if cell is not None else "") for cell in cells]
    return all(
        (keys[a] < keys[b]) == (ranks[a] < ranks[b])
        for a in range(len(keys))
        for b in range(len(keys))
    )


@given(cells=TEXTS, coded=st.booleans())
def test_ranks_of_texts_compare_as_the_texts_do(cells: list[str | None], coded: bool) -> None:
    column = pa.array(cells, pa.string())
    found = ranked(column.dictionary_encode() if coded else column)
    if found is not None:
        assert as_said(cells, found.ranks.tolist())
        given_cells = [cell for cell in cells if cell is not None]
        if found.numbering is not None and len(given_cells) == len(cells):
            assert found.all_differ() == (len(set(cells)) == len(cells))


def test_regular_ids_and_few_words_are_ranked() -> None:
    ids = pa.array(["U10", "U02", None])
    assert ranked(ids) is not None
    assert ranked(ids.dictionary_encode()) is not None
    assert ranked(pa.array(["中", "a"] * 9).dictionary_encode()) is not None
    assert ranked(pa.array(["long", "er"])) is None
    assert ranked(pa.array([1.5])) is None


def test_equal_entries_of_a_dictionary_have_one_rank() -> None:
    codes = pa.array([0, 1, 2] * 9, pa.int32())
    column = pa.DictionaryArray.from_arrays(codes, pa.array(["bb", "a", "bb"]))
    found = ranked(column)
    assert found is not None
    assert found.ranks[:3].tolist() == [1, 0, 1]


@pytest.mark.parametrize(
    "column",
    [
        pa.array([3, None, -2], pa.int16()),
        pa.array([date(2020, 3, 1), None, date(1990, 1, 1)], pa.date32()),
        pa.array([5, None, 4], pa.timestamp("us", "UTC")),
    ],
)
def test_numbers_dates_and_instants_are_ranked(column: pa.Array) -> None:
    found = ranked(column)
    assert found is not None
    assert found.ranks.argsort().tolist() == [2, 0, 1]


@given(
    rows=st.lists(st.tuples(st.none() | REGULAR, st.none() | st.integers(-2, 2)), max_size=12),
    sort=st.booleans(),
    block=st.integers(1, 12),
)
def test_rows_stand_in_order_by_ranks_when_they_do_by_values(
    rows: list[tuple[Any, Any]], sort: bool, block: int
) -> None:
    if sort:
        rows = sorted(rows, key=lambda row: [(cell is None, cell or 0) for cell in row])
        rows = [(row[0], row[1]) for row in rows]
    columns = [
        pa.array([a for a, _ in rows], pa.string()),
        pa.array([b for _, b in rows], pa.int16()),
    ]
    found = [ranked(column) for column in columns]
    if all(found):
        ranks = [one.ranks for one in found if one is not None]
        table = pa.table(dict(zip("ab", columns, strict=True)))
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(order_of_rows, "_BLOCK", block)
            assert stand_in_order(ranks) == (order(table, ["a", "b"]) is None)


@given(
    chunks=st.lists(st.lists(st.none() | REGULAR, min_size=1, max_size=9), min_size=1, max_size=4),
    in_order=st.booleans(),
)
def test_joined_dictionaries_say_what_they_said(
    chunks: list[list[str | None]], in_order: bool
) -> None:
    if in_order:
        cells = iter(
            sorted((cell for chunk in chunks for cell in chunk), key=lambda one: one or "")
        )
        chunks = [[next(cells) for _ in chunk] for chunk in chunks]
    column = pa.chunked_array(
        [pa.array(chunk, pa.string()).dictionary_encode() for chunk in chunks], CODED
    )
    joined = joined_ids(column)
    every = [cell for chunk in chunks for cell in chunk]
    if joined is None:
        assert all(cell is None for cell in every)
        return
    assert joined.to_pylist() == every
    entries = joined.dictionary.to_pylist()
    assert len(set(entries)) == len(entries)


def test_dictionaries_of_irregular_texts_are_not_joined() -> None:
    column = pa.chunked_array([pa.array(["a", "bb"]).dictionary_encode()])
    assert joined_ids(column) is None


@given(
    ids=st.lists(REGULAR, min_size=1, max_size=30, unique=True),
    asked=st.lists(st.none() | REGULAR, max_size=30),
    coded=st.booleans(),
)
def test_rows_of_references_are_found_where_all_are_ids(
    ids: list[str], asked: list[str | None], coded: bool
) -> None:
    table = pa.table({"unit_id": pa.array(ids, pa.string())})
    held = {"units": typed(TABLES["units"], table, Findings())}
    references = pa.array(asked, pa.string())
    rows = ids_of(held, Ranks(held))["units"].rows(
        references.dictionary_encode() if coded else references
    )
    if all(one is None or one in ids for one in asked):
        assert rows is not None
        assert rows.tolist() == [-1 if one is None else ids.index(one) for one in asked]
    else:
        assert rows is None
