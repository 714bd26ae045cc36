"""The kept picture of a section: painted once a scene, somewhat beyond what is in sight."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import sqrt
from typing import cast

from PySide6.QtCore import QPointF, QRect, QRectF
from PySide6.QtGui import QImage, QPainter, QPixmap, QRegion

_AROUND = 0.5
"""How much of the view is painted ahead on each side of a section larger than it."""
_MOST_PIXELS = 12_000_000
"""Less is painted ahead on a large, fine screen, so that a picture stays below 50 MB."""

Paint = Callable[[QPainter, QRectF], None]
"""Paints an area of the content, in its pixels, over the ground that is there."""


class SectionPicture:
    """Holds a pixmap of an `area` of the content; `painted` counts how often one was made.

    The next one is painted into the same memory where it has the same size: fresh memory costs
    more than half of what filling it does.
    """

    def __init__(self) -> None:
        self.painted = 0
        self._pixmap: QPixmap | None = None
        self._spare: QPixmap | None = None
        self.area = QRectF()

    def forget(self) -> None:
        """Paint anew the next time."""
        if self._pixmap is not None:
            self._spare, self._pixmap = self._pixmap, None

    def shows(self, view: QRectF, ratio: float) -> bool:
        """Whether the picture there is holds a `view` of the content at `ratio` pixels each."""
        known = self._pixmap
        return known is not None and known.devicePixelRatio() == ratio and self.area.contains(view)

    def make(self, view: QRectF, whole: QRectF, ratio: float, paint: Paint) -> None:
        """Paint a picture of at least the `view` of the content, of which `whole` is all."""
        spare = sqrt(_MOST_PIXELS / max(1.0, view.width() * view.height() * ratio**2)) - 1
        around = min(_AROUND, max(0.0, spare / 2))
        wide, high = view.width() * around, view.height() * around
        area = view.adjusted(-wide, -high, wide, high).intersected(whole.united(view))
        self.area = QRectF(area.toAlignedRect())
        size = (self.area.size() * ratio).toSize()
        pixmap, self._spare = self._spare, None
        if pixmap is None or pixmap.size() != size:
            pixmap = QPixmap(size)
        pixmap.setDevicePixelRatio(1.0)
        painter = QPainter(pixmap)
        painter.scale(ratio, ratio)
        painter.translate(-self.area.topLeft())
        paint(painter, self.area)
        painter.end()
        pixmap.setDevicePixelRatio(ratio)
        self._pixmap = pixmap
        self.painted += 1

    def image(self) -> QImage | None:
        """The pixels there are."""
        return None if self._pixmap is None else self._pixmap.toImage()

    def touch(self, region: QRegion, paint: Callable[[QPainter], None]) -> None:
        """Paint a region of the content anew in the picture there is."""
        known = self._pixmap
        if known is None or region.isEmpty():
            return
        ratio = known.devicePixelRatio()
        known.setDevicePixelRatio(1.0)
        painter = QPainter(known)
        painter.scale(ratio, ratio)
        painter.translate(-self.area.topLeft())
        painter.setClipRegion(region)
        paint(painter)
        painter.end()
        known.setDevicePixelRatio(ratio)

    def draw(self, painter: QPainter, region: QRegion, corner: QPointF) -> None:
        """Copy what belongs to a `region` of a widget whose upper left shows `corner`.

        Rectangle by rectangle, as all that is kept is copied (widgets/kept_drawing.py), and always
        from one point: at a broken ratio of device pixels a part lies as the whole does.
        """
        known = self._pixmap
        if known is None:
            return
        at = self.area.topLeft() - corner
        for part in cast("Sequence[QRect]", region):
            painter.setClipRect(part)
            painter.drawPixmap(at, known)
        painter.setClipping(False)
