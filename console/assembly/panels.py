"""All that comes after the first map: the other views, the commands, and the opening of streets."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from console.assembly import pieces
from console.assembly.behind import Behind
from console.assembly.on_map import OnMap
from console.assembly.reports import Reports
from console.domain.progress import Progress, Stopped
from console.state.coordinator import Coordinator
from console.state.given import Given
from console.state.live import Live
from console.state.map.ground import keep_ground
from console.state.opening import Opening
from console.state.pace import Pace
from console.state.preferences import demo_folder
from console.state.replay import Replay
from console.state.situation import Situation
from console.state.streets import Streets
from console.state.timeline import Timeline

if TYPE_CHECKING:
    from console.acts.drags import DragActs
    from console.acts.expressions import ExpressionActs
    from console.acts.outgoing import OutgoingActs
    from console.acts.pages import PageActs
    from console.acts.table import Acts
    from console.acts.wall import WallActs
    from console.assembly.running import Console
    from console.state.expression.saved import SavedFilters
    from console.state.locator import Locator
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

_LANE = "warming"
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
    outgoing: OutgoingActs
    of_wall: WallActs

    def __init__(self, console: Console) -> None:
        super().__init__(console)
        self._console = console
        self._is_whole = False
        self.given = Given(
            session=console.session,
            selection=console.selection,
            look=console.look,
            keeping=console.keeping,
        )
        self.live = Live(console.session, self)
        self.replay = Replay(console.session, self)
        self.coordinator = Coordinator(self)
        self._behind = Behind(self.coordinator, self)
        console.keeping.work_aside(self.coordinator)
        self.pace = Pace(console.keeping, self)
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

    def warm(self, then: Callable[[object], None]) -> None:
        """Have a worker compute what the views will ask of the street on show, `then` go on."""
        shown = self._console.session.frame
        if shown is None:
            then(None)
        else:
            self.coordinator.do(_LANE, partial(_look_at, shown), then, then)

    def steps(self) -> Iterator[None]:
        """Make everything, a piece at a time."""
        self._console.map.canvas.is_patient = True
        for make in pieces.IN_TURN:
            yield from make(self._console, self)
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

    def show_live(self) -> None:
        """Say in the day strip whether the instant runs with the clock."""
        self.days.set_live(self.live.running)

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
        self._console.keeping.work_aside(None)
        self.coordinator.close()
        self._behind.close()

    def _connect(self) -> None:
        console = self._console
        self._reports = Reports(console.session, self.streets, console.window, console.look)
        self.locator.offers += [self.on_map.acts.bookmarks.offered, self.of_expression.offered]
        self._idle.timeout.connect(self._adopt)
        console.session.street_changed.connect(self._behind.let_go)
        self.streets.shown.connect(self._show_street)
        self.streets.failed.connect(console.refuse)
        self.opening.database_loaded.connect(self._behind.use)
        self._behind.used.connect(self._get_ready_early)
        self._behind.used.connect(self.locator.prepare)

    def _adopt(self) -> None:
        street = self._console.session.street
        if self.streets.busy:
            self._idle.start()
        elif street is not None:
            self.streets.adopt(street)

    def _get_ready_early(self) -> None:
        self._console.keeping.get_ready(early=True)

    def _show_street(self, street: Street) -> None:
        self._idle.stop()
        keep_ground(street)
        self._console.make_room()


def make_demo(progress: Progress, cancelled: Stopped) -> None:
    """Write the demo street where it is kept."""
    from console.demo.options import DemoOptions
    from console.demo.street import write_demo

    folder = demo_folder()
    folder.parent.mkdir(parents=True, exist_ok=True)
    write_demo(folder, DemoOptions(), progress=progress, cancelled=cancelled)


def _warm(street: Street, like: Frame | None) -> Frame:
    from console.assembly.warming import warm

    return warm(street, like)


def _look_at(shown: Frame, stopped: Stopped) -> None:
    from console.assembly.warming import look_at

    look_at(shown, stopped)
