"""Rows of texts in the lists' look: virtual, sorted by a heading, walked by keys."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QWidget

from console.paint import lettering
from console.paint.theme import Theme
from console.state.export_log import ExportLogModel
from console.state.layers.table import LayerTableModel
from console.widgets.sorted_table import SortedTable

_Index = QModelIndex | QPersistentModelIndex
_LEAST_PX, _MOST_PX = 56, 320


class TextTable(SortedTable):
    """`walked(line)` when the user stands on another line, `entered(line)` by Enter.

    `sorted(column)` by a heading or S in the column stood on, `copy_asked` by Ctrl+C.
    """

    walked = Signal(int)
    entered = Signal(int)
    sorted = Signal(int)
    copy_asked = Signal()
    _quiet = False

    def __init__(
        self,
        model: LayerTableModel | ExportLogModel,
        look: Theme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(model, model, look, parent)
        self._rows = model
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.heading.sectionClicked.connect(self.sorted)
        self.doubleClicked.connect(self._enter)

    def fit(self) -> None:
        """Give every column the width of its name and of some of its texts."""
        metrics = self._cells.look.metrics
        font, gap = metrics.font("body", tabular=True), 2 * metrics.gap("near")
        for column in range(self._rows.columnCount()):
            name = str(self._rows.headerData(column, Qt.Orientation.Horizontal) or "")
            widest = max(
                (lettering.width(text, font) for text in [name, *self._rows.samples(column)]),
                default=0.0,
            )
            wide = min(max(widest + gap + 8, _LEAST_PX), _MOST_PX) * metrics.scale
            self.heading.resizeSection(column, int(wide))

    def stand_on(self, line: int) -> None:
        """Choose a line and bring it into sight without saying so; -1 chooses none."""
        self._quiet = True
        if line < 0:
            self.clearSelection()
            self.setCurrentIndex(QModelIndex())
        else:
            self.selectRow(line)
            self.scrollTo(self._rows.index(line, max(self.currentIndex().column(), 0)))
        self._quiet = False

    def chosen_lines(self) -> list[int]:
        """The chosen lines, ascending."""
        return sorted(index.row() for index in self.selectionModel().selectedRows())

    def currentChanged(self, current: _Index, previous: _Index) -> None:  # noqa: N802
        """Say which line the user stands on."""
        super().currentChanged(current, previous)
        if not self._quiet and current.isValid() and current.row() != previous.row():
            self.walked.emit(current.row())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes there, S sorts, Ctrl+C copies."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_asked.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._enter(self.currentIndex())
        elif event.key() == Qt.Key.Key_S and not event.modifiers():
            self.sorted.emit(max(self.currentIndex().column(), 0))
        else:
            super().keyPressEvent(event)

    def _enter(self, index: QModelIndex) -> None:
        if index.isValid():
            self.entered.emit(index.row())
