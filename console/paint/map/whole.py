"""The map as vectors, for pages that leave the program."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial

import numpy as np
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QPainter

from console.domain.records import dataclass
from console.paint import icons
from console.paint.atlas import is_raster
from console.paint.labels import (
    Lettering,
    PlaceInk,
    count_text,
    draw_plate,
    ink_of,
    write_text,
    write_turned,
)
from console.paint.map.clip import ClippedPaths
from console.paint.map.ink import DIMMED, Colouring, colouring, shadowed
from console.paint.map.layer_page import paint_layer
from console.paint.map.layers import (
    FillBrushes,
    MapPaths,
    above,
    beneath,
    fills,
    paths_of,
    tolerance,
)
from console.paint.map.marked import paint_marked, placed_box
from console.paint.map.paths import transform
from console.paint.map.signs import sign_of
from console.paint.signs_of_change import write_tag
from console.paint.theme import Theme
from console.state.map.base import ALL_IN_SIGHT, TOP, BaseLayer, BaseSight
from console.state.map.desk import FRAMED, Desk, Label, layer_of
from console.state.map.ground import MapGround
from console.state.map.labels import placed
from console.state.map.metrics import peak
from console.state.map.occupancy import BoxPx, Occupancy
from console.state.map.scene import MapScene, scene
from console.state.map.shading import Shading
from console.state.map.viewport import Viewport
from console.state.marking import Marks
from console.state.pages.order import LayerDrawing
from console.store.kept import Mask


class ColourBrushes(FillBrushes):
    """Fills every place with its class's colour; the ground shines through the faint."""

    def __init__(self, colours: Colouring, sight: BaseSight = ALL_IN_SIGHT) -> None:
        self._colours, self._sight = colours, sight

    def estate(self, row: int) -> QColor:
        """The colour of an estate."""
        share = self._sight.of("estates")
        return self._of(self._colours.estates, self._colours.estate_lit, row, share)

    def shadow(self, estate: int) -> QColor:
        """The colour of a shadow on an estate."""
        return shadowed(self.estate(estate))

    def building(self, row: int) -> QColor:
        """The colour of a building."""
        share = self._sight.of("buildings")
        return self._of(self._colours.buildings, self._colours.building_lit, row, share)

    @staticmethod
    def _of(ink: PlaceInk, lit: Mask | None, row: int, share: float) -> QColor:
        fill = ink.fills[int(ink.classes[row])]
        if share == 1 and (lit is None or lit[row]):
            return fill
        dim = QColor(fill)
        dim.setAlphaF(share if lit is None or lit[row] else share * DIMMED)
        return dim


@dataclass(frozen=True, eq=False)
class MapPage:
    """What a drawn map shows: ground, shading, theme, and layers of files, the lowest first.

    `base` says how its own layers are drawn; `reserved` boxes stay free of labels, `marks` stand
    over all. A pixel has `dots` across on what it is drawn on.
    """

    ground: MapGround
    shading: Shading
    theme: Theme
    layers: tuple[LayerDrawing, ...] = ()
    base: BaseSight = ALL_IN_SIGHT
    reserved: tuple[BoxPx, ...] = ()
    marks: Marks | None = None
    dots: float = 1.0


def paint_map(painter: QPainter, shown: MapPage, viewport: Viewport) -> MapScene:
    """Draw the map into (0, 0, width, height) of the painter as paths and text; gives the scene."""
    found = scene(shown.ground, viewport, sight=shown.base)
    paths = _clipped(shown, viewport)
    _make(paths, found, painter)
    colours = colouring(shown.theme, shown.shading, found.stress)
    lay = partial(_lay, shown, viewport)
    painter.save()
    painter.setClipRect(QRectF(0, 0, viewport.width_px, viewport.height_px))
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setTransform(transform(viewport), True)
    for layer in (
        beneath(painter, found, paths, shown.theme, lay),
        fills(painter, found, paths, ColourBrushes(colours, shown.base)),
        above(painter, found, paths, shown.theme, lay),
    ):
        for _ in layer:
            pass
    painter.restore()
    lettering = Lettering(shown.theme, 1.0)
    labels = _labels(shown, found, lettering)
    for label in labels:
        painter.setOpacity(shown.base.of(layer_of(label.kind)))
        _write(painter, lettering, found, label, colours)
    painter.setOpacity(1.0)
    for drawing in shown.layers:
        if drawing.over == TOP:
            paint_layer(painter, drawing, viewport, shown.theme)
    if shown.marks is not None:
        boxes = [placed_box(label) for label in labels]
        ground, theme = shown.ground, shown.theme
        given = viewport, ground, shown.marks, theme, found.stress, boxes
        paint_marked(painter, *given, write_tag)
    painter.restore()
    return found


def _lay(shown: MapPage, viewport: Viewport, painter: QPainter, upon: BaseLayer) -> Iterator[None]:
    """Draw the layers of files that lie upon one of the street's own, with a painter in metres."""
    painter.save()
    painter.setTransform(transform(viewport).inverted()[0], True)
    for drawing in shown.layers:
        if drawing.over == upon:
            paint_layer(painter, drawing, viewport, shown.theme)
            yield
    painter.restore()


def _clipped(shown: MapPage, viewport: Viewport) -> MapPaths:
    """The paths of its street that are right to half a dot, the basemap's cut to the viewport."""
    tolerance_m = tolerance(viewport.metres_per_px / shown.dots)
    paths, shapes = paths_of(shown.ground, tolerance_m), shown.ground.street.basemap.shapes
    basemap = ClippedPaths(shapes, paths.basemap_area, viewport.box, tolerance_m)
    return replace(paths, basemap=basemap)


def _make(paths: MapPaths, found: MapScene, painter: QPainter) -> None:
    """Make the paths of all that is in sight at once: by portions they cost twice as much."""
    roads = [row for _, rows in found.roads for row in rows.tolist()]
    lines = [*roads, *found.rail.tolist()]
    areas = np.concatenate((found.grounds, found.green, found.water)).tolist()
    estates = found.estates.tolist()
    paths.estates.all_of(estates)
    paths.buildings.all_of(found.buildings.tolist())
    paths.basemap.all_of(areas)
    if is_raster(painter):
        paths.estates.segments.of(estates, 0.0)
        paths.basemap.segments.of(lines, 0.0)


def _labels(shown: MapPage, found: MapScene, lettering: Lettering) -> list[Label]:
    street, metric = shown.ground.street, shown.shading.metric
    occupancy = Occupancy(found.viewport.width_px, found.viewport.height_px)
    occupancy.take(list(shown.reserved))
    desk = Desk(
        scene=found,
        occupancy=occupancy,
        measure=lettering.measure,
        rooms={},
        estate_weight=peak(street, metric, "estates"),
        building_weight=peak(street, metric, "buildings"),
        crowded_from=np.full(len(shown.ground.estates), np.inf),
    )
    return [label for label in placed(desk) if label is not None]


def _write(
    painter: QPainter, lettering: Lettering, found: MapScene, label: Label, colours: Colouring
) -> None:
    if label.kind in FRAMED:
        of_estates = label.kind is colours.estates.kind
        _write_place(
            painter, lettering, label, colours.estates if of_estates else colours.buildings
        )
        return
    theme = lettering.theme
    sign = sign_of(found.ground, label)
    if label.icon is not None and sign is not None:
        _, inner, colour = draw_plate(painter, theme, label)
        icons.draw(painter, sign, colour, inner)
    if not label.text:
        return
    colour, halo, at = ink_of(theme, label.kind), theme.map.halo, QPointF(label.x, label.y)
    if label.angle_deg:
        write_turned(painter, lettering, label.text, label.size, at, label.angle_deg, colour, halo)
    else:
        write_text(painter, lettering, label.text, label.size, at, colour, halo)


def _write_place(painter: QPainter, lettering: Lettering, label: Label, ink: PlaceInk) -> None:
    shade = int(ink.classes[label.row])
    colour, halo = ink.inks[shade], ink.fills[shade]
    value = float(ink.values[label.row])
    if label.text:
        at = QPointF(*label.name_at(counted=value != 0))
        write_text(painter, lettering, label.text, label.size, at, colour, halo)
    if label.count_at is not None and value != 0:
        at, size = QPointF(*label.count_at), f"{label.size}-bold"
        write_text(painter, lettering, count_text(value), size, at, colour, halo)
