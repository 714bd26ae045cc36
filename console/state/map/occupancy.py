"""Occupancy: which pixels of the map labels have taken, so that none overlap."""

from __future__ import annotations

import numpy as np

from console.store.columns import F64

BoxPx = tuple[float, float, float, float]
"""Left, top, right, bottom in pixels."""


_CELL_PX = 2
"""Side of the cells that are taken or free; a box takes every cell it touches."""


class Occupancy:
    """Boxes taken on a map of `width_px` × `height_px`; a new one must lie clear of all."""

    def __init__(self, width_px: int, height_px: int) -> None:
        self._width, self._height = width_px, height_px
        self._taken = np.zeros((height_px // _CELL_PX + 1, width_px // _CELL_PX + 1), np.bool_)

    def free(self, boxes: list[BoxPx]) -> bool:
        """Whether all of `boxes` lie on the map and clear of what is taken."""
        return all(self._is_free(box) for box in boxes)

    def first_free(self, middles: F64, width: float, height: float) -> int:
        """The first of middles float64[k, 2] round which a box is free, -1 for none."""
        for index, (x, y) in enumerate(middles.tolist()):
            if self._is_free(box_around(x, y, width, height)):
                return index
        return -1

    def take(self, boxes: list[BoxPx]) -> None:
        """Mark boxes as taken, whether free or not."""
        for left, top, right, bottom in boxes:
            rows = slice(max(0, int(top // _CELL_PX)), max(0, int(bottom // _CELL_PX) + 1))
            columns = slice(max(0, int(left // _CELL_PX)), max(0, int(right // _CELL_PX) + 1))
            self._taken[rows, columns] = True

    def _is_free(self, box: BoxPx) -> bool:
        left, top, right, bottom = box
        if left < 0 or top < 0 or right > self._width or bottom > self._height:
            return False
        rows = slice(int(top // _CELL_PX), int(bottom // _CELL_PX) + 1)
        columns = slice(int(left // _CELL_PX), int(right // _CELL_PX) + 1)
        return not self._taken[rows, columns].any()


def box_around(x: float, y: float, width: float, height: float, gap: float = 0.0) -> BoxPx:
    """The box of a size around a middle, `gap` larger on every side."""
    half_x, half_y = width / 2 + gap, height / 2 + gap
    return x - half_x, y - half_y, x + half_x, y + half_y


def boxes_along(
    x: float, y: float, width: float, height: float, angle_deg: float, gap: float = 0.0
) -> list[BoxPx]:
    """Upright boxes that together cover a text turned by `angle_deg` about its middle."""
    if abs(angle_deg) < 0.5:
        return [box_around(x, y, width, height, gap)]
    cosine, sine = np.cos(np.radians(angle_deg)), np.sin(np.radians(angle_deg))
    pieces = max(1, int(np.ceil(width / height)))
    long = width / pieces
    across = abs(long * cosine) + abs(height * sine)
    down = abs(long * sine) + abs(height * cosine)
    offsets = (np.arange(pieces) + 0.5) * long - width / 2
    return [
        box_around(x + float(offset * cosine), y + float(offset * sine), across, down, gap)
        for offset in offsets
    ]
