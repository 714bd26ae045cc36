"""All that comes after the first map: the other views, the commands, and the opening of streets."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from console.behind import Behind
from console.on_map import OnMap
from console.reports import Reports
from console.state.coordinator import Coordinator
from console.state.given import Given
from console.state.live import Live
from console.state.opening import Opening
from console.state.preferences import demo_folder
from console.state.replay import Replay
from console.state.situation import Situation
from console.state.streets import Streets
from console.state.tiles_model import tiles
from console.state.timeline import Timeline

if TYPE_CHECKING:
    from console.acts import Acts, Parts
    from console.drag_acts import DragActs
    from console.expression_acts import ExpressionActs
    from console.joins import Joins
    from console.page_acts import PageActs
    from console.running import Console
    from console.state.expression.saved import SavedFilters
    from console.state.locator import Locator
    from console.state.marking import Marking
    from console.store.columns import Street
    from console.store.frame import Frame
    from console.views.card_view import CardView
    from console.views.charts_view import ChartsView
    from console.views.day_view import DayView
    from console.views.estate_view import EstateView
    from console.views.expression_view import ExpressionView
    from console.views.facets_view import FacetsView
    from console.views.filter_bar_view import FilterBarView
    from console.views.lists_view import ListsView
    from console.views.locator_view import LocatorView
    from console.views.section_view import SectionView
    from console.views.tiles_view import TilesView
    from console.wall_acts import WallActs

_REST_MS = 400
_IDLE_MS = 1_000
"""After the first paint, before anything heavy is begun in the background."""


class Panels(QObject):
    """Makes what belongs into the window of `console`, puts it there and joins it.

    Go through `steps`, one a turn of the event loop, so that the window lives meanwhile; then
    `begin`.
    """

    section: SectionView
    estate: EstateView
    legend: FacetsView
    card: CardView
    charts: ChartsView
    days: DayView
    lists: ListsView
    tiles: TilesView
    filter_bar: FilterBarView
    expression: ExpressionView
    of_expression: ExpressionActs
    saved: SavedFilters
    locator: Locator
    finder: LocatorView
    pages: PageActs
    drags: DragActs
    acts: Acts
    of_wall: WallActs

    def __init__(self, console: Console) -> None:
        super().__init__(console)
        self._console = console
        self._is_whole = False
        self._given = Given(
            session=console.session,
            selection=console.selection,
            look=console.look,
            keeping=console.keeping,
        )
        self.live = Live(console.session, self)
        self.replay = Replay(console.session, self)
        self.coordinator = Coordinator(self)
        self._behind = Behind(self.coordinator, self)
        console.keeping.work_aside(self.coordinator, tiles)
        self.opening = Opening(self, _warm, _REST_MS)
        self.streets = Streets(
            session=console.session,
            selection=console.selection,
            preferences=console.preferences,
            opening=self.opening,
            demo_folder=demo_folder(),
            make_demo=make_demo,
            workers=self.coordinator,
            parent=self,
        )
        self.timeline = Timeline(
            session=console.session,
            streets=self.streets,
            replay=self.replay,
            live=self.live,
            parent=self,
        )
        self.on_map = OnMap(console)
        self._idle = QTimer(self)
        self._idle.setSingleShot(True)
        self._idle.setInterval(_IDLE_MS)

    def steps(self) -> Iterator[None]:
        """Make everything, a piece at a time."""
        self._console.map.canvas.is_patient = True
        for make in (
            self._make_locator,
            self._make_tiles,
            self._make_lists,
            self._make_legend,
            self._make_estate,
            self._make_card,
            self._make_days_and_charts,
            self._make_section,
            self.on_map.warm,
            partial(self.on_map.make_layers, self.coordinator),
            self.on_map.make,
            self._make_wall,
            self._make_acts,
        ):
            make()
            yield
        self._connect()
        self._is_whole = True

    def begin(self, folder: str | None) -> None:
        """Take charge of the street on show, or open the one in `folder`, None for the demo."""
        shown = self._console.session.street
        if shown is not None:
            self._idle.start()
        elif folder is not None:
            self.streets.open(folder, self._console.as_of)
        else:
            self.streets.open_demo(self._console.as_of)

    @property
    def ready(self) -> bool:
        """Whether the street's database is there too, the last that comes."""
        return self._behind.ready

    def situation(self) -> Situation:
        """How things stand, for the commands."""
        return self.acts.situation() if self._is_whole else Situation()

    def close(self) -> None:
        """Let nothing go on; returns when no thread is left."""
        self._idle.stop()
        self.replay.pause()
        self.live.stop()
        self.timeline.stop()
        self.streets.stop()
        if self._is_whole:
            self.locator.close()
            self.pages.close()
            self.drags.close()
            self.on_map.close()
            self.lists.close_worker()
            self.of_wall.close()
        self.coordinator.close()
        self._behind.close()

    def _make_locator(self) -> None:
        from console.state.expression.saved import FILTERS, SavedFilters
        from console.state.locator import Locator
        from console.views.locator_view import LocatorView

        console = self._console
        self.saved = SavedFilters(console.preferences.folder / FILTERS, self)
        self.locator = Locator(
            session=console.session,
            look=console.look,
            situation=self.situation,
            parent=self,
        )
        self.finder = LocatorView(locator=self.locator, look=console.look)
        self.finder.place_asked.connect(console.navigator.go)
        console.window.top_bar.put_locator(self.finder)
        console.window.top_bar.follow(self.live)

    def _make_tiles(self) -> None:
        from console.expression_acts import ExpressionActs
        from console.views.expression_view import ExpressionView
        from console.views.filter_bar_view import FilterBarView
        from console.views.tiles_view import TilesView

        self.tiles = TilesView(**self._given)
        centre = self._console.window.centre
        centre.put_tiles(self.tiles)
        centre.lowered.connect(self.tiles.make_low)
        self.tiles.make_low(centre.is_low)
        self.filter_bar = FilterBarView(**self._given)
        self._console.window.centre.put_filter_bar(self.filter_bar)
        self.expression = ExpressionView(**self._given, coordinator=self.coordinator)
        self.filter_bar.put_field(self.expression)
        self.of_expression = ExpressionActs(
            window=self._console.window,
            look=self._console.look,
            view=self.expression,
            saved=self.saved,
        )

    def _make_lists(self) -> None:
        from console.views.lists_view import ListsView

        self.lists = ListsView(
            **self._given,
            coordinator=self.coordinator,
            preferences=self._console.preferences,
        )
        self._console.window.docks["lists"].setWidget(self.lists)

    def _make_legend(self) -> None:
        from console.views.facets_view import FacetsView

        self.legend = FacetsView(**self._given, preferences=self._console.preferences)
        self._console.window.docks["legend"].setWidget(self.legend)

    def _make_estate(self) -> None:
        from console.views.estate_view import EstateView

        self.estate = EstateView(**self._given)
        self._console.window.centre.put_estate(self.estate)

    def _make_card(self) -> None:
        from console.views.card_view import CardView

        self.card = CardView(**self._given, coordinator=self.coordinator)
        self._console.window.docks["card"].setWidget(self.card)

    def _make_days_and_charts(self) -> None:
        from console.views.charts_view import ChartsView
        from console.views.day_view import DayView

        self.days = DayView(**self._given, replay=self.replay, timeline=self.timeline)
        self._console.window.docks["days"].setWidget(self.days)
        self.charts = ChartsView(**self._given)
        self._console.window.docks["charts"].setWidget(self.charts)
        self.live.changed.connect(self._show_live)

    def _make_section(self) -> None:
        from console.views.section_view import SectionView

        self.section = SectionView(**self._given)
        centre = self._console.window.centre
        centre.put_section(self.section)
        centre.lowered.connect(self.section.head.facts.make_low)
        self.section.head.facts.make_low(centre.is_low)
        self._console.navigator.attach(self._console.map, self.section)

    def _make_wall(self) -> None:
        from console.wall_acts import WallActs

        self.of_wall = WallActs(**self._given, window=self._console.window)

    def _make_acts(self) -> None:
        from console.acts import Acts
        from console.drag_acts import drags_of
        from console.joins import Joins
        from console.outgoing_acts import OutgoingActs
        from console.page_acts import PageActs
        from console.page_sources import sources_of
        from console.state.outgoing import Outgoing

        console = self._console
        joins = Joins(console, self.estate, self.section, self.card)
        joins.join_lists(self.tiles, self.lists, self.legend, self.filter_bar)
        self.outgoing = OutgoingActs(
            **self._given,
            window=console.window,
            streets=self.streets,
            lists=self.lists,
            outgoing=Outgoing(self.coordinator, self),
            marking=_marking(console, self),
            zoom=joins.zoom,
        )
        self.pages = PageActs(
            window=console.window,
            look=console.look,
            sources=sources_of(console, self),
            outgoing=self.outgoing,
        )
        self.drags = drags_of(console, self)
        joins.join_charts(self.charts, self.days)
        self.acts = Acts(_parts(console, self, joins))

    def _connect(self) -> None:
        console = self._console
        self._reports = Reports(console.session, self.streets, console.window, console.look)
        self.locator.offers += [self.on_map.acts.bookmarks.offered, self.of_expression.offered]
        self._idle.timeout.connect(self._adopt)
        console.session.street_changed.connect(self._behind.let_go)
        self.streets.shown.connect(self._show_street)
        self.streets.failed.connect(console.refuse)
        self.opening.database_loaded.connect(self._behind.use)
        self._behind.used.connect(self.locator.prepare)

    def _adopt(self) -> None:
        street = self._console.session.street
        if self.streets.busy:
            self._idle.start()
        elif street is not None:
            self.streets.adopt(street)

    def _show_street(self, street: Street) -> None:
        self._idle.stop()
        self._console.make_room()

    def _show_live(self) -> None:
        self.days.set_live(self.live.running)


def _marking(console: Console, panels: Panels) -> Marking:
    """What holds the marks of what changed; map and section show them."""
    from console.marked_places import MarkedPlaces
    from console.state.marking import Marking

    marking = Marking(console.session, panels)
    MarkedPlaces(marking, console.map.canvas, panels.section.canvas, panels)
    return marking


def _parts(console: Console, panels: Panels, joins: Joins) -> Parts:
    """Everything that commands act upon."""
    from console.acts import Parts

    return Parts(
        session=console.session,
        selection=console.selection,
        look=console.look,
        navigator=console.navigator,
        filtering=console.keeping.filtering,
        live=panels.live,
        replay=panels.replay,
        timeline=panels.timeline,
        preferences=console.preferences,
        streets=panels.streets,
        locator=panels.finder,
        window=console.window,
        zoom=joins.zoom,
        pair=joins.open_pair,
        list_scope=panels.lists.page.next_scope,
        of_map=panels.on_map.acts,
        of_outgoing=panels.outgoing,
        of_pages=panels.pages,
        of_expression=panels.of_expression,
        of_wall=panels.of_wall,
    )


def make_demo(progress: Callable[[str, float], None], cancelled: Callable[[], bool]) -> None:
    """Write the demo street where it is kept."""
    from console.demo.options import DemoOptions
    from console.demo.street import write_demo

    folder = demo_folder()
    folder.parent.mkdir(parents=True, exist_ok=True)
    write_demo(folder, DemoOptions(), progress=progress, cancelled=cancelled)


def _warm(street: Street, like: Frame | None) -> Frame:
    from console.warming import warm

    return warm(street, like)
