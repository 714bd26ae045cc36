"""The wall's map: estates shaded by bands over a quiet ground, the fullest of them named."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter

from console.domain import banding
from console.domain.records import dataclass
from console.domain.spoken import capped
from console.paint.labels import Lettering, PlaceInk, write_text
from console.paint.map.clip import ClippedPaths
from console.paint.map.ink import colouring, estate_colours
from console.paint.map.layers import MapPaths, above, beneath, fills, paths_of
from console.paint.map.paths import transform
from console.paint.map.whole import ColourBrushes
from console.paint.wall.classes import paint_swatch
from console.paint.wall.look import WallLook, write
from console.state.map.room import rooms_of
from console.state.map.scene import MapScene, scene
from console.state.map.shapes import has_area
from console.state.map.viewport import Viewport
from console.state.wall import shades
from console.state.wall.scenes import StreetScene

_NAMED_FROM, _COUNTED_FROM = 3, 2
_MOST_NAMED = 14
_NAME_SIZE, _COUNT_SIZE = "body", "title-bold"
_BODY_PX = 25.0
"""Body text at which the map is drawn at 1x; roads and edges grow with it."""


@dataclass(frozen=True, slots=True)
class Label:
    """A text at a point, its box kept free of others."""

    text: str
    size: str
    at: QPointF
    box: QRectF
    row: int
    is_name: bool


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


def labels(shown: StreetScene, view: Viewport, ratio: float, look: WallLook) -> list[Label]:
    """The labels that have room, in pixels of the rectangle the map is painted into."""
    lettering = Lettering(look.theme, 1.0)
    classes = shown.shading.estate_classes.of(shades.values(shown.codes))
    few_apart = len(shown.shading.estate_classes) == len(shades.ESTATES)
    counted_from, named_from = _COUNTED_FROM, _NAMED_FROM
    if not few_apart:
        counted_from, named_from = counted_from - 1, named_from - 1
    placed: list[Label] = []
    taken: list[QRectF] = []
    named = 0
    for row in np.argsort(-banding.order(shown.codes), kind="stable").tolist():
        if classes[row] < counted_from:
            break
        boxes = shown.ground.estates.boxes[row]
        if np.isnan(boxes).any():
            continue
        at = _middle(shown, row, view, ratio)
        texts = [(banding.text(int(shown.codes[row])), _COUNT_SIZE)]
        if classes[row] >= named_from and named < _MOST_NAMED:
            name = capped(shown.ground.street.estates.name.text(row), 14)
            texts.insert(0, (name, _NAME_SIZE))
        found = _stack(texts, at, row, lettering)
        if len(found) > 1 and _hits(found, taken, view, ratio):
            found = _stack(texts[1:], at, row, lettering)
        if _hits(found, taken, view, ratio):
            continue
        named += len(found) > 1
        taken += [one.box for one in found]
        placed += found
    return placed


def _stack(
    texts: list[tuple[str, str]], at: QPointF, row: int, lettering: Lettering
) -> list[Label]:
    """Texts above one another with their middle at a point."""
    measures = [lettering.measure(text, size) for text, size in texts]
    y = at.y() - sum(high for _, high in measures) / 2
    found = []
    for (text, size), (wide, high) in zip(texts, measures, strict=True):
        box = QRectF(at.x() - wide / 2, y, wide, high)
        kept = box.adjusted(-4, 0, 4, 0)
        found.append(Label(text, size, box.center(), kept, row, size == _NAME_SIZE))
        y += high
    return found


def _hits(found: list[Label], taken: list[QRectF], view: Viewport, ratio: float) -> bool:
    whole = QRectF(0, 0, view.width_px * ratio, view.height_px * ratio)
    return any(
        not whole.contains(one.box) or any(one.box.intersects(other) for other in taken)
        for one in found
    )


def _middle(shown: StreetScene, row: int, view: Viewport, ratio: float) -> QPointF:
    estates = shown.ground.estates
    x_m, y_m = rooms_of(estates, [row])[0].middle
    x, y = view.to_px(x_m, y_m)
    return QPointF(x * ratio, y * ratio)


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
