"""Occupancy: which pixels of the map labels have taken, so that none overlap."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from console.store.columns import F64

BoxPx = tuple[float, float, float, float]
"""Left, top, right, bottom in pixels."""


class Occupancy:
    """Boxes taken on a map of `width_px` × `height_px`; a new one must lie clear of all."""

    def __init__(self, width_px: int, height_px: int) -> None:
        self._size = (width_px, height_px)
        self._boxes: F64 = np.zeros((64, 4))
        self._count = 0

    def free(self, boxes: list[BoxPx] | F64) -> bool:
        """Whether all of `boxes` lie on the map and clear of what is taken."""
        wanted = np.asarray(boxes, np.float64).reshape(-1, 4)
        if (wanted[:, :2] < 0).any() or (wanted[:, 2:] > self._size).any():
            return False
        return not self.meets(wanted).any()

    def meets(self, wanted: F64) -> npt.NDArray[np.bool_]:
        """Which of the boxes float64[k, 4] meet something taken, bool[k]."""
        taken = self._boxes[: self._count]
        across = (wanted[:, None, 0] < taken[:, 2]) & (wanted[:, None, 2] > taken[:, 0])
        down = (wanted[:, None, 1] < taken[:, 3]) & (wanted[:, None, 3] > taken[:, 1])
        return np.asarray((across & down).any(axis=1))

    def take(self, boxes: list[BoxPx]) -> None:
        """Mark boxes as taken, whether free or not."""
        for box in boxes:
            if self._count == len(self._boxes):
                self._boxes = np.concatenate((self._boxes, np.zeros_like(self._boxes)))
            self._boxes[self._count] = box
            self._count += 1


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
