"""The replay: moves the session's instant by days and hours, at most once a frame, and plays.

Playing goes by the clock: every frame shows the hour that is due, so that a slow machine shows
fewer hours and is never late.
"""

from __future__ import annotations

from PySide6.QtCore import QElapsedTimer, QObject, QTimer, Signal

from console.domain import instants
from console.state import days_model
from console.state.session import Session
from console.store.query_days import days_by_class

FRAME_MS = 16
DAY_MS = 500
"""How long a day lasts while playing."""

_HOURS_A_DAY = 24


class Replay(QObject):
    """Steers `session`; several wishes within a frame become the last of them.

    `playing_changed(bool)` says when play starts or stops; it stops at the last day of the strip.
    `reach` are two instants to go as far as, where those lie beyond the street's own days.
    """

    playing_changed = Signal(bool)

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._wanted: int | None = None
        self._frame = QTimer(self)
        self._frame.setSingleShot(True)
        self._frame.setInterval(FRAME_MS)
        self._frame.timeout.connect(self._settle)
        self._next = QTimer(self)
        self._next.setSingleShot(True)
        self._next.setInterval(FRAME_MS)
        self._next.timeout.connect(self._play_on)
        self._playing = False
        self._since = QElapsedTimer()
        self._from_us = 0
        self.reach: tuple[int, int] | None = None
        session.street_changed.connect(self._suit_street)

    @property
    def playing(self) -> bool:
        """Whether the instant moves by itself."""
        return self._playing

    def go_to(self, at_us: int) -> None:
        """Show `at_us`, kept within the strip: at once, or a frame after the wish before it."""
        if self._session.street is None:
            return
        self._wanted = self._within(at_us)
        if not self._frame.isActive():
            self._settle()
        if self._playing:
            self._play_from_here()

    def step_days(self, days: int) -> None:
        """Move by whole days at the same time of day."""
        street = self._session.street
        if street is not None:
            self.go_to(days_model.stepped_days(self._now(), days, street.zone))

    def step_hours(self, hours: int) -> None:
        """Move by hours."""
        if self._session.street is not None:
            self.go_to(self._now() + hours * days_model.HOUR_US)

    def go_home(self) -> None:
        """Back to the snapshot's own instant."""
        if self._session.street is not None:
            self.go_to(self._session.street.as_of_us)

    def toggle(self) -> None:
        """Play or pause; from the end it begins at the first day."""
        if self.playing:
            self.pause()
        elif self._session.street is not None:
            if self._at_end():
                self.go_to(self._bounds()[0])
            self._playing = True
            self._play_from_here()
            self.playing_changed.emit(True)

    def pause(self) -> None:
        """Stop playing; silent when it stands."""
        if self.playing:
            self._playing = False
            self._next.stop()
            self.playing_changed.emit(False)

    def _suit_street(self) -> None:
        """Another street stands still; another snapshot of the same one plays on."""
        if not self._session.runs_on:
            self.pause()

    def _play_from_here(self) -> None:
        """Let the clock of playing begin at the instant shown or wished for."""
        self._from_us = self._now()
        self._since.start()
        self._next.start()

    def _play_on(self) -> None:
        """Show the hour that is due."""
        hours = self._since.elapsed() * _HOURS_A_DAY // DAY_MS
        due_us = self._within(self._from_us + hours * days_model.HOUR_US)
        if self._wanted is None:
            self._session.move_to(due_us)
        if self._at_end():
            self.pause()
        elif self._playing:
            self._next.start()

    def _settle(self) -> None:
        if self._wanted is not None:
            wanted, self._wanted = self._wanted, None
            self._frame.start()
            self._session.move_to(wanted)

    def _now(self) -> int:
        if self._wanted is not None:
            return self._wanted
        return self._session.aim_us

    def _at_end(self) -> bool:
        return self._now() >= self._bounds()[1]

    def _within(self, at_us: int) -> int:
        first, last = self._bounds()
        return min(max(at_us, first), last)

    def _bounds(self) -> tuple[int, int]:
        """The first and last instant of the strip; the last keeps the snapshot's time of day."""
        street = self._session.street
        assert street is not None
        days, tz = days_by_class(street), instants.zone(street.zone)
        last = days_model.same_time_on(days.last, street.as_of_us, street.zone)
        first, last = instants.midnight(days.first, tz), max(last, street.as_of_us)
        if self.reach is not None:
            first, last = min(first, self.reach[0]), max(last, self.reach[1])
        return first, last
