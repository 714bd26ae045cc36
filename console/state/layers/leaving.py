"""A layer as it leaves on a page: the rows that lie in what is shown, without their table."""

from __future__ import annotations

from console.state.layers.layer import Layer
from console.state.map.scene import in_sight
from console.state.map.shapes import rows_taken
from console.state.map.viewport import Box, grown
from console.state.pages.order import LayerDrawing


def drawing_of(layer: Layer, box: Box) -> LayerDrawing:
    """What of a layer with shapes may be seen on a page that shows a box of metres.

    A page of another shape than the box shows more beside it. Costs a copy of the vertices there.
    """
    content, shapes = layer.content, layer.shapes
    assert content is not None
    assert shapes is not None
    longer_m = max(box[2] - box[0], box[3] - box[1])
    rows = in_sight(shapes.boxes, grown(box, longer_m))
    return LayerDrawing(
        title=layer.title,
        rows=layer.rows,
        colour=layer.colour,
        opacity=layer.opacity,
        shapes=rows_taken(shapes, rows),
        kinds=content.kinds[rows],
        over=layer.over,
    )
