"""A layer of the map drawn with one opacity, however its strokes cross one another."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter

from console.paint.atlas import is_raster
from console.paint.map.ink import U32, Ids
from console.paint.map.paths import transform
from console.state.map.base import BaseSight
from console.state.map.viewport import Viewport
from console.store.columns import I32

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


def fade_places(palette: U32, ids: Ids, estate_of: I32, sight: BaseSight) -> None:
    """Let the ground shine through estates, and the estates through buildings, in place.

    palette uint32[ids.total] premultiplied ARGB; estate_of int32[b], -1 for none.
    """
    parts = palette.view("uint8").reshape(-1, 4)
    estates, buildings = parts[1 : ids.building], parts[ids.building :]
    share = sight.of("estates")
    if share < 1:
        estates[:] = (estates * share).astype("uint8")
    share = sight.of("buildings")
    if share < 1 and len(buildings):
        below = parts[1 + estate_of]
        below[estate_of < 0] = 0
        buildings[:] = (buildings * share + below * (1 - share)).astype("uint8")
