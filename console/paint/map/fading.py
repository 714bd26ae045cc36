"""A layer of the map drawn with one opacity, however its strokes cross one another."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QImage, QPainter

from console.paint.map.ink import U32, Ids
from console.state.map.base import BaseSight
from console.store.columns import I32


@contextmanager
def faded(painter: QPainter, share: float) -> Iterator[QPainter]:
    """A painter for a layer that is `share` opaque: of an image laid over the painter's own.

    A layer that is wholly opaque, or hidden, is drawn straight and costs nothing more.
    """
    if not 0 < share < 1:
        yield painter
        return
    device = painter.device()
    image = QImage(device.width(), device.height(), QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    over = QPainter(image)
    over.setRenderHints(painter.renderHints())
    over.setTransform(painter.transform())
    over.setPen(painter.pen())
    try:
        yield over
    finally:
        over.end()
    painter.save()
    painter.resetTransform()
    painter.setOpacity(share)
    painter.drawImage(QPointF(0, 0), image)
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
