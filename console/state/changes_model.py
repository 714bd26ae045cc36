"""The kinds of change between two snapshots, each with how many people it has."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from console.domain.words import say
from console.state.lists.kinds import FIGURE_ROLE, NAME_ROLE, SIGN_ROLE, TIP_ROLE
from console.store.columns import I32

if TYPE_CHECKING:
    from console.changes.difference import Difference
    from console.store.frame import Frame

CHANGES = ("arrived", "completed", "released", "broken", "moved", "appeared", "gone")
"""The kinds in the order in which they are listed."""

_Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


class ChangesModel(QAbstractListModel):
    """One row a kind: sign, name, figure and tip by the roles of the lists' chooser."""

    def __init__(self, found: Difference, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._found, self._language = found, "zh"

    def speak(self, language: str) -> None:
        """Say everything in another language."""
        self._language = language
        self.dataChanged.emit(self.index(0), self.index(len(CHANGES) - 1))

    def people(self, kind: str) -> I32:
        """The people of a kind: rows of the street of `side`."""
        rows: I32 = getattr(self._found.people, kind)
        return rows

    def side(self, kind: str) -> Frame:
        """The snapshot in which they are: the new one, but for those who are gone."""
        return self._found.old if kind == "gone" else self._found.new

    def rowCount(self, parent: _Index = _ROOT) -> int:
        """How many kinds there are."""
        return 0 if parent.isValid() else len(CHANGES)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401
        """A kind's name, its count in figures, or both in words."""
        if not index.isValid():
            return None
        kind, language = CHANGES[index.row()], self._language
        name, count = say(f"changes.kind.{kind}", language), f"{len(self.people(kind)):,}"
        if role == SIGN_ROLE:
            return kind
        if role == NAME_ROLE:
            return name
        if role == FIGURE_ROLE:
            return count
        if role == TIP_ROLE:
            return say("changes.tip", language, kind=name, count=count)
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return say("changes.count", language, kind=name, count=count)
        return None
