"""A mouse event's age is told by its stamp, whatever clock the window system goes by."""

from __future__ import annotations

import pytest

from console.state import pointer
from console.state.pointer import Pointer


@pytest.fixture
def now(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Seconds on this process's clock."""
    at = [100.0]
    monkeypatch.setattr(pointer, "perf_counter", lambda: at[0])
    return at


def test_an_event_that_waited_longer_than_another_is_older_by_that(now: list[float]) -> None:
    here = Pointer()
    here.move(7_000)
    assert here.take_age_ms() == 0
    now[0] += 0.020
    here.move(7_008)
    assert here.take_age_ms() == pytest.approx(12)
    here.move(7_020)
    assert here.take_age_ms() == pytest.approx(0)


def test_an_age_is_told_once(now: list[float]) -> None:
    here = Pointer()
    here.move(0)
    now[0] += 0.005
    here.move(0)
    assert here.take_age_ms() == pytest.approx(5)
    assert here.take_age_ms() == 0


def test_a_clock_that_jumped_is_taken_anew(now: list[float]) -> None:
    here = Pointer()
    here.move(500_000)
    here.take_age_ms()
    now[0] += 0.008
    here.move(3)
    assert here.take_age_ms() == 0
    now[0] += 0.009
    here.move(9)
    assert here.take_age_ms() == pytest.approx(3)
