"""A layer of the map drawn with one opacity, however its strokes cross one another."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter

from console.domain.arrays import U32
from console.paint.atlas import is_raster
from console.paint.map.ink import RunPlaces
from console.paint.map.paths import transform
from console.state.map.base import BaseSight
from console.state.map.viewport import Viewport

_PRINTED = 3.0
"""Pixels of a faded layer for each logical one where it is laid upon vectors."""


@contextmanager
def faded(painter: QPainter, share: float, viewport: Viewport) -> Iterator[QPainter]:
    """A painter for a layer that is `share` opaque: of an image laid over the painter's own.

    The painter takes metres of the viewport. A layer that is wholly opaque, or hidden, is drawn
    straight and costs nothing more.
    """
    if not 0 < share < 1:
        yield painter
        return
    room = QRectF(0, 0, viewport.width_px, viewport.height_px)
    on_pixels, device = is_raster(painter), painter.device()
    size = (
        QSize(device.width(), device.height()) if on_pixels else (room.size() * _PRINTED).toSize()
    )
    image = QImage(size, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    over = QPainter(image)
    over.setRenderHints(painter.renderHints())
    over.setTransform(painter.transform() if on_pixels else transform(viewport, _PRINTED))
    over.setPen(painter.pen())
    try:
        yield over
    finally:
        over.end()
    painter.save()
    painter.setOpacity(share)
    if on_pixels:
        painter.resetTransform()
        painter.drawImage(QPointF(0, 0), image)
    else:
        painter.setTransform(transform(viewport).inverted()[0], True)
        painter.drawImage(room, image)
    painter.restore()


def fade_places(colours: U32, places: RunPlaces, below: U32, sight: BaseSight) -> None:
    """Let the ground shine through estates, and the estates through buildings, in place.

    colours uint32[k] premultiplied ARGB of runs; below uint32[n] those of the estates in which the
    buildings among them stand, as they are without fading, 0 without one.
    """
    parts, share = colours.view("uint8").reshape(-1, 4), sight.of("estates")
    under = below.view("uint8").reshape(-1, 4)
    if share < 1:
        for runs, _ in (places.estates, places.shadows):
            parts[runs] = (parts[runs] * share).astype("uint8")
        under = (under * share).astype("uint8")
    share, runs = sight.of("buildings"), places.buildings[0]
    if share < 1:
        parts[runs] = (parts[runs] * share + under * (1 - share)).astype("uint8")
