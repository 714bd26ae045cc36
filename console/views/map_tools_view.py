"""The map's tools on the map: toolbar, what is traced, what is said of it, and what it filters."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QObject, QPointF, Qt, Signal

from console.domain.conditions import Condition, Operator
from console.domain.words import say
from console.paint import theme
from console.state.kept import Keeping
from console.state.layers.identify import layer_findings
from console.state.layers.model import Layers
from console.state.look import Appearance, Look
from console.state.map.coordinates import Coordinates, shown_text
from console.state.map.spot import Spot
from console.state.session import Session
from console.state.tools.caught import caught_lines
from console.state.tools.identify import Finding, findings
from console.state.tools.model import Tools
from console.state.tools.trace import SWEEPS, TOOLS, Point, Tool
from console.store.columns import I32
from console.store.texts import rows_with_any
from console.views.map_view import MapView
from console.widgets.action_table import ActionTable
from console.widgets.map.findings import FindingsPanel
from console.widgets.map.tool_sheet import ToolSheet
from console.widgets.map.toolbar import MapToolbar
from console.widgets.map.tools import ToolGestures

SOURCE = "map"
"""Under which the tools put their clause into the filter."""
_EDGE_PX, _GAP_PX = 10, 8
_REACH_PX = 6.0
_ICONS = {
    Tool.IDENTIFY: "info-circle",
    Tool.DISTANCE: "ruler-measure",
    Tool.AREA: "polygon",
    Tool.BAND: "shape",
    Tool.LASSO: "lasso",
}
_ADDING = Qt.KeyboardModifier.ShiftModifier
_TAKING = Qt.KeyboardModifier.ControlModifier


class MapToolsView(QObject):
    """Lies over `map_view`; `row_gone_to` a layer's row when one that was identified is chosen."""

    row_gone_to = Signal(str, int)

    def __init__(
        self,
        *,
        map_view: MapView,
        session: Session,
        keeping: Keeping,
        look: Look,
        coordinates: Coordinates,
        actions: ActionTable,
        layers: Layers | None = None,
    ) -> None:
        super().__init__(map_view)
        self._map, self._session, self._keeping, self._look = map_view, session, keeping, look
        self._coordinates, self._layers = coordinates, layers
        self._before: I32 = np.zeros(0, np.int32)
        canvas = map_view.canvas
        self.tools = Tools(self)
        self.sheet = ToolSheet(canvas)
        self.toolbar = MapToolbar(
            [(actions[f"map.{tool}"], _ICONS[tool]) for tool in TOOLS], canvas
        )
        self.panel = FindingsPanel(canvas)
        self.gestures = ToolGestures(canvas, self.tools)
        canvas.keep_clear(self.toolbar)
        self._connect()
        self._dress(look.appearance)
        self._suit()
        self._map.aside.arrange()

    def _connect(self) -> None:
        canvas = self._map.canvas
        canvas.resized.connect(self._arrange)
        self._map.aside.placed.connect(self._arrange)
        canvas.motion.moved.connect(self._follow)
        self.tools.changed.connect(self._show)
        self.tools.chosen.connect(self._take_up)
        self.tools.caught.connect(self._filter)
        self.tools.identified.connect(self._identify)
        self.gestures.crossed_changed.connect(self._show)
        self.panel.gone_to.connect(self._go)
        self.panel.closed.connect(self._forget)
        self._session.street_changed.connect(self._suit)
        self._keeping.changed.connect(self._identify_again)
        self._look.changed.connect(self._dress)
        self._coordinates.changed.connect(self._identify_again)

    def _suit(self) -> None:
        if not self._session.runs_on:
            self.panel.go_away()
        self.tools.use(self._session.street)
        self._arrange()

    def _dress(self, appearance: Appearance) -> None:
        self._theme = theme.load(appearance.theme)
        self.toolbar.wear(self._theme)
        self._show()
        self._identify_again()

    def _arrange(self) -> None:
        """Keep sheet and toolbar in their places: below the zoom, or in a low map beside it.

        In a map too small for either the tools are a menu's affair.
        """
        canvas, zoom, legend = self._map.canvas, self._map.aside.zoom, self._map.aside.legend
        self.sheet.setGeometry(canvas.rect())
        self.sheet.lower()
        top = _EDGE_PX + zoom.sizeHint().height() + _GAP_PX
        room = canvas.height() - _EDGE_PX - legend.height() - _GAP_PX
        beside = canvas.width() - _EDGE_PX - zoom.sizeHint().width() - _GAP_PX
        fits = self.toolbar.stand_in(room - top, beside - _EDGE_PX)
        right = canvas.width() - _EDGE_PX if fits else beside
        self.toolbar.move(right - self.toolbar.width(), top if fits else _EDGE_PX)
        has_room = self.toolbar.geometry().bottom() < room
        self.toolbar.setVisible(has_room and self._session.street is not None)

    def _take_up(self) -> None:
        self.panel.go_away()
        self._show()

    def _follow(self) -> None:
        """The map moved: what is traced lies elsewhere, as long as a tool is in hand."""
        if not self.sheet.isHidden():
            self._show()

    def _show(self) -> None:
        language, tools = self._look.appearance.language, self.tools
        lines = tools.lines(language)
        frame = self._keeping.frame
        if tools.tool in SWEEPS and tools.trace.is_begun and frame is not None:
            lines = caught_lines(frame, tools.rows, language)
        self.sheet.setVisible(tools.tool is not Tool.NONE)
        self.sheet.show_trace(
            tools.trace,
            lines,
            self._map.canvas.motion.viewport,
            self._theme,
            crossed=self.gestures.crossed and tools.tool is not Tool.NONE,
        )

    def _filter(self, rows: I32, passing: bool) -> None:
        """Keep the people and homes of the buildings caught; Shift adds them, Ctrl takes away."""
        street = self._session.street
        if street is None or not self._keeping.possible:
            return
        if passing and not len(self._before):
            self._before = self._kept_rows()
        if self.gestures.modifiers & _ADDING:
            rows = np.union1d(self._before, rows).astype(np.int32)
        elif self.gestures.modifiers & _TAKING:
            rows = np.setdiff1d(self._before, rows).astype(np.int32)
        if not passing:
            self._before = np.zeros(0, np.int32)
        ids = tuple(street.buildings.id.text(row) for row in rows.tolist())
        asked = (Condition(f"building={','.join(ids)}", "building", Operator.IS, ids),)
        self._keeping.filtering.put(SOURCE, asked if ids else (), self, passing=passing)
        self._show()

    def _kept_rows(self) -> I32:
        """The buildings that the clause of the map keeps now."""
        street, asked = self._session.street, self._keeping.filtering.filter.of(SOURCE)
        if street is None or not asked:
            return np.zeros(0, np.int32)
        return rows_with_any(street.buildings.id, asked[0].values).astype(np.int32)

    def _identify(self, point: Point) -> None:
        frame, language = self._keeping.frame, self._look.appearance.language
        if frame is None:
            return
        view = self._map.canvas.motion.viewport
        reach_m = _REACH_PX * view.metres_per_px
        found = findings(frame, point, reach_m, language, self._map.base.sight.hidden)
        if self._layers is not None:
            found = (*layer_findings(self._layers, point, reach_m, language), *found)
        if not found:
            found = (Finding(say("tools.nothing_layer", language), say("tools.nothing", language)),)
        head = shown_text(frame.street, *point, self._coordinates.datum, language)
        self.panel.say(found, head, self._theme, say("window.close", language))
        self.panel.stand_by(QPointF(*view.to_px(*point)))
        if self.gestures.crossed:
            self.panel.canvas.setFocus(Qt.FocusReason.TabFocusReason)

    def _identify_again(self) -> None:
        if not self.panel.isHidden() and self.tools.trace.points:
            self._identify(self.tools.trace.points[0])

    def _go(self, finding: Finding) -> None:
        if isinstance(finding.key, tuple):
            self.row_gone_to.emit(*finding.key)
        elif isinstance(finding.key, Spot):
            self._map.canvas.pointer.pick(finding.key)

    def _forget(self) -> None:
        """The panel was closed: nothing is identified any more, and the keys go to the map."""
        if self.tools.tool is Tool.IDENTIFY:
            self.tools.back()
            self._map.canvas.setFocus()
