"""A spot on the map, an estate or one of its buildings, and the viewport that shows it well."""

from __future__ import annotations

import numpy as np

from console.domain.records import dataclass
from console.state.map.ground import MapGround
from console.state.map.occupancy import BoxPx
from console.state.map.scene import BUILDINGS_FROM
from console.state.map.viewport import Box, Viewport, grown

_AROUND_ESTATE, _AROUND_BUILDING = 0.12, 2.2
"""Ground left round a place that is shown, as a share of its longer side."""
_TOO_SMALL = 4.0
"""How many times smaller than it could be a place may stand before it is gone to."""


@dataclass(frozen=True, slots=True)
class Spot:
    """An estate and a building by row, -1 for none."""

    estate: int = -1
    building: int = -1


NO_SPOT = Spot()


def box_of(ground: MapGround, spot: Spot) -> Box | None:
    """The metres of a spot; None for nothing or for a place without a shape."""
    if spot == NO_SPOT:
        return None
    shapes = ground.buildings if spot.building >= 0 else ground.estates
    row = spot.building if spot.building >= 0 else spot.estate
    west, south, east, north = shapes.boxes[row].tolist()
    return None if np.isnan(west) else (west, south, east, north)


def framed(ground: MapGround, spot: Spot, viewport: Viewport) -> Viewport | None:
    """The viewport that shows a spot with some ground round it; None where it has no shape."""
    box = box_of(ground, spot)
    if box is None:
        return None
    around = _AROUND_BUILDING if spot.building >= 0 else _AROUND_ESTATE
    margin = max(box[2] - box[0], box[3] - box[1]) * around
    return viewport.fitted(grown(box, margin))


def is_well_seen(
    ground: MapGround, spot: Spot, viewport: Viewport, covered: tuple[BoxPx, ...] = ()
) -> bool:
    """Whether all of a spot is in sight and not far too small; true where it has no shape.

    A building is not where something covers a part of it, nor where no building is drawn.
    """
    box, wanted = box_of(ground, spot), framed(ground, spot, viewport)
    if box is None or wanted is None:
        return True
    at = left, top, right, bottom = viewport.box_px(box)
    inside = left >= 0 and top >= 0
    inside = inside and right <= viewport.width_px and bottom <= viewport.height_px
    largest = wanted.metres_per_px * _TOO_SMALL
    if spot.building >= 0:
        largest = max(wanted.metres_per_px, min(largest, BUILDINGS_FROM))
        inside = inside and not any(_meets(at, one) for one in covered)
    return inside and viewport.metres_per_px <= largest


def _meets(one: BoxPx, other: BoxPx) -> bool:
    """Whether two boxes have a pixel in common."""
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
