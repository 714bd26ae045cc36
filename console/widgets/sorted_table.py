"""A table that is sorted by its headings, with cells and headings in the lists' look."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import (
    QAbstractItemModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from console.paint import lettering
from console.paint.theme import Theme

_Index = QModelIndex | QPersistentModelIndex


class SortedBy(Protocol):
    """By which column rows are sorted, and whether from the highest down."""

    @property
    def column(self) -> int:
        """The column, -1 for none."""

    @property
    def down(self) -> bool:
        """Whether the highest come first."""


class SortedRows(Protocol):
    """A model whose rows are sorted by a column."""

    @property
    def wanted(self) -> SortedBy:
        """How the rows are sorted."""

    def is_numeric(self, column: int) -> bool:
        """Whether a column holds numbers."""

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = ..., /) -> object:
        """The name of a column."""


class SortedCells(QStyledItemDelegate):
    """Paints a cell; chosen lines on a raised ground, with a bar before them."""

    def __init__(self, model: SortedRows, look: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._model, self.look = model, look

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw one cell."""
        cell, chrome = QRectF(option.rect), self.look.chrome
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(cell, chrome.raised)
            if index.column() == 0:
                bar = QRectF(cell.left(), cell.top() + 3, 3, cell.height() - 6)
                painter.fillRect(bar, chrome.accent)
        gap = self.look.metrics.gap("near")
        numeric = self._model.is_numeric(index.column())
        font = self.look.metrics.font("body", tabular=numeric)
        box = cell.adjusted(gap, 0, -gap, 0)
        text = str(index.data() or "")
        ink = chrome.muted if numeric and text == "0" else chrome.ink
        lettering.line(painter, box, text, font, ink, side="right" if numeric else "left")


class SortedHeading(QHeaderView):
    """Paints the names of the columns, and which one the rows are sorted by."""

    def __init__(self, model: SortedRows, look: Theme, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._model, self.look = model, look
        self.setSectionsClickable(True)
        self.setMinimumSectionSize(32)

    def sizeHint(self) -> QSize:
        """As high as a dense row."""
        return QSize(super().sizeHint().width(), self.look.metrics.size("row_dense"))

    def paintSection(self, painter: QPainter, rect: QRect, logical: int) -> None:  # noqa: N802
        """Draw one heading."""
        chrome, gap = self.look.chrome, self.look.metrics.gap("near")
        painter.fillRect(rect, chrome.panel)
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), chrome.line)
        wanted = self._model.wanted
        sorted_by = wanted.column == logical
        name = str(self._model.headerData(logical, Qt.Orientation.Horizontal) or "")
        text = f"{name} {'▾' if wanted.down else '▴'}" if sorted_by else name
        side: lettering.Side = "right" if self._model.is_numeric(logical) else "left"
        tone = chrome.ink if sorted_by else chrome.muted
        box = QRectF(rect).adjusted(gap, 0, -gap, 0)
        lettering.line(painter, box, text, self.look.metrics.font("small"), tone, side=side)


class SortedTable(QTableView):
    """Shows `model`, which says as `rows` how it is sorted; what a click does is a subclass's."""

    def __init__(
        self, model: QAbstractItemModel, rows: SortedRows, look: Theme, parent: QWidget | None
    ) -> None:
        super().__init__(parent)
        self._cells = SortedCells(rows, look, self)
        self.heading = SortedHeading(rows, look, self)
        self.setHorizontalHeader(self.heading)
        self.setModel(model)
        self.setItemDelegate(self._cells)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(look.metrics.size("row_dense"))
        self.verticalHeader().setDefaultSectionSize(look.metrics.size("row_dense"))

    def restyle(self, look: Theme) -> None:
        """Draw in another theme."""
        self._cells.look = self.heading.look = look
        self.heading.viewport().update()
        self.viewport().update()

    def keyboardSearch(self, search: str) -> None:  # noqa: N802
        """Nothing is sought by letters: it would read every line."""
