"""What lies over the map's picture and follows the pointer: outlines, rubber band, furniture."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QRegion

from console.paint.labels import Lettering, halo_text
from console.paint.map.corner import Corner
from console.paint.map.furniture import draw_north, draw_note, draw_scale
from console.paint.map.layers import MapPaths, outline
from console.paint.map.paths import transform
from console.paint.map.picture import MapPicture, Sheet
from console.paint.theme import Theme
from console.state.map.spot import NO_SPOT, Spot
from console.state.map.viewport import Viewport

_SELECTED_PX, _KEYLINE_PX, _HOVERED_PX = 2.0, 4.5, 1.0
_BAND_SHARE = 0.16
_SAME_SCALE = 1e-6
"""Up to this difference a picture is copied as it is, to whole pixels."""


def draw_picture(
    painter: QPainter, picture: MapPicture, viewport: Viewport, region: QRegion
) -> None:
    """The picture where its metres lie in `viewport`: moved and scaled when it is of another.

    Rectangle by rectangle of the region that is painted: cut to more than one at a time, copying
    an image costs twice as much.
    """
    place = moved(picture.viewport, viewport)
    if place.width() == picture.viewport.width_px:
        place.setSize(picture.image.deviceIndependentSize())
    covered = place.toRect()
    if QRectF(covered) != place:
        covered = place.adjusted(1, 1, -1, -1).toAlignedRect()
    if not covered.contains(region.boundingRect()):
        bounded = len(picture.scene.ground.boundary_rows) > 0
        colours = picture.sheet.theme.map
        for part in cast("Sequence[QRect]", region.subtracted(QRegion(covered))):
            painter.fillRect(part, colours.outside if bounded else colours.street)
    for part in cast("Sequence[QRect]", region):
        painter.setClipRect(part)
        painter.drawImage(place, picture.image)
    painter.setClipping(False)


def moved(drawn: Viewport, viewport: Viewport) -> QRectF:
    """Where pixels of one viewport lie in another: on whole ones at the same scale."""
    left, top, right, bottom = viewport.box_px(drawn.box)
    if abs(viewport.metres_per_px / drawn.metres_per_px - 1) < _SAME_SCALE:
        return QRectF(round(left), round(top), drawn.width_px, drawn.height_px)
    return QRectF(QPointF(left, top), QPointF(right, bottom))


def draw_hovered(
    painter: QPainter, viewport: Viewport, paths: MapPaths, theme: Theme, spot: Spot
) -> None:
    """The outline of what the pointer is over, one pixel."""
    _outline(painter, viewport, paths, spot, (theme.chrome.selected, _HOVERED_PX))


def draw_marked(
    painter: QPainter, viewport: Viewport, paths: MapPaths, theme: Theme, spot: Spot
) -> None:
    """The outline of what is selected, two pixels over a keyline."""
    keyline = theme.map.halo, _KEYLINE_PX
    _outline(painter, viewport, paths, spot, keyline, (theme.chrome.selected, _SELECTED_PX))


def _outline(
    painter: QPainter, viewport: Viewport, paths: MapPaths, spot: Spot, *lines: tuple[QColor, float]
) -> None:
    if spot == NO_SPOT:
        return
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setTransform(transform(viewport), True)
    for colour, width_px in lines:
        outline(painter, paths.of(spot), colour, width_px * viewport.metres_per_px)
    painter.restore()


def draw_band(painter: QPainter, band: QRectF, theme: Theme) -> None:
    """The rubber band: a hairline in the accent over a breath of it."""
    tint = QColor(theme.chrome.accent)
    tint.setAlphaF(_BAND_SHARE)
    painter.fillRect(band, tint)
    painter.setPen(QPen(theme.chrome.accent, 1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(band.adjusted(0.5, 0.5, -0.5, -0.5))


def draw_edge(
    painter: QPainter,
    viewport: Viewport,
    lettering: Lettering,
    note: str,
    corner: Corner,
    *,
    measured: bool,
) -> None:
    """Scale bar, note and north mark in their corner; or the note alone."""
    rects = corner.rects(viewport.width_px, viewport.height_px, lettering.theme)
    if not measured:
        draw_note(painter, rects[0], lettering, note, halo_text)
        return
    draw_scale(painter, rects[0], viewport.metres_per_px, lettering, note, halo_text)
    for north in rects[1:]:
        draw_north(painter, north.center(), lettering, halo_text)


def edge_rect(viewport: Viewport, lettering: Lettering, note: str, corner: Corner) -> QRectF:
    """The whole pixels that `draw_edge` may touch."""
    rect = QRectF()
    for one in corner.rects(viewport.width_px, viewport.height_px, lettering.theme):
        rect = rect.united(one)
    noted = lettering.measure(note, "small")[0]
    return QRectF(rect.adjusted(-noted, 0, 0, 0).toAlignedRect())


def draw_lane(painter: QPainter, viewport: Viewport, sheet: Sheet, note: str) -> None:
    """The caption over the lane of estates that have no geometry."""
    lane = sheet.ground.lane
    if lane is None or not note:
        return
    theme = sheet.theme
    width, height = sheet.lettering.measure(note, "small")
    x, y = viewport.to_px(lane[0], lane[3])
    at = QPointF(x + width / 2, y - height / 2)
    halo_text(painter, sheet.lettering, note, "small", at, theme.map.label_quiet, theme.map.halo)


def draw_focus(painter: QPainter, rect: QRectF, theme: Theme) -> None:
    """The ring that says the keys go here."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(theme.chrome.accent, 2))
    painter.drawRect(rect.adjusted(1, 1, -1, -1))
