"""The wall's map: estates shaded by bands over a quiet ground, the fullest of them named."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from console.paint.labels import Lettering, PlaceInk, write_text
from console.paint.map.clip import ClippedPaths
from console.paint.map.ink import colouring, estate_colours
from console.paint.map.layers import MapPaths, above, beneath, fills, paths_of
from console.paint.map.paths import transform
from console.paint.map.whole import ColourBrushes
from console.paint.wall.classes import paint_swatch
from console.paint.wall.look import WallLook, write
from console.paint.wall.map_labels import Label, labels
from console.state.map.scene import MapScene, scene
from console.state.map.shapes import has_area
from console.state.map.viewport import Viewport
from console.state.wall import shades
from console.state.wall.scenes import StreetScene

_BODY_PX = 25.0
"""Body text at which the map is drawn at 1x; roads and edges grow with it."""


def map_steps(
    painter: QPainter, rect: QRectF, shown: StreetScene, look: WallLook
) -> Iterator[None]:
    """Paint the map into `rect`, with a pause wherever the work may be put off."""
    ratio = look.u / _BODY_PX
    view = _view(shown, QRectF(0, 0, rect.width() / ratio, rect.height() / ratio))
    found = replace(scene(shown.ground, view), stress="estates", shows_shadows=False)
    colours = colouring(look.theme, shown.shading, "estates")
    paths = _clipped(paths_of(shown.ground), view)
    layers = (
        beneath(painter, found, paths, look.theme),
        fills(painter, _without_buildings(found), paths, ColourBrushes(colours)),
        above(painter, _without_buildings(found), paths, look.theme),
    )
    for layer in layers:
        ended = False
        while not ended:
            painter.save()
            painter.setClipRect(rect)
            painter.translate(rect.topLeft())
            painter.scale(ratio, ratio)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setTransform(transform(view), True)
            ended = next(layer, layer) is layer
            painter.restore()
            yield
    yield from _label_steps(painter, rect, labels(shown, view, ratio, look), colours.estates, look)


def _label_steps(
    painter: QPainter, rect: QRectF, placed: list[Label], estates: PlaceInk, look: WallLook
) -> Iterator[None]:
    lettering = Lettering(look.theme, 1.0)
    for label in placed:
        shade = int(estates.classes[label.row])
        ink, halo = estates.inks[shade], estates.fills[shade]
        if label.is_name:
            ink, halo = look.theme.map.label, look.theme.map.halo
        at = label.at + rect.topLeft()
        write_text(painter, lettering, label.text, label.size, at, ink, halo)
        yield


def paint_map_legend(painter: QPainter, box: QRectF, shown: StreetScene, look: WallLook) -> None:
    """The classes in one row along the bottom of `box`, on the ground's colour."""
    texts = shades.texts(shown.shading.estate_classes)
    fills_of = estate_colours(look.theme, len(texts))
    caption = look.say("wall.legend")
    swatch, gap = look.u * 1.1, look.u * 0.3
    widths = [look.width(text, "body") for text in texts]
    high = look.u * 1.5
    plate = QRectF(box.left(), box.bottom() - high, box.width(), high)
    x = plate.left()
    muted = look.theme.chrome.muted
    wide = look.width(caption, "body") + 2
    write(painter, look, QRectF(x, plate.top(), wide, high), caption, "body", colour=muted)
    x += wide + gap * 2
    for text, fill, wide in zip(texts, fills_of, widths, strict=True):
        inset = look.u * 0.42
        box = QRectF(x, plate.top() + inset, swatch, high - 2 * inset)
        paint_swatch(painter, box, fill, look)
        x += swatch + gap
        write(painter, look, QRectF(x, plate.top(), wide + 2, high), text, "body")
        x += wide + 2 * gap
    note = QRectF(x + gap, plate.top(), plate.right() - x - gap, high)
    said = look.say("wall.rounded")
    if look.width(said, "label") > note.width():
        note = plate.translated(0, -high)
    size = look.fitting(said, note.width(), high, "body")
    write(painter, look, note, said, size, colour=muted)


def _view(shown: StreetScene, rect: QRectF) -> Viewport:
    margin = rect.height() * 0.03
    view = Viewport(0, 0, 1, round(rect.width()), round(rect.height()))
    return view.fitted(shown.ground.bounds, margin)


def _without_buildings(found: MapScene) -> MapScene:
    return replace(found, buildings=found.buildings[:0], shows_edges=False)


def _clipped(paths: MapPaths, view: Viewport) -> MapPaths:
    shapes = paths.ground.street.basemap.shapes
    area = has_area(shapes) if len(shapes) else paths.basemap_area
    return replace(paths, basemap=ClippedPaths(shapes, area, view.box))
