"""The counts that stand on the map, where they stand and whose they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF

from console.paint.labels import count_text
from console.paint.numbers import Number
from console.state.map.desk import Kind
from console.state.map.lists import label_link
from console.state.map.spot import NO_SPOT, Spot

if TYPE_CHECKING:
    from console.state.map.desk import Label
    from console.widgets.map.canvas import MapCanvas


def numbers_of(canvas: MapCanvas) -> tuple[Number, ...]:
    """The labels' counts on show, each with the list it counts; none while the map is moving."""
    picture, content = canvas.drawing.picture, canvas.content
    if picture is None or content is None or picture.viewport != canvas.motion.viewport:
        return ()
    found = []
    for label in picture.labels:
        link = label_link(content.shading.metric, _spot(label))
        values = content.shading.estate_values
        if label.kind is Kind.BUILDING:
            values = content.shading.building_values
        if label.count is None or link is None or not values[label.row] > 0:
            continue
        left, top, right, bottom = label.count
        at = QRectF(QPointF(left, top), QPointF(right, bottom))
        found.append(Number(at, count_text(float(values[label.row])), link))
    return tuple(found)


def spot_under(canvas: MapCanvas, at: QPointF) -> Spot:
    """The place that is meant at a pixel: whose count stands there, else what lies there."""
    picture = canvas.drawing.picture
    if picture is not None and picture.viewport == canvas.motion.viewport:
        for label in picture.labels:
            box = label.count
            if box and box[0] <= at.x() <= box[2] and box[1] <= at.y() <= box[3]:
                return _spot(label)
    return canvas.pointer.spot_at(at)


def _spot(label: Label) -> Spot:
    if label.kind is Kind.ESTATE:
        return Spot(label.row)
    return Spot(building=label.row) if label.kind is Kind.BUILDING else NO_SPOT
