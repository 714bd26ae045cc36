"""How large text must be: from the distance it is read at and the size of the screen.

A Chinese character is read at ease at 25 to 30 minutes of arc and no longer below 16.
"""

from __future__ import annotations

import math

from console.domain.records import dataclass

BODY_ARC, LEAST_ARC = 27.0, 16.0
"""Minutes of arc of body text, and of the smallest label that can still be read."""
LABEL_SHARE = 13 / 18
"""Height of a label in that of body text."""
_SMALLEST, _LARGEST = 1 / 44, 1 / 25
"""Shares of the screen's height between which body text stays, so that a scene has its place."""
_UPRIGHT = 1.25
"""A screen narrower than this for its height is measured by its width."""
_DEFAULT_HEIGHT_M = 1.69


@dataclass(frozen=True, slots=True)
class Sight:
    """Who looks from where: metres to the screen, and its width; None when nobody said."""

    distance_m: float = 5.0
    width_m: float | None = None


@dataclass(frozen=True, slots=True)
class Sizes:
    """Body text in pixels, and the minutes of arc under which body and labels are seen."""

    body_px: float
    body_arc: float
    label_arc: float

    @property
    def is_legible(self) -> bool:
        """Whether the smallest label can be read from where people stand."""
        return self.label_arc >= LEAST_ARC


def sizes(sight: Sight, width_px: float, height_px: float) -> Sizes:
    """The sizes for a screen of so many pixels; a wall 1.69 m high where nobody said how wide."""
    mm_a_px = _DEFAULT_HEIGHT_M * 1000 / height_px
    if sight.width_m is not None:
        mm_a_px = sight.width_m * 1000 / width_px
    side = min(height_px, width_px / _UPRIGHT)
    wanted = _height_mm(sight.distance_m, BODY_ARC) / mm_a_px
    body = min(max(wanted, side * _SMALLEST), side * _LARGEST)
    arc = _arc(sight.distance_m, body * mm_a_px)
    return Sizes(body, arc, _arc(sight.distance_m, body * LABEL_SHARE * mm_a_px))


def farthest_m(sight: Sight, found: Sizes) -> float:
    """From how far the smallest label can still be read."""
    return sight.distance_m * found.label_arc / LEAST_ARC


def _height_mm(distance_m: float, arc: float) -> float:
    return 2000 * distance_m * math.tan(math.radians(arc / 60) / 2)


def _arc(distance_m: float, height_mm: float) -> float:
    return math.degrees(2 * math.atan(height_mm / (2000 * distance_m))) * 60
