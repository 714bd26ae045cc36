"""The lower right corner of a map: scale bar and north mark, clear of what lies over the map."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QRectF

from console.domain.records import dataclass
from console.paint.map.furniture import NORTH_PX, scale_rect
from console.paint.theme import Theme


@dataclass(frozen=True, slots=True)
class Corner:
    """Where scale bar and north mark stand: so far above and left of the lower right corner."""

    lift_px: int = 0
    aside_px: int = 0
    has_north: bool = True

    def rects(self, width_px: float, height_px: float, theme: Theme) -> list[QRectF]:
        """What they take of a map of that size."""
        width, height = width_px - self.aside_px, height_px - self.lift_px
        rects = [scale_rect(width, height, theme)]
        return rects + [north_rect(width, height, theme)] * self.has_north


def clear_corner(
    width_px: float, height_px: float, theme: Theme, taken: Sequence[QRectF]
) -> Corner:
    """The corner that lies over none of the rectangles `taken`, as far as the map has the room.

    What stands in the map's left half is passed above, what stands in the right at its left; the
    north mark is left out where it has no place.
    """
    corner = Corner()
    for _ in taken:
        bar = corner.rects(width_px, height_px, theme)[0]
        for one in taken:
            if one.intersects(bar) and one.center().x() < width_px / 2:
                corner = replace(corner, lift_px=round(height_px - one.top()))
            elif one.intersects(bar):
                corner = replace(corner, aside_px=round(width_px - one.left()))
    north = corner.rects(width_px, height_px, theme)[1]
    return replace(corner, has_north=not any(one.intersects(north) for one in taken))


def north_rect(width_px: float, height_px: float, theme: Theme) -> QRectF:
    """Where the north mark stands: above the scale bar's end."""
    side = NORTH_PX * theme.metrics.scale
    return QRectF(width_px - 1.5 * side, height_px - 3.1 * side, side, 1.4 * side)
