"""What is marked with a sign on map and section, without being chosen or filtered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

import numpy as np
from PySide6.QtCore import QObject, Signal

from console.domain.arrays import Bools
from console.domain.records import dataclass
from console.state.session import Session
from console.store.columns import I32, Street

_NOWHERE = np.zeros(0, np.int32)


@dataclass(frozen=True, slots=True, eq=False)
class Marks:
    """Places in the street of a snapshot's `key`: units, buildings, estates bool[n] by row.

    `sign` says what became of them, a kind of change, `names` the same in words of each language,
    and `since_us` since when.
    """

    key: str
    sign: str
    units: Bools
    buildings: Bools
    estates: Bools
    names: Mapping[str, str] = field(default_factory=dict)
    since_us: int = 0


def marks_at(
    street: Street, sign: str, units: I32, buildings: I32 = _NOWHERE, estates: I32 = _NOWHERE
) -> Marks:
    """Marks at units int32[n], -1 for none, at more buildings and at more estates, and above."""
    at_unit = _flags(len(street.units.building), units)
    at_building = _flags(len(street.buildings.estate), buildings)
    at_building |= _flags(len(at_building), street.units.building[at_unit])
    at_estate = _flags(len(street.estates.committee), estates)
    at_estate |= _flags(len(at_estate), street.buildings.estate[at_building])
    return Marks(street.key, sign, at_unit, at_building, at_estate)


class Marking(QObject):
    """Holds the marks there are; `changed` when they are others, or another street is open."""

    changed = Signal()

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._put: Marks | None = None
        session.street_changed.connect(self.changed)

    @property
    def marks(self) -> Marks | None:
        """The marks in the street that is open; None without any."""
        street, put = self._session.street, self._put
        if put is None or street is None or put.key != street.key:
            return None
        return put

    def replace(self, own: Marks | None, marks: Marks | None) -> None:
        """Have other marks; or none, where there are no others than one's own."""
        if marks is not None or self._put is own:
            self._put = marks
            self.changed.emit()


def _flags(count: int, rows: I32) -> Bools:
    flags = np.zeros(count, np.bool_)
    flags[rows[rows >= 0]] = True
    return flags
