"""Where the wall is in its playlist: what outlives the process that shows it."""

from __future__ import annotations

from console.domain.records import dataclass
from console.state.wall.playlist import Entry


@dataclass(frozen=True, slots=True)
class Spot:
    """Where the director is: which entry, how often each has been shown, and what was seen.

    `acknowledged` are alarms somebody at the wall has taken note of. What a console asked for is
    here too: `pinned` stays at the scene whatever is pressed at the wall, `blank` shows none,
    `message` is a line somebody typed, and `sent` a view of its own after the playlist's. `asked`
    are the filters sent while the snapshot of `asked_us` was shown. All of it outlives a crash.
    """

    entry: int = 0
    visits: tuple[int, ...] = ()
    paused: bool = False
    acknowledged: tuple[tuple[int, int], ...] = ()
    pinned: bool = False
    blank: bool = False
    message: str = ""
    sent: Entry | None = None
    asked: tuple[tuple[str, ...], ...] = ()
    asked_us: int = 0
