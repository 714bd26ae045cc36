"""The rows of a list: virtual, dense, walked and chosen by keys and mouse."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QItemSelectionRange,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRectF,
    Signal,
)
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    Qt,
)
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
_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
_MOVING = Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ShiftModifier
_Index = QModelIndex | QPersistentModelIndex


class ListTable(QTableView):
    """Says `walked(line)` when the user stands on another line, `entered(line)`, `copy_asked`.

    Entered is by Enter or a double click, copied by Ctrl+C. `picked` when other lines are chosen
    by hand. Left and Right walk the headings: S sorts by the one walked to, Shift+S within the
    order there is, Alt+Shift+Left and Right move it, and the menu key opens its menu.
    """

    walked = Signal(int)
    entered = Signal(int)
    picked = Signal()
    copy_asked = Signal()

    def __init__(self, model: ListModel, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._list, self._theme = model, theme
        self._quiet, self.said_when_empty = False, ""
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
        self.said_when_empty = text
        self.viewport().update()

    def fit(self) -> None:
        """Share the width out among the columns."""
        self.header.fit(self.viewport().width())

    def chosen_lines(self) -> I32:
        """The chosen lines, int32[n], ascending."""
        ends = sorted((span.top(), span.bottom()) for span in _spans(self.selectionModel()))
        spans = [np.arange(top, bottom + 1, dtype=np.int32) for top, bottom in ends]
        if len(spans) < 2:
            return spans[0] if spans else np.zeros(0, np.int32)
        return np.unique(np.concatenate(spans))

    def count_chosen(self) -> int:
        """How many lines are chosen, without naming them."""
        return sum(span.height() for span in _spans(self.selectionModel()))

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
        elif event.matches(QKeySequence.StandardKey.SelectAll):
            self.selectAll()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._enter(self.currentIndex())
        elif event.key() in keys and not event.modifiers() and self._list.rowCount():
            self.setCurrentIndex(self._list.index(keys[Qt.Key(event.key())], 0))
        elif not self._key_of_headings(event):
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:  # noqa: N802
        """Nothing is sought by letters: it would read every line."""

    def _key_of_headings(self, event: QKeyEvent) -> bool:
        """Walk, sort and move the columns; whether the key was one of theirs."""
        header, modifiers = self.header, event.modifiers()
        moving = modifiers == _MOVING
        if event.key() in _STEPS and (moving or not modifiers):
            to = header.current + _STEPS[Qt.Key(event.key())]
            if moving:
                header.dragged.emit(header.key_at(header.current), to)
            header.stand_on(to)
            self.scrollTo(self._list.index(max(self.currentIndex().row(), 0), header.current))
            return True
        if event.key() == Qt.Key.Key_S and not modifiers & ~Qt.KeyboardModifier.ShiftModifier:
            header.sorted.emit(header.key_at(header.current), bool(modifiers))
            return True
        return False

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """By the menu key the menu of the heading walked to, by the mouse that of its column."""
        header = self.header
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            corner = QPoint(header.sectionViewportPosition(header.current), header.height())
            at = header.mapToGlobal(corner)
            header.menu_asked.emit(header.key_at(header.current), at)
        else:
            section = self.columnAt(event.pos().x())
            header.menu_asked.emit(header.key_at(section), event.globalPos())

    def selectAll(self) -> None:  # noqa: N802
        """Choose every line at once."""
        lines = self._list.rowCount()
        if lines:
            corner = self._list.index(lines - 1, max(len(self._list.columns) - 1, 0))
            self.selectionModel().select(
                QItemSelection(self._list.index(0, 0), corner),
                QItemSelectionModel.SelectionFlag.ClearAndSelect,
            )

    def selectionChanged(self, now: QItemSelection, before: QItemSelection) -> None:  # noqa: N802
        """Say that other lines are chosen by hand."""
        super().selectionChanged(now, before)
        if not self._quiet:
            self.picked.emit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show which heading the keyboard stands on; taking the focus chooses no line."""
        self._quiet = True
        super().focusInEvent(event)
        self._quiet = False
        self.header.mark_walked(True)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Hide it."""
        super().focusOutEvent(event)
        self.header.mark_walked(False)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share another width out."""
        super().resizeEvent(event)
        self.fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the lines, or what would be here."""
        super().paintEvent(event)
        if self._list.rowCount() or not self.said_when_empty:
            return
        painter = QPainter(self.viewport())
        gap = self._theme.metrics.gap("near")
        box = QRectF(self.viewport().rect()).adjusted(gap, gap, -gap, 0)
        lettering.hint(
            painter,
            box,
            self.said_when_empty,
            self._theme.metrics.font("body"),
            self._theme.chrome.muted,
        )
        painter.end()

    def _enter(self, index: QModelIndex) -> None:
        if index.isValid():
            self.entered.emit(index.row())


def _spans(model: QItemSelectionModel) -> list[QItemSelectionRange]:
    """The pieces that are chosen."""
    selection = model.selection()
    return [selection.at(at) for at in range(selection.size())]
