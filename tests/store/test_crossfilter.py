"""The crossfilter: every facet counts the rows that pass every mask but its own."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from console.store.crossfilter import Crossfilter, counted

ROWS = 40
SOURCES = ("a", "b", "c")


@given(
    masks=st.lists(
        st.tuples(st.sampled_from(SOURCES), st.none() | arrays.arrays(np.bool_, ROWS)), max_size=6
    ),
    codes=arrays.arrays(np.uint8, ROWS, elements=st.integers(0, 4)),
    source=st.sampled_from((*SOURCES, "d")),
)
def test_a_facet_counts_the_rows_that_pass_every_mask_but_its_own(
    masks: list[tuple[str, np.ndarray | None]], codes: np.ndarray, source: str
) -> None:
    filtered, in_force = Crossfilter(ROWS), {}
    for name, mask in masks:
        filtered.put(name, mask)
        in_force[name] = mask
    others = np.ones(ROWS, bool)
    every = np.ones(ROWS, bool)
    for name, mask in in_force.items():
        if mask is not None:
            every &= mask
            others &= mask if name != source else True
    totals = np.bincount(codes, minlength=5)
    found = counted(codes, 5, filtered.passing(source), totals)
    assert found.tolist() == np.bincount(codes[others], minlength=5).tolist()
    assert filtered.passing(source).tolist() == others.tolist()
    assert filtered.passing().tolist() == every.tolist()
