"""What changed between two snapshots: the lists there are, and the rows of the one chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSplitter, QVBoxLayout, QWidget

from console.domain.spoken import instant
from console.domain.words import say
from console.paint import theme
from console.state.changes.columns import ChangedColumns
from console.state.changes.listed import Listed, listed
from console.state.changes.model import CHANGES, Change, ChangesModel, said_list
from console.state.kept import Keeping
from console.state.lists.arranged import Arrangement
from console.state.lists.order import sorted_rows
from console.state.look import Appearance, Look
from console.state.marking import Marking, Marks
from console.state.selection import Selection
from console.state.session import Session
from console.store.columns import I32
from console.views.changed_places_view import ChangedPlacesView
from console.views.list_page import ListPage
from console.widgets.kind_list import KindList
from console.widgets.panel_head import PanelHead
from console.widgets.plain_label import PlainLabel

if TYPE_CHECKING:
    from console.changes.difference import Difference, PlaceChange
    from console.store.summary import Level

_WIDE_PX, _HIGH_PX, _COLUMN_PX = 1_120, 680, 232
_SOURCE = "changes"
"""Under this name the filter keeps what is on show."""


class ChangesView(QWidget):
    """A window of its own that stays what it is; a line chosen is chosen on map and section.

    The lists are those of people by what became of them, then those of records by table: added,
    removed, changed, and changed by column, with how a field was and is. Below the rows stand the
    places; a number there shows whom it counts above.

    Rows are listed as they stand in their own snapshot. Where that is the one that is open, their
    places are marked on map and section while this is open, a line can be chosen, and a filter can
    keep them alone. `went` when the user wants to go to the place that is chosen; `exported` with
    the list and its rows in order when it is to become a file.
    """

    went = Signal()
    exported = Signal(object, object)

    def __init__(
        self,
        found: Difference,
        *,
        session: Session,
        selection: Selection,
        keeping: Keeping,
        marking: Marking,
        look: Look,
        parent: QWidget,
    ) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setObjectName("changes")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._found, self._session, self._selection, self._look = found, session, selection, look
        self._filtering, self._marking = keeping.filtering, marking
        self._marks: Marks | None = None
        dressed = theme.load(look.appearance.theme)
        self.kinds, self.head = ChangesModel(found, self), PanelHead(dressed, self)
        self.chooser = KindList(self.kinds, dressed, self)
        self._columns = ChangedColumns(self)
        self.page = ListPage(self._columns, look.appearance, self)
        self.model, self.table = self.page.model, self.page.table
        self.places = ChangedPlacesView(found, dressed, self)
        self._narrowed: tuple[Level, PlaceChange] | None = None
        self.narrowed, self.widen = PlainLabel(parent=self), QPushButton(self)
        self.alone, self.export = QPushButton(self), QPushButton(self)
        self.alone.setCheckable(True)
        self.shown: Listed
        self._compose(dressed.metrics.gap("panel"), dressed.metrics.gap("near"))
        self._connect()
        first = next((one for one in self.kinds.changes if self.kinds.count(one)), CHANGES[0])
        self.chooser.mark(self.kinds.changes.index(first))
        self._restyle(look.appearance)

    @property
    def kind(self) -> Change:
        """The list on show: a kind of change of people, or records."""
        return self.kinds.changes[max(self.chooser.currentIndex().row(), 0)]

    def closeEvent(self, event: QCloseEvent) -> None:
        """Stop what works in the background; nobody is marked or kept alone any more."""
        self.page.worker.close()
        self._marking.replace(self._marks, None)
        self._filtering.without(_SOURCE, self)
        super().closeEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape closes it."""
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)

    def _compose(self, margin: int, gap: int) -> None:
        self.resize(_WIDE_PX, _HIGH_PX)
        self.chooser.delegate.divides_at = len(CHANGES)
        self.chooser.setFixedWidth(_COLUMN_PX)
        self.page.bar.put_away_scopes()
        beside = QHBoxLayout()
        beside.setSpacing(gap)
        beside.addWidget(self.chooser)
        beside.addWidget(self._rows_and_places(), 1)
        line = QHBoxLayout()
        line.setContentsMargins(margin, 0, margin, gap)
        line.setSpacing(gap)
        line.addWidget(self.narrowed)
        line.addStretch(1)
        for button in (self.widen, self.alone, self.export):
            line.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addLayout(line)
        column.addLayout(beside, 1)
        self.setFocusProxy(self.chooser)

    def _rows_and_places(self) -> QWidget:
        """The rows of a list over the places, with a handle between."""
        splitter = QSplitter(Qt.Orientation.Vertical, self)
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(self.page)
        splitter.addWidget(self.places)
        splitter.setStretchFactor(0, 1)
        return splitter

    def _connect(self) -> None:
        self.places.asked.connect(self._narrow)
        self.widen.clicked.connect(self._widen)
        self._look.changed.connect(self._restyle)
        self.chooser.selectionModel().currentChanged.connect(self._take)
        self.alone.toggled.connect(self._mark)
        self.export.clicked.connect(self._export)
        self._session.street_changed.connect(self._mark)
        self.table.walked.connect(self._choose)
        self.table.entered.connect(self._go)
        self.page.wanted.connect(self._list)
        self.page.ranked.connect(self._list)

    def _restyle(self, appearance: Appearance) -> None:
        dressed, language = theme.load(appearance.theme), appearance.language
        self.page.restyle(appearance)
        self.chooser.restyle(dressed)
        self.kinds.speak(language)
        self.chooser.setAccessibleName(say("changes.kinds", language))
        old, new = (
            instant(one.as_of_us, one.street.zone, language)
            for one in (self._found.old, self._found.new)
        )
        street = self._found.new.street.name[language]
        self.setWindowTitle(say("changes.title", language, street=street))
        since = say("changes.since", language, old=old, new=new)
        self.head.say(say("changes.title", language, street=street), since, dressed)
        self.export.setText(say("changes.export", language))
        self.widen.setText(say("changes.everywhere", language))
        self.places.restyle(dressed, language)
        self._show()

    def _show(self) -> None:
        """Show the list that is chosen, and mark its places."""
        kind, language = self.kind, self._look.appearance.language
        self.shown = listed(self._found, kind, self._look.appearance, self._people())
        self._columns.put_beside(self.shown.columns)
        self._list()
        self._say_narrowed()
        alone = "alone" if self.shown.is_of_people else "alone_places"
        self.alone.setText(say(f"changes.{alone}", language))
        self.table.setAccessibleName(said_list(kind, language))
        if isinstance(kind, str):
            self.table.say_when_empty(say(f"changes.empty.{kind}", language))
        self._mark()

    def _list(self) -> None:
        """The rows of the list in the order that is wished."""
        shown, sorts = self.shown, self._columns.sorts(self.shown.kind)
        rows = sorted_rows(shown.rows, sorts, shown.cells)
        self.page.show_rows(Arrangement(shown.kind, sorts), shown.cells, rows)
        self.page.count(len(rows))
        self.export.setEnabled(bool(len(rows)))

    def _people(self) -> I32 | None:
        """Of a kind of people those of the place that was opened, None for all."""
        from console.changes.difference import people_at

        if self._narrowed is None or not isinstance(self.kind, str):
            return None
        level, place = self._narrowed
        return people_at(self._found, self.kind, level, place.id)

    def _say_narrowed(self) -> None:
        at, language = self._narrowed, self._look.appearance.language
        self.widen.setVisible(at is not None)
        self.narrowed.setVisible(at is not None)
        if at is not None:
            said, count = said_list(self.kind, language), f"{len(self.shown.rows):,}"
            name = self.places.model.name(at[1])
            self.narrowed.say(say("changes.narrowed", language, place=name, kind=said, count=count))

    def _narrow(self, place: PlaceChange, kind: str) -> None:
        """Show whom a number of a place counts."""
        self.chooser.mark(CHANGES.index(kind))
        self._narrowed = (self.places.model.level, place)
        self._show()

    def _widen(self) -> None:
        """Show all of the kind again."""
        self._narrowed = None
        self._show()

    def _take(self, now: QModelIndex, before: QModelIndex) -> None:
        if now.isValid():
            self._narrowed = None
            self._show()
            self.table.scrollToTop()

    def _choose(self, line: int) -> None:
        place = self.model.place_at(line)
        if place is not None and self._is_here():
            self._selection.choose(place, self)

    def _is_here(self) -> bool:
        """Whether the rows on show are of the street that is open."""
        street = self._session.street
        return street is not None and street.key == self.shown.side.street.key

    def _mark(self) -> None:
        """Mark the places of the rows on show; a filter keeps them alone where that is wished."""
        before = self._marks
        self._marks = self.shown.marks()
        self._marking.replace(before, self._marks)
        self.alone.setEnabled(self._is_here() and self.shown.can_be_kept)
        if self.alone.isEnabled() and self.alone.isChecked():
            self._filtering.put(_SOURCE, (self.shown.keeping(),), self)
        else:
            self._filtering.without(_SOURCE, self)

    def _go(self, line: int) -> None:
        self._choose(line)
        self.went.emit()

    def _export(self) -> None:
        self.exported.emit(self.shown, self.model.rows)
