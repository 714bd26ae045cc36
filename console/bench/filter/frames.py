"""The frames of a screen during a drag: which were due a new picture, and which had none."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from console.bench.goals import FRAME_MS
from console.domain.records import dataclass


class Moment(NamedTuple):
    """What was asked for or stood painted since when, in milliseconds from the drag's beginning."""

    at_ms: float
    value: int


@dataclass(frozen=True, slots=True)
class Frames:
    """Of a drag: due are those that began with something asked for that was not on the screen yet.

    dropped are those of them that ended without a new picture.
    """

    due: int
    dropped: int


def frames_of(asked: Sequence[Moment], painted: Sequence[Moment]) -> Frames:
    """The frames of a screen of 60 Hz between the first move and a frame after the last.

    Both come in the order of time. A frame whose beginning finds on the screen what was asked for
    last is not due: the hand rests, or the picture is there already.
    """
    due = dropped = 0
    for frame in range(math.ceil((asked[-1].at_ms + FRAME_MS) / FRAME_MS)):
        begins_ms = frame * FRAME_MS
        wanted, standing = _last(asked, begins_ms), _last(painted, begins_ms)
        if wanted is None or wanted == standing:
            continue
        due += 1
        dropped += not any(begins_ms < one.at_ms <= begins_ms + FRAME_MS for one in painted)
    return Frames(due, dropped)


def _last(moments: Sequence[Moment], at_ms: float) -> int | None:
    """The value that counts at an instant; None before the first."""
    count = bisect_right([one.at_ms for one in moments], at_ms)
    return moments[count - 1].value if count else None
