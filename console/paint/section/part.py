"""Which part of a section is painted: a view of it, or what changed and what stands beside it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QRegion

from console.paint.section.gutters import totals_rect
from console.state.section.scene import SectionScene

Flags = npt.NDArray[np.bool_]
_RIM_PX = 2
"""How far beyond a changed cell is painted anew: over the lines of slabs and walls."""


@dataclass(frozen=True, slots=True, eq=False)
class SectionPart:
    """What is painted, None for all of it: labels, roof and doors only where nothing is left out.

    units bool[n]; grid bool[f, s] the places for which walls and cores are painted; bands bool[b]
    whose totals are.
    """

    units: Flags
    grid: Flags | None = None
    bands: Flags | None = None


def within(scene: SectionScene, clip: QRectF | None) -> SectionPart:
    """All, or the units that lie in a view and everything else."""
    boxes = scene.layout.boxes
    if clip is None:
        return SectionPart(np.ones(len(boxes), np.bool_))
    x, y, wide, high = boxes.T
    return SectionPart(
        (x < clip.right())
        & (x + wide > clip.left())
        & (y < clip.bottom())
        & (y + high > clip.top())
    )


def around(scene: SectionScene, units: Flags, bands: Flags) -> SectionPart:
    """Units that changed and those beside them, and the totals of bands that changed."""
    grid = scene.plan.grid
    covered = np.pad((grid >= 0) & units[grid], 1) if len(units) else np.zeros_like(grid, np.bool_)
    for axis in (0, 1) if len(units) else ():
        covered = covered | np.roll(covered, 1, axis) | np.roll(covered, -1, axis)
    beside = covered[1:-1, 1:-1] if len(units) else covered
    seen = np.zeros(len(units), np.bool_)
    seen[grid[beside & (grid >= 0)]] = True
    return SectionPart(seen, beside, bands)


def touched(scene: SectionScene, units: Flags, bands: Flags) -> QRegion:
    """The pixels of the layout that units and totals take which changed."""
    rects = [
        QRectF(*box).toAlignedRect().adjusted(-_RIM_PX, -_RIM_PX, _RIM_PX, _RIM_PX)
        for box in scene.layout.boxes[units].tolist()
    ]
    rects += [totals_rect(scene, band).toAlignedRect() for band in np.flatnonzero(bands).tolist()]
    region = QRegion()
    for rect in rects:
        region = region.united(QRect(rect))
    return region
