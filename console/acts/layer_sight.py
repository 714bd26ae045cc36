"""Bringing layers and their rows into sight on the map."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QObject

from console.state.layers.model import Layers
from console.state.map.viewport import Box, grown, joined
from console.widgets.map.canvas import MapCanvas
from console.widgets.map.layer_sheets import LayerSheets

_LEAST_M = 60.0
_AROUND = 0.12
"""Ground left round a layer or row, in metres at least and as a share of its longer side."""


class LayerSight(QObject):
    """Moves the map of `canvas` to what lies over it."""

    def __init__(self, canvas: MapCanvas, layers: Layers, sheets: LayerSheets) -> None:
        super().__init__(canvas)
        self._canvas, self._layers, self._sheets = canvas, layers, sheets

    def zoom_to(self, *keys: str) -> None:
        """Bring all of a layer into sight, or of several."""
        found = [self._layers.of(key) for key in keys]
        boxes = [one.box for one in found if one is not None and one.box is not None]
        self._show(joined(np.array(boxes)) if boxes else None)

    def go_to_row(self, key: str, row: int) -> None:
        """Bring a row of a layer into sight and out."""
        layer = self._layers.of(key)
        if layer is not None and layer.shapes is not None:
            self._show(joined(layer.shapes.boxes[row : row + 1]))
        self._sheets.flash(key, row)

    def sees(self, box: Box | None) -> bool:
        """Whether some of a box is in sight; true where there is none."""
        if box is None:
            return True
        west, south, east, north = self._canvas.motion.destination.box
        return box[0] < east and box[2] > west and box[1] < north and box[3] > south

    def _show(self, box: Box | None) -> None:
        if box is None:
            return
        around = max(box[2] - box[0], box[3] - box[1]) * _AROUND
        view = self._canvas.motion.destination
        self._canvas.look_at(view.fitted(grown(box, max(around, _LEAST_M))), eased=True)
