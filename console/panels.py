"""All that comes after the first map: the other views, the commands, and the opening of streets."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from console.acts import Acts, Parts
from console.reports import Reports
from console.state import crumbs
from console.state.coordinator import Coordinator
from console.state.given import Given
from console.state.highlight import Highlight
from console.state.live import Live
from console.state.locator import Locator
from console.state.map_spot import Spot, framed
from console.state.opening import Opening
from console.state.preferences import demo_folder
from console.state.replay import Replay
from console.state.selection import Place
from console.state.situation import Fill, Situation
from console.state.streets import Streets
from console.views.card_view import CardView
from console.views.day_view import DayView
from console.views.estate_view import EstateView
from console.views.legend_view import LegendView
from console.views.locator_view import LocatorView
from console.views.section_view import SectionView
from console.views.tiles_view import TilesView

if TYPE_CHECKING:
    from console.running import Console
    from console.store.columns import Street
    from console.store.database import Database

_IDLE_MS = 1_000
"""After the first paint, before anything heavy is begun in the background."""


class Panels(QObject):
    """Makes what belongs into the window of `console`, puts it there and joins it."""

    def __init__(self, console: Console) -> None:
        super().__init__(console)
        self._console = console
        self._database: Database | None = None
        self.live = Live(console.session, self)
        self.replay = Replay(console.session, self)
        self.highlight = Highlight(self)
        self.coordinator = Coordinator(self)
        self.opening = Opening(self)
        self.streets = Streets(
            session=console.session,
            selection=console.selection,
            preferences=console.preferences,
            opening=self.opening,
            demo_folder=demo_folder(),
            make_demo=make_demo,
            parent=self,
        )
        self.locator = Locator(
            session=console.session, look=console.look, situation=self.situation, parent=self
        )
        self.finder = LocatorView(locator=self.locator, look=console.look)
        self._make_views()
        self.acts = Acts(self._parts())
        self._idle = QTimer(self)
        self._idle.setSingleShot(True)
        self._idle.setInterval(_IDLE_MS)
        self._connect()

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
        return self._database is not None

    def situation(self) -> Situation:
        """How things stand, for the commands."""
        return self.acts.situation()

    def close(self) -> None:
        """Let nothing go on; returns when no thread is left."""
        self._idle.stop()
        self.replay.pause()
        self.live.stop()
        self.streets.stop()
        self.locator.close()
        self.coordinator.close()
        if self._database is not None:
            self._database.close()
            self._database = None

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
        from console.views.pair_view import PairView

        console = self._console
        pair = PairView(
            session=console.session,
            look=console.look,
            place=console.selection.place,
            parent=console.window,
        )
        pair.show()

    def _make_views(self) -> None:
        console = self._console
        given = Given(session=console.session, selection=console.selection, look=console.look)
        self.section = SectionView(**given, highlight=self.highlight)
        self.estate = EstateView(**given)
        self.legend = LegendView(**given, highlight=self.highlight)
        self.card = CardView(**given, coordinator=self.coordinator)
        self.days = DayView(**given, replay=self.replay)
        console.window.put_panels(
            tiles=TilesView(**given),
            estate=self.estate,
            section=self.section,
            legend=self.legend,
            card=self.card,
            days=self.days,
        )
        console.window.top_bar.put_locator(self.finder)
        console.window.top_bar.follow(self.live)
        console.navigator.attach(console.map, self.section)
        console.map.follow(self.highlight)
        self._suit(console.selection.place)

    def _parts(self) -> Parts:
        console = self._console
        return Parts(
            session=console.session,
            selection=console.selection,
            look=console.look,
            navigator=console.navigator,
            live=self.live,
            replay=self.replay,
            preferences=console.preferences,
            streets=self.streets,
            locator=self.finder,
            window=console.window,
            zoom=self.zoom,
            pair=self.open_pair,
        )

    def _connect(self) -> None:
        console = self._console
        self._reports = Reports(console.session, self.streets, console.window, console.look)
        self._idle.timeout.connect(self._adopt)
        self.streets.shown.connect(self._show_street)
        self.streets.failed.connect(console.refuse)
        self.opening.database_loaded.connect(self._use)
        self.finder.place_asked.connect(console.navigator.go)
        console.selection.changed.connect(self._suit)
        self.live.changed.connect(self._show_live)
        console.map.building_opened.connect(self._open_section)
        self.estate.opened.connect(self._open_section)
        self.estate.hovered.connect(self._tell_building)
        self.section.opened.connect(self._open_card)
        self.section.hovered.connect(self._tell_unit)

    def _adopt(self) -> None:
        street = self._console.session.street
        if street is not None and not self.streets.busy:
            self.streets.adopt(street)
            self.locator.prepare()

    def _show_street(self, street: Street) -> None:
        self._console.make_room()

    def _use(self, database: Database) -> None:
        """Answer questions from `database`; the one before is closed."""
        self.coordinator.use(database)
        if self._database is not None:
            self._database.close()
        self._database = database

    def _suit(self, place: Place) -> None:
        self._console.window.centre.suit(building=place.building >= 0)

    def _show_live(self) -> None:
        self.days.set_live(self.live.running)

    def _open_section(self) -> None:
        """Bring the section forward for a building that was opened."""
        if self._console.navigator.fill is Fill.MAP:
            self._console.navigator.show(Fill.BOTH)
        self.section.setFocus()

    def _open_card(self) -> None:
        """Bring the card forward for a unit that was opened."""
        dock = self._console.window.docks["card"]
        dock.show()
        dock.raise_()
        self.card.setFocus()

    def _tell_building(self, building: int) -> None:
        frame, language = self._console.session.frame, self._console.look.appearance.language
        told = ""
        if frame is not None and building >= 0:
            told = crumbs.told(frame, "building", building, language)
        self._console.window.status.tell_hovered(told)

    def _tell_unit(self, unit: int) -> None:
        scene, told = self.section.canvas.scene, ""
        if scene is not None and unit >= 0:
            told = self.section.canvas.explained(scene.unit_of(unit))
        self._console.window.status.tell_hovered(" · ".join(told.splitlines()))


def make_demo(progress: Callable[[str, float], None], cancelled: Callable[[], bool]) -> None:
    """Write the demo street where it is kept."""
    from console.demo.options import DemoOptions
    from console.demo.street import write_demo

    folder = demo_folder()
    folder.parent.mkdir(parents=True, exist_ok=True)
    write_demo(folder, DemoOptions(), progress=progress, cancelled=cancelled)
