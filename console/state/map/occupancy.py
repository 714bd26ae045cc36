"""Occupancy: which pixels of the map labels have taken, so that none overlap."""

from __future__ import annotations

from math import ceil, cos, radians, sin

BoxPx = tuple[float, float, float, float]
"""Left, top, right, bottom in pixels."""


_CELL_PX = 2
"""Side of the cells that are taken or free; a box takes every cell it touches."""


class Occupancy:
    """Boxes taken on a map of `width_px` × `height_px`; a new one must lie clear of all.

    A row of cells is one whole number, a bit for each: a box asks few rows, and each at once.
    """

    def __init__(self, width_px: int, height_px: int) -> None:
        self._width, self._height = width_px, height_px
        self._taken = [0] * (height_px // _CELL_PX + 1)

    def free(self, boxes: list[BoxPx]) -> bool:
        """Whether all of `boxes` lie on the map and clear of what is taken."""
        return all(map(self.is_free, boxes))

    def take(self, boxes: list[BoxPx]) -> None:
        """Mark boxes as taken, whether free or not."""
        for left, top, right, bottom in boxes:
            if right < 0 or bottom < 0:
                continue
            first = int(top // _CELL_PX) if top > 0 else 0
            end = min(int(bottom // _CELL_PX) + 1, len(self._taken))
            cells = _cells(left if left > 0 else 0, right)
            for row in range(first, end):
                self._taken[row] |= cells

    def is_free(self, box: BoxPx) -> bool:
        """Whether a box lies on the map and clear of what is taken."""
        left, top, right, bottom = box
        if left < 0 or top < 0 or right > self._width or bottom > self._height:
            return False
        cells = _cells(left, right)
        for row in self._taken[int(top // _CELL_PX) : int(bottom // _CELL_PX) + 1]:
            if row & cells:
                return False
        return True


def _cells(left: float, right: float) -> int:
    """The bits of the cells of a row between two pixels, neither of which is negative."""
    return (2 << int(right // _CELL_PX)) - (1 << int(left // _CELL_PX))


def box_around(x: float, y: float, width: float, height: float) -> BoxPx:
    """The box of a size around a middle."""
    half_x, half_y = width / 2, height / 2
    return x - half_x, y - half_y, x + half_x, y + half_y


def boxes_along(x: float, y: float, width: float, height: float, angle_deg: float) -> list[BoxPx]:
    """Upright boxes that together cover a text turned by `angle_deg` about its middle."""
    if abs(angle_deg) < 0.5:
        return [box_around(x, y, width, height)]
    cosine, sine = cos(radians(angle_deg)), sin(radians(angle_deg))
    pieces = max(1, ceil(width / height))
    long = width / pieces
    across = abs(long * cosine) + abs(height * sine)
    down = abs(long * sine) + abs(height * cosine)
    offsets = ((piece + 0.5) * long - width / 2 for piece in range(pieces))
    return [box_around(x + offset * cosine, y + offset * sine, across, down) for offset in offsets]
