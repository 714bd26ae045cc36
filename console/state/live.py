"""Live: the as-of instant follows the wall clock, minute by minute, for a young snapshot."""

from __future__ import annotations

from datetime import UTC, datetime

from PySide6.QtCore import QObject, QTimer, Signal

from console.domain import instants
from console.state.freshness import live_possible
from console.state.session import Session

_MINUTE_MS = 60_000


def now_us() -> int:
    """The wall clock, microseconds since 1970 UTC."""
    return instants.micros(datetime.now(UTC))


class Live(QObject):
    """Steers `session` by the wall clock until somebody moves the instant."""

    changed = Signal()

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._at_us = self._shown_us()
        self._asked_us = 0
        self._minute = QTimer(self)
        self._minute.setInterval(_MINUTE_MS)
        self._minute.timeout.connect(self._follow)
        session.street_changed.connect(self._suit_street)
        session.frame_changed.connect(self._moved)

    @property
    def running(self) -> bool:
        """Whether the instant follows the wall clock."""
        return self._minute.isActive()

    @property
    def possible(self) -> bool:
        """Whether the open snapshot is young enough."""
        street = self._session.street
        return street is not None and live_possible(street.as_of_us, now_us())

    def toggle(self) -> None:
        """Follow the wall clock, or stay where it stands."""
        if self.running:
            self.stop()
        elif self.possible:
            self._minute.start()
            self._follow()
            self.changed.emit()

    def stop(self) -> None:
        """Stay at the instant on show; silent when it stands already."""
        if self.running:
            self._minute.stop()
            self.changed.emit()

    def _follow(self) -> None:
        self._asked_us = now_us()
        self._session.move_to(self._asked_us)

    def _suit_street(self) -> None:
        if not self._session.runs_on:
            self.stop()

    def _moved(self) -> None:
        before, self._at_us = self._at_us, self._shown_us()
        if self._at_us not in (before, self._asked_us):
            self.stop()

    def _shown_us(self) -> int:
        return self._session.frame.as_of_us if self._session.frame is not None else 0
