"""The attack: whoever reads everything on the wall cannot work out a count of 1 to 7 people."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.domain import banding
from console.state.wall.disclosure import Level, Shown, known, safe
from console.store.columns import I32

MOST = 60
"""Nobody counts beyond this here: "many" has no end."""

Tree = list[list[int]]
"""Committees, each with the counts of its estates."""


def levels(tree: Tree) -> list[Level]:
    committees = np.array([sum(one) for one in tree], np.int32)
    estates = np.array([n for one in tree for n in one], np.int32)
    parent = np.array([row for row, one in enumerate(tree) for _ in one], np.int32)
    return [Level(committees, np.zeros(len(tree), np.int32)), Level(estates, parent)]


def readings(count: int, shown: Shown, row: int) -> range:
    """What the figure shown of a place may stand for."""
    if shown.exact[row]:
        return range(count, count + 1)
    low, high = banding.bounds(shown.codes[[row]])
    return range(int(low[0]), min(int(high[0]), MOST) + 1)


def splits(estates: list[int], shown: Shown, first: int) -> dict[int, list[tuple[int, ...]]]:
    """Every reading of a committee's estates that their bands allow, by its sum."""
    found: dict[int, list[tuple[int, ...]]] = {}
    ways = (readings(count, shown, first + row) for row, count in enumerate(estates))
    for one in product(*ways):
        found.setdefault(sum(one), []).append(one)
    return found


def worlds(tree: Tree) -> list[list[list[tuple[int, ...]]]]:
    """Everything that may be so, by trying all: no cleverness of the code under attack."""
    whole, committees, estates = safe(levels(tree))
    firsts = np.cumsum([0, *map(len, tree)]).tolist()
    sums = [splits(one, estates, firsts[row]) for row, one in enumerate(tree)]
    totals = [
        [total for total in found if total in readings(sum(tree[row]), committees, row)]
        for row, found in enumerate(sums)
    ]
    allowed = readings(sum(map(sum, tree)), whole, 0)
    return [
        [found[total] for total, found in zip(chosen, sums, strict=True)]
        for chosen in product(*totals)
        if sum(chosen) in allowed
    ]


def values_left(tree: Tree, committee: int, estate: int) -> set[int]:
    return {one[estate] for world in worlds(tree) for one in world[committee]}


COUNTS = st.one_of(st.just(0), st.integers(1, 7), st.integers(8, 14))
TREES = st.lists(st.lists(COUNTS, min_size=1, max_size=3), min_size=2, max_size=3).filter(
    lambda tree: sum(map(sum, tree)) + banding.STEP <= MOST
)
"""Streets so small that no reading of a rounded figure lies beyond what is tried here."""


@given(TREES)
def test_every_small_count_may_be_at_least_two_numbers(tree: Tree) -> None:
    for committee, estates in enumerate(tree):
        for estate, count in enumerate(estates):
            if 1 <= count <= banding.MOST_FEW:
                left = values_left(tree, committee, estate)
                assert count in left
                assert len(left) > 1, f"{count} can be worked out of {tree}"


@given(TREES)
def test_what_is_worked_out_holds_the_truth(tree: Tree) -> None:
    shown = safe(levels(tree))
    top = Level(np.array([sum(map(sum, tree))], np.int32), np.zeros(1, np.int32))
    for level, span in zip(levels(tree), known([top, *levels(tree)], shown)[1:], strict=True):
        assert (span.low <= level.count).all()
        assert (level.count <= span.high).all()


@pytest.mark.parametrize(
    ("tree", "exact"),
    [
        ([[20, 3], [30, 12]], [True, True]),
        ([[3], [40, 20], [0, 0]], [False, False, True]),
        ([[0, 0], [0]], [True, True]),
        ([[8, 1], [15, 20]], [False, False]),
    ],
    ids=["nothing to fear", "a lone small estate", "nobody at all", "one beside a rounded eight"],
)
def test_a_committee_is_exact_wherever_that_gives_nothing_away(
    tree: Tree, exact: list[bool]
) -> None:
    whole, committees, _ = safe(levels(tree))
    assert committees.exact.tolist() == exact
    assert whole.exact[0]


def test_a_street_of_one_estate_is_made_coarse_as_a_whole() -> None:
    whole, committees, _ = safe(levels([[4]]))
    assert not whole.exact[0]
    assert not committees.exact[0]


def test_a_rounded_count_that_only_sevens_make_is_shown_as_many() -> None:
    _, committees, estates = safe(levels([[7, 7, 7, 7], [40]]))
    assert committees.codes[0] == banding.MANY
    assert (estates.codes[:4] == banding.FEW).all()


@pytest.mark.parametrize(
    ("count", "said"),
    [(0, "0"), (1, "1–7"), (7, "1–7"), (8, "10"), (12, "10"), (13, "15"), (1232, "1,230")],
)
def test_a_band_says_no_more_than_it_must(count: int, said: str) -> None:
    code = banding.banded(np.array([count]))
    assert banding.text(int(code[0])) == said
    low, high = banding.bounds(code)
    assert low[0] <= count <= high[0]


def test_bands_sort_like_counts() -> None:
    counts: I32 = np.array([0, 3, 9, 40], np.int32)
    assert np.array_equal(np.argsort(banding.order(banding.banded(counts))), np.arange(4))
