"""Lists on request: light ones at once, heavy ones on a worker; and what the database adds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from console.domain.conditions import Condition
from console.domain.progress import Stopped, never
from console.domain.records import dataclass
from console.state.lists.arranged import LIGHT, NO_ROWS, Arrangement, arranged
from console.state.lists.cells import Cells
from console.store.columns import I32, Street
from console.store.conditions import keep
from console.store.frame import Frame
from console.store.list_details import (
    CheckDetails,
    EventDetails,
    FacilityDetails,
    details_of,
)
from console.store.lists import ENTITIES, count_of
from console.store.narrow import narrowed

if TYPE_CHECKING:
    from console.state.coordinator import Coordinator

_LANE = "lists.rows"


class Lister(QObject):
    """`listed(wanted, cells, rows)` answers the newest request; `read` says that more is known.

    Without a coordinator everything is done at once, and nothing is asked of the database.
    """

    listed = Signal(object, object, object)
    read = Signal()

    def __init__(
        self, coordinator: Coordinator | None = None, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._coordinator = coordinator
        self._asked: Street | None = None
        self._street: Street | None = None
        if coordinator is not None:
            coordinator.readied.connect(self._ask)

    def list(
        self,
        wanted: Arrangement,
        frame: Frame,
        language: str,
        *,
        masked: bool,
        conditions: tuple[Condition, ...] | None = None,
    ) -> None:
        """List as `wanted`; what was wanted before is dropped.

        With `conditions` these are what is kept of everybody, whatever the frame is narrowed to.
        """
        work = _Work(wanted, frame, language, masked, conditions)
        if self._coordinator is not None:
            self._coordinator.forget(_LANE)
            if conditions is not None or (count_of(wanted.kind, frame) or 0) > LIGHT:
                self._coordinator.do(_LANE, work, self._tell, _fail)
                return
        self._tell(work(never))

    def read_details(self, street: Street | None) -> None:
        """Ask once for what only the database knows of a street; not before there is one.

        The questions bring the database's modules with them, which take long to be read.
        """
        self._street = street
        if self._coordinator is None or street is None or street is self._asked:
            return
        if not self._coordinator.is_ready:
            return
        self._asked = street
        if street.is_aggregate:
            return
        from console.store import query_lists

        ask = self._coordinator.ask
        ask("lists.events", query_lists.event_details(street), self._take_events, _fail)
        ask("lists.facilities", query_lists.facility_details(street), self._take_places, _fail)
        ask("lists.checks", query_lists.check_details(street), self._take_checks, _fail)

    def _ask(self) -> None:
        self.read_details(self._street)

    def _tell(self, done: tuple[Arrangement, Cells, I32]) -> None:
        self.listed.emit(*done)

    def _take_events(self, events: EventDetails) -> None:
        if self._asked is not None:
            details_of(self._asked).events = events
            self.read.emit()

    def _take_places(self, facilities: FacilityDetails) -> None:
        if self._asked is not None:
            details_of(self._asked).facilities = facilities
            self.read.emit()

    def _take_checks(self, checks: CheckDetails) -> None:
        if self._asked is not None:
            details_of(self._asked).checks = checks
            self.read.emit()


@dataclass(frozen=True, slots=True)
class _Work:
    wanted: Arrangement
    frame: Frame
    language: str
    masked: bool
    conditions: tuple[Condition, ...] | None

    def __call__(self, stopped: Stopped) -> tuple[Arrangement, Cells, I32]:
        frame, entity = self.frame, ENTITIES[self.wanted.kind]
        if self.conditions is not None and not stopped():
            whole = frame.whole or frame
            frame = narrowed(whole, keep(whole, self.conditions))
        cells = Cells(frame, entity, self.language, masked=self.masked)
        return self.wanted, cells, NO_ROWS if stopped() else arranged(cells, self.wanted)


def _fail(fault: Exception) -> None:
    raise fault
