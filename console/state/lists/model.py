"""A list as a table whose cells are made when asked for: row numbers and nothing else are kept."""

from __future__ import annotations

from typing import Any

import numpy as np
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from console.domain.words import say
from console.state.lists.arranged import NO_ROWS
from console.state.lists.cells import Cells
from console.state.lists.chosen import ChosenColumns
from console.state.lists.columns import Sort
from console.state.lists.texts import text
from console.state.lists.where import people_of, units_of
from console.state.selection import (
    Place,
    place_of_building,
    place_of_estate,
    place_of_unit,
)
from console.store.columns import I32
from console.store.kept import Mask
from console.store.lists import Kind

MARK_ROLE = int(Qt.ItemDataRole.UserRole)
_Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


class ListModel(QAbstractTableModel):
    """Rows of one list at an instant; `MARK_ROLE` gives the PersonMark of a marked column.

    Which columns there are is `chosen`'s affair.
    """

    def __init__(self, chosen: ChosenColumns | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.chosen = chosen or ChosenColumns(parent=self)
        self.kind: Kind = "active"
        self.columns = self.chosen.columns(self.kind)
        self.rows: I32 = NO_ROWS
        self.cells: Cells | None = None
        self.language = "zh"

    def show(self, kind: Kind, cells: Cells | None, rows: I32 = NO_ROWS) -> None:
        """List the `rows` of `kind`, in their order; without cells nothing is open."""
        self.beginResetModel()
        self.kind, self.cells = kind, cells
        self.columns = self.chosen.columns(kind)
        self.rows = rows if cells is not None else NO_ROWS
        if cells is not None:
            self.language = cells.language
        self.endResetModel()

    def speak(self, language: str) -> None:
        """Say the headings in a language, also before there are rows."""
        if language != self.language and self.cells is None:
            self.language = language
            last = max(len(self.columns) - 1, 0)
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, last)

    @property
    def sorts(self) -> tuple[Sort, ...]:
        """What the list is sorted by, the most important last."""
        return self.chosen.sorts(self.kind)

    def find(self, row: int) -> int:
        """Where a row of the street stands in the list, -1 when it does not."""
        found = np.flatnonzero(self.rows == row)
        return int(found[0]) if len(found) else -1

    def lines_of(self, rows: I32) -> I32:
        """The lines of those of some rows that are in the list, int32[n], ascending."""
        if not len(rows) or not len(self.rows):
            return NO_ROWS
        wanted = np.zeros(max(int(rows.max()), int(self.rows.max())) + 1, np.bool_)
        wanted[rows] = True
        return np.flatnonzero(wanted[self.rows]).astype(np.int32)

    def place_at(self, line: int) -> Place | None:
        """The place of a line, with the person where one is meant; None for what has none."""
        if self.cells is None or not 0 <= line < len(self.rows):
            return None
        cells, row = self.cells, int(self.rows[line])
        entity, street = cells.entity, cells.street
        if entity == "committee":
            return Place(committee=row)
        unit = cells.unit_of(row)
        person = cells.person_of(row) if entity in ("person", "episode", "check", "event") else -1
        if unit >= 0:
            return place_of_unit(street, unit, person)
        if (building := cells.building_of(row)) >= 0:
            return place_of_building(street, building)
        if (estate := cells.estate_of(row)) >= 0:
            return place_of_estate(street, estate)
        if (committee := cells.committee_of(row)) >= 0:
            return Place(committee=committee)
        return Place(resident=person) if person >= 0 else None

    def line_of(self, place: Place) -> int:
        """The first line that is about a place or its person, -1 for none."""
        if self.cells is None:
            return -1
        entity = self.cells.entity
        if entity in ("committee", "estate", "building", "unit"):
            row = int(getattr(place, entity))
            return self.find(row) if row >= 0 else -1
        if place.resident >= 0 and entity != "facility":
            line = self._first(people_of(self.rows, self.cells) == place.resident)
            if line >= 0 or entity in ("person", "episode"):
                return line
        if place.unit < 0 or entity == "facility":
            return -1
        return self._first(units_of(self.rows, self.cells) == place.unit)

    def _first(self, found: Mask) -> int:
        lines = np.flatnonzero(found)
        return int(lines[0]) if len(lines) else -1

    def rowCount(self, parent: _Index = _ROOT) -> int:
        """How many lines there are."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: _Index = _ROOT) -> int:
        """How many columns the list has."""
        return 0 if parent.isValid() else len(self.columns)

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:  # noqa: ANN401
        """A column's heading, standing where its cells stand."""
        if orientation != Qt.Orientation.Horizontal or section >= len(self.columns):
            return None
        column = self.columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return say(f"lists.column.{column.key}", self.language)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if column.numeric else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        return None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401
        """A cell's text, or the mark of its person."""
        if self.cells is None or not index.isValid() or index.row() >= len(self.rows):
            return None
        column, row = self.columns[index.column()], int(self.rows[index.row()])
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return text(self.cells, row, column.key)
        if role == MARK_ROLE and column.marked:
            return self.cells.mark(row)
        return None
