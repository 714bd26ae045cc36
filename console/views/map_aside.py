"""What lies over the map, in its corners: legend, zoom buttons, hint, the editor of classes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtWidgets import QWidget

from console.domain.words import say
from console.paint.map.ink import building_colours, estate_colours
from console.paint.theme import Theme, load
from console.state.map.classes import Classes
from console.state.map.metrics import Metric
from console.state.map.model import MapModel
from console.state.map.scene import Stress
from console.widgets.map.canvas import MapCanvas
from console.widgets.map.hint import MapHint
from console.widgets.map.legend import MapLegend, legend_text
from console.widgets.map.plate import Plate
from console.widgets.map.zoom import MapZoom

if TYPE_CHECKING:
    from console.widgets.map.classes_editor import ClassesEditor

_EDGE_PX = 10
_ZOOM = 1.6
_BESIDE = Qt.FindChildOption.FindDirectChildrenOnly


class MapAside(QObject):
    """Arranges and fills what lies over `canvas`; the legend speaks of buildings once they show.

    `placed` when the zoom has its place: what stands beside it takes its own then.
    """

    placed = Signal()

    def __init__(self, canvas: MapCanvas, model: MapModel, owner: QWidget) -> None:
        super().__init__(owner)
        self._canvas, self._model = canvas, model
        self.legend = MapLegend(canvas)
        self.zoom = MapZoom(canvas)
        self.hint = MapHint(canvas)
        self._owner = owner
        self._editor: ClassesEditor | None = None
        self._language = "zh"
        self._look = load("night")
        self._stress: Stress = "estates"
        for widget in (self.legend, self.zoom):
            canvas.keep_clear(widget)
        self._connect()

    def dress(self, theme: Theme, language: str) -> None:
        """Take a theme and a language."""
        self._look, self._language = theme, language
        self.zoom.dress(theme, language)
        self.show_legend()

    def show_legend(self) -> None:
        """Show the classes in force for what is in sight: estates, or buildings when they show."""
        shading, theme = self._model.shading, self._look
        shown = self.legend.isHidden() and shading is not None
        for widget in (self.legend, self.zoom):
            widget.setVisible(shading is not None)
        if shading is None:
            return
        self._stress = self._canvas.stress
        if self._stress == "buildings":
            classes, counts = shading.building_classes, shading.buildings_by_class
            fills = building_colours(theme, len(classes), shading.hue)
        else:
            classes, counts = shading.estate_classes, shading.estates_by_class
            fills = estate_colours(theme, len(classes), self._stress, shading.hue)
        caption = say(f"map.level.{self._level}", self._language)
        text = legend_text(caption, classes, shading.metric, fills, counts.tolist())
        resized = self.legend.show_metric(
            shading.metric, text, theme, self._language, of_kept=shading.of_kept
        )
        if resized or shown:
            self.arrange()

    def arrange(self) -> None:
        """Put everything into its corner; the legend gives up what the map is too narrow for."""
        self.zoom.fit(self._canvas.height() - self.legend.height() - 3 * _EDGE_PX)
        self.zoom.adjustSize()
        self.zoom.move(self._canvas.width() - self.zoom.width() - _EDGE_PX, _EDGE_PX)
        self.legend.move(_EDGE_PX, self._canvas.height() - self.legend.height() - _EDGE_PX)
        self.placed.emit()
        self.legend.fit(self._free_right() - 2 * _EDGE_PX)
        self._canvas.make_way()

    def _free_right(self) -> int:
        """How far right the legend may reach before another plate stands in its way."""
        top = self.legend.y()
        plates = self._canvas.findChildren(Plate, options=_BESIDE)
        shown = [one.geometry() for one in plates if one is not self.legend and one.isVisible()]
        lefts = [one.left() for one in shown if one.top() < top <= one.bottom()]
        return min([self._canvas.width(), *lefts])

    def _connect(self) -> None:
        self._canvas.motion.moved.connect(self._follow)
        self._model.changed.connect(self.show_legend)
        self.zoom.closer.connect(self._closer)
        self.zoom.farther.connect(self._farther)
        self.zoom.whole.connect(self._whole)
        self.legend.metric_chosen.connect(self._model.choose_metric)
        self.legend.adjust_asked.connect(self._adjust)

    @property
    def editor(self) -> ClassesEditor:
        """The editor of classes; made when first needed."""
        if self._editor is None:
            from console.widgets.map.classes_editor import ClassesEditor

            self._editor = ClassesEditor(self._owner)
            self._editor.changed.connect(self._take)
            self._editor.number_chosen.connect(self._take_number)
            self._editor.default_asked.connect(self._take_default)
        return self._editor

    @property
    def _level(self) -> str:
        return "buildings" if self._stress == "buildings" else "estates"

    def _follow(self) -> None:
        if self._canvas.stress != self._stress:
            self.show_legend()

    def _closer(self) -> None:
        self._zoom(_ZOOM)

    def _farther(self) -> None:
        self._zoom(1 / _ZOOM)

    def _zoom(self, factor: float) -> None:
        view = self._canvas.motion.destination
        zoomed = view.zoomed(factor, view.width_px / 2, view.height_px / 2)
        self._canvas.look_at(zoomed, eased=True)

    def _whole(self) -> None:
        self._canvas.look_at(self._canvas.motion.home(), eased=True)

    def _adjust(self) -> None:
        self._show_editor()
        corner = self.legend.mapToGlobal(QPoint(self.legend.width(), 0))
        self.editor.move(corner - QPoint(self.editor.width(), self.editor.height() + _EDGE_PX))
        self.editor.show()

    def _show_editor(self) -> None:
        classes = self._model.classes
        if classes is not None:
            shown = classes.buildings if self._stress == "buildings" else classes.estates
            whole = self._model.metric is not Metric.RATE
            self.editor.show_classes(shown, self._language, whole=whole)

    def _take(self, classes: Classes) -> None:
        if self._stress == "buildings":
            self._model.set_buildings(classes)
        else:
            self._model.set_estates(classes)
        self._show_editor()

    def _take_number(self, number: int) -> None:
        self._model.set_number(self._level, number)
        self._show_editor()

    def _take_default(self) -> None:
        self._model.set_default()
        self._show_editor()
