"""The desk on which the map's labels are placed: what a label is, and where there is room."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import field
from enum import StrEnum
from functools import cached_property, lru_cache

import numpy as np

from console.domain.records import dataclass
from console.domain.spoken import capped
from console.state.map.base import BaseLayer
from console.state.map.occupancy import BoxPx, Occupancy, box_around, boxes_along
from console.state.map.room import Room, Stretches, rooms_of
from console.state.map.scene import MapScene
from console.state.map.viewport import Box, Viewport, grown
from console.store.columns import F64, I64, Shapes

GAP_PX = 2.0
"""Least distance between two labels, and of an estate's name from its outline."""
_EDGE_PX = 6.0
_LONGEST_NAME = 24
_MOST_TRIED = 160
_FEW = 6
"""So many places are tried at a time: mostly the first is free."""


class Kind(StrEnum):
    """What a label belongs to; also the role its text is drawn in."""

    ESTATE = "estate"
    BUILDING = "building"
    STATION = "station"
    LANDMARK = "landmark"
    ROAD = "road"
    WATER = "water"
    GREEN = "green"
    FACILITY = "facility"


FRAMED = (Kind.ESTATE, Kind.BUILDING)
"""Labels whose ink and count change with the frame."""

_LAYER_OF: dict[Kind, BaseLayer] = {Kind.STATION: "metro", Kind.FACILITY: "facilities"}
"""The layer that a label belongs to where it is not that of the labels."""


def layer_of(kind: Kind) -> BaseLayer:
    """The layer of the map that a label is hidden and faded with."""
    return _LAYER_OF.get(kind, "labels")


@dataclass(frozen=True, slots=True)
class Label:
    """One label with its place: middle, size and turn of its text in pixels and degrees.

    `text` is "" for a bare count or icon; `count` is the box kept for the number, None without
    one; `icon` the box of a station's or facility's sign.
    """

    kind: Kind
    row: int
    text: str
    size: str
    x: float
    y: float
    width: float
    height: float
    angle_deg: float = 0.0
    count: BoxPx | None = None
    icon: BoxPx | None = None

    @property
    def boxes(self) -> list[BoxPx]:
        """The pixels it takes: the text's box (several when turned), the count's and the icon's."""
        text = []
        if self.text:
            text = boxes_along(self.x, self.y, self.width, self.height, self.angle_deg)
        extra = [box for box in (self.count, self.icon) if box is not None]
        return text + extra

    @property
    def count_at(self) -> tuple[float, float] | None:
        """The middle of the box kept for its number."""
        if self.count is None:
            return None
        left, top, right, bottom = self.count
        return (left + right) / 2, (top + bottom) / 2

    def name_at(self, *, counted: bool) -> tuple[float, float]:
        """The middle of its text: in the middle of all its boxes while there is no count."""
        if counted or self.count is None:
            return self.x, self.y
        left, top, right, bottom = box_around(self.x, self.y, self.width, self.height)
        across = min(left, self.count[0]) + max(right, self.count[2])
        down = min(top, self.count[1]) + max(bottom, self.count[3])
        return across / 2, down / 2


Measure = Callable[[str, str], tuple[float, float]]
"""Width and height in pixels of a text at a named size."""


@dataclass(frozen=True)
class Desk:
    """What placing works with: scene, occupancy, how text measures, rooms and stretches known.

    estate_weight, building_weight float64[n] are the largest counts to be expected. crowded_from
    float64[estates] are the metres a pixel from which an estate was found to have no room even for
    its count, inf while none are known; they hold for one `measure`, and are learned here.
    """

    scene: MapScene
    occupancy: Occupancy
    measure: Measure
    rooms: dict[tuple[str, int], Room]
    estate_weight: F64
    building_weight: F64
    crowded_from: F64
    stretches: Stretches = field(default_factory=Stretches)

    @property
    def viewport(self) -> Viewport:
        """The viewport of the scene."""
        return self.scene.viewport

    def room(self, table: str, shapes: Shapes, row: int) -> Room:
        """The room inside a row, made once."""
        return self.rooms_of(table, shapes, [row])[0]

    def rooms_of(self, table: str, shapes: Shapes, rows: Sequence[int]) -> list[Room]:
        """The rooms inside rows, each made once; those that are missing are made in one pass."""
        missing = [row for row in rows if (table, row) not in self.rooms]
        for row, room in zip(missing, rooms_of(shapes, missing) if missing else (), strict=True):
            self.rooms[table, row] = room
        return [self.rooms[table, row] for row in rows]

    @cached_property
    def sight(self) -> Box:
        """The metres in which a label may lie."""
        return grown(self.viewport.box, -_EDGE_PX * self.viewport.metres_per_px)

    def count_size(self, weight: float, size: str) -> tuple[float, float]:
        """Width and height of the box a count needs."""
        digits = "0" * max(2, len(str(int(weight))))
        return self.measure(digits, f"{size}-bold")

    def settle(self, label: Label) -> Label | None:
        """The label with its boxes taken; None when one of them is not free."""
        boxes = label.boxes
        if not self.occupancy.free(boxes):
            return None
        self.occupancy.take([padded(box) for box in boxes])
        return label

    def inside(self, x_px: float, y_px: float) -> bool:
        """Whether a pixel lies within the street's boundary; true where there is none."""
        bounds = self._bounds
        x, y = self.viewport.to_metres(x_px, y_px)
        return not bounds or any([room.holds(x, y) for room in bounds])

    @cached_property
    def _bounds(self) -> list[Room]:
        """The room inside the street's boundary, of which there may be several parts, or none."""
        ground = self.scene.ground
        shapes = ground.street.basemap.shapes
        return [self.room("basemap", shapes, row) for row in ground.boundary_rows.tolist()]

    def best(self, room: Room, width: float, height: float) -> tuple[float, float] | None:
        """The pixel round which a box fits inside the room, in sight and clear of other labels.

        Where buildings have outlines, the place that covers fewest of them.
        """
        scale = self.viewport.metres_per_px
        clear = 2 * GAP_PX
        places = room.places((width + clear) * scale, (height + clear) * scale, self.sight)
        tried = places[:: len(places) // _MOST_TRIED + 1]
        if self.scene.shows_outlines and len(tried):
            pixels, half = self.viewport.pixels(tried), np.array([width / 2, height / 2])
            over = self._covered(np.concatenate((pixels - half, pixels + half), axis=1))
            tried = tried[np.argsort(over, kind="stable")]
        view, is_free = self.viewport, self.occupancy.is_free
        for start in range(0, len(tried), _FEW):
            for x_m, y_m in tried[start : start + _FEW].tolist():
                x, y = view.to_px(x_m, y_m)
                if is_free(box_around(x, y, width, height)):
                    return x, y
        return None

    def _covered(self, boxes: F64) -> I64:
        """How many buildings in sight each box float64[k, 4] would lie on."""
        found = self.scene.ground.buildings.boxes[self.scene.buildings].astype(np.float64)
        left, top = self.viewport.pixels(found[:, [0, 3]]).T
        right, bottom = self.viewport.pixels(found[:, [2, 1]]).T
        across = (boxes[:, None, 0] < right) & (boxes[:, None, 2] > left)
        down = (boxes[:, None, 1] < bottom) & (boxes[:, None, 3] > top)
        return np.asarray((across & down).sum(axis=1), np.int64)


def padded(box: BoxPx) -> BoxPx:
    """The box with the distance other labels keep from it."""
    return box[0] - GAP_PX, box[1] - GAP_PX, box[2] + GAP_PX, box[3] + GAP_PX


@lru_cache(maxsize=4096)
def short(name: str) -> str:
    """A name as a map carries it, cut at the end where it is very long."""
    text = capped(name)
    return text if len(text) <= _LONGEST_NAME else text[: _LONGEST_NAME - 1] + "…"
