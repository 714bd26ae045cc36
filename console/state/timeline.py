"""The timeline: at each instant the newest snapshot of the series is shown, opened behind the view.

The instant moves at once, computed from the open snapshot; the one that is due takes its place when
it is whole. What cannot be opened is told once and passed over until somebody asks for it.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from console.domain.errors import UserError
from console.state.live import Live
from console.state.replay import Replay
from console.state.series import Series, Stop
from console.state.session import Session
from console.state.streets import Streets

REST_MS = 80
"""How long the instant rests on another snapshot before it is read: a drag passes many."""


class Timeline(QObject):
    """Follows the instant; `changed` when the snapshots that can be shown are others.

    `series` are the snapshots, `refused` those of them that could not be opened.
    """

    changed = Signal()

    def __init__(
        self,
        *,
        session: Session,
        streets: Streets,
        replay: Replay,
        live: Live,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._session, self._streets = session, streets
        self._replay, self._live = replay, live
        self.refused: frozenset[Stop] = frozenset()
        self._at_us = self._shown_us()
        self._wanted: Stop | None = None
        self._asked: Stop | None = None
        self._rest = QTimer(self, interval=REST_MS, singleShot=True)
        self._rest.timeout.connect(self._open)
        session.street_changed.connect(self._suit_street)
        session.frame_changed.connect(self._move)
        streets.watch.read.connect(self._read)
        streets.failed.connect(self._refuse)
        streets.cancelled.connect(self._forget)

    @property
    def series(self) -> Series:
        """The snapshots beside the open one, itself among them."""
        return self._streets.watch.series

    def previous(self) -> None:
        """Go to the last snapshot before the instant; silent when there is none."""
        self.go_to(self.series.before(self._shown_us()))

    def next(self) -> None:
        """Go to the first snapshot after the instant; silent when there is none."""
        self.go_to(self.series.after(self._shown_us()))

    def go_to(self, stop: Stop | None) -> None:
        """Go to a snapshot at its own instant, also to one that was refused before."""
        if stop is not None:
            self.refused -= {stop}
            self._replay.pause()
            self._replay.go_to(stop.as_of_us)

    def stop(self) -> None:
        """Open nothing any more."""
        self._rest.stop()

    def _move(self) -> None:
        """The instant moved: see whether another snapshot is due there."""
        before, self._at_us = self._at_us, self._shown_us()
        if self._at_us != before:
            self._want(self._due())

    def _due(self) -> Stop | None:
        """The snapshot to be shown instead of the open one.

        While the wall clock is followed none that came since: those are offered.
        """
        street = self._session.street
        if street is None:
            return None
        stops = [one for one in self.series.stops if one.is_whole and one not in self.refused]
        if self._live.running:
            stops = [one for one in stops if one.as_of_us <= self._streets.watch.until_us]
        return Series(tuple(stops)).due(self._at_us, street.as_of_us)

    def _want(self, stop: Stop | None) -> None:
        if stop == self._wanted:
            return
        self._wanted, self._asked = stop, None
        self._streets.stay()
        if stop is None:
            self._rest.stop()
        else:
            self._rest.start()

    def _open(self) -> None:
        """Open the one that is wanted, unless somebody opens another street by hand."""
        if self._streets.busy:
            self._wanted = None
        elif self._wanted is not None:
            self._asked = self._wanted
            self._streets.step_to(self._asked.folder)

    def _suit_street(self) -> None:
        """Another snapshot is on show: one of the series, or a street opened for itself."""
        self._at_us = self._shown_us()
        self._wanted = self._asked = None
        self._rest.stop()
        if not self._session.runs_on:
            self.refused = frozenset()
            self._suit_replay()
        elif (due := self._due()) is not None:
            self._want(due)

    def _read(self) -> None:
        self.refused &= frozenset(self.series.stops)
        self._suit_replay()
        self.changed.emit()

    def _suit_replay(self) -> None:
        """Let the instant go as far as there are snapshots."""
        stops = self.series.stops
        self._replay.reach = (stops[0].as_of_us, stops[-1].as_of_us) if stops else None

    def _refuse(self, _: UserError) -> None:
        if self._streets.stepping and self._asked is not None:
            self.refused |= {self._asked}
            self._forget()
            self.changed.emit()

    def _forget(self) -> None:
        self._wanted = self._asked = None

    def _shown_us(self) -> int:
        return self._session.frame.as_of_us if self._session.frame is not None else 0
