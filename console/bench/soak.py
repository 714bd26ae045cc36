"""The soak: three simulated days of a wall in compressed time, and what they leave behind.

The wall is the real one, with its real feed: a snapshot appears in the folder each simulated hour,
is checked by a process of its own and swapped in. Only the clock is moved by hand.
"""

from __future__ import annotations

import gc
import os
import subprocess
import sys
import threading
from collections.abc import Callable
from dataclasses import field
from pathlib import Path
from time import perf_counter, thread_time

from PySide6.QtCore import QCoreApplication, QEvent, QObject
from shiboken6 import Shiboken

from console.bench.goals import STALL_MS
from console.bench.memory import resident_bytes
from console.bench.stage import until
from console.bench.watchdog import Watchdog
from console.domain import instants
from console.domain.errors import UserError
from console.domain.progress import Progress
from console.domain.records import dataclass
from console.state.wall.director import Stage
from console.state.wall.feed import Feed
from console.state.wall.memory import Memory
from console.state.wall.playlist import standard
from console.store.memory import give_back
from console.wall import Wall
from console.walls.keeper import Wishes
from console.widgets.wall.screen import WallScreen

HOURS = 72
DAY_HOURS = 24
_HOUR_US = 3_600_000_000
STEP_S = 10
_ANSWERS_AFTER_S = 60
_MB = 1e6


@dataclass(slots=True)
class Left:
    """What a process holds at the end of an hour: megabytes, handles, threads, Qt objects."""

    memory_mb: float
    handles: int
    threads: int
    objects: int


@dataclass(slots=True)
class Soaked:
    """What a soak has found."""

    hours: int = 0
    took_s: float = 0.0
    snapshots: int = 0
    missed: int = 0
    turns: int = 0
    alarms: int = 0
    skipped: int = 0
    worst_ms: float = 0.0
    worst_swap_ms: float = 0.0
    over: int = 0
    scenes_ms: dict[str, float] = field(default_factory=dict)
    left: list[Left] = field(default_factory=list)

    @property
    def slope_mb(self) -> float:
        """Megabytes more a simulated day, by least squares over all hours after the first day."""
        after = self.left[min(DAY_HOURS, len(self.left) // 3) :]
        return slope([one.memory_mb for one in after]) * DAY_HOURS

    def growth(self, name: str) -> int:
        """How many more handles, threads or objects there are than after the first day."""
        after = self.left[min(DAY_HOURS, len(self.left) // 3) :]
        counts = [int(getattr(one, name)) for one in after]
        return max(counts[-3:]) - max(counts[:3]) if counts else 0


def slope(values: list[float]) -> float:
    """The rise of evenly spaced values from one to the next, by least squares."""
    count = len(values)
    if count < 2:
        return 0.0
    middle, mean = (count - 1) / 2, sum(values) / count
    above = sum((index - middle) * (value - mean) for index, value in enumerate(values))
    return above / sum((index - middle) ** 2 for index in range(count))


class Soak(QObject):
    """A wall that follows `folder`, its clock moved by hand, and everything counted."""

    def __init__(
        self, series: Path, folder: Path, state: Path, start_us: int, step_s: int = STEP_S
    ) -> None:
        super().__init__()
        self._step_us = step_s * 1_000_000
        self.found = Soaked()
        self.now_us = start_us
        self._series, self._folder = series, folder
        self._held_since_us: int | None = None
        self._shown_minute = ""
        self.screen = WallScreen(standard().sight, "zh")
        self.screen.resize(1920, 1080)
        self.screen.show()
        wishes = Wishes(watch=str(folder))
        self.wall = Wall(self.screen, standard(), Memory(state), wishes, clock=self.clock)
        self.wall.director.staged.connect(self._staged)
        self.wall.director.failed.connect(self._skipped)

    def clock(self) -> int:
        """The simulated instant."""
        return self.now_us

    def run(self, hours: int, tell: Progress) -> Soaked:
        """Live through so many hours."""
        began = perf_counter()
        for hour in range(1, hours + 1):
            tell("wall_soak.running", hour / hours)
            self._next_snapshot(hour)
            self._pass_an_hour()
            self.found.left.append(left())
            self.found.hours = hour
        self.found.took_s = perf_counter() - began
        return self.found

    def close(self) -> None:
        """Leave nothing behind."""
        self.wall.close()
        self.screen.close()
        self.screen.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)

    def _next_snapshot(self, hour: int) -> None:
        """A snapshot is there; the wall must show it before the minute is over."""
        name = f"hour-{hour:03}.street"
        self._series.joinpath(name).rename(self._folder / name)
        feed: Feed = self.wall.feed
        if hour == 1:
            feed.follow(self._folder)
        else:
            feed.look()
        shown = self._folder / name

        def is_shown() -> bool:
            board = self.wall.director.board
            there = board is not None and board.frame.street.folder == str(shown)
            return there and self.wall.is_settled

        dog = Watchdog()
        dog.start()
        try:
            until(is_shown)
            self.found.snapshots += 1
        except UserError:
            self.found.missed += 1
        seen = dog.stop()
        dog.deleteLater()
        self.found.worst_swap_ms = max(self.found.worst_swap_ms, seen.worst_own.own_ms)
        self.found.over += seen.own_over

    def _pass_an_hour(self) -> None:
        end = self.now_us + _HOUR_US
        while self.now_us < end:
            self.now_us += self._step_us
            self._turn(self.wall.director.tick)
            self._turn(self._answer)
            self._look_at_clock()

    def _turn(self, act: Callable[[], object]) -> None:
        """One turn of the event loop: a second's tick, or somebody's key."""
        began = thread_time()
        act()
        QCoreApplication.sendPostedEvents(None, 0)
        took_ms = (thread_time() - began) * 1000
        self.found.worst_ms = max(self.found.worst_ms, took_ms)
        self.found.over += took_ms > STALL_MS

    def _answer(self) -> None:
        """Somebody acknowledges an alarm after a minute."""
        if not self.wall.director.held:
            self._held_since_us = None
        elif self._held_since_us is None:
            self._held_since_us = self.now_us
            self.found.alarms += 1
        elif self.now_us - self._held_since_us >= _ANSWERS_AFTER_S * 1_000_000:
            self.wall.director.acknowledge()

    def _look_at_clock(self) -> None:
        """The clock on the wall must be right at every step."""
        board = self.wall.director.board
        if board is not None:
            moment = instants.moment(self.now_us, instants.zone(board.frame.street.zone))
            self.found.missed += self._shown_minute != f"{moment:%H:%M}"

    def _staged(self, stage: Stage) -> None:
        self._shown_minute = stage.notice.time
        self.found.turns = stage.turn

    def _skipped(self, _: str, __: Exception) -> None:
        self.found.skipped += 1


def left() -> Left:
    """What this process holds now, after what nobody needs has gone."""
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    gc.collect()
    give_back()
    handles = len(os.listdir("/proc/self/fd")) if sys.platform == "linux" else 0
    objects = sum(isinstance(one, QObject) for one in Shiboken.getAllValidWrappers())
    memory = resident_bytes()
    return Left(
        memory_mb=0.0 if memory is None else memory / _MB,
        handles=handles,
        threads=threading.active_count(),
        objects=objects,
    )


def written_series(base: Path, out: Path, hours: int) -> None:
    """Have a process of its own write the snapshots."""
    words = [sys.executable, "-P", "-m", "console.bench.soak_series", str(base), str(out)]
    subprocess.run([*words, str(hours)], check=True, stdin=subprocess.DEVNULL)
