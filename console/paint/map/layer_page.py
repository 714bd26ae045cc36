"""Layers of files on a page: areas, lines and points as vectors, very many points by density."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage, QPainter

from console.foreign.flat import Kind
from console.paint.map.clip import ClippedPaths
from console.paint.map.layer_ink import MOST_DOTS, density, dot_pens, draw_dots, draw_shapes
from console.paint.map.layer_sight import LayerInSight
from console.paint.map.paths import transform
from console.paint.theme import Theme
from console.state.map.viewport import Viewport
from console.state.pages.order import LayerDrawing
from console.store.columns import F64, I32

_PRINTED = 2.0
"""How many pixels a logical one has where points are an image."""


def paint_layer(painter: QPainter, drawing: LayerDrawing, viewport: Viewport, theme: Theme) -> None:
    """Draw a layer into (0, 0, width, height) of the painter, nothing of it beyond."""
    sight = LayerInSight(drawing.kinds, drawing.shapes, viewport)
    for _ in sight.look():
        pass
    colour = layer_colour(drawing, theme)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    _paint_shapes(painter, drawing, np.concatenate(sight.drawn), viewport, colour)
    if sight.count > MOST_DOTS:
        _paint_density(painter, sight, colour)
    elif sight.count:
        _paint_dots(painter, _inside(np.concatenate(sight.dots), viewport), colour, theme)
    painter.restore()


def layer_colour(drawing: LayerDrawing, theme: Theme) -> QColor:
    """The colour of a layer, as opaque as it is drawn."""
    colour = QColor(theme.layers[drawing.colour])
    colour.setAlphaF(drawing.opacity)
    return colour


def _paint_shapes(
    painter: QPainter, drawing: LayerDrawing, rows: I32, viewport: Viewport, colour: QColor
) -> None:
    if not len(rows):
        return
    is_area = np.isin(drawing.kinds, (Kind.AREA, Kind.MIXED))
    paths = ClippedPaths(drawing.shapes, is_area, viewport.box)
    painter.save()
    painter.setTransform(transform(viewport), True)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    draw_shapes(painter, paths, rows.tolist(), drawing.kinds, colour, viewport.metres_per_px)
    painter.restore()


def _paint_dots(painter: QPainter, at: F64, colour: QColor, theme: Theme) -> None:
    rim = QColor(theme.map.halo)
    rim.setAlphaF(colour.alphaF())
    for pen in dot_pens(len(at), colour, rim):
        draw_dots(painter, pen, at)


def _paint_density(painter: QPainter, sight: LayerInSight, colour: QColor) -> None:
    place = sight.place()
    size = (place.size() * _PRINTED).toSize()
    image = QImage(size, QImage.Format.Format_ARGB32_Premultiplied)
    image.setDevicePixelRatio(_PRINTED)
    image.fill(Qt.GlobalColor.transparent)
    for _ in density(image, place, sight.dots, QColor(colour.rgb())):
        pass
    painter.setOpacity(colour.alphaF())
    painter.drawImage(place, image)


def _inside(at: F64, viewport: Viewport) -> F64:
    """The dots whose middle lies on the map: a page may know no clipping."""
    across, down = at.T
    kept = (across >= 0) & (across <= viewport.width_px)
    inside: F64 = at[kept & (down >= 0) & (down <= viewport.height_px)]
    return inside
