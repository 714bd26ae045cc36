"""One list: its bar, its headings and its lines, with sorting, columns, scope and copying."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QSize, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from console.domain.words import say
from console.paint import theme
from console.state.lists.arranged import NO_ROWS, Arrangement
from console.state.lists.cells import Cells
from console.state.lists.chosen import ChosenColumns
from console.state.lists.model import ListModel
from console.state.lists.scope import SCOPES, Scope
from console.state.lists.worker import ListWorker
from console.state.look import Appearance
from console.state.selection import Place
from console.store.columns import I32
from console.store.lists import Kind
from console.widgets.list_bar import ListBar
from console.widgets.list_menu import ListMenu
from console.widgets.list_table import ListTable

_LIKED_ROWS = 9
_LONG_ROWS = 5_000
"""So many rows take a second or more to be written."""


class ListPage(QWidget):
    """Shows the rows it is given; `wanted` when others are, or in another order or scope.

    `rescoped` when chosen or in view must be found anew; `ranked` when more can be sorted by;
    `unlinked(None)` when the list is no longer to be narrowed to what a number counts.
    `told(key, rows)` what is to be said of rows that are being copied, if that takes long, or are.
    """

    wanted = Signal()
    rescoped = Signal()
    ranked = Signal()
    unlinked = Signal(object)
    told = Signal(str, int)

    def __init__(
        self, chosen: ChosenColumns, appearance: Appearance, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._language = appearance.language
        dressed = theme.load(appearance.theme)
        self.chosen, self.model = chosen, ListModel(chosen, self)
        self.scope: Scope = "all"
        self.on_top = False
        self.link_said = ""
        self.bar = ListBar(dressed, self)
        self.table = ListTable(self.model, dressed, self)
        self.menu = ListMenu(chosen, self)
        self.worker = ListWorker(self)
        self._whole: int | None = None
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        rows.addWidget(self.bar)
        rows.addWidget(self.table, 1)
        self.bar.show_scope(self.scope)
        self.setFocusProxy(self.table)
        self._connect()

    def restyle(self, appearance: Appearance) -> None:
        """Dress in another theme and speak another language."""
        dressed, self._language = theme.load(appearance.theme), appearance.language
        self.model.speak(appearance.language)
        self.table.restyle(dressed)
        self.bar.relabel(dressed, appearance.language)
        self.table.header.tell(say("lists.header_tip", appearance.language))

    def show_rows(self, wanted: Arrangement, cells: Cells, rows: I32) -> bool:
        """Show rows; whether what was chosen in the same list is chosen still.

        The line stood on stays in sight if it was, wherever another order takes it.
        """
        model, table = self.model, self.table
        before = model.cells
        same = before is not None and model.kind == wanted.kind and before.street is cells.street
        chosen = model.rows[table.chosen_lines()]
        current = table.currentIndex().row()
        current_row = int(model.rows[current]) if 0 <= current < len(model.rows) else -1
        top, seen = table.verticalScrollBar().value(), _in_sight(table, current)
        model.show(wanted.kind, cells, rows)
        table.fit()
        self.worker.rank_for(cells, wanted.sorts)
        if same:
            line = model.find(current_row) if current_row >= 0 else -1
            table.choose(model.lines_of(chosen), line)
            table.verticalScrollBar().setValue(top)
            if seen and line >= 0:
                table.scrollTo(model.index(line, 0))
        else:
            table.scrollToTop()
        return same and (table.currentIndex().isValid() or table.count_chosen() > 0)

    def stand_at(self, place: Place) -> None:
        """Stand on the line of a place, on the one stood on where it is of that place too."""
        line = self.table.currentIndex().row()
        here = line >= 0 and self.model.place_at(line) == place
        self.table.stand_on(line if here else self.model.line_of(place))

    def by_hand(self, kind: Kind) -> I32:
        """The rows of a list that are chosen by hand: several, or none at all."""
        lines = self.table.chosen_lines()
        return self.model.rows[lines] if self.model.kind == kind and len(lines) > 1 else NO_ROWS

    def count(self, whole: int | None) -> None:
        """Say how many lines there are of `whole`, None where nobody can say, and chosen ones."""
        self._whole = whole
        self._tell()

    def show_link(self, text: str) -> None:
        """Say what the list is narrowed to besides the filter, "" for nothing."""
        self.link_said = text
        self.bar.show_link(text)

    def sizeHint(self) -> QSize:
        """High enough for some lines and the headings."""
        row = self.table.verticalHeader().defaultSectionSize()
        return QSize(super().sizeHint().width(), row * _LIKED_ROWS)

    def show_scope(self, scope: Scope) -> None:
        """Show all rows, those chosen, or those in view."""
        self.scope = scope
        self.bar.show_scope(scope)
        self.rescoped.emit()

    def next_scope(self) -> None:
        """Show the next of all, chosen and in view."""
        self.show_scope(SCOPES[(SCOPES.index(self.scope) + 1) % len(SCOPES)])

    def _connect(self) -> None:
        self.worker.ranked.connect(self.ranked)
        self.worker.written.connect(self._put)
        self.chosen.columns_changed.connect(self.wanted)
        self.chosen.sorts_changed.connect(self.wanted)
        self.table.picked.connect(self._tell)
        self.table.copy_asked.connect(self._copy)
        self.table.header.sorted.connect(self._sort)
        self.table.header.dragged.connect(self._move)
        self.table.header.menu_asked.connect(self._offer)
        self.bar.scoped.connect(self.show_scope)
        self.bar.raised.connect(self._raise)
        self.bar.unlinked.connect(self._unlink)
        self.bar.copy_button.clicked.connect(self._copy)
        self.bar.columns_button.clicked.connect(self._offer_columns)

    def _tell(self) -> None:
        language, whole = self._language, self._whole
        if self.model.cells is None or whole is None:
            self.bar.count.say("")
            return
        shown, chosen = len(self.model.rows), self.table.count_chosen()
        key = "lists.lines" if self.scope == "all" else "lists.lines_of"
        parts = [say(key, language, count=shown, whole=whole)]
        if chosen > 1:
            parts.append(say("lists.chosen", language, count=chosen))
        self.bar.count.say(" · ".join(parts))

    def _sort(self, key: str, also: bool) -> None:
        if key:
            self.table.scrollTo(self.table.currentIndex())
            self.chosen.sort(self.model.kind, key, also=also)

    def _move(self, key: str, to: int) -> None:
        if key:
            self.chosen.move(self.model.kind, key, to)

    def _offer(self, key: str, at: QPoint) -> None:
        self.menu.fill(self.model.kind, key, self._language)
        self.menu.popup(at)

    def _offer_columns(self) -> None:
        button = self.bar.columns_button
        self._offer("", button.mapToGlobal(button.rect().bottomLeft()))

    def _raise(self, on_top: bool) -> None:
        self.on_top = on_top
        self.rescoped.emit()

    def _unlink(self) -> None:
        self.unlinked.emit(None)

    def _copy(self) -> None:
        lines = self.table.chosen_lines()
        if self.model.cells is not None and len(lines):
            keys = self.chosen.keys(self.model.kind)
            if len(lines) >= _LONG_ROWS:
                self.told.emit("lists.copying", len(lines))
            self.worker.write(self.model.cells, self.model.rows[lines], keys)

    def _put(self, text: str) -> None:
        QGuiApplication.clipboard().setText(text)
        self.told.emit("lists.copied", text.count("\n") - 1)


def _in_sight(table: ListTable, line: int) -> bool:
    """Whether a line is in sight, if only in part."""
    spot = table.visualRect(table.model().index(line, 0))
    return line >= 0 and table.viewport().rect().intersects(spot)
