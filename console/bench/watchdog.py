"""The watchdog: how long the window did not answer, and during which act."""

from __future__ import annotations

import time

from PySide6.QtCore import QObject, Qt, QTimer

from console.bench.goals import STALL_MS
from console.domain.records import dataclass

_TICK_MS = 1


@dataclass(frozen=True, slots=True)
class Gap:
    """Between two turns of the event loop: wall time and the part the thread itself ran for."""

    act: str
    wall_ms: float
    own_ms: float


@dataclass(frozen=True, slots=True)
class Stalls:
    """The longest gap and how many were longer than allowed.

    `over` counts by wall time; `own_over` those in which the window's thread itself ran that long,
    which other programs on the machine cannot cause.
    """

    worst: Gap
    worst_own: Gap
    over: int
    own_over: int
    turns: int


class Watchdog(QObject):
    """Ticks as often as the event loop lets it and keeps the gaps between its ticks."""

    def __init__(self) -> None:
        super().__init__()
        self.act = ""
        self.gaps: list[Gap] = []
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(_TICK_MS)
        self._timer.timeout.connect(self._tick)
        self._last = (0.0, 0.0)

    def start(self) -> None:
        """Watch from now on."""
        self._last = (time.perf_counter(), time.thread_time())
        self._timer.start()

    def stop(self) -> Stalls:
        """What was seen."""
        self._timer.stop()
        return stalls_of(self.gaps)

    def _tick(self) -> None:
        wall, own = time.perf_counter(), time.thread_time()
        before_wall, before_own = self._last
        self._last = (wall, own)
        self.gaps.append(Gap(self.act, (wall - before_wall) * 1e3, (own - before_own) * 1e3))


def stalls_of(gaps: list[Gap]) -> Stalls:
    """The worst of all gaps, of which there is at least one."""
    gaps = gaps or [Gap("", 0.0, 0.0)]
    return Stalls(
        worst=max(gaps, key=lambda gap: gap.wall_ms),
        worst_own=max(gaps, key=lambda gap: gap.own_ms),
        over=sum(gap.wall_ms > STALL_MS for gap in gaps),
        own_over=sum(gap.own_ms > STALL_MS for gap in gaps),
        turns=len(gaps),
    )
