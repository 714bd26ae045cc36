"""Signs at the estates or buildings of the map in which something became of somebody."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainter

from console.paint.map.picture import MapPicture
from console.paint.signs_of_change import TAG_PX, DrawTag, draw_tag
from console.paint.theme import Theme
from console.state.map.desk import Kind, Label
from console.state.map.ground import MapGround
from console.state.map.occupancy import BoxPx, Occupancy, box_around
from console.state.map.scene import Stress
from console.state.map.viewport import Viewport
from console.state.marking import Marks

Placed = tuple[Kind, int, BoxPx]
"""The kind and row of a label, and the box in which all of it stands."""
_GAP_PX, _ROOMY = 2.0, 2.5
_ROUND = ((0, -1), (1, 0), (-1, 0), (0, 1), (1, -1), (-1, -1), (1, 1), (-1, 1))
"""The eight places round a box, right and down of its middle, the best first."""


def paint_marked(
    painter: QPainter,
    viewport: Viewport,
    ground: MapGround,
    marks: Marks,
    theme: Theme,
    stress: Stress,
    labels: Sequence[Placed],
    draw: DrawTag = draw_tag,
) -> None:
    """A tag at every marked place in sight, clear of the labels where there is room.

    Places are those that the map speaks of: estates from afar, buildings near by. Where tags
    would lie over one another, one stands for all.
    """
    by_estate = stress == "estates"
    kind = Kind.ESTATE if by_estate else Kind.BUILDING
    shapes = ground.estates if by_estate else ground.buildings
    rows = np.flatnonzero(marks.estates if by_estate else marks.buildings)
    named = {row: box for of_kind, row, box in labels if of_kind is kind}
    written, tags = (Occupancy(viewport.width_px, viewport.height_px) for _ in range(2))
    written.take([box for _, _, box in labels])
    for row in rows.tolist():
        west, south, east, north = shapes.boxes[row].tolist()
        outline = *viewport.to_px(west, north), *viewport.to_px(east, south)
        places = list(_places(named.get(row), outline))
        free = (at for at in places if written.free([_box(at)]) and tags.free([_box(at)]))
        x, y = next(free, places[-1])
        if tags.free([_box((x, y))]):
            tags.take([_box((x, y))])
            draw(painter, marks.sign, QPointF(x, y), theme)


def labels_of(picture: MapPicture | None, viewport: Viewport) -> Iterator[Placed]:
    """The labels of a picture, where they stand in a viewport that was moved since."""
    for label in picture.labels if picture is not None else ():
        assert picture is not None
        kind, row, (left, top, right, bottom) = placed_box(label)
        start = viewport.to_px(*picture.viewport.to_metres(left, top))
        end = viewport.to_px(*picture.viewport.to_metres(right, bottom))
        yield kind, row, (*start, *end)


def placed_box(label: Label) -> Placed:
    """A label with the box in which all of it stands."""
    lefts, tops, rights, bottoms = zip(*label.boxes, strict=True)
    return label.kind, label.row, (min(lefts), min(tops), max(rights), max(bottoms))


def _places(label: BoxPx | None, outline: BoxPx) -> Iterator[tuple[float, float]]:
    """Where a tag may stand, the best first: within what is large, else round label and outline.

    The last is the place where it stands if none is free.
    """
    away = TAG_PX / 2 + _GAP_PX
    left, top, right, bottom = outline
    if label is None and min(right - left, bottom - top) > _ROOMY * TAG_PX:
        yield (left + right) / 2, (top + bottom) / 2
    for left, top, right, bottom in (label or outline, outline):
        middle, height = (left + right) / 2, (top + bottom) / 2
        for across, down in _ROUND:
            x = (left - away, middle, right + away)[across + 1]
            yield x, (top - away, height, bottom + away)[down + 1]
    left, top, right, _ = label or outline
    yield (left + right) / 2, top - away


def _box(at: tuple[float, float]) -> BoxPx:
    return box_around(*at, TAG_PX, TAG_PX)
