"""Whether an act stalls the window: gaps between turns of its loop, less what others took."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QTimer

MOST_GAP_MS = 50.0
TRIES = 3
"""A stall of ours comes back every time; one by others on the machine does not."""

_TICK_MS = 4
_TASKS = Path("/proc/self/task")


@dataclass(frozen=True)
class Moment:
    """The clock, the time the window's thread ran, and the time all threads waited for a core."""

    wall_s: float
    own_s: float
    waited_s: float


@dataclass(frozen=True)
class Gap:
    """Between two turns of the event loop, in milliseconds."""

    wall_ms: float
    own_ms: float
    waited_ms: float

    @property
    def counted_ms(self) -> float:
        """The gap without the wait for a core, but never less than the thread itself ran."""
        return max(self.own_ms, self.wall_ms - self.waited_ms)


class Ticks(QObject):
    """Ticks every few milliseconds and keeps the gaps that are too long."""

    def __init__(self) -> None:
        super().__init__()
        self.gaps: list[Gap] = []
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)
        self._last = now()
        self._timer.start(_TICK_MS)

    def stop(self) -> list[Gap]:
        """The gaps that count; the one up to now is the last."""
        self._timer.stop()
        self._tick()
        return [gap for gap in self.gaps if gap.counted_ms > MOST_GAP_MS]

    def _tick(self) -> None:
        before, self._last = self._last, now()
        wall_ms = (self._last.wall_s - before.wall_s) * 1e3
        if wall_ms > MOST_GAP_MS:
            own_ms = (self._last.own_s - before.own_s) * 1e3
            self.gaps.append(Gap(wall_ms, own_ms, (self._last.waited_s - before.waited_s) * 1e3))


def now() -> Moment:
    """This moment."""
    return Moment(time.perf_counter(), time.thread_time(), waited_s())


def waited_s() -> float:
    """How long the process's threads were ready and had no core; 0 where nobody says it."""
    total = 0
    for task in _TASKS.iterdir() if _TASKS.is_dir() else ():
        try:
            total += int((task / "schedstat").read_text("ascii").split()[1])
        except (OSError, IndexError):
            continue
    return total / 1e9


def stall(act: Callable[[], object], most_ms: float = MOST_GAP_MS) -> str | None:
    """How the window stalled during `act` in each of several tries; None if once it did not."""
    worst: list[Gap] = []
    for _ in range(TRIES):
        ticks = Ticks()
        act()
        bad = [gap for gap in ticks.stop() if gap.counted_ms > most_ms]
        if not bad:
            return None
        worst += bad
    return "; ".join(
        f"{gap.wall_ms:.0f} ms, own {gap.own_ms:.0f}, waited {gap.waited_ms:.0f}" for gap in worst
    )
