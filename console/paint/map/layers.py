"""The layers of the map in drawing order, each drawn in metres with a painter.

Every layer is a generator that yields between small portions of work, so that a canvas may spread
it over turns of the event loop and an export may run it through.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPainterPath, QPen

from console.domain.records import dataclass
from console.paint.arrays import draw_lines
from console.paint.atlas import is_raster
from console.paint.map.fading import faded
from console.paint.map.ink import mixed
from console.paint.map.paths import ShapePaths
from console.paint.theme import Theme
from console.state.map.base import GROUND, LINES, PLACES, BaseLayer
from console.state.map.ground import MapGround
from console.state.map.scene import LONGEST_SHADOW_M, MapScene
from console.state.map.shapes import has_area
from console.state.map.spot import Spot
from console.state.map.viewport import Viewport, grown
from console.store.columns import I32, Shapes

Steps = Iterator[None]
Lay = Callable[[QPainter, BaseLayer], Steps]
"""Draws the layers of files that lie upon one of the street's own, with a painter in metres."""
_PORTION, _VERTICES = 48, 1000
_LEVELS = ((3.0, 0.7), (1.2, 0.25))
"""From how many metres a pixel on vertices may be left out, and within how many metres."""
_WATER_LINE_M = 16.0
_RAIL_M, _RAIL_PX = 7.0, 1.8
_SHADOW_M_PER_M, _SHADOW_STEP_PX, _MOST_SHADOW_STEPS = 0.11, 2.5, 16
"""Length of a shadow for a metre of height, and the steps in which it is swept."""
_STOREY_M = 3.0
_DIM = 0.55
_SLIM_PX = 7.0
"""Under this width the eye does not tell a bevelled bend from a round one, which costs twice."""


@dataclass(frozen=True, eq=False)
class MapPaths:
    """The painter paths of one street's layers."""

    ground: MapGround
    estates: ShapePaths
    buildings: ShapePaths
    committees: ShapePaths
    basemap: ShapePaths
    basemap_area: np.ndarray[tuple[int], np.dtype[np.bool_]]

    def of(self, spot: Spot) -> QPainterPath:
        """The outline of a spot, which is none of NO_SPOT."""
        of_building = spot.building >= 0
        shapes = self.buildings if of_building else self.estates
        return shapes.of(spot.building if of_building else spot.estate)


def paths_of(ground: MapGround, tolerance_m: float = 0.0) -> MapPaths:
    """Paths for a street; nothing is made before it is drawn."""
    shapes: Shapes = ground.street.basemap.shapes
    return MapPaths(
        ground=ground,
        estates=ShapePaths(ground.estates, tolerance_m),
        buildings=ShapePaths(ground.buildings),
        committees=ShapePaths(ground.committees, tolerance_m),
        basemap=ShapePaths(shapes, tolerance_m),
        basemap_area=has_area(shapes) if len(shapes) else np.zeros(0, np.bool_),
    )


class PathLevels:
    """A street's paths at three levels of detail, each made when it is first drawn."""

    def __init__(self, ground: MapGround) -> None:
        self._ground = ground
        self._levels: dict[float, MapPaths] = {}

    def at(self, metres_per_px: float) -> MapPaths:
        """The paths that are right to about half a pixel at a scale."""
        tolerance_m = tolerance(metres_per_px)
        if tolerance_m not in self._levels:
            self._levels[tolerance_m] = paths_of(self._ground, tolerance_m)
        return self._levels[tolerance_m]


def tolerance(metres_per_px: float) -> float:
    """Within how many metres vertices may be left out at a scale."""
    return next((one for from_m, one in _LEVELS if metres_per_px >= from_m), 0.0)


def portions(rows: I32, size: int = _PORTION) -> Generator[list[int], None, None]:
    """The rows in lists of `size` at most."""
    for start in range(0, len(rows), size):
        yield rows[start : start + size].tolist()


def lay_nothing(_painter: QPainter, _layer: BaseLayer) -> Steps:
    """No layer of a file lies among the street's own."""
    return iter(())


def beneath(
    painter: QPainter,
    scene: MapScene,
    paths: MapPaths,
    theme: Theme,
    lay: Lay = lay_nothing,
) -> Steps:
    """Outside, the street's ground, premises, green and water: what lies under the estates."""
    colours = theme.map
    bounded = len(scene.ground.boundary_rows) > 0
    painter.setPen(Qt.PenStyle.NoPen)
    painter.fillRect(rect_m(scene.viewport), colours.outside if bounded else colours.street)
    for path in paths.basemap.all_of(scene.ground.boundary_rows.tolist()):
        painter.fillPath(path, colours.street)
    yield
    painter.setBrush(colours.premises)
    for portion in portions(scene.grounds, 4 * _PORTION):
        areas = [row for row in portion if paths.basemap_area[row]]
        for path in paths.basemap.areas_of(areas):
            painter.drawPath(path)
        yield
    nature = {"green": (scene.green, colours.green), "water": (scene.water, colours.water)}
    for layer in scene.sight.upwards(GROUND):
        rows, colour = nature[layer]
        with faded(painter, scene.sight.of(layer), scene.viewport) as over:
            over.setBrush(colour)
            for portion in portions(rows):
                areas = [row for row in portion if paths.basemap_area[row]]
                for path in paths.basemap.areas_of(areas):
                    over.drawPath(path)
                lines = [row for row in portion if not paths.basemap_area[row]]
                for path in paths.basemap.all_of(lines):
                    over.strokePath(path, _pen(colour, _WATER_LINE_M))
                yield
        yield from lay(painter, layer)


def fills(painter: QPainter, scene: MapScene, paths: MapPaths, brushes: FillBrushes) -> Steps:
    """Estates, shadows and buildings as plain fills, in the brushes given for each."""
    painter.setPen(Qt.PenStyle.NoPen)
    for portion in portions(scene.estates, 4 * _PORTION):
        for row, path in zip(portion, paths.estates.all_of(portion), strict=True):
            painter.fillPath(path, brushes.estate(row))
        yield
    if scene.shows_shadows:
        yield from _shadows(painter, scene, paths, brushes)
    for portion in portions(scene.buildings, 4 * _PORTION):
        for row, path in zip(portion, paths.buildings.all_of(portion), strict=True):
            painter.fillPath(path, brushes.building(row))
        yield


class FillBrushes:
    """What fills a place; the picture of ids fills with numbers, an export with colours."""

    def estate(self, row: int) -> QBrush | QColor:
        """The fill of an estate."""
        raise KeyError(row)

    def shadow(self, estate: int) -> QBrush | QColor:
        """The fill of a shadow that lies on an estate."""
        raise KeyError(estate)

    def building(self, row: int) -> QBrush | QColor:
        """The fill of a building."""
        raise KeyError(row)


def _shadows(painter: QPainter, scene: MapScene, paths: MapPaths, brushes: FillBrushes) -> Steps:
    """Each building's footprint swept south-east, the farther the higher it is."""
    buildings = scene.ground.street.buildings
    step_m = _px(scene, _SHADOW_STEP_PX)
    for portion in portions(scene.buildings, _PORTION):
        for row in portion:
            estate = int(buildings.estate[row])
            if estate < 0:
                continue
            reach = min(height_m(scene.ground, row) * _SHADOW_M_PER_M, LONGEST_SHADOW_M)
            steps = int(np.clip(np.ceil(reach / step_m), 1, _MOST_SHADOW_STEPS))
            along, brush, path = reach / steps, brushes.shadow(estate), paths.buildings.of(row)
            painter.save()
            for _ in range(steps):
                painter.translate(along, -along * 0.8)
                painter.fillPath(path, brush)
            painter.restore()
        yield


def height_m(ground: MapGround, row: int) -> float:
    """A building's height: its own, or three metres a storey where it is not known."""
    buildings = ground.street.buildings
    height = float(buildings.height_m[row])
    return float(buildings.floors_above[row]) * _STOREY_M if np.isnan(height) else height


def above(
    painter: QPainter,
    scene: MapScene,
    paths: MapPaths,
    theme: Theme,
    lay: Lay = lay_nothing,
) -> Steps:
    """Edges of estates and buildings, roads, rail, committees and the dimmed outside.

    What lies upon the uppermost line is not dimmed outside.
    """
    sight, lines = scene.sight, scene.sight.upwards(LINES)
    for layer in (*sight.upwards(PLACES), *lines):
        with faded(painter, sight.of(layer), scene.viewport) as over:
            yield from _STROKES[layer](over, scene, paths, theme)
        if layer == lines[-1]:
            yield from _boundary(painter, scene, paths, theme)
        yield from lay(painter, layer)


def _estate_edges(painter: QPainter, scene: MapScene, paths: MapPaths, theme: Theme) -> Steps:
    pen = _pen(theme.map.estate_line, _px(scene, 1.6), join=Qt.PenJoinStyle.BevelJoin)
    for portion in portions(scene.estates, 4 * _PORTION):
        yield from _stroke(painter, paths.estates, portion, pen, slim=True)


def _building_edges(painter: QPainter, scene: MapScene, paths: MapPaths, theme: Theme) -> Steps:
    if not scene.shows_edges:
        return
    pen = _pen(theme.map.building_line, _px(scene, 1.0), join=Qt.PenJoinStyle.MiterJoin)
    for portion in portions(scene.buildings, 3 * _PORTION):
        for path in paths.buildings.all_of(portion):
            painter.strokePath(path, pen)
        yield


def _roads(painter: QPainter, scene: MapScene, paths: MapPaths, theme: Theme) -> Steps:
    """Casings first, so that crossings are open; lanes before main roads."""
    scale = scene.viewport.metres_per_px
    for cased in (True, False):
        for style, rows in scene.roads:
            if cased and not style.cased:
                continue
            width = max(style.width_m, style.least_px * scale) + (1.6 * scale if cased else 0.0)
            colour = theme.map.road_casing if cased else theme.map.road
            slim = width < _SLIM_PX * scale
            join = Qt.PenJoinStyle.BevelJoin if slim else Qt.PenJoinStyle.RoundJoin
            pen = _pen(colour, width, join=join, cap=Qt.PenCapStyle.RoundCap)
            for portion in portions(rows):
                yield from _stroke(painter, paths.basemap, portion, pen, slim=slim)


def _rail(painter: QPainter, scene: MapScene, paths: MapPaths, theme: Theme) -> Steps:
    width = max(_RAIL_M, _RAIL_PX * scene.viewport.metres_per_px)
    pen = _pen(theme.map.rail, width)
    slim = width < _px(scene, _SLIM_PX)
    for portion in portions(scene.rail):
        yield from _stroke(painter, paths.basemap, portion, pen, slim=slim)


def _committees(painter: QPainter, scene: MapScene, paths: MapPaths, theme: Theme) -> Steps:
    pen = _pen(theme.map.label_quiet, _px(scene, 1.0), join=Qt.PenJoinStyle.MiterJoin)
    pen.setDashPattern([5.0, 4.0])
    faded = QColor(theme.map.label_quiet)
    faded.setAlphaF(0.3)
    pen.setColor(faded)
    for portion in portions(scene.committees, 8):
        for path in paths.committees.all_of(portion):
            painter.strokePath(path, pen)
        yield


_STROKES: dict[BaseLayer, Callable[[QPainter, MapScene, MapPaths, Theme], Steps]] = {
    "estates": _estate_edges,
    "buildings": _building_edges,
    "roads": _roads,
    "metro": _rail,
    "committees": _committees,
}


def _boundary(painter: QPainter, scene: MapScene, paths: MapPaths, theme: Theme) -> Steps:
    """Everything beyond the boundary once more dimmed, and the boundary's own line."""
    rows = scene.ground.boundary_rows.tolist()
    if not rows:
        return
    veil = QColor(theme.map.outside)
    veil.setAlphaF(_DIM)
    beyond = QPainterPath()
    beyond.addRect(rect_m(scene.viewport))
    for path in paths.basemap.all_of(rows):
        beyond.addPath(path)
    painter.fillPath(beyond, veil)
    pen = _pen(mixed(theme.map.street, theme.map.label_quiet, 0.7), _px(scene, 1.4))
    yield from _stroke(painter, paths.basemap, rows, pen, slim=True)


def _stroke(
    painter: QPainter, shapes: ShapePaths, rows: list[int], pen: QPen, *, slim: bool
) -> Steps:
    """Draw lines, so many vertices a step: a road through a city has thousands.

    Those so slim that no bend is told from another go as segments into pixels.
    """
    if slim and is_raster(painter):
        flat = QPen(pen)
        flat.setCapStyle(Qt.PenCapStyle.FlatCap)
        painter.setPen(flat)
        draw_lines(painter, shapes.segments.of(rows, pen.widthF()))
        yield
        return
    drawn = 0
    for path in shapes.all_of(rows):
        painter.strokePath(path, pen)
        drawn += path.elementCount()
        if drawn > _VERTICES:
            yield
            drawn = 0
    yield


def outline(painter: QPainter, path: QPainterPath, colour: QColor, width_m: float) -> None:
    """One outline in a colour: a selection or what the pointer is over."""
    painter.strokePath(path, _pen(colour, width_m, join=Qt.PenJoinStyle.RoundJoin))


def rect_m(viewport: Viewport) -> QRectF:
    """The viewport's box as a rectangle in metres, a pixel larger: its last ones are whole."""
    west, south, east, north = grown(viewport.box, viewport.metres_per_px)
    return QRectF(QPointF(west, south), QPointF(east, north))


def _px(scene: MapScene, width_px: float) -> float:
    return width_px * scene.viewport.metres_per_px


def _pen(
    colour: QColor,
    width_m: float,
    *,
    join: Qt.PenJoinStyle = Qt.PenJoinStyle.RoundJoin,
    cap: Qt.PenCapStyle = Qt.PenCapStyle.FlatCap,
) -> QPen:
    return QPen(QBrush(colour), width_m, Qt.PenStyle.SolidLine, cap, join)
