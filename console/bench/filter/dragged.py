"""A recorded drag over the ages at 125 Hz: by the mouse, every view following."""

from __future__ import annotations

import math
import statistics
import time
from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from PySide6.QtCore import QEvent, QEventLoop, QObject, QPointF, Qt, QTimer
from PySide6.QtGui import QEnterEvent, QMouseEvent
from PySide6.QtWidgets import QApplication

from console.bench.filter.frames import Frames, Moment, frames_of
from console.bench.goals import FRAME_MS
from console.bench.rounds import SLOW_FLOOR
from console.bench.stage import Stage, rest
from console.domain import packs
from console.domain.records import dataclass
from console.paint.facets.bars import value_at
from console.state.facets.choice import choice_of
from console.state.filtering import AGE, NO_FILTER

EVENTS, EVENT_MS = 200, 8
"""How many events the mouse sends, and how far apart."""
_REACH_MS = 300
"""From where the bars begin to the one that is pressed: as long as a quick hand takes."""
_DRAGS, _FLOORS, _COUNTED = 9, 25, 10_000
_YOUNGEST, _OLDEST = 20, 95
_LEFT = Qt.MouseButton.LeftButton


@dataclass(frozen=True, slots=True)
class Drag:
    """How drags went: milliseconds from the event that brought a range to its picture.

    Of `drags` those are `kept` in which the floor was not slow; all else is of these together.
    Events that leave the range as it is ask for no picture. superseded are ranges that a later one
    overtook before they were begun; late are pictures that came later than a frame after their
    event; of the frames of a screen in which a picture was due, so many were dropped.
    """

    p50_ms: float
    p95_ms: float
    p99_ms: float
    worst_ms: float
    pictures: int
    superseded: int
    late: int
    frames: int
    dropped: int
    drags: int
    kept: int


def drag_ages(stage: Stage) -> Drag:
    """Drag a range of ages out and back, several times.

    The floor before and after each is a count in the interpreter, which is what a step is made of:
    where others use the same processor it takes up to twice as long. They begin as every drag
    does: the pointer comes to the bars, and presses a moment later.
    """
    taken = [_drag(stage) for _ in range(_DRAGS)]
    limit_ms = min(one.floor_ms for one in taken) * SLOW_FLOOR
    kept = [one for one in taken if one.floor_ms <= limit_ms]
    took_ms = [ms for one in kept for ms in one.took_ms]
    p50_ms, p95_ms, p99_ms = np.percentile(took_ms, (50, 95, 99)).tolist()
    return Drag(
        p50_ms=p50_ms,
        p95_ms=p95_ms,
        p99_ms=p99_ms,
        worst_ms=max(took_ms),
        pictures=len(took_ms),
        superseded=sum(one.superseded for one in kept),
        late=sum(one > FRAME_MS for one in took_ms),
        frames=sum(one.frames.due for one in kept),
        dropped=sum(one.frames.dropped for one in kept),
        drags=len(taken),
        kept=len(kept),
    )


@dataclass(frozen=True, slots=True)
class _Taken:
    """One drag: how long each picture took, what was overtaken, the screen's frames, the floor."""

    took_ms: tuple[float, ...]
    superseded: int
    frames: Frames
    floor_ms: float


def _drag(stage: Stage) -> _Taken:
    before_ms = _floor_ms()
    hand = _Hand(stage)
    hand.come()
    rest(_REACH_MS)
    hand.drag()
    return _Taken(*hand.told(), max(before_ms, _floor_ms()))


def _floor_ms() -> float:
    """What a count takes now, the median of some."""
    took_ms = []
    for _ in range(_FLOORS):
        begun_s = time.perf_counter()
        sum(number & 1 for number in range(_COUNTED))
        took_ms.append((time.perf_counter() - begun_s) * 1e3)
    return statistics.median(took_ms)


class _Hand(QObject):
    """Moves the mouse over the bars of a stage; what it asked for, and when it was painted."""

    def __init__(self, stage: Stage) -> None:
        super().__init__()
        self._stage, self._keeping = stage, stage.console.keeping
        self._list = stage.panels.legend.list
        street, bars = stage.console.session.street, self._list.bars(AGE)
        assert street is not None
        assert bars is not None
        assert bars.group.bars is not None
        self._pack, self._bars = packs.load(street.scenario), bars.group.bars
        self._list.reached.emit(bars.plot)
        inside = range(math.ceil(bars.plot.left()), math.floor(bars.plot.right()))
        by_value = {value_at(bars.plot, self._bars, x + 0.5): x + 0.5 for x in inside}
        self._spots = [QPointF(by_value[age], bars.plot.center().y()) for age in _path()]
        self._came = _came_with(_path())
        self._written = {self._bars.written((_YOUNGEST, age)): age for age in _path()}
        self._sent = -1
        self._took_ms: dict[int, float] = {}
        self._painted: list[Moment] = []
        self._started_s = 0.0
        self._end = QEventLoop(self)
        self._tick = QTimer(self, interval=EVENT_MS)
        self._tick.setTimerType(Qt.TimerType.PreciseTimer)
        self._tick.timeout.connect(self._move)

    def come(self) -> None:
        """Bring the pointer in, as a hand does that will press a bar."""
        at = self._spots[0]
        bars = self._stage.panels.legend
        QApplication.sendEvent(bars, QEnterEvent(at, at, QPointF(bars.mapToGlobal(at.toPoint()))))

    def drag(self) -> None:
        """Press, move for as long as the recording lasts, and let go."""
        self._keeping.changed.connect(self._paint)
        self._started_s = time.perf_counter()
        self._send(QEvent.Type.MouseButtonPress, 0)
        self._tick.start()
        self._end.exec()
        self._tick.stop()
        rest(EVENT_MS)
        self._stage.paint_kept()
        self._keeping.changed.disconnect(self._paint)
        self._send(QEvent.Type.MouseButtonRelease, EVENTS)
        self._keeping.filtering.revisit(NO_FILTER)
        self._stage.paint_kept()

    def told(self) -> tuple[tuple[float, ...], int, Frames]:
        """How long each picture took, how many ranges had none, and the frames of a screen."""
        begun = {came for came in self._came if came >= min(self._took_ms)}
        asked = [Moment(came * EVENT_MS, _path()[came]) for came in sorted(begun)]
        frames = frames_of(asked, self._painted)
        return tuple(self._took_ms.values()), len(begun) - len(self._took_ms), frames

    def _move(self) -> None:
        """Send the newest event that has come: those before it were joined with it."""
        newest = min(EVENTS - 1, int((time.perf_counter() - self._started_s) * 1e3 / EVENT_MS))
        if newest > self._sent:
            self._sent = newest
            self._send(QEvent.Type.MouseMove, newest)
        elif newest == EVENTS - 1:
            self._end.quit()

    def _paint(self) -> None:
        """Paint what changed at once, and note how long after its event it stood there."""
        self._stage.paint()
        now_ms = (time.perf_counter() - self._started_s) * 1e3
        shown = choice_of(self._keeping.filter, AGE, self._pack).kept
        age = self._written[shown[0]]
        path = _path()[: self._sent + 1]
        came = self._came[len(path) - 1 - path[::-1].index(age)]
        self._took_ms.setdefault(came, now_ms - came * EVENT_MS)
        self._painted.append(Moment(now_ms, age))

    def _send(self, kind: QEvent.Type, event: int) -> None:
        """An event as the window system made it, which may have been a while ago."""
        spot = self._spots[min(event, EVENTS - 1)]
        where = QPointF(self._list.mapToGlobal(spot.toPoint()))
        moves = kind == QEvent.Type.MouseMove
        pressed = Qt.MouseButton.NoButton if kind == QEvent.Type.MouseButtonRelease else _LEFT
        button = Qt.MouseButton.NoButton if moves else _LEFT
        made = QMouseEvent(kind, spot, where, button, pressed, Qt.KeyboardModifier.NoModifier)
        made.setTimestamp(round(self._started_s * 1e3) + event * EVENT_MS)
        QApplication.sendEvent(self._list, made)


def _path() -> list[int]:
    """Where the dragged end of the range stands at every event: out and back, eased."""
    span = _OLDEST - _YOUNGEST
    return [
        _YOUNGEST + round(span * math.sin(math.pi * (event + 0.5) / EVENTS) ** 2)
        for event in range(EVENTS)
    ]


def _came_with(path: Sequence[int]) -> list[int]:
    """The event with which the age came that stands at each event."""
    came = [0]
    for event, (before, here) in enumerate(pairwise(path), 1):
        came.append(came[-1] if here == before else event)
    return came
