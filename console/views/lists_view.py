"""The lists: a column of what can be listed with its counts, and the rows of the one on show."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from console.domain.words import say
from console.paint import theme
from console.state.kept import Keeping
from console.state.lists.kinds import KindsModel
from console.state.lists.model import ListModel
from console.state.lists.worker import ListWorker
from console.state.look import Appearance, Look
from console.state.selection import Place, Selection
from console.state.session import Session
from console.store.lists import Kind
from console.widgets.kind_list import KindChooser
from console.widgets.list_table import ListTable

_NARROW_PX = 620
_SETTLE_MS = 40
_LEAST_ROWS, _LIKED_ROWS = 6, 9


class ListsView(QWidget):
    """Lists of people, places and what needs doing; a line chosen is chosen everywhere.

    `went` when the user wants to go to the place that is chosen. Nothing is counted while it is
    hidden. Call `close_worker` before it goes.
    """

    went = Signal()

    def __init__(
        self,
        *,
        session: Session,
        selection: Selection,
        look: Look,
        keeping: Keeping | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._session, self._selection, self._look = session, selection, look
        self._keeping = keeping or Keeping(session, parent=self)
        dressed = theme.load(look.appearance.theme)
        self.model, self.kinds = ListModel(self), KindsModel(self)
        self.table = ListTable(self.model, dressed, self)
        self.chooser = KindChooser(self.kinds, dressed, self)
        self._worker = ListWorker(self)
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(_SETTLE_MS)
        self._compose()
        self._connect()
        self._tell()

    @property
    def kind(self) -> Kind:
        """The list on show."""
        return self.model.kind

    def show_kind(self, kind: Kind) -> None:
        """Show another list, from its top unless the selection is in it."""
        if kind != self.model.kind:
            self._list(kind)
            self.table.scrollToTop()
            self._follow(self._selection.place, None)
        self._tell()

    def refresh(self) -> None:
        """List and count the instant shown; what is chosen and in sight stays where it can."""
        self._settle.stop()
        model, table = self.model, self.table
        chosen = model.rows[table.chosen_lines()]
        current = table.currentIndex().row()
        current_row = int(model.rows[current]) if current >= 0 else -1
        top = table.verticalScrollBar().value()
        kind_before, street_before = model.kind, model.cells.street if model.cells else None
        self._list(kind_before)
        self.kinds.show(self._keeping.frame, self._look.appearance.language)
        self._tell()
        if street_before is not self._session.street:
            self._follow(self._selection.place, None)
            return
        table.choose(model.lines_of(chosen), model.find(current_row) if current_row >= 0 else -1)
        table.verticalScrollBar().setValue(top)

    def close_worker(self) -> None:
        """Stop what works in the background; returns when no thread is left."""
        self._settle.stop()
        self._worker.close()

    def sizeHint(self) -> QSize:
        """High enough for some lines and the headings."""
        metrics = theme.load(self._look.appearance.theme).metrics
        return QSize(_NARROW_PX, metrics.size("row_dense") * _LIKED_ROWS)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A narrow panel has a box to choose from instead of the column."""
        super().resizeEvent(event)
        narrow = self.width() < _NARROW_PX
        ways = QBoxLayout.Direction
        self._row.setDirection(ways.TopToBottom if narrow else ways.LeftToRight)
        self.chooser.fold(narrow=narrow)

    def showEvent(self, event: QShowEvent) -> None:
        """What was hidden catches up."""
        super().showEvent(event)
        self.refresh()
        self._follow(self._selection.place, None)

    def _compose(self) -> None:
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        metrics = theme.load(self._look.appearance.theme).metrics
        self.setMinimumHeight(metrics.size("row_dense") * _LEAST_ROWS)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, metrics.gap("tight"), 0, metrics.gap("tight"))
        self._row.setSpacing(metrics.gap("near"))
        self._row.addWidget(self.chooser)
        self._row.addWidget(self.table, 1)
        self.setFocusProxy(self.table)

    def _connect(self) -> None:
        self._keeping.changed.connect(self._changed)
        self._selection.changed.connect(self._follow)
        self._look.changed.connect(self._restyle)
        self._settle.timeout.connect(self.refresh)
        self.chooser.chosen.connect(self.show_kind)
        self.table.walked.connect(self._choose)
        self.table.entered.connect(self._go)
        self.table.copy_asked.connect(self._copy)
        self.table.header.sectionClicked.connect(self._sort)
        self._worker.ranked.connect(self.refresh)
        self._worker.written.connect(self._put)

    def _changed(self) -> None:
        if self.isVisible():
            self._settle.start()

    def _restyle(self, appearance: Appearance) -> None:
        dressed = theme.load(appearance.theme)
        self.table.restyle(dressed)
        self.chooser.column.restyle(dressed)
        self.refresh()

    def _list(self, kind: Kind) -> None:
        appearance = self._look.appearance
        frame = self._keeping.frame
        self.model.show(frame, kind, appearance.language, masked=appearance.masked)
        self.table.fit()
        self._worker.rank_for(self.model.cells, self.model.sorts)

    def _tell(self) -> None:
        language, kind = self._look.appearance.language, self.model.kind
        self.chooser.mark(kind, say("lists.choose", language))
        self.table.setAccessibleName(say(f"lists.kind.{kind}", language))
        if self._keeping.frame is None:
            self.table.say_when_empty(say("lists.closed", language))
        elif self.kinds.count(kind) is None:
            self.table.say_when_empty(say("lists.not_given", language))
        else:
            self.table.say_when_empty(say(f"lists.empty.{kind}", language))

    def _sort(self, section: int) -> None:
        self.model.sort_by(self.model.columns[section].key)
        self.refresh()
        self.table.scrollTo(self.table.currentIndex())
        self.table.header.viewport().update()

    def _choose(self, line: int) -> None:
        place = self.model.place_at(line)
        if place is not None:
            self._selection.choose(place, self)

    def _go(self, line: int) -> None:
        self._choose(line)
        self.went.emit()

    def _follow(self, place: Place, source: object) -> None:
        """Stand on the line of what was chosen elsewhere."""
        if source is self or not self.isVisible():
            return
        line = self.table.currentIndex().row()
        if line >= 0 and self.model.place_at(line) == place:
            self.table.stand_on(line)
        else:
            self.table.stand_on(self.model.line_of(place))

    def _copy(self) -> None:
        lines = self.table.chosen_lines()
        if self.model.cells is not None and len(lines):
            self._worker.write(self.model.cells, self.model.rows[lines])

    def _put(self, text: str) -> None:
        QGuiApplication.clipboard().setText(text)
