"""The map's viewport: which metres are on which pixels, and how gestures move it."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import numpy.typing as npt

from console.domain.records import dataclass

Box = tuple[float, float, float, float]
"""West, south, east, north in metres."""

FINEST_M_PER_PX = 0.05
COARSEST_M_PER_PX = 2_000.0
_OVERVIEW = 1.6
"""How much farther than the whole street one may zoom out."""


@dataclass(frozen=True, slots=True)
class Viewport:
    """A window of `width_px` × `height_px` logical pixels onto the street's plane.

    The centre is in metres east and north of the street's origin; pixels count from the top left,
    x to the right, y down. Every act gives a new viewport.
    """

    centre_x_m: float
    centre_y_m: float
    metres_per_px: float
    width_px: int
    height_px: int

    @property
    def box(self) -> Box:
        """The metres in sight."""
        half_x = self.width_px * self.metres_per_px / 2
        half_y = self.height_px * self.metres_per_px / 2
        x, y = self.centre_x_m, self.centre_y_m
        return (x - half_x, y - half_y, x + half_x, y + half_y)

    def to_metres(self, x_px: float, y_px: float) -> tuple[float, float]:
        """The point of the plane under a pixel."""
        x = self.centre_x_m + (x_px - self.width_px / 2) * self.metres_per_px
        y = self.centre_y_m - (y_px - self.height_px / 2) * self.metres_per_px
        return x, y

    def to_px(self, x_m: float, y_m: float) -> tuple[float, float]:
        """The pixel over a point of the plane, whether in sight or not."""
        x = self.width_px / 2 + (x_m - self.centre_x_m) / self.metres_per_px
        y = self.height_px / 2 - (y_m - self.centre_y_m) / self.metres_per_px
        return x, y

    def pixels(self, xy_m: npt.NDArray[np.floating]) -> npt.NDArray[np.float64]:
        """The pixels float64[n, 2] over points [n, 2] of the plane."""
        centre = np.array([self.centre_x_m, self.centre_y_m])
        scale = np.array([1.0, -1.0]) / self.metres_per_px
        middle = np.array([self.width_px / 2, self.height_px / 2])
        placed: npt.NDArray[np.float64] = (np.asarray(xy_m, np.float64) - centre) * scale + middle
        return placed

    def box_px(self, box: Box) -> tuple[float, float, float, float]:
        """Left, top, right, bottom in pixels of a box in metres."""
        left, top = self.to_px(box[0], box[3])
        right, bottom = self.to_px(box[2], box[1])
        return left, top, right, bottom

    def panned(self, right_px: float, down_px: float) -> Viewport:
        """What was drawn moved with the pointer by so many pixels."""
        return replace(
            self,
            centre_x_m=self.centre_x_m - right_px * self.metres_per_px,
            centre_y_m=self.centre_y_m + down_px * self.metres_per_px,
        )

    def zoomed(self, factor: float, x_px: float, y_px: float) -> Viewport:
        """Magnified by `factor` (> 1 is closer) with the metres under the pixel staying there."""
        finer = min(max(self.metres_per_px / factor, FINEST_M_PER_PX), COARSEST_M_PER_PX)
        x, y = self.to_metres(x_px, y_px)
        return replace(
            self,
            centre_x_m=x - (x_px - self.width_px / 2) * finer,
            centre_y_m=y + (y_px - self.height_px / 2) * finer,
            metres_per_px=finer,
        )

    def resized(self, width_px: int, height_px: int) -> Viewport:
        """The same centre and scale in a window of another size."""
        wide, high = max(1, width_px), max(1, height_px)
        if (wide, high) == (self.width_px, self.height_px):
            return self
        return replace(self, width_px=wide, height_px=high)

    def fitted(self, box: Box, margin_px: float = 24) -> Viewport:
        """The whole of `box` in sight, `margin_px` clear of the edges."""
        return replace(
            self,
            centre_x_m=(box[0] + box[2]) / 2,
            centre_y_m=(box[1] + box[3]) / 2,
            metres_per_px=self._scale_of(box, margin_px),
        )

    def _scale_of(self, box: Box, margin_px: float) -> float:
        """The metres a pixel at which all of `box` is in sight, `margin_px` clear of the edges."""
        room_x = max(1.0, self.width_px - 2 * margin_px)
        room_y = max(1.0, self.height_px - 2 * margin_px)
        scale = max((box[2] - box[0]) / room_x, (box[3] - box[1]) / room_y)
        return min(max(scale, FINEST_M_PER_PX), COARSEST_M_PER_PX)

    def limited(self, bounds: Box) -> Viewport:
        """Kept where there is something to see: not far beyond `bounds`, centred inside them."""
        whole = self._scale_of(bounds, 0) * _OVERVIEW
        x = min(max(self.centre_x_m, bounds[0]), bounds[2])
        y = min(max(self.centre_y_m, bounds[1]), bounds[3])
        scale = min(max(self.metres_per_px, FINEST_M_PER_PX), max(whole, 0.5))
        if (x, y, scale) == (self.centre_x_m, self.centre_y_m, self.metres_per_px):
            return self
        return replace(self, centre_x_m=x, centre_y_m=y, metres_per_px=scale)

    def blended(self, other: Viewport, share: float) -> Viewport:
        """The viewport `share` (0 to 1) of the way to `other`, even to the eye in scale."""
        ratio = other.metres_per_px / self.metres_per_px
        scale = self.metres_per_px * ratio**share
        even = (1 - ratio**share) / (1 - ratio) if abs(1 - ratio) > 1e-9 else share
        return replace(
            other,
            centre_x_m=self.centre_x_m + (other.centre_x_m - self.centre_x_m) * even,
            centre_y_m=self.centre_y_m + (other.centre_y_m - self.centre_y_m) * even,
            metres_per_px=scale,
        )


def joined(boxes: npt.NDArray[np.floating]) -> Box | None:
    """The box around boxes float[n, 4], rows of nan left out; None when nothing is left."""
    left_out = np.isnan(boxes[:, 0])
    for edge in (1, 2, 3):
        left_out |= np.isnan(boxes[:, edge])
    if left_out.all():
        return None
    west, south, east, north = (boxes[~left_out] if left_out.any() else boxes).T
    return float(west.min()), float(south.min()), float(east.max()), float(north.max())


def grown(box: Box, by_m: float) -> Box:
    """The box with `by_m` metres more on every side."""
    return box[0] - by_m, box[1] - by_m, box[2] + by_m, box[3] + by_m
