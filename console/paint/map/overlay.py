"""What lies over the map's picture and follows the pointer: outlines, rubber band, furniture."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QRegion

from console.paint.labels import Lettering, halo_text
from console.paint.map.furniture import NORTH_PX, draw_north, draw_note, draw_scale, scale_rect
from console.paint.map.layers import MapPaths, outline
from console.paint.map.paths import transform
from console.paint.map.picture import MapPicture, Sheet
from console.paint.theme import Theme
from console.state.map.spot import Spot
from console.state.map.viewport import Viewport

_SELECTED_PX, _KEYLINE_PX, _HOVERED_PX = 2.0, 4.5, 1.0
_BAND_SHARE = 0.16
_SAME_SCALE = 1e-6
"""Up to this difference a picture is copied as it is, to whole pixels."""


def draw_picture(painter: QPainter, picture: MapPicture, viewport: Viewport) -> None:
    """The picture where its metres lie in `viewport`: moved and scaled when it is of another."""
    if picture.viewport == viewport:
        painter.drawImage(QPointF(0, 0), picture.image)
        return
    colours = picture.sheet.theme.map
    bounded = len(picture.scene.ground.boundary_rows) > 0
    left, top, right, bottom = viewport.box_px(picture.viewport.box)
    place = QRectF(QPointF(left, top), QPointF(right, bottom))
    if abs(viewport.metres_per_px / picture.viewport.metres_per_px - 1) < _SAME_SCALE:
        place = QRectF(QPointF(round(left), round(top)), picture.image.deviceIndependentSize())
    covered = place.adjusted(1, 1, -1, -1).toAlignedRect()
    whole = QRect(0, 0, viewport.width_px, viewport.height_px)
    painter.save()
    painter.setClipRegion(QRegion(whole).subtracted(QRegion(covered)))
    painter.fillRect(whole, colours.outside if bounded else colours.street)
    painter.restore()
    painter.drawImage(place, picture.image)


def draw_spots(
    painter: QPainter,
    viewport: Viewport,
    paths: MapPaths,
    theme: Theme,
    marked: Spot,
    hovered: Spot,
) -> None:
    """The outline of what is selected, two pixels, and of what the pointer is over, one."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setTransform(transform(viewport), True)
    px = viewport.metres_per_px
    if hovered != marked:
        _outline(painter, paths, hovered, theme.chrome.selected, _HOVERED_PX * px)
    _outline(painter, paths, marked, theme.map.halo, _KEYLINE_PX * px)
    _outline(painter, paths, marked, theme.chrome.selected, _SELECTED_PX * px)
    painter.restore()


def _outline(
    painter: QPainter, paths: MapPaths, spot: Spot, colour: QColor, width_m: float
) -> None:
    if spot.building >= 0:
        outline(painter, paths.buildings.of(spot.building), colour, width_m)
    elif spot.estate >= 0:
        outline(painter, paths.estates.of(spot.estate), colour, width_m)


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
    lift_px: int,
    *,
    measured: bool,
) -> None:
    """Scale bar, note and north mark `lift_px` above the lower right corner; or the note alone."""
    theme = lettering.theme
    width, height = viewport.width_px, viewport.height_px - lift_px
    rect = scale_rect(width, height, theme)
    if not measured:
        draw_note(painter, rect, lettering, note, halo_text)
        return
    draw_scale(painter, rect, viewport.metres_per_px, lettering, note, halo_text)
    draw_north(painter, north_rect(width, height, theme).center(), lettering, halo_text)


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


def north_rect(width_px: float, height_px: float, theme: Theme) -> QRectF:
    """Where the north mark stands: above the scale bar's end."""
    side = NORTH_PX * theme.metrics.scale
    return QRectF(width_px - 1.5 * side, height_px - 3.1 * side, side, 1.4 * side)


def draw_focus(painter: QPainter, rect: QRectF, theme: Theme) -> None:
    """The ring that says the keys go here."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(theme.chrome.accent, 2))
    painter.drawRect(rect.adjusted(1, 1, -1, -1))
