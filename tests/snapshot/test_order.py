"""Order: by the keys in turn, strings by code point, nulls last, equals as they stood."""

from __future__ import annotations

from typing import Any

import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from console.snapshot.order import moved, order

KEYS = ["a", "b"]
ROWS = st.lists(
    st.tuples(
        st.none() | st.sampled_from(["", "A", "a", "é", "中", "𠀀", "\uffff"]),
        st.none() | st.integers(-2, 2),
    )
)


def plainly(rows: list[tuple[Any, Any]]) -> list[int]:
    """The order as the contract says it, by Python's own sort: str compares code points."""
    return sorted(
        range(len(rows)),
        key=lambda at: [(cell is None, cell if cell is not None else 0) for cell in rows[at]],
    )


@given(rows=ROWS)
def test_rows_are_ordered_as_the_contract_says(rows: list[tuple[Any, Any]]) -> None:
    table = pa.table({"a": pa.array([a for a, _ in rows], pa.string()), "b": pa.array(
        [b for _, b in rows], pa.int16())})  # fmt: skip
    taken = order(table, KEYS)
    expected = plainly(rows)
    assert (list(range(len(rows))) if taken is None else taken.tolist()) == expected
    assert (taken is None) == (expected == sorted(expected))


def test_the_rows_that_move_are_those_whose_place_changes() -> None:
    table = pa.table({"a": ["1", "3", "2", "4"], "b": [0, 0, 0, 0]})
    taken = order(table, KEYS)
    assert taken is not None
    assert moved(taken).tolist() == [1, 2]
