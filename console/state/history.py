"""Back and Forward: the exact views that were on show, as frozen entries."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from console.domain.records import dataclass
from console.state.filtering import NO_FILTER, Filter
from console.state.selection import Place
from console.state.situation import Fill
from console.state.trail import Trail

MOST_VISITS = 200


@dataclass(frozen=True, slots=True)
class Visit:
    """One view: the place, both viewpoints (frozen values), the instant, the fill, the filter."""

    place: Place
    as_of_us: int
    fill: Fill = Fill.BOTH
    map_viewpoint: object = None
    section_viewpoint: object = None
    filter: Filter = NO_FILTER


class History(QObject):
    """The visits in order and where in them the window stands.

    A view changes while one looks at it (drag, zoom); `leave` records it as it was left, `enter`
    goes to a new one and forgets what lay ahead.
    """

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._trail = Trail[Visit](MOST_VISITS)

    @property
    def current(self) -> Visit | None:
        """The visit on show."""
        return self._trail.current

    @property
    def can_go_back(self) -> bool:
        """Whether a visit lies before the one on show."""
        return self._trail.can_go_back

    @property
    def can_go_forward(self) -> bool:
        """Whether a visit lies after the one on show."""
        return self._trail.can_go_forward

    def leave(self, visit: Visit) -> None:
        """Record the visit on show as it looks now."""
        if self._trail.current is not None:
            self._trail.leave(visit)

    def enter(self, visit: Visit) -> None:
        """Show a new visit; what lay ahead is forgotten."""
        self._trail.enter(visit)
        self.changed.emit()

    def back(self) -> Visit | None:
        """The visit before, now on show; None when there is none."""
        return self._told(self._trail.back())

    def forward(self) -> Visit | None:
        """The visit after, now on show; None when there is none."""
        return self._told(self._trail.forward())

    def carry(self, carried: Callable[[Visit], Visit]) -> None:
        """The same visits in another snapshot of the street."""
        self._trail.carry(carried)

    def clear(self) -> None:
        """Forget all: another street has other rows."""
        self._trail.clear()
        self.changed.emit()

    def _told(self, reached: Visit | None) -> Visit | None:
        if reached is not None:
            self.changed.emit()
        return reached
