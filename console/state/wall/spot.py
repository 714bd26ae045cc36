"""Where the wall is in its playlist: what outlives the process that shows it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Spot:
    """Where the director is: which entry, how often each has been shown, and what was seen.

    `acknowledged` are alarms somebody at the wall has taken note of. All of it outlives a crash.
    """

    entry: int = 0
    visits: tuple[int, ...] = ()
    paused: bool = False
    acknowledged: tuple[tuple[int, int], ...] = ()
