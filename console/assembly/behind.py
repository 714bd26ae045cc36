"""What lies behind the street on show: its database, the last of it that comes."""

from __future__ import annotations

from collections import deque
from contextlib import suppress
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from console.domain.progress import Stopped, never
from console.state.coordinator import Coordinator

if TYPE_CHECKING:
    from console.store.database import Database

_LANE = "closing"


class Behind(QObject):
    """Holds the one database that questions are answered from; `used` when another one is."""

    used = Signal()

    def __init__(self, coordinator: Coordinator, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._coordinator = coordinator
        self._database: Database | None = None
        self._left: deque[Database] = deque()

    @property
    def ready(self) -> bool:
        """Whether the street on show has its database."""
        return self._database is not None

    def let_go(self) -> None:
        """Another street: nothing is answered from the database of the one before.

        It is closed on a worker, since that takes longer than a frame.
        """
        self._coordinator.use(None)
        if self._database is not None:
            self._left.append(self._database)
            self._database = None
            self._coordinator.do(_LANE, self._close_left, _nothing, _nothing)

    def use(self, database: Database) -> None:
        """Answer questions from `database`; the one before is closed."""
        self.let_go()
        self._database = database
        self._coordinator.use(database)
        self.used.emit()

    def close(self) -> None:
        """Close the database; the coordinator must not be asking it any more."""
        if self._database is not None:
            self._left.append(self._database)
            self._database = None
        self._close_left(never)

    def _close_left(self, _: Stopped) -> None:
        """Close what is left, however often this is asked for."""
        with suppress(IndexError):
            while True:
                self._left.popleft().close()


def _nothing(_: object) -> None:
    return
