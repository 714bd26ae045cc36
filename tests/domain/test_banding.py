"""Counts for whoever looks on from afar: no small one is told, a band holds what it stands for."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from console.domain.arrays import I32
from console.domain.banding import (
    FEW,
    HIDDEN,
    LOW,
    MANY,
    STEP,
    banded,
    bounds,
    order,
    pooled,
    text,
)

COUNTS = np.arange(0, 400)


@pytest.mark.parametrize("coarse", [banded, pooled])
def test_a_band_holds_every_count_that_it_stands_for(coarse: Callable[[np.ndarray], I32]) -> None:
    codes = coarse(COUNTS)
    least, most = bounds(codes)
    assert (least <= COUNTS).all()
    assert (most >= COUNTS).all()


def test_one_to_seven_are_one_band_and_others_go_by_fives() -> None:
    codes = banded(COUNTS)
    assert codes[0] == 0
    assert set(codes[1:8].tolist()) == {FEW}
    assert (codes[8:] % STEP == 0).all()
    assert (np.abs(codes[8:] - COUNTS[8:]) <= STEP // 2).all()


def test_under_a_filter_nobody_looks_like_a_few() -> None:
    assert set(pooled(COUNTS)[:8].tolist()) == {LOW}
    assert (pooled(COUNTS)[8:] == banded(COUNTS)[8:]).all()


def test_every_code_is_said_and_none_says_a_small_count() -> None:
    said = {code: text(code) for code in (0, FEW, MANY, LOW, HIDDEN, 10, 1_235)}
    assert said == {
        0: "0", FEW: "1–7", MANY: "8+", LOW: "0–7", HIDDEN: "—", 10: "10", 1_235: "1,235",
    }  # fmt: skip


def test_what_is_not_told_has_no_bounds_and_sorts_as_none() -> None:
    codes = np.array([HIDDEN, LOW, MANY, FEW, 0, 10], np.int32)
    least, most = bounds(codes)
    assert least.tolist() == [0, 0, 8, 1, 0, 8]
    assert most.tolist()[1:] == [7, most[0], 7, 0, 12]
    assert most[0] > 10**9
    assert order(codes).tolist() == [0, 0, 8, 1, 0, 10]
