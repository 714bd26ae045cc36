"""The views that come after the first map: tiles, estate, section, legend, card, days, commands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from console.acts import Acts, Parts
from console.state.coordinator import Coordinator
from console.state.given import Given
from console.state.highlight import Highlight
from console.state.map_spot import Spot, framed
from console.state.replay import Replay
from console.state.selection import Place
from console.state.situation import Fill
from console.views.card_view import CardView
from console.views.day_view import DayView
from console.views.estate_view import EstateView
from console.views.legend_view import LegendView
from console.views.pair_view import PairView
from console.views.section_view import SectionView
from console.views.tiles_view import TilesView

if TYPE_CHECKING:
    from console.running import Console
    from console.store.database import Database


class Panels(QObject):
    """Makes the views of `console`, puts them into its window and joins them."""

    def __init__(self, console: Console) -> None:
        super().__init__(console)
        self._console = console
        given = Given(session=console.session, selection=console.selection, look=console.look)
        self._database: Database | None = None
        self.coordinator = Coordinator(self)
        self.replay = Replay(console.session, self)
        self.highlight = Highlight(self)
        self.tiles = TilesView(**given)
        self.estate = EstateView(**given)
        self.section = SectionView(**given)
        self.legend = LegendView(**given, highlight=self.highlight)
        self.card = CardView(**given, coordinator=self.coordinator)
        self.days = DayView(**given, replay=self.replay)
        console.window.put_panels(
            tiles=self.tiles,
            estate=self.estate,
            section=self.section,
            legend=self.legend,
            card=self.card,
            days=self.days,
        )
        console.navigator.attach(console.map, self.section)
        self.acts = Acts(self._parts())
        self._connect()
        self._suit(console.selection.place)

    def use(self, database: Database) -> None:
        """Answer questions from `database`; the one before is closed."""
        self.coordinator.use(database)
        if self._database is not None:
            self._database.close()
        self._database = database

    def close(self) -> None:
        """Let no question run on."""
        self.replay.pause()
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
        console = self._console
        pair = PairView(
            session=console.session,
            look=console.look,
            place=console.selection.place,
            parent=console.window,
        )
        pair.show()

    def _parts(self) -> Parts:
        console = self._console
        return Parts(
            session=console.session,
            selection=console.selection,
            look=console.look,
            navigator=console.navigator,
            live=console.live,
            replay=self.replay,
            preferences=console.preferences,
            streets=console.streets,
            locator=console.finder,
            window=console.window,
            zoom=self.zoom,
            pair=self.open_pair,
        )

    def _connect(self) -> None:
        console = self._console
        console.selection.changed.connect(self._suit)
        console.live.changed.connect(self._show_live)
        console.map.building_opened.connect(self._open_section)
        self.estate.opened.connect(self._open_section)

    def _suit(self, place: Place) -> None:
        self._console.window.centre.suit(building=place.building >= 0)

    def _open_section(self) -> None:
        """Bring the section forward for a building that was opened."""
        if self._console.navigator.fill is Fill.MAP:
            self._console.navigator.show(Fill.BOTH)
        self.section.setFocus()

    def _show_live(self) -> None:
        self.days.set_live(self._console.live.running)
