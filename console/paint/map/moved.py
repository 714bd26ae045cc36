"""What a picture takes over from the one before it, where the map was moved by whole pixels.

Of base, cover and numbers only the strips that came into sight are drawn then.
"""

from __future__ import annotations

from collections.abc import Generator, Sequence
from functools import cached_property
from math import ceil
from typing import TYPE_CHECKING, cast

import numpy as np
from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtGui import QImage, QRegion

from console.domain.arrays import U32
from console.domain.records import dataclass
from console.paint.arrays import in_rows, pixels_of, pixels_seen, within
from console.paint.map.runs import OPAQUE
from console.state.map.scene import MapScene, scene
from console.state.map.viewport import Viewport

if TYPE_CHECKING:
    from console.paint.map.picture import MapPicture, Sheet

Steps = Generator[None, None, None]
_ROWS_A_STEP = 300
_EXACT_PX = 1 / 64
"""Up to this much of a device pixel a picture may lie beside whole ones."""
_LEAST_SHARE = 0.5
"""Of a picture's pixels, what must stay in sight to be worth taking over."""
_AROUND_PX = 2


@dataclass(frozen=True, slots=True, eq=False)
class Bare:
    """A cover before quiet labels were drawn onto it, and the viewport it was drawn whole for."""

    cover: QImage
    anchor: Viewport


@dataclass(frozen=True, eq=False)
class Moved:
    """A picture, the viewport it moved to, and by how many device pixels, right and down."""

    before: MapPicture
    bare: Bare
    viewport: Viewport
    by: QPoint

    @cached_property
    def kept(self) -> QRect:
        """The device pixels that are taken over, where they lie now."""
        whole = self.bare.cover.rect()
        return whole & whole.translated(self.by)

    @cached_property
    def strips(self) -> list[tuple[QRect, MapScene]]:
        """The device pixels that came into sight, and what is seen in them."""
        sheet, whole = self.before.sheet, QRegion(self.bare.cover.rect())
        rects = cast("Sequence[QRect]", whole.subtracted(QRegion(self.kept)))
        views = ((rect, _part(self.viewport, rect, sheet.ratio)) for rect in rects)
        scale = sheet.theme.metrics.scale
        return [(rect, scene(sheet.ground, view, scale, sheet.sight)) for rect, view in views]

    def take_over(self, drawn: QImage, into: QImage) -> Steps:
        """Copy an image of the picture before to where its pixels lie now."""
        given, taking = pixels_seen(drawn), pixels_of(into)
        for here in in_rows(self.kept, _ROWS_A_STEP):
            within(taking, here)[:] = within(given, here.translated(-self.by))
            yield

    def take_numbers(self, into: U32) -> Steps:
        """Write the numbers of the picture before where its pixels lie now, opaque."""
        runs, corner = self.before.runs, QPoint(*self.before.corner) + self.by
        inhabited = QRect(corner, QSize(runs.shape[1], runs.shape[0]))
        for here in in_rows(inhabited & self.kept, _ROWS_A_STEP):
            there = here.translated(-corner)
            rows = slice(there.top(), there.top() + there.height())
            columns = slice(there.left(), there.left() + there.width())
            numbers = runs.spread(runs.numbers, rows)[:, columns]
            np.bitwise_or(numbers, np.uint32(OPAQUE), out=within(into, here), casting="unsafe")
            yield


def moved_from(before: MapPicture | None, sheet: Sheet, viewport: Viewport) -> Moved | None:
    """How a picture moved to get to `viewport`; None where too little can be taken over."""
    if before is None or before.bare is None or before.sheet is not sheet or sheet.laid:
        return None
    by = _whole_px(before.viewport, viewport, sheet.ratio)
    if by is None or _whole_px(before.bare.anchor, viewport, sheet.ratio) is None:
        return None
    moved = Moved(before, before.bare, viewport, by)
    kept, whole = moved.kept.size(), before.bare.cover.size()
    is_much = kept.width() * kept.height() >= _LEAST_SHARE * whole.width() * whole.height()
    return moved if is_much and not kept.isEmpty() else None


def _whole_px(drawn: Viewport, viewport: Viewport, ratio: float) -> QPoint | None:
    """By how many device pixels one viewport lies off another of its scale and size.

    None where these are not whole, or where scale or size are others.
    """
    size = viewport.metres_per_px, viewport.width_px, viewport.height_px
    if (drawn.metres_per_px, drawn.width_px, drawn.height_px) != size:
        return None
    left, top = (part * ratio for part in viewport.to_px(*drawn.to_metres(0.0, 0.0)))
    if max(abs(left - round(left)), abs(top - round(top))) > _EXACT_PX:
        return None
    return QPoint(round(left), round(top))


def _part(viewport: Viewport, rect: QRect, ratio: float) -> Viewport:
    """A viewport that shows a rectangle of the device pixels of another, and a little around."""
    middle = (rect.left() + rect.width() / 2) / ratio, (rect.top() + rect.height() / 2) / ratio
    wide, high = ceil(rect.width() / ratio), ceil(rect.height() / ratio)
    around = 2 * _AROUND_PX
    return Viewport(
        *viewport.to_metres(*middle), viewport.metres_per_px, wide + around, high + around
    )
