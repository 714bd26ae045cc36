"""A layer's table as Qt asks for it: row numbers over columns, nothing made before it is seen."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from console.domain.spoken import capped
from console.foreign.table import Table
from console.state.layers.rows import Wanted, strings
from console.store.columns import I64, Strings

_Index = QModelIndex | QPersistentModelIndex
_SAMPLE = 60


class LayerTableModel(QAbstractTableModel):
    """Shows `rows` of a table; `wanted` says what they were asked by."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.table: Table | None = None
        self.rows: I64 = np.zeros(0, np.int64)
        self.wanted = Wanted()
        self._texts: tuple[Strings, ...] = ()

    def show(self, table: Table | None) -> None:
        """Show all of another table, None for none."""
        self.beginResetModel()
        self.table, self.wanted = table, Wanted()
        self.rows = np.arange(table.rows if table is not None else 0, dtype=np.int64)
        self._texts = tuple(strings(one) for one in table.columns) if table is not None else ()
        self.endResetModel()

    def put(self, rows: I64, wanted: Wanted) -> None:
        """Show other rows of the same table."""
        self.beginResetModel()
        self.rows, self.wanted = rows, wanted
        self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        """How many rows are shown."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        """How many columns there are."""
        return 0 if parent.isValid() else len(self._texts)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The text of a cell."""
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        return capped(self._texts[index.column()].text(int(self.rows[index.row()])))

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        """The name of a column."""
        if role != Qt.ItemDataRole.DisplayRole or orientation is not Qt.Orientation.Horizontal:
            return None
        return capped(self.table.columns[section].name) if self.table is not None else None

    def is_numeric(self, column: int) -> bool:
        """Whether a column holds numbers."""
        return self.table is not None and self.table.columns[column].numbers is not None

    def samples(self, column: int) -> list[str]:
        """Some texts of a column, by which its width is chosen."""
        texts = self._texts[column]
        step = max(1, len(texts) // _SAMPLE)
        return [capped(texts.text(row)) for row in range(0, len(texts), step)]

    def line_of(self, row: int) -> int:
        """Where a row of the table is shown, -1 when it is not."""
        found = np.flatnonzero(self.rows == row)
        return int(found[0]) if len(found) else -1
