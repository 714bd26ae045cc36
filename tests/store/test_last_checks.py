"""The last check at a unit is the same from whichever instant it is come to."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from console.domain.instants import NEVER_US
from console.store.columns import NO_CHECKS, Checks, Street
from console.store.last_checks import ascending, last_done_us
from tests.store import tiny

STREET = tiny.street()
NEVER = -1
CHECK = st.tuples(st.integers(-1, 3), st.none() | st.integers(0, 30))


def street_with(checks: list[tuple[int, int | None]]) -> Street:
    done = np.array([NEVER_US if at is None else at for _, at in checks], np.int64)
    unit = np.array([unit for unit, _ in checks], np.int32)
    return replace(STREET, checks=Checks(np.zeros(len(checks), np.int64), done, unit))


@settings(max_examples=300, deadline=None)
@given(
    checks=st.lists(CHECK, max_size=25),
    instants=st.lists(st.integers(-1, 31), min_size=1, max_size=8),
)
def test_whatever_came_before_it_is_the_latest_done_by_the_instant(
    checks: list[tuple[int, int | None]], instants: list[int]
) -> None:
    street, units = street_with(checks), [3, -1, 0, 0, 2, 1]
    for at_us in instants:
        found = last_done_us(street, np.array(units, np.int32), at_us, NEVER)
        assert found.tolist() == [latest(checks, unit, at_us) for unit in units]


def latest(checks: list[tuple[int, int | None]], unit: int, at_us: int) -> int:
    times = [at for of, at in checks if of == unit >= 0 and at is not None and at <= at_us]
    return max(times, default=NEVER)


def test_without_checks_none_was_ever_done() -> None:
    street = replace(STREET, checks=NO_CHECKS)
    assert last_done_us(street, np.array([0, -1], np.int32), 5, NEVER).tolist() == [NEVER, NEVER]


@given(numbers=st.lists(st.integers(0, 7) | st.integers(65_530, 140_000), max_size=40))
def test_numbers_are_put_in_order_however_large(numbers: list[int]) -> None:
    wanted = sorted(range(len(numbers)), key=numbers.__getitem__)
    assert ascending(np.array(numbers, np.int32), max(numbers, default=0) + 1).tolist() == wanted
