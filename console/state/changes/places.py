"""What changed by place as a table: a line for each committee or estate, a column for each kind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from console.domain.records import dataclass
from console.domain.spoken import capped
from console.domain.words import say
from console.state.changes.model import CHANGES

if TYPE_CHECKING:
    from console.changes.difference import Difference, PlaceChange
    from console.store.summary import Level

_Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


@dataclass(frozen=True, slots=True)
class Sorted:
    """By which column lines are sorted, -1 for all kinds together, and whether the most first."""

    column: int = -1
    down: bool = True


class ChangedPlaces(QAbstractTableModel):
    """The same numbers as `diff --by`; `wanted` says what the lines are sorted by."""

    def __init__(self, found: Difference, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._found, self._language = found, "zh"
        self._places: list[PlaceChange] = []
        self.level: Level = "committee"
        self.wanted = Sorted()

    def show(self, level: Level, language: str) -> None:
        """Show the places of a level in a language, sorted as before."""
        from console.changes.difference import by_place

        self.beginResetModel()
        self.level, self._language = level, language
        self._places = list(by_place(self._found, level))
        self._sort()
        self.endResetModel()

    def sort_by(self, column: int) -> None:
        """Sort by a column, numbers the most first; the other way round where it is so sorted."""
        same = column == self.wanted.column
        self.wanted = Sorted(column, down=not self.wanted.down if same else column > 0)
        self.layoutAboutToBeChanged.emit()
        self._sort()
        self.layoutChanged.emit()

    def place(self, line: int) -> PlaceChange:
        """The place on a line."""
        return self._places[line]

    def name(self, place: PlaceChange) -> str:
        """What a place is called."""
        if place.id is None:
            return say("changes.no_place", self._language)
        return capped(place.name or place.id)

    def count(self, line: int, column: int) -> int:
        """The number in a cell; of the name's column none."""
        return self._places[line].counts[CHANGES[column - 1]] if column else 0

    def rowCount(self, parent: _Index = _ROOT) -> int:
        """How many places there are."""
        return 0 if parent.isValid() else len(self._places)

    def columnCount(self, parent: _Index = _ROOT) -> int:
        """The name and the kinds."""
        return 0 if parent.isValid() else len(CHANGES) + 1

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """A name, or a number in figures; what it is of, for whoever hears it."""
        if not index.isValid():
            return None
        line, column = index.row(), index.column()
        name = self.name(self._places[line])
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{self.count(line, column):,}" if column else name
        if role == Qt.ItemDataRole.AccessibleTextRole:
            kind = self.headerData(column, Qt.Orientation.Horizontal)
            said = f"{self.count(line, column):,}"
            return f"{name} {say('changes.count', self._language, kind=kind, count=said)}"
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """The heading of a column."""
        if orientation is not Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        if section == 0:
            return say(f"changes.by.{self.level}", self._language)
        return say(f"changes.kind.{CHANGES[section - 1]}", self._language)

    def is_numeric(self, column: int) -> bool:
        """Whether a column holds numbers."""
        return column > 0

    def _sort(self) -> None:
        """Those without a place stay last."""
        column, down = self.wanted.column, self.wanted.down
        placed = [one for one in self._places if one.id is not None]
        rest = [one for one in self._places if one.id is None]
        placed.sort(key=lambda one: one.id or "")
        if column == 0:
            placed.sort(key=self.name, reverse=down)
        else:
            kinds = CHANGES if column < 0 else (CHANGES[column - 1],)
            placed.sort(key=lambda one: sum(one.counts[kind] for kind in kinds), reverse=down)
        self._places = [*placed, *rest]
