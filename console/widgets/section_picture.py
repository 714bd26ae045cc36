"""The kept picture of a section: painted once a scene, somewhat beyond what is in sight."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRect, QRectF
from PySide6.QtGui import QPainter, QPixmap

_AROUND = 0.5
"""How much of the view is painted ahead on each side of a section larger than it."""

Paint = Callable[[QPainter, QRectF], None]
"""Paints an area of the content, in its pixels, over the ground that is there."""


class SectionPicture:
    """Holds a pixmap of an area of the content; `painted` counts how often one was made."""

    def __init__(self) -> None:
        self.painted = 0
        self._pixmap: QPixmap | None = None
        self._area = QRectF()

    def forget(self) -> None:
        """Paint anew the next time."""
        self._pixmap = None

    def keep(self, view: QRectF, whole: QRectF, ratio: float, paint: Paint) -> None:
        """Have a picture of at least the `view` of the content; paints only when there is none."""
        known = self._pixmap
        if known is not None and self._area.contains(view) and known.devicePixelRatio() == ratio:
            return
        wide, high = view.width() * _AROUND, view.height() * _AROUND
        area = view.adjusted(-wide, -high, wide, high).intersected(whole.united(view))
        self._area = QRectF(area.toAlignedRect())
        pixmap = QPixmap((self._area.size() * ratio).toSize())
        painter = QPainter(pixmap)
        painter.scale(ratio, ratio)
        painter.translate(-self._area.topLeft())
        paint(painter, self._area)
        painter.end()
        pixmap.setDevicePixelRatio(ratio)
        self._pixmap = pixmap
        self.painted += 1

    def draw(self, painter: QPainter, part: QRect, corner: QPointF) -> None:
        """Copy what belongs to `part` of a widget whose upper left shows `corner`."""
        if self._pixmap is None:
            return
        ratio = self._pixmap.devicePixelRatio()
        at = QRectF(part).translated(corner).topLeft() - self._area.topLeft()
        source = QRectF(at * ratio, QRectF(part).size() * ratio)
        painter.drawPixmap(QRectF(part), self._pixmap, source)
