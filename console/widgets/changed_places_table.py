"""Places by what changed in them: every number opens its list, every heading sorts."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QWidget

from console.paint.theme import Theme
from console.state.changes.places import ChangedPlaces
from console.widgets.sorted_table import SortedTable

_Index = QModelIndex | QPersistentModelIndex
_NUMBER_PX = 78


class ChangedPlacesTable(SortedTable):
    """`opened(line, column)` by a click or Enter on a number; S sorts by the column stood on."""

    opened = Signal(int, int)

    def __init__(self, model: ChangedPlaces, look: Theme, parent: QWidget | None = None) -> None:
        super().__init__(model, model, look, parent)
        self._places = model
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        for column in range(model.columnCount()):
            self.heading.resizeSection(column, round(_NUMBER_PX * look.metrics.scale))
        self.heading.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.heading.sectionClicked.connect(model.sort_by)
        self.clicked.connect(self._open)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens, S sorts."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(self.currentIndex())
        elif event.key() == Qt.Key.Key_S and not event.modifiers():
            self._places.sort_by(max(self.currentIndex().column(), 0))
        else:
            super().keyPressEvent(event)

    def _open(self, index: _Index) -> None:
        if index.isValid() and self._places.count(index.row(), index.column()):
            self.opened.emit(index.row(), index.column())
