"""What a filter dims of a section, found once for a filter and a scene."""

from __future__ import annotations

import numpy as np

from console.paint.section.whole import dimmed_boxes
from console.state.section.scene import SectionScene
from console.store.columns import F32
from console.widgets.section.layers import SectionContent

_NOTHING = np.zeros((0, 4), np.float32)


class SectionDimming:
    """Holds the boxes that are dimmed, float32[n, 4] (x, y, width, height) in the content."""

    def __init__(self) -> None:
        self._of: tuple[object, ...] = ()
        self._boxes: F32 = _NOTHING

    def boxes(self, scene: SectionScene | None, content: SectionContent | None) -> F32:
        """What a content's filter dims of its scene; nothing without a filter."""
        if scene is None or content is None or content.kept is None:
            return _NOTHING
        of = scene.layout, scene.people, scene.places, content.kept
        if of != self._of:
            self._of, self._boxes = of, dimmed_boxes(scene, content.kept)
        return self._boxes
