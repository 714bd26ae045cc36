"""The way back and forward again is that of two heaps: what lies behind, and what lies ahead."""

from __future__ import annotations

from random import Random

import pytest

from console.state.trail import Trail


@pytest.mark.parametrize("seed", range(20))
def test_any_walk_is_that_of_two_heaps(seed: int) -> None:
    chance, most = Random(seed), 5
    trail = Trail[int](most)
    behind: list[int] = []
    ahead: list[int] = []
    for number in range(300):
        match chance.choice(("enter", "enter", "leave", "back", "back", "forward", "carry")):
            case "enter":
                behind, ahead = [*behind, number][-most:], []
                trail.enter(number)
            case "leave":
                behind = [*behind[:-1], number]
                trail.leave(number)
            case "back":
                expected = None
                if len(behind) > 1:
                    ahead.append(behind.pop())
                    expected = behind[-1]
                assert trail.back() == expected
            case "forward":
                expected = None
                if ahead:
                    behind.append(ahead.pop())
                    expected = behind[-1]
                assert trail.forward() == expected
            case "carry":
                behind, ahead = [-one for one in behind], [-one for one in ahead]
                trail.carry(lambda one: -one)
        assert trail.current == (behind[-1] if behind else None)
        assert (trail.can_go_back, trail.can_go_forward) == (len(behind) > 1, bool(ahead))


def test_nothing_lies_before_or_after_what_was_forgotten() -> None:
    trail = Trail[str](3)
    trail.enter("a")
    trail.enter("b")
    trail.clear()
    assert (trail.current, trail.back(), trail.forward()) == (None, None, None)
