"""What lies behind the street on show: its database, the last of it that comes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from console.state.coordinator import Coordinator

if TYPE_CHECKING:
    from console.store.database import Database


class Behind(QObject):
    """Holds the one database that questions are answered from; `used` when another one is."""

    used = Signal()

    def __init__(self, coordinator: Coordinator, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._coordinator = coordinator
        self._database: Database | None = None

    @property
    def ready(self) -> bool:
        """Whether the street on show has its database."""
        return self._database is not None

    def let_go(self) -> None:
        """Another street: nothing is answered from the database of the one before."""
        self._coordinator.use(None)
        self.close()

    def use(self, database: Database) -> None:
        """Answer questions from `database`; the one before is closed."""
        self.let_go()
        self._database = database
        self._coordinator.use(database)
        self.used.emit()

    def close(self) -> None:
        """Close the database; the coordinator must not be asking it any more."""
        if self._database is not None:
            self._database.close()
            self._database = None
