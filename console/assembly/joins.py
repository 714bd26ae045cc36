"""What a gesture in one view does in another: open, hover, zoom to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from console.acts.window import bring_forward
from console.assembly.pointed import Pointed
from console.domain.words import say
from console.state.charts.season import Measure
from console.state.lists.link import ListLink
from console.state.lists.scope import Sight
from console.state.map.spot import Spot, framed
from console.state.selection import Place
from console.state.situation import Fill
from console.store.lists import Kind
from console.views.map_lists import MapLists
from console.widgets.number_links import NumberLinks
from console.widgets.painting_in_turn import PaintingInTurn

if TYPE_CHECKING:
    from console.assembly.running import Console
    from console.paint.numbers import Number
    from console.views.card_view import CardView
    from console.views.charts_view import ChartsView
    from console.views.day_view import DayView
    from console.views.estate_view import EstateView
    from console.views.facets_view import FacetsView
    from console.views.filter_bar_view import FilterBarView
    from console.views.lists_view import ListsView
    from console.views.season_view import SeasonView
    from console.views.section_view import SectionView
    from console.views.tiles_view import TilesView

_TOLD_LATER = ("card", "legend")


class Joins(QObject):
    """Joins the views of `console`; made when all of them are there."""

    def __init__(
        self, console: Console, estate: EstateView, section: SectionView, card: CardView
    ) -> None:
        super().__init__(console)
        self._console, self._estate, self._section, self._card = console, estate, section, card
        self._season: SeasonView | None = None
        self._painting = PaintingInTurn(self)
        self._told = console.selection.place
        console.selection.changed.connect(self._tell_later)
        console.session.street_changed.connect(self._tell_anew)
        console.map.building_opened.connect(self._open_section)
        estate.opened.connect(self._open_section)
        section.opened.connect(self._open_card)
        self._pointed = Pointed(console, estate, section)

    def join_lists(
        self, tiles: TilesView, lists: ListsView, legend: FacetsView, filter_bar: FilterBarView
    ) -> None:
        """A tile and a number open their lists; Enter in a list goes where it leads."""
        self._lists = lists
        tiles.asked.connect(self._open_list)
        lists.went.connect(self.zoom)
        lists.page.told.connect(self._tell_copied)
        lists.sight = self._sight
        self._console.window.breadcrumb.asked.connect(self.open_link)
        self._join_numbers(legend, filter_bar)
        console = self._console
        of_map = MapLists(console.map.canvas, console.map.model, console.keeping, console.look)
        of_map.asked.connect(self.open_link)
        self._console.map.canvas.motion.moved.connect(lists.sight_moved)
        self._console.navigator.fill_changed.connect(lists.sight_moved)
        self._console.selection.changed.connect(lists.sight_moved)

    def _tell_copied(self, key: str, rows: int) -> None:
        self._console.window.status.note(key, count=rows)

    def _join_numbers(self, legend: FacetsView, filter_bar: FilterBarView) -> None:
        """Every number of the panels opens the list behind it."""
        for sheet in (legend.list, self._card.sheet):
            self._link(NumberLinks(sheet, self._tell_number, sideways=True))
        assert self._console.panels is not None
        found = self._console.panels.on_map.tools.panel.canvas
        for canvas in (self._estate.canvas, self._estate.lane, found):
            self._link(NumberLinks(canvas, self._tell_number))
        for line in (legend.head, self._estate.head, filter_bar.told):
            self._link(NumberLinks(line, self._tell_number, sideways=True, pressed=True))
        for links in self._links_of(self._section):
            self._link(links)

    def _links_of(self, section: SectionView) -> tuple[NumberLinks, NumberLinks]:
        """What makes the numbers of a section and of its head links."""
        facts = section.head.facts
        return (
            NumberLinks(section.canvas, self._tell_number),
            NumberLinks(facts, self._tell_number, sideways=True, pressed=True),
        )

    def _open_here(self, link: ListLink) -> None:
        """Open a list asked for in another window in the main one."""
        self._console.window.activateWindow()
        self.open_link(link)

    def _link(self, links: NumberLinks) -> None:
        links.opened.connect(self.open_link)

    def join_charts(self, charts: ChartsView, days: DayView) -> None:
        """A day picked in a chart is gone to; what is opened there opens its list."""
        charts.asked_instant.connect(days.go_to)
        charts.asked_list.connect(self._open_list)
        charts.asked_link.connect(self.open_link)
        charts.enlarged.connect(self._open_season)
        for canvas in charts.canvases.values():
            self._link(NumberLinks(canvas, self._tell_number))
        self._console.window.docks["charts"].visibilityChanged.connect(charts.wake)

    def zoom(self) -> None:
        """Bring the selection into sight on the map."""
        canvas, place = self._console.map.canvas, self._console.selection.place
        if canvas.content is None:
            return
        spot = Spot(place.estate, place.building)
        wanted = framed(canvas.content.ground, spot, canvas.motion.destination)
        if wanted is not None:
            canvas.look_at(wanted, eased=True)

    def open_pair(self) -> None:
        """Two sections in a window of their own."""
        from console.assembly.marked_places import MarkedSection
        from console.views.pair_view import PairView

        console = self._console
        assert console.panels is not None
        pair = PairView(
            session=console.session,
            look=console.look,
            keeping=console.keeping,
            place=console.selection.place,
            parent=console.window,
        )
        for breadcrumb, section in zip(pair.breadcrumbs, pair.sections, strict=True):
            breadcrumb.asked.connect(self._open_here)
            MarkedSection(console.panels.outgoing.marking, section.canvas, section)
            for links in self._links_of(section):
                links.opened.connect(self._open_here)
        pair.show()

    def _sight(self) -> Sight:
        """What is in view: the map's extent, or the open building where it fills the window."""
        place = self._console.selection.place
        if self._console.navigator.fill is Fill.SECTION and place.building >= 0:
            return Sight(building=place.building)
        canvas = self._console.map.canvas
        return Sight(None if canvas.content is None else canvas.motion.viewport.box)

    def _tell_later(self, place: Place) -> None:
        """Paint in turn what is another with every place: docks, and before them the middle.

        The middle is painted at once where only a unit or a person is another in the same building.
        """
        before, self._told = self._told, place
        docked = (self._console.window.docks[name].widget() for name in _TOLD_LATER)
        later = [pane for pane in docked if pane is not None]
        if (before.estate, before.building) != (place.estate, place.building):
            later = [*reversed(self._console.window.centre.panes()), *later]
        self._painting.hold(later)

    def _tell_anew(self) -> None:
        """Paint every pane in its turn: another street, or another snapshot of the same."""
        self._painting.hold(self._console.window.panes())

    def _open_section(self) -> None:
        """Bring the section forward for a building that was opened."""
        if self._console.navigator.fill is Fill.MAP:
            self._console.navigator.show(Fill.BOTH)
        self._section.setFocus()

    def _open_card(self) -> None:
        """Bring the card forward for a unit that was opened."""
        dock = self._console.window.docks["card"]
        dock.show()
        dock.raise_()
        self._card.setFocus()

    def _open_season(self, measure: Measure) -> None:
        """The large chart in a window of its own; made when it is first asked for."""
        console = self._console
        if self._season is None:
            from console.views.season_view import SeasonView

            self._season = SeasonView(
                keeping=console.keeping, look=console.look, parent=console.window
            )
        self._season.show_measure(measure)
        bring_forward(self._season)

    def open_link(self, link: ListLink) -> None:
        """Bring the lists forward and show the one behind a number."""
        self._open_list(link.kind)
        self._lists.show_link(link)
        self._lists.setFocus()

    def _open_list(self, kind: Kind) -> None:
        """Bring the lists forward and show one."""
        self._console.window.bring("lists")
        self._lists.show_kind(kind)

    def _tell_number(self, number: Number) -> str:
        """What a number opens, for its tool tip."""
        language = self._console.look.appearance.language
        name = say(f"lists.kind.{number.link.kind}", language)
        return say("lists.open_link", language, name=name, count=number.text)
