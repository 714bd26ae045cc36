"""What is said of the buildings caught by a band or lasso."""

from __future__ import annotations

from console.domain.words import say
from console.store.columns import I32
from console.store.frame import Frame


def caught_lines(frame: Frame, rows: I32, language: str) -> tuple[str, ...]:
    """How many buildings, and how many people live there and are under the clock."""
    counts = frame.buildings
    people, active = int(counts.people[rows].sum()), int(counts.active[rows].sum())
    return (
        say("tools.caught", language, count=len(rows)),
        say("tools.caught_people", language, people=people, active=active),
    )
