"""The filter in the window: a click until every view is painted, and a recorded drag at 125 Hz."""

from __future__ import annotations

import math
import statistics
import time
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import cycle

from PySide6.QtCore import QPointF
from PySide6.QtGui import QEnterEvent, QImage, QPainter
from PySide6.QtWidgets import QApplication

from console.bench.filter.clicks import scan
from console.bench.filter.workload import Case, Click, Workload, cases
from console.bench.goals import FRAME_MS, goal_ms
from console.bench.rounds import Act
from console.bench.stage import Paints, Stage, rest
from console.domain import packs
from console.domain.conditions import Condition, parse
from console.domain.records import dataclass
from console.state.filtering import NO_FILTER
from console.state.situation import Fill

FLOOR_GATE = 12.0
EVENTS, EVENT_MS = 200, 8.0
"""The drag: how many events the mouse sends, and how far apart."""
_REACH_MS = 300
"""From where the bars begin to the one that is pressed: as long as a quick hand takes."""
_YOUNGEST, _OLDEST = 20, 95


@dataclass(frozen=True, slots=True)
class Drag:
    """How a drag went: milliseconds from an event to its picture, and what was not shown.

    superseded are events that a later one overtook before they were begun; dropped are pictures
    that came later than a frame after their event.
    """

    p50_ms: float
    p95_ms: float
    p99_ms: float
    pictures: int
    superseded: int
    dropped: int
    worst_ms: float


@dataclass(frozen=True, eq=False)
class FilterDesk:
    """The filter of a stage that shows map and section with all other views."""

    stage: Stage
    work: Workload
    scale: str
    rounds: int

    def acts(self) -> Iterator[Act]:
        """A click of every case until everything is painted."""
        self.stage.fill(Fill.BOTH)
        street = self.stage.console.session.street
        assert street is not None
        for case in cases(self.work, street):
            yield self._act(case)
        self._filter(NO_CLICK)

    def drag(self) -> Drag:
        """A range of ages dragged out and back with the button held, every view following.

        It begins as every drag does: the pointer comes to the bars, and presses a moment later.
        """
        street = self.stage.console.session.street
        assert street is not None
        pack = packs.load(street.scenario)
        ages = [parse(f"age={_YOUNGEST}..{high}", pack) for high in _path()]
        took_ms: list[float] = []
        superseded = at = 0
        self._come_to_bars()
        started = time.perf_counter()
        while at < EVENTS:
            now_ms = (time.perf_counter() - started) * 1e3
            newest = min(EVENTS - 1, int(now_ms / EVENT_MS))
            if newest < at:
                rest(max(0, int(at * EVENT_MS - now_ms)))
                continue
            superseded += newest - at
            self._pass(ages[newest])
            took_ms.append((time.perf_counter() - started) * 1e3 - newest * EVENT_MS)
            at = newest + 1
        self._filter(NO_CLICK)
        return _drag(took_ms, superseded)

    def _act(self, case: Case) -> Act:
        clicks = cycle(case.clicks)
        stage, work = self.stage, self.work
        picture = stage.console.window.grab().toImage()
        blank = QImage(picture.size(), picture.format())

        def ours() -> None:
            self._filter(next(clicks))

        def floor() -> None:
            scan(work)
            painter = QPainter(blank)
            painter.drawImage(0, 0, picture)
            painter.end()

        before = None if case.before is None else partial(self._filter, case.before)

        def counted() -> dict[str, int]:
            if before is not None:
                before()
            return {"filters": case.filters, **Paints(stage).of(ours)}

        return Act(
            name=f"painted_{case.name}",
            ours=ours,
            floor=floor,
            floor_name="scan_and_copy",
            goal_ms=goal_ms("click_painted", self.scale),
            floor_gate=FLOOR_GATE,
            before=before,
            rounds=self.rounds,
            counters=counted,
        )

    def _filter(self, click: Click) -> None:
        wanted = NO_FILTER
        for source, condition in click.conditions:
            wanted = wanted.put(source, (condition,))
        self.stage.console.keeping.filtering.revisit(wanted)
        self.stage.paint_kept()

    def _come_to_bars(self) -> None:
        """Bring the pointer in, as a hand does that will press a bar."""
        bars = self.stage.panels.legend
        at = QPointF(bars.rect().center())
        QApplication.sendEvent(bars, QEnterEvent(at, at, bars.mapToGlobal(at)))
        rest(_REACH_MS)

    def _pass(self, condition: Condition) -> None:
        self.stage.console.keeping.filtering.put("age", (condition,), passing=True)
        self.stage.paint_kept()


NO_CLICK = Click({}, (), 1.0)


def _path() -> list[int]:
    """Where the dragged end of the range stands at every event: out and back, eased."""
    span = _OLDEST - _YOUNGEST
    return [
        _YOUNGEST + round(span * math.sin(math.pi * (event + 0.5) / EVENTS) ** 2)
        for event in range(EVENTS)
    ]


def _drag(took_ms: Sequence[float], superseded: int) -> Drag:
    hundredths = statistics.quantiles(took_ms, n=100, method="inclusive")
    return Drag(
        p50_ms=statistics.median(took_ms),
        p95_ms=hundredths[94],
        p99_ms=hundredths[98],
        pictures=len(took_ms),
        superseded=superseded,
        dropped=sum(one > FRAME_MS for one in took_ms),
        worst_ms=max(took_ms),
    )
