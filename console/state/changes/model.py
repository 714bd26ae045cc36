"""The lists of what changed between two snapshots, each with its count: of people, then records."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from console.changes.records import Records, all_records, places_of
from console.changes.spoken import said_table
from console.domain import words
from console.domain.column_titles import title
from console.domain.spoken import capped
from console.domain.words import say
from console.state.lists.kinds import FIGURE_ROLE, INDENT_ROLE, NAME_ROLE, SIGN_ROLE, TIP_ROLE
from console.store.columns import I32

if TYPE_CHECKING:
    from console.changes.difference import Difference
    from console.store.frame import Frame

CHANGES = ("arrived", "completed", "released", "broken", "moved", "appeared", "gone")
"""The kinds of change of people in the order in which they are listed."""
PART_SIGNS = {"added": "appeared", "removed": "gone", "changed": "changed"}
"""The signs of records that were added, removed or changed."""

Change: TypeAlias = "str | Records"
"""One list: a kind of change of people, or records."""
_Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


def said_list(change: Change, language: str) -> str:
    """What a list is called, where it stands alone."""
    if isinstance(change, str):
        return say(f"changes.kind.{change}", language)
    table = said_table(change.table, language)
    part = say(f"changes.rows.{change.part}", language)
    if change.column:
        part = capped(title(change.column, change.table, language))
    return say("changes.of", language, table=table, what=part)


def names_of(change: Change) -> dict[str, str]:
    """The same in every language."""
    return {language: said_list(change, language) for language in words.LANGUAGES}


def sign_of(change: Change) -> str:
    """The sign of a list's rows on map and section."""
    return change if isinstance(change, str) else PART_SIGNS[change.part]


class ChangesModel(QAbstractListModel):
    """One row a list: sign, name, figure and tip by the roles of the lists' chooser.

    Columns of a table stand indented under its changed rows.
    """

    def __init__(self, found: Difference, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._found, self._language = found, "zh"
        self.changes: tuple[Change, ...] = (*CHANGES, *all_records(found))

    def speak(self, language: str) -> None:
        """Say everything in another language."""
        self._language = language
        self.dataChanged.emit(self.index(0), self.index(len(self.changes) - 1))

    def people(self, kind: str) -> I32:
        """The people of a kind: rows of the street of `side`."""
        rows: I32 = getattr(self._found.people, kind)
        return rows

    def side(self, kind: str) -> Frame:
        """The snapshot in which they are: the new one, but for those who are gone."""
        return self._found.old if kind == "gone" else self._found.new

    def count(self, change: Change) -> int:
        """How many rows a list has."""
        if isinstance(change, str):
            return len(self.people(change))
        return len(places_of(self._found, change))

    def rowCount(self, parent: _Index = _ROOT) -> int:
        """How many lists there are."""
        return 0 if parent.isValid() else len(self.changes)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401
        """A list's name, its count in figures, or both in words."""
        if not index.isValid():
            return None
        change, language = self.changes[index.row()], self._language
        is_column = isinstance(change, Records) and bool(change.column)
        if role == SIGN_ROLE:
            return None if is_column else sign_of(change)
        if role == INDENT_ROLE:
            return is_column
        count = f"{self.count(change):,}"
        if role == FIGURE_ROLE:
            return count
        if role == NAME_ROLE:
            return self._name(change)
        if role == TIP_ROLE:
            if isinstance(change, str):
                return say("changes.tip", language, kind=self._name(change), count=count)
            return say(
                "changes.records_tip", language, what=said_list(change, language), count=count
            )
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return say("changes.count", language, kind=said_list(change, language), count=count)
        return None

    def _name(self, change: Change) -> str:
        """A column's name alone: the table stands above it."""
        if isinstance(change, Records) and change.column:
            return capped(title(change.column, change.table, self._language))
        return said_list(change, self._language)
