"""Small pictures over the map that are kept from paint to paint: what is selected, and the edge."""

from __future__ import annotations

from collections import OrderedDict
from functools import cached_property

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPixmap, QRegion

from console.domain.records import dataclass
from console.paint.labels import Lettering
from console.paint.map.corner import Corner
from console.paint.map.layers import MapPaths
from console.paint.map.overlay import draw_edge, draw_marked, edge_rect, moved
from console.paint.map.picture import MapPicture
from console.paint.theme import Theme
from console.state.map.ground import MapGround
from console.state.map.spot import Spot, box_of
from console.state.map.viewport import Viewport

_AROUND_PX = 5
_MOST_EDGES = 3
_MOST_TIMES = 2.0
"""An outline this many times larger than the view is drawn as far as it is seen."""


@dataclass(frozen=True, eq=False)
class _Outline:
    """The outline of a spot for a viewport, and where the pixmap's corner is in it."""

    ground: MapGround
    spot: Spot
    theme: Theme
    viewport: Viewport
    ratio: float
    at: QPoint
    pixmap: QPixmap

    @cached_property
    def rect(self) -> QRect:
        """The pixels of the viewport that it may touch."""
        return QRect(self.at, self.pixmap.deviceIndependentSize().toSize() + QSize(1, 1))

    def is_of(self, paths: MapPaths, spot: Spot, theme: Theme, ratio: float) -> bool:
        """Whether it is of a spot on this ground, drawn in a theme for so many device pixels."""
        stand = self.spot, self.theme, self.ratio
        return self.ground is paths.ground and stand == (spot, theme, ratio)

    def draw(self, painter: QPainter, viewport: Viewport) -> None:
        """Draw it where it lies in a viewport, moved and scaled where that is another."""
        if viewport is self.viewport:
            painter.drawPixmap(self.at, self.pixmap)
            return
        place = moved(self.viewport, viewport)
        scale = place.width() / self.viewport.width_px
        if scale == 1.0:
            painter.drawPixmap(place.topLeft() + QPointF(self.at), self.pixmap)
            return
        corner = place.topLeft() + QPointF(self.at) * scale
        size_px = self.pixmap.deviceIndependentSize() * scale
        painter.drawPixmap(QRectF(corner, size_px), self.pixmap, QRectF(self.pixmap.rect()))


class KeptOutline:
    """The outline of what is selected; it moves and grows with the map's picture."""

    def __init__(self) -> None:
        self._kept: _Outline | None = None

    def draw(
        self, painter: QPainter, viewport: Viewport, paths: MapPaths, theme: Theme, spot: Spot,
        picture: MapPicture | None,
    ) -> None:  # fmt: skip
        """Draw the outline of `spot` over the picture, and its name and count over the outline.

        While the picture is of another viewport, an outline of another will do.
        """
        moving = picture is not None and picture.viewport != viewport
        kept, ratio = self._kept, painter.device().devicePixelRatioF()
        if kept is not None and not kept.is_of(paths, spot, theme, ratio):
            kept = None
        if kept is None or kept.viewport is not viewport:
            box = box_of(paths.ground, spot)
            if box is None:
                return
            left, top, right, bottom = viewport.box_px(box)
            size = max(viewport.width_px, viewport.height_px) * _MOST_TIMES
            if max(right - left, bottom - top) > size:
                draw_marked(painter, viewport, paths, theme, spot)
                return
            if kept is None or not (moving or kept.viewport == viewport):
                around = QRectF(left, top, right - left, bottom - top).toAlignedRect()
                kept = self._kept = _made(around, viewport, paths, theme, spot, ratio)
        kept.draw(painter, viewport)
        if picture is not None and not moving:
            painter.setClipRect(kept.rect)
            picture.letter_again(painter, spot, paths.of(spot))
            painter.setClipping(False)

    def is_beyond(self, region: QRegion, viewport: Viewport, theme: Theme, spot: Spot) -> bool:
        """Whether the outline drawn last is the one asked for, and nothing of it in a region."""
        kept = self._kept
        return (
            kept is not None
            and kept.viewport is viewport
            and kept.spot == spot
            and kept.theme is theme
            and not region.intersects(kept.rect)
        )


def _made(
    around: QRect, viewport: Viewport, paths: MapPaths, theme: Theme, spot: Spot, ratio: float
) -> _Outline:
    """The outline of a spot that lies in some pixels of a viewport."""
    around = around.adjusted(-_AROUND_PX, -_AROUND_PX, _AROUND_PX, _AROUND_PX)
    pixmap = _clear(QRectF(around), ratio)
    painter = QPainter(pixmap)
    painter.translate(-around.topLeft())
    draw_marked(painter, viewport, paths, theme, spot)
    painter.end()
    return _Outline(paths.ground, spot, theme, viewport, ratio, around.topLeft(), pixmap)


class KeptEdge:
    """Scale bar, note and north mark of the last few scales, since a wheel goes to and fro."""

    def __init__(self) -> None:
        self._kept: OrderedDict[tuple[object, ...], QPixmap] = OrderedDict()
        self._stand: tuple[tuple[object, ...], QRectF] = ((), QRectF())
        self._seen: Viewport | None = None

    def draw(
        self,
        painter: QPainter,
        viewport: Viewport,
        lettering: Lettering,
        note: str,
        corner: Corner,
        *,
        measured: bool,
    ) -> None:
        """Draw them in their corner of the viewport."""
        stand = viewport.width_px, viewport.height_px, lettering, note, corner
        if self._stand[0] != stand:
            self._stand = stand, edge_rect(viewport, lettering, note, corner)
        self._seen, rect = viewport, self._stand[1]
        ratio = painter.device().devicePixelRatioF()
        size = (rect.width(), rect.height())
        has = corner.has_north
        key = (lettering, ratio, note, measured, has, viewport.metres_per_px, size)
        pixmap = self._kept.get(key)
        if pixmap is None:
            pixmap = self._kept[key] = _clear(rect, ratio)
            with_painter = QPainter(pixmap)
            with_painter.translate(-rect.topLeft())
            draw_edge(with_painter, viewport, lettering, note, corner, measured=measured)
            with_painter.end()
            if len(self._kept) > _MOST_EDGES:
                self._kept.popitem(last=False)
        painter.drawPixmap(rect.topLeft(), pixmap)

    def is_beyond(self, region: QRegion, viewport: Viewport) -> bool:
        """Whether nothing of what was drawn last, of this viewport, lies in a region."""
        return self._seen is viewport and not region.intersects(self._stand[1].toRect())


def _clear(rect: QRectF, ratio: float) -> QPixmap:
    """A transparent pixmap of a rectangle's size."""
    pixmap = QPixmap((rect.size() * ratio).toSize())
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    return pixmap
