"""A list as a table whose cells are made when asked for: row numbers and nothing else are kept."""

from __future__ import annotations

from typing import Any

import numpy as np
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from console.domain.words import say
from console.state.lists.cells import Cells
from console.state.lists.columns import COLUMNS, FIRST_SORT, Column, Sort
from console.state.lists.order import sorted_rows, units_of
from console.state.selection import (
    Place,
    place_of_building,
    place_of_estate,
    place_of_unit,
)
from console.store.columns import I32
from console.store.frame import Frame
from console.store.lists import ENTITIES, Kind, rows_of

MARK_ROLE = int(Qt.ItemDataRole.UserRole)
_Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_MOST_SORTS = 3
_NO_ROWS = np.zeros(0, np.int32)


class ListModel(QAbstractTableModel):
    """Rows of one list at an instant; `MARK_ROLE` gives the PersonMark of a marked column.

    `show` asks for another list, instant or language; `sort_by` adds a column to those it is
    sorted by, each list having its own.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.kind: Kind = "active"
        self.rows: I32 = _NO_ROWS
        self.cells: Cells | None = None
        self.language = "zh"
        self._sorts: dict[Kind, list[Sort]] = {kind: [one] for kind, one in FIRST_SORT.items()}

    def show(self, frame: Frame | None, kind: Kind, language: str, *, masked: bool) -> None:
        """List `kind` at a frame's instant; None lists nothing."""
        self.beginResetModel()
        self.kind, self.language = kind, language
        self.cells, self.rows = None, _NO_ROWS
        if frame is not None:
            self.cells = Cells(frame, ENTITIES[kind], language, masked=masked)
            self.rows = sorted_rows(rows_of(kind, frame), self.sorts, self.cells)
        self.endResetModel()

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns of the list on show."""
        return COLUMNS[ENTITIES[self.kind]]

    @property
    def sorts(self) -> list[Sort]:
        """What the list is sorted by, the most important last."""
        return self._sorts.get(self.kind, [])

    def sort_by(self, key: str) -> None:
        """Sort by a column first, by those before it within; the same again turns it round."""
        before = self.sorts
        column = next(one for one in self.columns if one.key == key)
        descending = column.numeric and key not in ("last", "anchored", "due")
        if before and before[-1][0] == key:
            descending = not before[-1][1]
        kept = [one for one in before if one[0] != key]
        self._sorts[self.kind] = [*kept, (key, descending)][-_MOST_SORTS:]

    def find(self, row: int) -> int:
        """Where a row of the street stands in the list, -1 when it does not."""
        found = np.flatnonzero(self.rows == row)
        return int(found[0]) if len(found) else -1

    def lines_of(self, rows: I32) -> I32:
        """The lines of those of some rows that are in the list, int32[n], ascending."""
        if not len(rows) or not len(self.rows):
            return _NO_ROWS
        wanted = np.zeros(max(int(rows.max()), int(self.rows.max())) + 1, np.bool_)
        wanted[rows] = True
        return np.flatnonzero(wanted[self.rows]).astype(np.int32)

    def place_at(self, line: int) -> Place | None:
        """The place of a line, with the person where one is meant; None for what has none."""
        if self.cells is None or not 0 <= line < len(self.rows):
            return None
        cells, row = self.cells, int(self.rows[line])
        if cells.entity == "estate":
            return place_of_estate(cells.street, row)
        if cells.entity == "building":
            return place_of_building(cells.street, row)
        unit = cells.unit_of(row)
        person = cells.person_of(row) if cells.entity in ("person", "episode") else -1
        if unit >= 0:
            return place_of_unit(cells.street, unit, person)
        return Place(resident=person) if person >= 0 else None

    def line_of(self, place: Place) -> int:
        """The first line that is about a place or its person, -1 for none."""
        if self.cells is None:
            return -1
        entity = self.cells.entity
        if entity in ("estate", "building", "unit"):
            row = int(getattr(place, entity))
            return self.find(row) if row >= 0 else -1
        if place.resident >= 0 and entity in ("person", "episode"):
            return self._line_of_person(place.resident)
        return self._line_of_unit(place.unit) if place.unit >= 0 else -1

    def _line_of_person(self, person: int) -> int:
        assert self.cells is not None
        if self.cells.entity == "person":
            return self.find(person)
        people = self.cells.street.episodes.resident[self.rows]
        found = np.flatnonzero(people == person)
        return int(found[0]) if len(found) else -1

    def _line_of_unit(self, unit: int) -> int:
        assert self.cells is not None
        found = np.flatnonzero(units_of(self.rows, self.cells) == unit)
        return int(found[0]) if len(found) else -1

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
            return self.cells.text(row, column.key)
        if role == MARK_ROLE and column.marked:
            return self.cells.mark(row)
        return None
