"""Which units of a section are painted: those that lie in a view of it, or that changed."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QRectF
from PySide6.QtGui import QRegion

from console.domain.arrays import Bools
from console.state.section.scene import SectionScene
from console.store.columns import F32


def within(scene: SectionScene, clip: QRectF | None) -> Bools:
    """The units that lie in a view, bool[n]; all of them without one."""
    boxes = scene.layout.boxes
    return np.ones(len(boxes), np.bool_) if clip is None else in_sight(boxes, clip)


def in_sight(boxes: F32, clip: QRectF) -> Bools:
    """Which boxes [n, 4] lie in a view, bool[n]."""
    x, y, wide, high = boxes.T
    seen: Bools = (x < clip.right()) & (x + wide > clip.left())
    seen &= (y < clip.bottom()) & (y + high > clip.top())
    return seen


def cells(scene: SectionScene, units: Bools) -> QRegion:
    """The pixels of the layout that units bool[n] take; a unit paints nothing beyond its cell."""
    region = QRegion()
    for box in scene.layout.boxes[units].tolist():
        region += QRectF(*box).toAlignedRect()
    return region
