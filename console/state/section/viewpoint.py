"""What of a section was in sight, to come back to."""

from __future__ import annotations

from console.domain.records import dataclass


@dataclass(frozen=True, slots=True)
class SectionViewpoint:
    """A building's row, the floor height (None when fitted) and what stands in the middle.

    `along` counts slots from the left, `up` floors from the lowest, both with fractions.
    """

    building: int = -1
    floor_px: int | None = None
    along: float = 0.0
    up: float = 0.0
