"""The layers on the map: a picture of each, moved at once and drawn anew between turns."""

from __future__ import annotations

from collections.abc import Generator
from time import perf_counter

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QPainter

from console.paint import theme
from console.paint.map.layer_ink import LayerPaths, LayerPicture, draw_flash, steps
from console.paint.theme import Theme
from console.state.layers.layer import Content, Layer
from console.state.layers.model import Layers
from console.state.map.base import TOP
from console.state.map.viewport import Viewport
from console.widgets.map.canvas import MapCanvas
from console.widgets.map.drawing import TURN_S
from console.widgets.map.motion import moves

_BEATS, _BEAT_MS = 6, 160


class LayerSheets(QObject):
    """Draws what `layers` shows over the picture of `canvas`, or gives it what lies among its own.

    `flash` brings one row out.

    A picture in the making is brought to its end, so that a long drag always gets fresh ones.
    """

    def __init__(self, canvas: MapCanvas, layers: Layers) -> None:
        super().__init__(canvas)
        self._canvas, self._layers = canvas, layers
        self._theme = theme.load("night")
        self._pictures: dict[str, LayerPicture | None] = {}
        self._seen: dict[str, tuple[Content | None, Viewport, Theme, float, int]] = {}
        self._paths: dict[str, tuple[Content, LayerPaths]] = {}
        self._job: tuple[str, Generator[None, None, LayerPicture | None]] | None = None
        self._turns = QTimer(self)
        self._turns.setInterval(0)
        self._turns.timeout.connect(self._turn)
        self._flashed: tuple[str, int] | None = None
        self._beats = 0
        self._beat = QTimer(self)
        self._beat.setInterval(_BEAT_MS)
        self._beat.timeout.connect(self._blink)
        canvas.over.append(self.draw)
        canvas.motion.moved.connect(self._follow)
        layers.changed.connect(self._take)

    def wear(self, look: Theme) -> None:
        """Draw in the colours of another theme."""
        self._theme = look
        self._follow()

    def draw(self, painter: QPainter, viewport: Viewport) -> None:
        """The pictures where their metres lie now, and the row brought out."""
        for layer in self._lifted():
            picture = self._pictures.get(layer.key)
            if picture is not None and picture.content is layer.content:
                painter.setOpacity(layer.opacity)
                painter.drawImage(picture.place_in(viewport), picture.image)
        painter.setOpacity(1.0)
        if self._flashed is not None and self._beats % 2 == 0:
            key, row = self._flashed
            layer_flashed = self._layers.of(key)
            if layer_flashed is not None and layer_flashed.shapes is not None:
                paths = self._paths_of(layer_flashed)
                draw_flash(painter, layer_flashed, paths, row, viewport, self._theme)

    def flash(self, key: str, row: int) -> None:
        """Bring a row out: it blinks and then stays; row -1 takes it back."""
        self._flashed = (key, row) if row >= 0 else None
        self._beats = _BEATS if row >= 0 and moves(self._canvas) else 0
        if self._beats:
            self._beat.start()
        self._canvas.renew()

    def finish(self) -> None:
        """Bring every picture to its end at once."""
        while self._job is not None or self._begin():
            self._step()

    def stop(self) -> None:
        """Let nothing go on."""
        self._turns.stop()
        self._beat.stop()
        if self._job is not None:
            self._job[1].close()
            self._job = None

    def _take(self) -> None:
        known = {layer.key for layer in self._layers.layers}
        for kept in (self._pictures, self._seen, self._paths):
            for key in [key for key in kept if key not in known]:
                del kept[key]
        self._canvas.motion.reach(self._layers.bounds())
        among = [one for one in self._layers.drawn() if one.over != TOP]
        laid = tuple((one, self._paths_of(one)) for one in among)
        if laid != self._canvas.laid:
            self._canvas.laid = laid
            self._canvas.show_content(self._canvas.content)
        self._follow()
        self._canvas.renew()

    def _lifted(self) -> tuple[Layer, ...]:
        """Those over all the street's own, the lowest first; the others are in its picture."""
        return tuple(one for one in self._layers.drawn() if one.over == TOP)

    def _follow(self) -> None:
        if self._lifted():
            self._turns.start()

    def _turn(self) -> None:
        if self._canvas.drawing.busy:
            return
        until = perf_counter() + TURN_S
        while perf_counter() < until:
            if self._job is None and not self._begin():
                self._turns.stop()
                return
            self._step()

    def _begin(self) -> bool:
        """Begin with the first layer whose picture is not that of now; False when all are."""
        view, ratio = self._canvas.motion.viewport, self._canvas.devicePixelRatioF()
        for layer in self._lifted():
            wanted = (layer.content, view, self._theme, ratio, layer.colour)
            if self._seen.get(layer.key) != wanted:
                self._seen[layer.key] = wanted
                paths = self._paths_of(layer)
                self._job = layer.key, steps(layer, paths, view, self._theme, ratio)
                return True
        return False

    def _step(self) -> None:
        if self._job is None:
            return
        key, job = self._job
        try:
            next(job)
        except StopIteration as done:
            self._job = None
            self._pictures[key] = done.value
            self._canvas.renew()

    def _paths_of(self, layer: Layer) -> LayerPaths:
        assert layer.content is not None
        assert layer.shapes is not None
        known = self._paths.get(layer.key)
        if known is None or known[0] is not layer.content:
            known = self._paths[layer.key] = layer.content, LayerPaths(layer.shapes)
        return known[1]

    def _blink(self) -> None:
        self._beats -= 1
        if self._beats <= 0:
            self._beat.stop()
        self._canvas.renew()
