"""The lists to choose from: a narrow column of names and counts, exceptions below a line."""

from __future__ import annotations

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    QSignalBlocker,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QHelpEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QGridLayout,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from console.paint import lettering
from console.paint.signs_of_change import TAG_PX, draw_tag
from console.paint.theme import Theme
from console.state.lists.kinds import (
    FIGURE_ROLE,
    INDENT_ROLE,
    NAME_ROLE,
    SIGN_ROLE,
    TIP_ROLE,
    KindsModel,
)
from console.store.lists import KINDS, WHOLE, Kind
from console.widgets.choice_box import ChoiceBox
from console.widgets.tips import show_plain_tip

_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = -1
_COLUMN_PX, _UNBOUND_PX = 184, (1 << 24) - 1


class KindDelegate(QStyledItemDelegate):
    """Paints a list's sign, if it has one, and name at the left and its count at the right.

    A hairline stands above the row `divides_at`.
    """

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self.divides_at = len(WHOLE)

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """One dense row."""
        return QSize(0, self.theme.metrics.size("row_dense"))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw one list; the one on show on a raised ground with a bar before it."""
        chrome, metrics = self.theme.chrome, self.theme.metrics
        row = QRectF(option.rect)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(row, chrome.raised)
            painter.fillRect(QRectF(row.left(), row.top() + 3, 3, row.height() - 6), chrome.accent)
        if index.row() == self.divides_at:
            painter.fillRect(QRectF(row.left(), row.top(), row.width(), 1), chrome.line)
        inner = row.adjusted(metrics.gap("panel"), 0, -metrics.gap("near"), 0)
        figure = str(index.data(FIGURE_ROLE) or "")
        font = metrics.font("body", bold=True, tabular=True)
        wide = lettering.width(figure, font) + 1
        count = QRectF(inner.right() - wide, inner.top(), wide, inner.height())
        tone = chrome.muted if figure == "0" else chrome.ink
        lettering.line(painter, count, figure, font, tone, side="right")
        inner.setRight(count.left() - metrics.gap("near"))
        sign = index.data(SIGN_ROLE)
        if sign is not None:
            middle = QPointF(inner.left() + TAG_PX / 2, inner.center().y())
            draw_tag(painter, str(sign), middle, self.theme)
        if sign is not None or index.data(INDENT_ROLE):
            inner.setLeft(inner.left() + TAG_PX + metrics.gap("near"))
        name = str(index.data(NAME_ROLE) or "")
        lettering.line(painter, inner, name, metrics.font("body"), chrome.ink)

    def helpEvent(
        self,
        event: QHelpEvent,
        view: QAbstractItemView,
        option: QStyleOptionViewItem,
        index: _Index,
    ) -> bool:
        """Tell name, count and instant."""
        if event.type() != QEvent.Type.ToolTip:
            return False
        show_plain_tip(str(index.data(TIP_ROLE) or ""), event.globalPos(), view, option.rect)
        return True


class KindList(QListView):
    """Shows a KindsModel, or one with the same roles; the current row is the list on show."""

    def __init__(
        self, model: QAbstractListModel, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.delegate = KindDelegate(theme, self)
        self.setModel(model)
        self.setItemDelegate(self.delegate)
        self.setUniformItemSizes(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def restyle(self, theme: Theme) -> None:
        """Draw in another theme."""
        self.delegate.theme = theme
        self.viewport().update()

    def mark(self, number: int) -> None:
        """Make a row the current one, without saying so; none where the row is not shown."""
        blocked = QSignalBlocker(self.selectionModel())
        index = QModelIndex() if self.isRowHidden(number) else self.model().index(number, 0)
        if index != self.currentIndex():
            self.setCurrentIndex(index)
            if not index.isValid():
                self.clearSelection()
            else:
                self.scrollTo(index)
        blocked.unblock()
        self.viewport().update()


class KindChooser(QWidget):
    """`chosen(kind)` when another list is chosen: in columns or, where it is narrow, in a box.

    Where it is wide the exceptions have a column of their own.
    """

    chosen = Signal(str)

    def __init__(self, model: KindsModel, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self.column, self.exceptions = KindList(model, theme, self), KindList(model, theme, self)
        self.box = ChoiceBox(self)
        self.box.setModel(model)
        rows = QGridLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        rows.addWidget(self.column, 0, 0)
        rows.addWidget(self.exceptions, 0, 1)
        rows.addWidget(self.box, 1, 0, 1, 2)
        self.exceptions.delegate.divides_at = _NOWHERE
        for number in range(len(WHOLE)):
            self.exceptions.setRowHidden(number, True)
        self.column.selectionModel().currentChanged.connect(self._take)
        self.exceptions.selectionModel().currentChanged.connect(self._take)
        self.box.activated.connect(self._take_number)

    def restyle(self, theme: Theme) -> None:
        """Draw in another theme."""
        self.column.restyle(theme)
        self.exceptions.restyle(theme)

    def mark(self, kind: Kind, name: str) -> None:
        """Mark the list on show; `name` is what the chooser is called."""
        number = KINDS.index(kind)
        for column in (self.column, self.exceptions):
            column.mark(number)
            column.setAccessibleName(name)
        self.box.setCurrentIndex(number)
        self.box.setAccessibleName(name)

    def fold(self, *, narrow: bool, wide: bool = False) -> None:
        """Be a box, a column or two."""
        self.column.setVisible(not narrow)
        self.exceptions.setVisible(wide and not narrow)
        self.box.setVisible(narrow)
        for number in range(len(WHOLE), len(KINDS)):
            self.column.setRowHidden(number, wide)
        columns_px = _COLUMN_PX * (2 if wide else 1)
        self.setMinimumWidth(0 if narrow else columns_px)
        self.setMaximumWidth(_UNBOUND_PX if narrow else columns_px)

    def _take(self, now: QModelIndex, before: QModelIndex) -> None:
        if now.isValid():
            self.chosen.emit(KINDS[now.row()])

    def _take_number(self, number: int) -> None:
        self.chosen.emit(KINDS[number])
