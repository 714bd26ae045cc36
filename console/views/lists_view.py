"""The lists: a column of what can be listed with its counts, and the rows of the one on show."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from console.domain.words import say
from console.paint import theme
from console.state.kept import Keeping
from console.state.lists.arranged import NO_ROWS, Arrangement
from console.state.lists.cells import Cells
from console.state.lists.chosen import ChosenColumns
from console.state.lists.kinds import KindsModel
from console.state.lists.link import ListLink
from console.state.lists.link_words import link_words
from console.state.lists.lister import Lister
from console.state.lists.scope import Scope, Sight
from console.state.look import Appearance, Look
from console.state.selection import STREET, Place, Selection
from console.state.session import Session
from console.store.columns import I32
from console.store.lists import ENTITIES, Kind
from console.views.list_page import ListPage
from console.widgets.kind_list import KindChooser

if TYPE_CHECKING:
    from console.state.coordinator import Coordinator
    from console.state.preferences import Preferences

_NARROW_PX, _WIDE_PX = 620, 1080
_SETTLE_MS = 40
_LEAST_ROWS = 6


class ListsView(QWidget):
    """Lists of people, places and what needs doing; a line chosen is chosen everywhere.

    `went` when the user wants to go to the place that is chosen. Nothing is counted while it is
    hidden. `sight` is asked what is in view on map and section. A link narrows the list, and
    nothing else, to what a number counts. Call `close_worker` before it goes.
    """

    went = Signal()

    def __init__(
        self,
        *,
        session: Session,
        selection: Selection,
        look: Look,
        keeping: Keeping | None = None,
        coordinator: Coordinator | None = None,
        preferences: Preferences | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._session, self._selection, self._look = session, selection, look
        self._keeping = keeping or Keeping(session, parent=self)
        self.sight: Callable[[], Sight] = Sight
        self.page = ListPage(ChosenColumns(preferences, self), look.appearance, self)
        self.model, self.table, self.kinds = self.page.model, self.page.table, KindsModel(self)
        self._kind: Kind = self.model.kind
        self._place, self._lines = STREET, NO_ROWS
        self._link: ListLink | None = None
        self.chooser = KindChooser(self.kinds, theme.load(look.appearance.theme), self)
        self._lister = Lister(coordinator, self)
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(_SETTLE_MS)
        self._compose()
        self._connect()
        self._restyle(look.appearance)

    @property
    def kind(self) -> Kind:
        """The list on show."""
        return self._kind

    def show_kind(self, kind: Kind) -> None:
        """Show another list, from its top unless the selection is in it."""
        if kind != self._kind or self._link is not None:
            self._kind, self._link = kind, None
            self._stand()
        self._tell()

    def show_link(self, link: ListLink | None) -> None:
        """Show the list behind a number, all of it and from its top; None shows the whole list."""
        self._link = None if link is None or link.is_whole else link
        if link is not None:
            self._kind = link.kind
        self.page.show_scope("all")
        self.table.scrollToTop()

    def refresh(self) -> None:
        """List and count the instant shown; what is chosen and in sight stays where it can."""
        self._settle.stop()
        self._lister.read_details(self._session.street)
        self.kinds.show(self._keeping.frame, self._look.appearance.language)
        self._list()
        self._tell()

    def sight_moved(self) -> None:
        """Something else is in view on map or section."""
        if self.page.scope == "view":
            self._changed()

    def close_worker(self) -> None:
        """Stop what works in the background; returns when no thread is left."""
        self._settle.stop()
        self.page.worker.close()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A narrow panel has a box to choose from instead of the column."""
        super().resizeEvent(event)
        narrow = self.width() < _NARROW_PX
        ways = QBoxLayout.Direction
        self._row.setDirection(ways.TopToBottom if narrow else ways.LeftToRight)
        self.chooser.fold(narrow=narrow, wide=self.width() >= _WIDE_PX)
        self._tell()

    def showEvent(self, event: QShowEvent) -> None:
        """What was hidden catches up."""
        super().showEvent(event)
        self._place, self._lines = self._selection.place, NO_ROWS
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
        self._row.addWidget(self.page, 1)
        self.setFocusProxy(self.table)

    def _connect(self) -> None:
        self._keeping.changed.connect(self._changed)
        self._selection.changed.connect(self._follow)
        self._look.changed.connect(self._restyle)
        self._settle.timeout.connect(self.refresh)
        self._lister.listed.connect(self._take)
        self._lister.read.connect(self._changed)
        self.page.ranked.connect(self.refresh)
        self.page.wanted.connect(self._list)
        self.page.rescoped.connect(self._stand)
        self.page.unlinked.connect(self.show_link)
        self.chooser.chosen.connect(self.show_kind)
        self.table.walked.connect(self._choose)
        self.table.entered.connect(self._go)

    def _changed(self) -> None:
        if self.isVisible():
            self._settle.start()

    def _restyle(self, appearance: Appearance) -> None:
        self.page.restyle(appearance)
        self.chooser.restyle(theme.load(appearance.theme))
        if self.isVisible():
            self.refresh()

    def _list(self) -> None:
        """Ask for the rows that are wanted now."""
        appearance, frame, page = self._look.appearance, self._keeping.frame, self.page
        if frame is None:
            self.model.show(self._kind, None)
            return
        wanted = Arrangement(
            kind=self._kind,
            sorts=page.chosen.sorts(self._kind),
            scope=page.scope,
            on_top=page.on_top,
            place=self._place,
            lines=self._lines,
            sight=self.sight() if page.scope == "view" else None,
            days=None if self._link is None else self._link.days,
        )
        conditions = None
        if self._link is not None:
            conditions = self._link.conditions(frame.street, self._keeping.filtering.filter)
        self._lister.list(
            wanted,
            frame,
            appearance.language,
            masked=appearance.masked,
            conditions=conditions,
        )

    def _take(self, wanted: Arrangement, cells: Cells, rows: I32) -> None:
        """Show the rows that were wanted."""
        if not self.page.show_rows(wanted, cells, rows):
            self.page.stand_at(self._selection.place)
        self._tell()

    def _tell(self) -> None:
        language, kind, scope = self._look.appearance.language, self._kind, self.page.scope
        self.chooser.mark(kind, say("lists.choose", language))
        self.table.setAccessibleName(say(f"lists.kind.{kind}", language))
        link, frame = self._link, self._keeping.frame
        said = ""
        if link is not None and frame is not None:
            filter_ = self._keeping.filtering.filter
            said = link_words(link, frame.street, filter_, language)
        self.page.show_link(said)
        count = self.kinds.count(kind)
        if frame is None:
            empty = "lists.closed"
        else:
            empty = _emptiness(kind, count, scope, filtered=frame.kept is not None)
            if count and scope == "all" and link is None and not len(self.model.rows):
                empty = "lists.reading"
        self.table.say_when_empty(say(empty, language))
        self.page.count(count)

    def _stand(self) -> None:
        """Let "chosen" mean what is chosen now, and list by it."""
        self._place, self._lines = self._selection.place, self.page.by_hand(self._kind)
        self._list()
        self._tell()

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
        if place != self._place and (self.page.scope == "selected" or self.page.on_top):
            self._place, self._lines = place, NO_ROWS
            self._list()
        self.page.stand_at(place)


def _emptiness(kind: Kind, count: int | None, scope: Scope, *, filtered: bool) -> str:
    """The key of what stands in a list without a line, of which there are `count` in all."""
    if count is None:
        return "lists.reading" if ENTITIES[kind] == "event" else "lists.not_given"
    if count and scope != "all":
        return f"lists.scope.{scope}_empty"
    return "lists.empty_filtered" if filtered else f"lists.empty.{kind}"
