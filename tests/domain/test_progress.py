"""Work tells how far it is, and ends when nobody wants it any more."""

from __future__ import annotations

import pytest

from console.domain.errors import Cancelled
from console.domain.progress import never, silent, staged, stop_if, unheard


def test_a_stage_is_told_with_how_much_of_all_is_done() -> None:
    told: list[tuple[str, float]] = []
    step = staged("demo.stage.homes", lambda stage, part: told.append((stage, part)), never)
    step(0.25)
    step(0.5)
    assert told == [("demo.stage.homes", 0.25), ("demo.stage.homes", 0.5)]


def test_what_is_to_stop_ends_before_anything_more_is_told() -> None:
    told: list[float] = []
    step = staged("demo.stage.homes", lambda _, part: told.append(part), lambda: True)
    with pytest.raises(Cancelled):
        step(0.25)
    assert not told


def test_work_that_nobody_hears_or_stops_goes_on() -> None:
    staged("demo.stage.homes", silent, never)(0.25)
    unheard(0.25)
    stop_if(never)
