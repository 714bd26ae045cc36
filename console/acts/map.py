"""Acts upon the map: take a tool in hand, choose a datum, copy the coordinates pointed at."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QCursor, QGuiApplication
from PySide6.QtWidgets import QMenu

from console.acts import Act
from console.acts.bookmarks import BookmarkActs
from console.acts.layers import LayerActs
from console.domain import words
from console.domain.datums import Datum
from console.state.kept import Keeping
from console.state.look import Appearance, Look
from console.state.map.coordinates import Coordinates, copied_text
from console.state.session import Session
from console.state.tools.trace import TOOLS, Point, Tool
from console.views.map_tools_view import MapToolsView
from console.views.map_view import MapView
from console.widgets.tips import plain_tip
from console.window import Window


class MapActs(QObject):
    """Each method is one act, `layers` has those upon layers; `changed`: commands look again."""

    changed = Signal()

    def __init__(
        self,
        *,
        window: Window,
        session: Session,
        keeping: Keeping,
        look: Look,
        map_view: MapView,
        on_map: MapToolsView,
        coordinates: Coordinates,
        layers: LayerActs,
        bookmarks: BookmarkActs,
    ) -> None:
        super().__init__(window)
        self._window, self._session, self._keeping, self._look = window, session, keeping, look
        self._map, self._on_map, self._coordinates = map_view, on_map, coordinates
        self.layers, self.bookmarks = layers, bookmarks
        self._pointed: Point | None = None
        self._datums = QMenu(window)
        self._datums.addActions([window.table[f"map.{datum}"] for datum in Datum])
        self._connect()
        self._show_datum()
        self._name_chooser(look.appearance)

    def table(self) -> dict[str, Act]:
        """The acts by command."""
        tools = {f"map.{tool}": partial(self._on_map.tools.choose, tool) for tool in TOOLS}
        datums = {f"map.{datum}": partial(self._coordinates.choose, datum) for datum in Datum}
        return {
            **tools,
            **datums,
            "map.copy_point": self.copy_point,
            "map.add_layer": self.layers.choose_files,
            **self.bookmarks.table(),
        }

    @property
    def tool(self) -> Tool:
        """The tool in hand."""
        return self._on_map.tools.tool

    @property
    def datum(self) -> Datum:
        """The datum that coordinates are shown in."""
        return self._coordinates.datum

    @property
    def measurable(self) -> bool:
        """Whether the street lies on earth."""
        return self._on_map.tools.measurable

    @property
    def filterable(self) -> bool:
        """Whether the street can be filtered."""
        return self._keeping.possible

    def copy_point(self) -> None:
        """Put the coordinates under the pointer, or in the map's middle, on the clipboard."""
        street, view = self._session.street, self._map.canvas.motion.viewport
        if street is None:
            return
        at = self._pointed or (view.centre_x_m, view.centre_y_m)
        datum = self._coordinates.datum
        text = copied_text(street, *at, datum)
        if not text:
            self._window.status.note("coordinates.unknown")
            return
        QGuiApplication.clipboard().setText(text)
        name = words.both(f"coordinates.{datum}")
        self._window.status.note("coordinates.copied", system=name, text=text)

    def _connect(self) -> None:
        self._map.canvas.pointed.connect(self._note_point)
        self._on_map.tools.chosen.connect(self._tell_use)
        self._on_map.row_gone_to.connect(self.layers.open_table)
        self._coordinates.changed.connect(self._show_datum)
        self._keeping.changed.connect(self.changed)
        self._look.changed.connect(self._name_chooser)
        pointed = self._window.status.pointed
        pointed.setCursor(Qt.CursorShape.PointingHandCursor)
        pointed.pressed.connect(self._offer_datums)

    def _offer_datums(self) -> None:
        """A press on the status bar's coordinates offers the datums."""
        if self._session.street is not None:
            self._datums.popup(QCursor.pos())

    def _note_point(self, at: Point | None) -> None:
        self._pointed = at

    def _tell_use(self) -> None:
        """Say in the status bar how the tool in hand is used."""
        self._window.status.note(f"tools.use.{self._on_map.tools.tool}")
        self.changed.emit()

    def _show_datum(self) -> None:
        self._map.tell_in(self._coordinates.datum)
        self.changed.emit()

    def _name_chooser(self, appearance: Appearance) -> None:
        tip = words.say("coordinates.choose", appearance.language)
        self._window.status.pointed.setToolTip(plain_tip(tip))
