"""The crossfilter: what passes every part but some, whatever was replaced before."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from console.store.bits import Rows
from console.store.crossfilter import Crossfilter
from console.store.kept import Mask

ROWS = 40
SOURCES = ("a", "b", "c", "e")
WITHOUT = st.sets(st.sampled_from((*SOURCES, "d")))


@given(
    steps=st.lists(
        st.tuples(
            st.sampled_from(SOURCES), st.none() | arrays.arrays(np.bool_, ROWS), WITHOUT, WITHOUT
        ),
        max_size=8,
    )
)
def test_every_part_counts_but_those_left_out(
    steps: list[tuple[str, Mask | None, set[str], set[str]]],
) -> None:
    filtered: Crossfilter[Rows] = Crossfilter(Rows.all_of(ROWS))
    in_force: dict[str, Mask] = {}
    for source, mask, *asked in steps:
        filtered = filtered.replaced(source, None if mask is None else Rows.of(mask))
        in_force.pop(source, None)
        if mask is not None:
            in_force[source] = mask
        for without in asked:
            wanted = np.ones(ROWS, np.bool_)
            for name, kept in in_force.items():
                wanted &= kept if name not in without else True
            assert filtered.passing({*SOURCES} - without).mask.tolist() == wanted.tolist()


def test_what_the_others_keep_is_the_same_object_from_step_to_step() -> None:
    some, others = Rows.of(np.arange(ROWS) % 2 == 0), Rows.of(np.arange(ROWS) % 3 == 0)
    filtered = Crossfilter(Rows.all_of(ROWS)).replaced("a", some).replaced("b", others)
    both, alone = filtered.passing("ab"), filtered.passing("b")
    dragged = filtered.replaced("a", Rows.of(np.arange(ROWS) % 5 == 0))
    assert dragged.passing("b") is alone
    assert dragged.passing("ab") is not both
    assert dragged.replaced("a", None).passing("ab") is alone


def test_what_is_kept_without_the_dragged_and_another_is_joined_once() -> None:
    filtered = Crossfilter(Rows.all_of(ROWS))
    for by, source in enumerate("bcea", start=2):
        filtered = filtered.replaced(source, Rows.of(np.arange(ROWS) % by == 0))
    assert filtered.passing("ace").number == len(range(0, ROWS, 60))
    alone = filtered.passing("ce")
    dragged = filtered.replaced("a", Rows.of(np.arange(ROWS) % 6 == 0))
    assert dragged.passing("ace").number == len(range(0, ROWS, 12))
    assert dragged.passing("ce") is alone


def test_a_crossfilter_that_was_replaced_still_says_what_it_said() -> None:
    some = Rows.of(np.arange(ROWS) % 2 == 0)
    before = Crossfilter(Rows.all_of(ROWS)).replaced("a", some)
    before.replaced("a", Rows.of(np.arange(ROWS) % 5 == 0)).passing("a")
    assert before.passing("a").mask.tolist() == some.mask.tolist()
    assert before.passing(()).number == ROWS
