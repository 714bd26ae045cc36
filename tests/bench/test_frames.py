"""The frames of a screen during a drag: due, and dropped."""

from __future__ import annotations

import pytest

from console.bench.filter.frames import Frames, Moment, frames_of
from console.bench.goals import FRAME_MS

ASKED = [Moment(8.0 * event, event) for event in range(1, 13)]
"""A hand that moves every 8 ms until 96 ms."""


def test_a_frame_is_due_when_something_asked_for_is_not_on_the_screen_at_its_beginning() -> None:
    at_once = [Moment(one.at_ms + 0.1, one.value) for one in ASKED]
    assert frames_of(ASKED, at_once) == Frames(due=0, dropped=0)
    frames = frames_of(ASKED, [Moment(one.at_ms + 9, one.value) for one in ASKED])
    assert frames.due > 0
    assert frames.dropped == 0


def test_a_frame_that_is_due_and_ends_without_a_new_picture_is_dropped() -> None:
    after_four = [Moment(4 * FRAME_MS + 1, 7), Moment(5 * FRAME_MS + 1, 9), Moment(110.0, 12)]
    assert frames_of(ASKED, after_four) == Frames(due=6, dropped=3)
    assert frames_of(ASKED, []) == Frames(due=6, dropped=6)


@pytest.mark.parametrize("rest_ms", [30.0, 300.0])
def test_while_the_hand_rests_no_frame_is_due(rest_ms: float) -> None:
    asked = [Moment(0.0, 1), Moment(rest_ms, 2)]
    painted = [Moment(5.0, 1), Moment(rest_ms + 5, 2)]
    assert frames_of(asked, painted).dropped == 0
    assert frames_of(asked, painted).due <= 2
