"""Which part of a section is painted: all that lies in a view of it, or only what changed."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QRectF
from PySide6.QtGui import QRegion

from console.domain.records import dataclass
from console.paint.section.gutters import heads_rect, totals_rect
from console.state.section.scene import SectionScene
from console.store.columns import F32

Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class SectionPart:
    """Units bool[n] and all that is no unit.

    Where bands bool[b] are given, only the units and these bands' totals, over what is there, and
    with `heads` what stands above them.

    A unit paints nothing beyond its cell.
    """

    units: Flags
    bands: Flags | None = None
    heads: bool = False


def within(scene: SectionScene, clip: QRectF | None) -> SectionPart:
    """All, or the units that lie in a view and everything else."""
    boxes = scene.layout.boxes
    if clip is None:
        return SectionPart(np.ones(len(boxes), np.bool_))
    return SectionPart(in_sight(boxes, clip))


def in_sight(boxes: F32, clip: QRectF) -> Flags:
    """Which boxes [n, 4] lie in a view, bool[n]."""
    x, y, wide, high = boxes.T
    seen: Flags = (x < clip.right()) & (x + wide > clip.left())
    seen &= (y < clip.bottom()) & (y + high > clip.top())
    return seen


def touched(scene: SectionScene, part: SectionPart) -> QRegion:
    """The pixels of the layout that a part which names its bands takes."""
    bands = [] if part.bands is None else np.flatnonzero(part.bands).tolist()
    region = cells(scene, part.units)
    for band in bands:
        region += totals_rect(scene, band).toAlignedRect()
    if part.heads:
        region += heads_rect(scene).toAlignedRect()
    return region


def cells(scene: SectionScene, units: Flags) -> QRegion:
    """The pixels of the layout that units bool[n] take."""
    region = QRegion()
    for box in scene.layout.boxes[units].tolist():
        region += QRectF(*box).toAlignedRect()
    return region
