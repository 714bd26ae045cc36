"""No subtraction over levels and keys gives a small count back; every attack is tried on tables."""

from __future__ import annotations

from itertools import product
from random import Random

import numpy as np
import numpy.typing as npt
import pytest

from console.export.suppression import Nesting, hidden_cells
from console.store.columns import I64

Hidden = npt.NDArray[np.bool_]


def nested(leaves: list[list[list[int]]], nowhere: list[int] | None = None) -> tuple[I64, Nesting]:
    """Counts of a street of estates of buildings of keys, and how they add up.

    The keys are, in this order, a total and its parts.
    """
    buildings = [row for estate in leaves for row in estate]
    keys = len(buildings[0])
    b, e = len(buildings), len(leaves)
    parent = [b + place for place, estate in enumerate(leaves) for _ in estate]
    parent += [b + e] * e + [-1, b + e]
    values = np.array(buildings + [[0] * keys] * (e + 1) + [nowhere or [0] * keys], np.int64)
    for row in range(b + e):
        values[parent[row]] += values[row]
    values[b + e] += values[-1]
    parts = np.arange(1, keys)
    equal = ((np.array([0]), parts),) if keys > 1 else ()
    return values, Nesting(np.array(parent, np.int64), equal, ())


def published(values: I64, hidden: Hidden) -> list[list[int | None]]:
    rounded = (values + 2) // 5 * 5
    return [
        [None if gone else int(one) for one, gone in zip(row, off, strict=True)]
        for row, off in zip(rounded[:-1], hidden[:-1], strict=True)
    ]


def what_it_may_be(shown: int | None) -> range:
    """The values behind a published count, for who takes a hidden one for 1 to 7."""
    if shown is None:
        return range(1, 8)
    return range(max(8, shown - 2), shown + 3) if shown else range(1)


@pytest.mark.parametrize("seed", range(60))
def test_who_tries_every_table_there_could_be_finds_no_small_count(seed: int) -> None:
    random = Random(seed)
    leaves = [
        [[random.choice((0, 1, 2, 3, 7, 8, 9, 12, 13))] for _ in range(random.randint(1, 3))]
        for _ in range(random.randint(1, 2))
    ]
    values, nesting = nested(leaves)
    hidden = hidden_cells(values, nesting)
    shown = published(values, hidden)
    b, e = sum(map(len, leaves)), len(leaves)
    possible: list[set[int]] = [set() for _ in range(b)]
    for town in product(*(what_it_may_be(shown[row][0]) for row in range(b))):
        sums = [0] * e
        for row, count in enumerate(town):
            sums[int(nesting.parent[row]) - b] += count
        upper = [*sums, sum(sums)]
        if all(one in what_it_may_be(shown[b + row][0]) for row, one in enumerate(upper)):
            for row, count in enumerate(town):
                possible[row].add(count)
    for row in range(b):
        if 1 <= values[row, 0] <= 7:
            assert possible[row] != {int(values[row, 0])}, (leaves, shown)


@pytest.mark.parametrize("seed", range(30))
def test_who_subtracts_neighbours_from_totals_finds_no_small_count(seed: int) -> None:
    random = np.random.default_rng(seed)
    leaves = random.poisson(random.gamma(1.2, 5, size=(4, 6, 5))).astype(np.int64)
    leaves[:, :, 0] = leaves[:, :, 1:].sum(axis=2)
    values, nesting = nested(leaves.tolist())
    hidden = hidden_cells(values, nesting)
    sums = [
        [(place, key), *((int(one), key) for one in np.flatnonzero(nesting.parent == place))]
        for place in range(len(values) - 1)
        for key in range(values.shape[1])
        if (nesting.parent == place).any()
    ]
    sums += [[(place, key) for key in range(values.shape[1])] for place in range(len(values) - 1)]
    for whole, *parts in sums:
        for cell in (whole, *parts):
            if hidden[cell] and 1 <= values[cell] <= 7:
                low, high = bounds_of(cell, whole, parts, values, hidden)
                assert high > low, (cell, values[cell])


def bounds_of(
    cell: tuple[int, int],
    whole: tuple[int, int],
    parts: list[tuple[int, int]],
    values: I64,
    hidden: Hidden,
) -> tuple[int, int]:
    """What one sum leaves possible for one of its members."""

    def may(one: tuple[int, int]) -> range:
        shown = None if hidden[one] else int((values[one] + 2) // 5 * 5)
        return what_it_may_be(shown) if one[0] < len(values) - 1 else range(1)

    own = may(cell)
    if cell == whole:
        low, high = sum(may(one)[0] for one in parts), sum(may(one)[-1] for one in parts)
    else:
        others = [may(one) for one in parts if one != cell]
        low = may(whole)[0] - sum(one[-1] for one in others)
        high = may(whole)[-1] - sum(one[0] for one in others)
    return max(low, own[0]), min(high, own[-1])


def test_the_one_that_rounding_alone_would_give_back_is_protected() -> None:
    values, nesting = nested([[[13], [13], [1]]])
    assert published(values, (values > 0) & (values < 8)) == [[15], [15], [None], [25], [25]]
    hidden = hidden_cells(values, nesting)
    assert hidden[2, 0]
    assert hidden.sum() > 1, "25 can be 27 at most and 15 is 13 at least: it must be 1"


def test_seven_hidden_in_a_hidden_total_are_not_each_one() -> None:
    values, nesting = nested([[[1]] * 7 + [[0]], [[30]]])
    hidden = hidden_cells(values, nesting)
    assert hidden[7, 0], "an empty building is hidden too, so that there are not seven in seven"


def test_parts_do_not_give_a_total_back_nor_the_total_a_part() -> None:
    values, nesting = nested([[[27, 13, 13, 1], [40, 20, 10, 10]]])
    hidden = hidden_cells(values, nesting)
    assert hidden[0, 3]
    assert hidden[0].sum() > 1


def test_large_counts_alone_hide_nothing() -> None:
    values, nesting = nested([[[20], [0], [33]], [[12]]])
    assert not hidden_cells(values, nesting).any()


def test_few_are_hidden_that_are_not_small() -> None:
    random = np.random.default_rng(1)
    values, nesting = nested(random.poisson(9, size=(20, 12, 1)).tolist())
    hidden = hidden_cells(values, nesting)
    small = (values >= 1) & (values <= 7)
    assert (hidden & ~small).sum() <= 0.1 * small.sum()
