"""What is said of the buildings caught by a band or lasso."""

from __future__ import annotations

from console.domain.words import say
from console.store.columns import I32
from console.store.frame import Frame


def caught_lines(frame: Frame, rows: I32, language: str) -> tuple[str, ...]:
    """How many buildings, and how many people live there and are under the clock.

    Of all people, whatever the frame is narrowed to: while the hand moves it is still that of the
    buildings caught before.
    """
    counts = (frame.whole or frame).buildings
    people, active = int(counts.people[rows].sum()), int(counts.active[rows].sum())
    return (
        say("tools.caught", language, count=len(rows)),
        say("tools.caught_people", language, people=people, active=active),
    )
