"""The labels of a picture in blocks that lie clear of one another: each can be written alone."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil

import numpy as np
from PySide6.QtCore import QPointF, QRect, QRectF

from console.paint.labels import Inks, PlaceLabels
from console.paint.map_counts import PAD_PX
from console.state.map.desk import Label


class LabelBlocks:
    """The blocks of the labels of estates and of buildings, by number.

    `rects` are their pixels, `labels` those of estates and those of buildings in each.
    """

    def __init__(self, of_places: tuple[PlaceLabels, PlaceLabels]) -> None:
        self._of_places = of_places
        reaches = [[_reach(label) for label in mine.labels] for mine in of_places]
        self.rects = _apart([*reaches[0], *reaches[1]])
        self._blocks = [np.array([self._at(one) for one in mine], np.int64) for mine in reaches]
        self.labels = [self._within(block) for block in range(len(self.rects))]

    def touched(self, before: Inks, now: Inks, filled: Sequence[QRect]) -> list[int]:
        """The blocks in which a name or a count is written in another way, or what was filled."""
        found: set[int] = set()
        for mine, blocks, old, new in zip(self._of_places, self._blocks, before, now, strict=True):
            found.update(blocks[mine.changed(old, new)].tolist())
        for one in filled:
            found.update(index for index, rect in enumerate(self.rects) if rect.intersects(one))
        return sorted(found)

    def _within(self, block: int) -> list[PlaceLabels]:
        """The labels of estates and of buildings in a block."""
        both = zip(self._of_places, self._blocks, strict=True)
        return [
            PlaceLabels([mine.labels[index] for index in np.flatnonzero(blocks == block).tolist()])
            for mine, blocks in both
        ]

    def _at(self, reach: QRect) -> int:
        return next(index for index, rect in enumerate(self.rects) if rect.contains(reach))


def _reach(label: Label) -> QRect:
    """The whole pixels that a label may touch: of a number two digits longer than expected too."""
    rect = QRectF()
    for left, top, right, bottom in label.boxes:
        rect |= QRectF(QPointF(left, top), QPointF(right, bottom))
    wide = PAD_PX + ceil(label.height)
    return rect.toAlignedRect().adjusted(-wide, -PAD_PX, wide, PAD_PX)


def _apart(rects: Sequence[QRect]) -> list[QRect]:
    """Rectangles that hold all of these and do not touch one another."""
    apart: list[QRect] = []
    for rect in rects:
        while met := [one for one in apart if one.intersects(rect)]:
            for one in met:
                rect = rect | one
                apart.remove(one)
        apart.append(rect)
    return apart
