"""Which rows of the layers lie at a point of the map, and what their cells say."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from console.domain.spoken import capped
from console.domain.words import say
from console.foreign.flat import Kind
from console.state.layers.layer import Layer
from console.state.layers.model import Layers
from console.state.layers.rows import strings
from console.state.map.hits import rows_at
from console.state.tools.identify import Finding
from console.state.tools.trace import Point

_MOST_ROWS, _MOST_CELLS = 6, 8


def layer_findings(
    layers: Layers, point: Point, reach_m: float, language: str
) -> tuple[Finding, ...]:
    """The rows at a point of the layers on show, the uppermost layer's first."""
    seen = [one for one in layers.layers if one.visible and one.shapes is not None]
    return tuple(found for one in seen for found in _of_layer(one, point, reach_m, language))


def _of_layer(layer: Layer, point: Point, reach_m: float, language: str) -> Iterator[Finding]:
    content, shapes = layer.content, layer.shapes
    assert content is not None
    assert shapes is not None
    areas = np.isin(content.kinds, (Kind.AREA, Kind.MIXED))
    for row in rows_at(shapes, *point, reach_m, areas)[:_MOST_ROWS]:
        cells: list[tuple[str, str]] = []
        for column in content.table.columns:
            text = strings(column)[row]
            if text and text.strip() and len(cells) < _MOST_CELLS:
                cells.append((capped(column.name), capped(text)))
        title = say("layers.row", language, row=row + 1)
        yield Finding(layer.title, title, tuple(cells), (layer.key, row))
