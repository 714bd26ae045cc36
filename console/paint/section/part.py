"""Which part of a section is painted: all that lies in a view of it, or only what changed."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QRegion

from console.domain.records import dataclass
from console.paint.section.gutters import totals_rect
from console.state.section.scene import SectionScene

Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class SectionPart:
    """Units bool[n] and all that is no unit.

    Where bands bool[b] are given, only the units and these bands' totals, over what is there.

    A unit paints nothing beyond its cell.
    """

    units: Flags
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


def touched(scene: SectionScene, units: Flags, bands: Flags) -> QRegion:
    """The pixels of the layout that units and totals take."""
    rects = [QRectF(*box).toAlignedRect() for box in scene.layout.boxes[units].tolist()]
    rects += [totals_rect(scene, band).toAlignedRect() for band in np.flatnonzero(bands).tolist()]
    region = QRegion()
    for rect in rects:
        region = region.united(QRect(rect))
    return region
