"""The rows of a list: virtual, dense, walked and chosen by keys and mouse."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QKeySequence, QPainter, QPaintEvent, QResizeEvent, Qt
from PySide6.QtWidgets import QAbstractItemView, QTableView, QWidget

from console.paint import lettering
from console.paint.theme import Theme
from console.state.lists.model import ListModel
from console.store.columns import I32
from console.widgets.list_delegate import ListDelegate
from console.widgets.list_header import ListHeader

_CHOOSE = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
_ADD = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
_CURRENT = QItemSelectionModel.SelectionFlag.NoUpdate
_MOST_SPANS = 1000
_Index = QModelIndex | QPersistentModelIndex


class ListTable(QTableView):
    """Says `walked(line)` when the user stands on another line, `entered(line)`, `copy_asked`.

    Entered is by Enter or a double click, copied by Ctrl+C.
    """

    walked = Signal(int)
    entered = Signal(int)
    copy_asked = Signal()

    def __init__(self, model: ListModel, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._list, self._theme = model, theme
        self._quiet, self._empty = False, ""
        self.delegate = ListDelegate(model, theme, self)
        self.header = ListHeader(model, theme, self)
        self.setHorizontalHeader(self.header)
        self.setModel(model)
        self.setItemDelegate(self.delegate)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerItem)
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(theme.metrics.size("row_dense"))
        self.verticalHeader().setDefaultSectionSize(theme.metrics.size("row_dense"))
        self.doubleClicked.connect(self._enter)

    def restyle(self, theme: Theme) -> None:
        """Draw in another theme."""
        self._theme = self.delegate.theme = self.header.theme = theme
        self.header.viewport().update()
        self.viewport().update()

    def say_when_empty(self, text: str) -> None:
        """What stands here while there is no line."""
        self._empty = text
        self.viewport().update()

    def fit(self) -> None:
        """Share the width out among the columns."""
        self.header.fit(self.viewport().width())

    def chosen_lines(self) -> I32:
        """The chosen lines, int32[n], ascending."""
        spans = [
            np.arange(span.top(), span.bottom() + 1, dtype=np.int32)
            for span in self.selectionModel().selection().toList()
        ]
        return np.unique(np.concatenate(spans)) if spans else np.zeros(0, np.int32)

    def stand_on(self, line: int) -> None:
        """Choose a line and bring it into sight, without saying so; -1 chooses none."""
        self._quiet = True
        try:
            if line < 0:
                self.clearSelection()
                self.setCurrentIndex(QModelIndex())
            else:
                self.selectionModel().setCurrentIndex(self._list.index(line, 0), _CHOOSE)
                self.scrollTo(self._list.index(line, 0))
        finally:
            self._quiet = False

    def choose(self, lines: I32, current: int) -> None:
        """Choose several lines, ascending, and stand on one, without saying so or scrolling.

        In more than _MOST_SPANS pieces they are not chosen again at all, rather than in part.
        """
        self._quiet = True
        last = max(len(self._list.columns) - 1, 0)
        chosen = QItemSelection()
        spans = np.split(lines, np.flatnonzero(np.diff(lines) > 1) + 1) if len(lines) else []
        for span in spans if len(spans) <= _MOST_SPANS else []:
            first, end = int(span[0]), int(span[-1])
            chosen.select(self._list.index(first, 0), self._list.index(end, last))
        if current >= 0:
            self.selectionModel().setCurrentIndex(self._list.index(current, 0), _CURRENT)
        self.selectionModel().select(chosen, _ADD)
        self._quiet = False

    def currentChanged(self, current: _Index, previous: _Index) -> None:  # noqa: N802
        """Say which line the user stands on."""
        super().currentChanged(current, previous)
        if not self._quiet and current.isValid() and current.row() != previous.row():
            self.walked.emit(current.row())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes there, Ctrl+C copies, Home and End are the first and the last line."""
        keys = {Qt.Key.Key_Home: 0, Qt.Key.Key_End: self._list.rowCount() - 1}
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_asked.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._enter(self.currentIndex())
        elif event.key() in keys and not event.modifiers() and self._list.rowCount():
            self.setCurrentIndex(self._list.index(keys[Qt.Key(event.key())], 0))
        elif event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share another width out."""
        super().resizeEvent(event)
        self.fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the lines, or what would be here."""
        super().paintEvent(event)
        if self._list.rowCount() or not self._empty:
            return
        painter = QPainter(self.viewport())
        gap = self._theme.metrics.gap("near")
        box = QRectF(self.viewport().rect()).adjusted(gap, gap, -gap, 0)
        lettering.hint(
            painter, box, self._empty, self._theme.metrics.font("body"), self._theme.chrome.muted
        )
        painter.end()

    def _enter(self, index: QModelIndex) -> None:
        if index.isValid():
            self.entered.emit(index.row())
