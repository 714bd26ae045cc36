"""What changed between two snapshots: the kinds of change, and the people of the one chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSplitter, QVBoxLayout, QWidget

from console.domain.conditions import Condition, Operator
from console.domain.spoken import instant
from console.domain.words import say
from console.paint import theme
from console.state.changes_model import CHANGES, ChangesModel
from console.state.kept import Keeping
from console.state.lists.cells import Cells
from console.state.lists.model import ListModel
from console.state.lists.worker import ListWorker
from console.state.look import Appearance, Look
from console.state.marking import Marking, Marks, marks_at
from console.state.selection import Selection
from console.state.session import Session
from console.store.columns import I32
from console.views.changed_places_view import ChangedPlacesView
from console.widgets.kind_list import KindList
from console.widgets.list_table import ListTable
from console.widgets.panel_head import PanelHead
from console.widgets.plain_label import PlainLabel

if TYPE_CHECKING:
    from console.changes.difference import Difference, PlaceChange
    from console.store.frame import Frame
    from console.store.summary import Level

_WIDE_PX, _HIGH_PX, _COLUMN_PX = 1_040, 640, 176
_MOST_TABLES = 5
_SOURCE = "changes"
"""Under this name the filter keeps the people on show."""


class ChangesView(QWidget):
    """A window of its own that stays what it is; a line chosen is chosen on map and section.

    Below the people stand the places; a number there shows whom it counts above.

    People are listed as they stand in their own snapshot. Where that is the one that is open, their
    places are marked on map and section while this is open, a line can be chosen, and a filter can
    keep them alone. `went` when the user wants to go to the place that is chosen.
    """

    went = Signal()

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
        self.kinds = ChangesModel(found, self)
        self.model = ListModel(parent=self)
        self.head, self.records = PanelHead(dressed, self), PlainLabel(tone="muted", parent=self)
        self.chooser = KindList(self.kinds, dressed, self)
        self.table = ListTable(self.model, dressed, self)
        self.places = ChangedPlacesView(found, dressed, self)
        self._narrowed: tuple[Level, PlaceChange] | None = None
        self.narrowed, self.widen = PlainLabel(parent=self), QPushButton(self)
        self.alone = QPushButton(self)
        self.alone.setCheckable(True)
        self._worker = ListWorker(self)
        self._compose(dressed.metrics.gap("panel"), dressed.metrics.gap("near"))
        self._connect()
        counts = found.people.counts()
        first = next((kind for kind in CHANGES if counts[kind]), CHANGES[0])
        self.chooser.mark(CHANGES.index(first))
        self._restyle(look.appearance)

    @property
    def kind(self) -> str:
        """The kind of change on show."""
        return CHANGES[max(self.chooser.currentIndex().row(), 0)]

    def closeEvent(self, event: QCloseEvent) -> None:
        """Stop what works in the background; nobody is marked or kept alone any more."""
        self._worker.close()
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
        self.chooser.delegate.divides = False
        self.chooser.setFixedWidth(_COLUMN_PX)
        beside = QHBoxLayout()
        beside.setSpacing(gap)
        beside.addWidget(self.chooser)
        beside.addWidget(self._people_and_places(margin, gap), 1)
        line = QHBoxLayout()
        line.setContentsMargins(margin, 0, margin, gap)
        line.setSpacing(margin)
        line.addWidget(self.records, 1)
        line.addWidget(self.alone)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addLayout(line)
        column.addLayout(beside, 1)
        self.setFocusProxy(self.chooser)

    def _people_and_places(self, margin: int, gap: int) -> QWidget:
        """The people of a kind over the places, with a handle between."""
        people = QWidget(self)
        line = QHBoxLayout()
        line.setContentsMargins(gap, 0, margin, 0)
        line.addWidget(self.narrowed, 1)
        line.addWidget(self.widen)
        column = QVBoxLayout(people)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(gap)
        column.addLayout(line)
        column.addWidget(self.table, 1)
        splitter = QSplitter(Qt.Orientation.Vertical, self)
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(people)
        splitter.addWidget(self.places)
        return splitter

    def _connect(self) -> None:
        self.places.asked.connect(self._narrow)
        self.widen.clicked.connect(self._widen)
        self._look.changed.connect(self._restyle)
        self.chooser.selectionModel().currentChanged.connect(self._take)
        self.alone.toggled.connect(self._mark)
        self._session.street_changed.connect(self._mark)
        self.table.walked.connect(self._choose)
        self.table.entered.connect(self._go)
        self.table.copy_asked.connect(self._copy)
        self._worker.written.connect(self._put)

    def _restyle(self, appearance: Appearance) -> None:
        dressed, language = theme.load(appearance.theme), appearance.language
        self.table.restyle(dressed)
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
        self.records.say(_records(self._found, language))
        self.records.explain(_by_field(self._found, language))
        self.alone.setText(say("changes.alone", language))
        self.widen.setText(say("changes.everywhere", language))
        self.places.restyle(dressed, language)
        self._show()
        self._mark()

    def _show(self) -> None:
        appearance, kind = self._look.appearance, self.kind
        side = self.kinds.side(kind)
        cells = Cells(side, "person", appearance.language, masked=appearance.masked)
        self.model.show("people", cells, self._people())
        self._say_narrowed(kind)
        self.table.fit()
        self.table.setAccessibleName(say(f"changes.kind.{kind}", appearance.language))
        self.table.say_when_empty(say(f"changes.empty.{kind}", appearance.language))

    def _people(self) -> I32:
        """The people on show: all of the kind, or those of the place that was opened."""
        from console.changes.difference import people_at

        if self._narrowed is None:
            return self.kinds.people(self.kind)
        level, place = self._narrowed
        return people_at(self._found, self.kind, level, place.id)

    def _say_narrowed(self, kind: str) -> None:
        at, language = self._narrowed, self._look.appearance.language
        self.narrowed.setVisible(at is not None)
        self.widen.setVisible(at is not None)
        if at is not None:
            said = say(f"changes.kind.{kind}", language)
            name, count = self.places.model.name(at[1]), f"{len(self._people()):,}"
            self.narrowed.say(say("changes.narrowed", language, place=name, kind=said, count=count))

    def _narrow(self, place: PlaceChange, kind: str) -> None:
        """Show whom a number of a place counts."""
        self.chooser.mark(CHANGES.index(kind))
        self._narrowed = (self.places.model.level, place)
        self._show()
        self._mark()

    def _widen(self) -> None:
        """Show all of the kind again."""
        self._narrowed = None
        self._show()
        self._mark()

    def _take(self, now: QModelIndex, before: QModelIndex) -> None:
        if now.isValid():
            self._narrowed = None
            self._show()
            self.table.scrollToTop()
            self._mark()

    def _choose(self, line: int) -> None:
        place = self.model.place_at(line)
        if place is not None and self._is_here():
            self._selection.choose(place, self)

    def _is_here(self) -> bool:
        """Whether the people on show are people of the street that is open."""
        street = self._session.street
        return street is not None and street.key == self.kinds.side(self.kind).street.key

    def _mark(self) -> None:
        """Mark the places of the people on show; a filter keeps them alone where that is wished."""
        people, side, before = self._people(), self.kinds.side(self.kind), self._marks
        self._marks = marks_at(side.street, self.kind, _units(side, people))
        self._marking.replace(before, self._marks)
        self.alone.setEnabled(self._is_here() and bool(len(people)))
        if not (self.alone.isChecked() and self.alone.isEnabled()):
            self._filtering.without(_SOURCE, self)
            return
        ids = tuple(side.street.residents.id.text(row) for row in people.tolist())
        wanted = Condition(f"resident={','.join(ids)}", "resident", Operator.IS, ids)
        self._filtering.put(_SOURCE, (wanted,), self)

    def _go(self, line: int) -> None:
        self._choose(line)
        self.went.emit()

    def _copy(self) -> None:
        lines = self.table.chosen_lines()
        if self.model.cells is not None and len(lines):
            keys = self.model.chosen.keys(self.model.kind)
            self._worker.write(self.model.cells, self.model.rows[lines], keys)

    def _put(self, text: str) -> None:
        from PySide6.QtGui import QGuiApplication

        QGuiApplication.clipboard().setText(text)


def _units(side: Frame, people: I32) -> I32:
    """The unit that is the place of each of some people of a snapshot, -1 for none."""
    from console.changes.people import place_of_people

    return place_of_people(side)[people]


def _records(found: Difference, language: str) -> str:
    """One line: how many rows of which tables were added, removed and changed."""
    from console.changes.spoken import said_rows, said_table

    told = [
        say("changes.table", language, table=said_table(name, language), changes=rows)
        for name, change in found.tables.items()
        if (rows := said_rows(change, language))
    ]
    if not told:
        return say("changes.tables_same", language)
    changes = say("changes.and", language).join(told[:_MOST_TABLES])
    return say("changes.tables", language, changes=changes)


def _by_field(found: Difference, language: str) -> str:
    """A line a table that differs, with how many of its rows differ in each column."""
    from console.changes.spoken import said_change, said_table

    return "\n".join(
        say("changes.table", language, table=said_table(name, language), changes=said)
        for name, change in found.tables.items()
        if change.differs and (said := said_change(name, change, language))
    )
