"""A layer's own table: a search over it, its rows, and the row that is chosen, on the map too."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QGuiApplication, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from console.domain.words import say
from console.foreign.table import Table
from console.paint import theme
from console.state.coordinator import Coordinator
from console.state.layers.model import Layers
from console.state.layers.rows import Wanted, rows_wanted
from console.state.layers.table import LayerTableModel
from console.state.look import Appearance, Look
from console.store.columns import I64
from console.widgets.plain_label import PlainLabel
from console.widgets.text_table import TextTable

_LANE = "layer table"
_SETTLE_MS = 120
_MOST_COPIED = 100_000
_FIELD_PX = 320


class LayerTableView(QWidget):
    """`row_chosen(key, row)` when a row is stood on, `row_entered` when it is to be gone to."""

    row_chosen = Signal(str, int)
    row_entered = Signal(str, int)

    def __init__(
        self,
        *,
        layers: Layers,
        look: Look,
        coordinator: Coordinator,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._layers, self._look, self._coordinator = layers, look, coordinator
        self.key = ""
        self.model = LayerTableModel(self)
        self.table = TextTable(self.model, theme.load(look.appearance.theme), self)
        self.title = PlainLabel(parent=self, place=True)
        self.field = QLineEdit(self)
        self.count = PlainLabel(tone="muted", parent=self)
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(_SETTLE_MS)
        self._compose()
        self._connect()
        self._restyle(look.appearance)

    def show_layer(self, key: str) -> None:
        """Show the table of a layer of a file, another one's stays; read once it is to be seen."""
        if self._layers.of(key) is not None and key != self.key:
            self.key = key
            self._suit()

    def stand_on(self, row: int) -> None:
        """Stand on a row of the table; the search gives way when it hides it."""
        if self.model.line_of(row) < 0:
            self._refresh()
        self.table.stand_on(self.model.line_of(row))

    def _compose(self) -> None:
        metrics = theme.load(self._look.appearance.theme).metrics
        gap = metrics.gap("near")
        self.title.setFont(metrics.font("body", bold=True))
        self.count.setFont(metrics.font("body", tabular=True))
        self.field.setClearButtonEnabled(True)
        self.field.setMaximumWidth(_FIELD_PX)
        head = QHBoxLayout()
        head.setContentsMargins(metrics.gap("panel"), gap // 2, gap, gap // 2)
        head.setSpacing(metrics.gap("step"))
        head.addWidget(self.title, 1)
        head.addWidget(self.count)
        head.addWidget(self.field, 2)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        rows.addLayout(head)
        rows.addWidget(self.table, 1)
        self.setMinimumHeight(metrics.size("row_dense") * 6)
        self.setFocusProxy(self.table)

    def _connect(self) -> None:
        self._layers.changed.connect(self._suit)
        self._look.changed.connect(self._restyle)
        self.field.textChanged.connect(self._settle.start)
        self.field.returnPressed.connect(self.table.setFocus)
        self._settle.timeout.connect(self._ask)
        self.table.sorted.connect(self._sort)
        self.table.walked.connect(self._choose)
        self.table.entered.connect(self._enter)
        self.table.copy_asked.connect(self._copy)

    def _restyle(self, appearance: Appearance) -> None:
        self.table.restyle(theme.load(appearance.theme))
        self.field.setPlaceholderText(say("layers.search", appearance.language))
        self._say()

    def showEvent(self, event: QShowEvent) -> None:
        """What is on show is made now, the topmost layer where none was chosen."""
        super().showEvent(event)
        self._suit()

    def _suit(self) -> None:
        """Follow what became of the layer on show; where there is none, show the topmost."""
        if self._layers.of(self.key) is None:
            read = (one.key for one in self._layers.layers if one.content is not None)
            self.key = next(read, "")
        table = self._table()
        if table is not self.model.table and (self.isVisible() or table is None):
            self._refresh()
        elif self.isVisible():
            self._say()

    def _table(self) -> Table | None:
        layer = self._layers.of(self.key)
        return layer.content.table if layer is not None and layer.content is not None else None

    def _refresh(self) -> None:
        """Show all of the table; no search stands."""
        self.field.clear()
        self._settle.stop()
        self.model.show(self._table())
        self.table.fit()
        self._say()

    def _say(self) -> None:
        layer, table = self._layers.of(self.key), self.model.table
        language = self._look.appearance.language
        self.title.say(layer.title if layer is not None else say("layers.no_table", language))
        shown, every = len(self.model.rows), table.rows if table is not None else 0
        key = "layers.rows" if shown == every else "layers.rows_of"
        self.count.say(say(key, language, count=shown, every=every) if table else "")
        self.field.setEnabled(table is not None)
        self.table.setAccessibleName(self.title.text())

    def _sort(self, column: int) -> None:
        """Sort by a column; again the other way, and a third time not at all."""
        before = self.model.wanted
        if before.column != column:
            wanted = Wanted(before.text, column)
        else:
            wanted = Wanted(before.text, -1 if before.down else column, not before.down)
        self._find(wanted)

    def _ask(self) -> None:
        before = self.model.wanted
        self._find(Wanted(self.field.text(), before.column, before.down))

    def _find(self, wanted: Wanted) -> None:
        table = self.model.table
        if table is not None:
            work = partial(rows_wanted, table, wanted)
            self._coordinator.do(_LANE, work, partial(self._take, table, wanted), self._fail)

    def _take(self, table: Table, wanted: Wanted, rows: I64) -> None:
        if table is self.model.table:
            self.model.put(rows, wanted)
            self._say()

    def _fail(self, fault: Exception) -> None:
        raise fault

    def _choose(self, line: int) -> None:
        self.row_chosen.emit(self.key, int(self.model.rows[line]))

    def _enter(self, line: int) -> None:
        self.row_entered.emit(self.key, int(self.model.rows[line]))

    def _copy(self) -> None:
        """Put the chosen lines on the clipboard, with the names of the columns."""
        table, lines = self.model.table, self.table.chosen_lines()[:_MOST_COPIED]
        if table is None or not lines:
            return
        columns = range(self.model.columnCount())
        written = ["\t".join(_flat(one.name) for one in table.columns)]
        written += [
            "\t".join(_flat(str(self.model.index(line, column).data())) for column in columns)
            for line in lines
        ]
        QGuiApplication.clipboard().setText("\n".join(written))


def _flat(text: str) -> str:
    return " ".join(text.split())
