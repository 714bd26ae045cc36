"""The pace of a drag: what the hand passes over is let through as pictures of it can be in time."""

from __future__ import annotations

from collections.abc import Callable
from time import perf_counter

from PySide6.QtCore import QObject, Qt, QTimer

from console.domain.records import dataclass
from console.state.filtering import Filter
from console.state.kept import Keeping
from console.state.pointer import POINTER

_IN_TIME_MS = 15.0
"""From the hand to the picture: a frame of a usual screen, less a margin."""
_PATIENCE_MS = 9
"""A hand that moves on is heard of again by then."""
_JUST_NOW_MS = 1.0
_SHARE_OF_LAST = 0.3


@dataclass(frozen=True, slots=True)
class _Asked:
    """A filter that a drag passes over: since when the hand is there, and how it comes in force."""

    filter: Filter
    came_s: float
    enforce: Callable[[], None]


class Pace(QObject):
    """Lets a drag's filters through to `keeping`, one after its last picture was painted.

    While one is found or painted the newest is held. If its own picture would come later than a
    frame after the hand, it waits for the next, which shows where the hand is and not where it was;
    where none comes soon, or it is the same, it is let through.
    """

    def __init__(self, keeping: Keeping, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._keeping = keeping
        self._held: _Asked | None = None
        self._begun_s: float | None = None
        self._takes_ms = 0.0
        self._painted = QTimer(self, singleShot=True, interval=0)
        self._painted.timeout.connect(self._go_on)
        self._patience = QTimer(self, singleShot=True, interval=_PATIENCE_MS)
        self._patience.setTimerType(Qt.TimerType.PreciseTimer)
        self._patience.timeout.connect(self._let_through)
        keeping.changed.connect(self._painted.start)
        keeping.filtering.pace_by(self)

    @property
    def held(self) -> Filter | None:
        """The newest that was asked for, while it waits."""
        return None if self._held is None else self._held.filter

    @property
    def is_busy(self) -> bool:
        """Whether a picture is being found, or is not painted yet."""
        return self._keeping.is_waiting or self._painted.isActive()

    def offer(self, filter_: Filter, enforce: Callable[[], None]) -> None:
        """Let a filter through with `enforce`, now or in a moment, unless a newer one comes."""
        came_s = perf_counter() - POINTER.take_age_ms() / 1e3
        is_same = self._held is not None and self._held.filter == filter_
        if self._held is not None and is_same:
            came_s = self._held.came_s
        self._held = _Asked(filter_, came_s, enforce)
        if not self.is_busy:
            self._let_through_in_time(at_once=is_same)

    def drop(self) -> None:
        """Hold nothing any more: something else is in force."""
        self._held = None
        self._patience.stop()

    def _go_on(self) -> None:
        """All that was posted to be painted is: so long does a picture take."""
        if self._begun_s is not None:
            took_ms = (perf_counter() - self._begun_s) * 1e3
            self._takes_ms += (took_ms - self._takes_ms) * _SHARE_OF_LAST
            self._begun_s = None
        if self._held is not None and not self.is_busy:
            self._let_through_in_time()

    def _let_through_in_time(self, *, at_once: bool = False) -> None:
        assert self._held is not None
        age_ms = (perf_counter() - self._held.came_s) * 1e3
        if at_once or age_ms <= _JUST_NOW_MS or age_ms + self._takes_ms <= _IN_TIME_MS:
            self._let_through()
        elif not self._patience.isActive():
            self._patience.start()

    def _let_through(self) -> None:
        asked = self._held
        self.drop()
        if asked is not None:
            self._begun_s = perf_counter()
            asked.enforce()
