"""What of the window can leave as pages now, and the orders for it as it is on show."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QWidget

from console.acts.lists_in_order import rows_in_order, rows_in_sight
from console.domain.progress import Stopped
from console.domain.spoken import capped
from console.domain.words import LANGUAGES, say
from console.state.filtering import NO_FILTER
from console.state.kept import Keeping
from console.state.layers.leaving import drawing_of
from console.state.lists.cells import Cells
from console.state.lists.columns import Column, column_of
from console.state.lists.texts import text
from console.state.look import Look
from console.state.map.shading import default_classes
from console.state.marking import Marking
from console.state.outgoing import Ordering
from console.state.pages.leaving import Leaving
from console.state.pages.order import (
    MOST_ROWS,
    WHATS,
    BookletSubject,
    CardSubject,
    ChartsSubject,
    ListColumn,
    ListSubject,
    MapSubject,
    Order,
    Paper,
    SectionSubject,
    Subject,
    What,
)
from console.state.selection import Selection
from console.store.columns import I32
from console.store.lists import ENTITIES

if TYPE_CHECKING:
    from console.acts.layers import LayerActs
    from console.views.card_view import CardView
    from console.views.charts_view import ChartsView
    from console.views.lists_view import ListsView
    from console.views.map_view import MapView
    from console.views.section_view import SectionView

Subjecting = Callable[[Stopped], Subject]


class PageSources(QObject):
    """Reads the panes when asked; nothing of them is changed. Only ask while a street is open."""

    def __init__(
        self,
        *,
        selection: Selection,
        keeping: Keeping,
        look: Look,
        map_view: MapView,
        layers: LayerActs,
        section: SectionView,
        lists: ListsView,
        charts: ChartsView,
        card: CardView,
        marking: Marking,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._selection, self._keeping, self._look = selection, keeping, look
        self._map, self._lists, self._card = map_view, lists, card
        self._layers, self._marking = layers, marking
        self._panes: dict[What, QWidget] = {
            "map": map_view,
            "section": section,
            "list": lists,
            "charts": charts,
            "card": card,
        }

    def offered(self) -> dict[What, str]:
        """What can leave, and what it is called."""
        return self._named(self._look.appearance.language)

    def leaving(self, what: What) -> Leaving:
        """What the log is told of something that leaves now."""
        frame = self._keeping.frame
        assert frame is not None
        named = {language: self._named(language)[what] for language in LANGUAGES}
        return Leaving(what, named, frame.street)

    def _named(self, language: str) -> dict[What, str]:
        place, frame = self._selection.place, self._keeping.frame
        estate = building = ""
        if frame is not None and place.estate >= 0:
            estate = capped(frame.street.estates.name.text(place.estate), 60)
        if frame is not None and place.building >= 0:
            building = capped(frame.street.buildings.name.text(place.building), 60)
        kind = say(f"lists.kind.{self._lists.kind}", language)
        said = {"list": kind, "estate": estate, "building": building}
        lacking = {"section"} if place.building < 0 else set()
        lacking |= {"booklet"} if place.estate < 0 else set()
        return {
            what: say(f"page.what.{what}", language, **said)
            for what in WHATS
            if what not in lacking
        }

    def at_hand(self) -> What:
        """The pane that has the keyboard, the map where none of them does."""
        focused = QApplication.focusWidget()
        for what, pane in self._panes.items():
            is_in_it = focused is not None and (pane is focused or pane.isAncestorOf(focused))
            if is_in_it and what in self.offered():
                return what
        return "map"

    def pane_px(self, what: What) -> tuple[int, int]:
        """How large the pane of something is."""
        pane = self._panes.get(what, self._map)
        return pane.width(), pane.height()

    def ordering(self, what: What, paper: Paper, *, in_sight: bool = False) -> Ordering:
        """What makes the order for something as it is on show now; a list only `in_sight` where so.

        The window's part is read at once, the words of a list are made on the worker.
        """
        frame = self._keeping.frame
        assert frame is not None
        street, filter_ = frame.street, self._keeping.filtering.filter
        make = self._subject(what, paper, in_sight=in_sight)
        wanted = filter_ if self._keeping.possible else NO_FILTER
        marks = self._marking.marks

        def ordering(stopped: Stopped) -> Order:
            subject = make(stopped)
            at_us = frame.as_of_us
            return Order(street.folder, street.key, at_us, subject, paper, wanted, marks)

        return ordering

    def picturing(self, what: What, *, in_sight: bool = False) -> Ordering:
        """What makes the order for a picture of a pane as large as it is, by day, masked as shown.

        A list only `in_sight` where so.
        """
        appearance = self._look.appearance
        paper = Paper(
            ".png",
            page=None,
            pane_px=self.pane_px(what),
            language=appearance.language,
            masked=appearance.masked,
        )
        return self.ordering(what, paper, in_sight=in_sight)

    def _subject(self, what: What, paper: Paper, *, in_sight: bool) -> Subjecting:
        place, recolouring = self._selection.place, self._look.appearance.recolouring
        if what == "list":
            return self._listed(paper, in_sight=in_sight)
        subject: Subject
        if what == "section":
            subject = SectionSubject(place.building, recolouring)
        elif what == "booklet":
            subject = BookletSubject(place.estate, recolouring)
        elif what == "card":
            subject = CardSubject(self._card.blocks(masked=paper.masked))
        elif what == "charts":
            subject = ChartsSubject()
        else:
            return self._mapped()

        def made(_: Stopped) -> Subject:
            return subject

        return made

    def _mapped(self) -> Subjecting:
        """The map in the colours and the extent that it shows, with its layers as they lie."""
        model, frame = self._map.model, self._keeping.frame
        assert frame is not None
        classes = model.classes or default_classes(frame.street, model.metric)
        box, layers = self._map.canvas.motion.viewport.box, self._layers.drawn
        sight = self._map.base.sight

        def made(_: Stopped) -> Subject:
            drawings = tuple(drawing_of(layer, box) for layer in layers)
            return MapSubject(model.metric, classes, box, drawings, sight)

        return made

    def _listed(self, paper: Paper, *, in_sight: bool) -> Subjecting:
        """The list on show in its order and with its columns."""
        lists, frame = self._lists, self._keeping.frame
        assert frame is not None
        kind = lists.kind
        whole = rows_in_order(lists, self._keeping)
        rows = rows_in_sight(lists, self._keeping) if in_sight else whole[:MOST_ROWS]
        cells = Cells(frame, ENTITIES[kind], paper.language, masked=paper.masked)
        columns = [column_of(ENTITIES[kind], key) for key in lists.page.chosen.keys(kind)]
        title = say(f"lists.kind.{kind}", paper.language)
        if lists.page.link_said:
            title = f"{title} · {lists.page.link_said}"

        def made(stopped: Stopped) -> Subject:
            return _in_words(title, cells, columns, rows, len(whole), stopped)

        return made


def _in_words(
    title: str, cells: Cells, columns: list[Column], rows: I32, total: int, stopped: Stopped
) -> ListSubject:
    """Some rows of a list of `total` as it says them; those made until it is stopped."""
    lines, marks = [], []
    for row in rows.tolist():
        if stopped():
            break
        lines.append(tuple(text(cells, row, column.key) for column in columns))
        marks.append(cells.mark(row))
    headings = tuple(
        ListColumn(
            say(f"lists.column.{one.key}", cells.language),
            one.numeric,
            one.stretches,
            one.marked,
        )
        for one in columns
    )
    has_marks = any(one.marked for one in columns)
    return ListSubject(title, headings, tuple(lines), total, tuple(marks) if has_marks else ())
