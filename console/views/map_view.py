"""The map's page: the canvas with what lies over it, wired to session, selection and look."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from console.domain.datums import Datum
from console.domain.spoken import capped
from console.domain.words import say
from console.paint import theme
from console.state import places
from console.state.kept import Keeping
from console.state.layers.base import BaseLayers
from console.state.look import Appearance, Look
from console.state.map.coordinates import shown_text
from console.state.map.ground import MapGround, ground_of
from console.state.map.metrics import Metric, peak
from console.state.map.model import MapModel
from console.state.map.spot import Spot
from console.state.map.viewport import Viewport
from console.state.selection import STREET, Place, Selection, place_of_building, place_of_estate
from console.state.session import Session
from console.store.columns import Street
from console.views.map_aside import MapAside
from console.widgets.map.canvas import MapCanvas, MapContent
from console.widgets.plain_label import PlainLabel


class MapView(QWidget):
    """The street's map.

    `told_where` says coordinates and `told_hovered` the place under the pointer, "" for neither;
    `building_opened` carries the row of a building that was double-clicked or opened by Enter.
    """

    told_where = Signal(str)
    told_hovered = Signal(str)
    building_opened = Signal(int)

    def __init__(
        self,
        *,
        session: Session,
        selection: Selection,
        look: Look,
        keeping: Keeping | None = None,
        base: BaseLayers | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._session, self._selection, self._look = session, selection, look
        self._keeping = keeping or Keeping(session, parent=self)
        self.base = base or BaseLayers(parent=self)
        self._theme = theme.load(look.appearance.theme)
        self._datum = Datum.WGS84
        self.model = MapModel(session, self._keeping, self)
        self.canvas = MapCanvas(self)
        self.aside = MapAside(self.canvas, self.model, self)
        self.empty = PlainLabel(tone="muted", parent=self.canvas)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.canvas)
        self.setFocusProxy(self.canvas)
        self._connect()
        self._restyle(look.appearance)

    @property
    def viewpoint(self) -> object:
        """What is in sight, to be given to `restore`."""
        return self.canvas.motion.destination

    def restore(self, viewpoint: object) -> None:
        """Show again what was in sight."""
        if isinstance(viewpoint, Viewport):
            self.canvas.motion.look_at(viewpoint)

    def tell_in(self, datum: Datum) -> None:
        """Say coordinates in another datum from now on."""
        self._datum = datum
        self._tell_where(None)

    def choose_metric(self, metric: Metric) -> None:
        """Shade by another metric."""
        self.model.choose_metric(metric)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep everything in its corner."""
        super().resizeEvent(event)
        self.aside.arrange()
        self.canvas.pointer.keep_sight()
        self.empty.setGeometry(self.canvas.rect())

    def _connect(self) -> None:
        canvas = self.canvas
        self.model.changed.connect(self._show)
        self.base.changed.connect(self._change_layers)
        self._selection.changed.connect(self._follow)
        self._look.changed.connect(self._restyle)
        canvas.estate_picked.connect(self._pick_estate)
        canvas.building_picked.connect(self._pick_building)
        canvas.building_opened.connect(self._open_building)
        canvas.climbed.connect(self._climb)
        canvas.estate_hovered.connect(self._tell_spot)
        canvas.building_hovered.connect(self._tell_spot)
        canvas.pointed.connect(self._tell_where)

    def _restyle(self, appearance: Appearance) -> None:
        self._theme = theme.load(appearance.theme)
        self._show()
        self.aside.dress(self._theme, appearance.language)

    def _show(self) -> None:
        """Show the session's frame in the model's colours."""
        street, frame, shading = self._session.street, self._keeping.frame, self.model.shading
        self._say_state()
        if street is None or frame is None or shading is None:
            self.canvas.show_content(None)
            self.aside.hint.say(None, self._theme)
            return
        before, ground = self.canvas.content, ground_of(street)
        seen = self.canvas.motion.destination
        self.canvas.show_content(
            MapContent(
                ground=ground,
                theme=self._theme,
                shading=shading,
                estate_weight=peak(ground.street, shading.metric, "estates"),
                building_weight=peak(ground.street, shading.metric, "buildings"),
                note=self._note(ground),
                lane_note=say("map.lane", self._look.appearance.language),
                sight=self.base.sight,
            )
        )
        if self.aside.hint.hint is not None:
            self._tell_spot()
        if before is None or before.ground is not ground:
            if before is not None and self._session.runs_on and _same_metres(before, street):
                self.canvas.look_at(seen)
            self._follow(self._selection.place, self)
            self.aside.show_legend()

    def _change_layers(self) -> None:
        self._show()
        self.aside.show_legend()

    def _note(self, ground: MapGround) -> str:
        language, street = self._look.appearance.language, self._session.street
        synthetic = street is not None and street.synthetic
        notes = [say("map.synthetic", language)] if synthetic else []
        if ground.all_schematic:
            notes.append(say("map.schematic", language))
        return " · ".join(notes)

    def _say_state(self) -> None:
        """The name for screen readers, and the sentence where there is no map."""
        language, street, frame = (
            self._look.appearance.language,
            self._session.street,
            self._keeping.frame,
        )
        bare = street is not None and not len(street.estates.id) and not len(street.buildings.id)
        self.empty.setVisible(street is None or bare)
        self.empty.say(say("map.bare" if bare else "map.closed", language))
        self.canvas.setAccessibleName(say("map.name", language))
        if street is not None and frame is not None:
            spoken = say(
                "map.spoken",
                language,
                street=capped(street.name.get(language, street.code)),
                estates=len(street.estates.id),
                active=int(frame.total.active[0]),
            )
            self.canvas.setAccessibleDescription(spoken)

    def _follow(self, place: Place, source: object) -> None:
        """Outline what is chosen, and go there when somebody else chose it."""
        elsewhere = source is not self
        if place == STREET and elsewhere and self.canvas.content is not None:
            self.canvas.look_at(self.canvas.motion.home(), eased=True)
        self.canvas.mark(Spot(place.estate, place.building), in_sight=elsewhere)

    def _pick_estate(self, estate: int) -> None:
        street = self._session.street
        if street is not None:
            place = place_of_estate(street, estate) if estate >= 0 else STREET
            self._selection.choose(place, self)

    def _pick_building(self, building: int) -> None:
        if self._session.street is not None:
            self._selection.choose(place_of_building(self._session.street, building), self)

    def _open_building(self, building: int) -> None:
        self._pick_building(building)
        self.building_opened.emit(building)

    def _climb(self) -> None:
        if self._session.street is not None:
            above = places.above(self._session.street, self._selection.place)
            self._selection.choose(above, None)

    def _tell_spot(self) -> None:
        """Say what the pointer is over, beside it and in the status bar."""
        from console.state.map.hint import hint

        frame, spot = self._keeping.frame, self.canvas.pointer.hovered
        said = hint(frame, spot, self._look.appearance.language) if frame else None
        self.aside.hint.say(said, self._theme)
        self.told_hovered.emit(said.spoken if said else "")

    def _tell_where(self, at: tuple[float, float] | None) -> None:
        street = self._session.street
        language = self._look.appearance.language
        said = ""
        if street is not None and street.projection is not None:
            name = f"coordinates.{self._datum}"
            said = shown_text(street, *at, self._datum, language) if at else say(name, language)
        self.told_where.emit(said)
        if at is not None:
            x, y = self.canvas.motion.viewport.to_px(*at)
            self.aside.hint.stand_at(x, y)


def _same_metres(before: MapContent, street: Street) -> bool:
    """Whether a point lies at the same metres as in what was shown before."""
    return before.ground.street.projection == street.projection
