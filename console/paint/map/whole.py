"""The map as vectors: for pages that leave the program, and for anything that draws it once."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from console.domain.clock import State
from console.domain.spoken import capped
from console.domain.words import say
from console.paint import icons, page
from console.paint import theme as themes
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
from console.paint.map.furniture import NORTH_PX, draw_north, draw_note, draw_scale, scale_rect
from console.paint.map.ink import Colouring, colouring
from console.paint.map.layers import FillBrushes, MapPaths, above, beneath, fills, paths_of
from console.paint.map.legend import blocks, draw_legend, legend_size
from console.paint.map.paths import transform
from console.paint.map.signs import sign_of
from console.paint.page_frame import page_frame, paint_page_frame
from console.paint.theme import Theme
from console.state.map.desk import FRAMED, Desk, Label
from console.state.map.ground import MapGround, ground_of
from console.state.map.labels import placed
from console.state.map.metrics import Metric, peak
from console.state.map.occupancy import BoxPx, Occupancy
from console.state.map.scene import MapScene, scene
from console.state.map.shading import Shading, default_classes, shading
from console.state.map.viewport import Viewport
from console.store.columns import Street
from console.store.frame import Frame

_MARGIN_PX = 18
_STRIP_PX = 7


class ColourBrushes(FillBrushes):
    """Fills every place with its class's colour."""

    def __init__(self, colours: Colouring) -> None:
        self._colours = colours

    def estate(self, row: int) -> QColor:
        """The colour of an estate."""
        ink = self._colours.estates
        return ink.fills[int(ink.classes[row])]

    def shadow(self, estate: int) -> QColor:
        """The colour of a shadow on an estate."""
        return self._colours.shade(self.estate(estate))

    def building(self, row: int) -> QColor:
        """The colour of a building."""
        ink = self._colours.buildings
        return ink.fills[int(ink.classes[row])]


@dataclass(frozen=True, eq=False)
class MapPage:
    """What a drawn map shows: ground, shading and theme; `reserved` boxes stay free of labels."""

    ground: MapGround
    shading: Shading
    theme: Theme
    reserved: tuple[BoxPx, ...] = ()


def paint_map(painter: QPainter, shown: MapPage, viewport: Viewport) -> MapScene:
    """Draw the map into (0, 0, width, height) of the painter as paths and text; gives the scene."""
    found = scene(shown.ground, viewport)
    paths = _clipped(paths_of(shown.ground), viewport)
    colours = colouring(shown.theme, shown.shading, found.stress)
    painter.save()
    painter.setClipRect(QRectF(0, 0, viewport.width_px, viewport.height_px))
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setTransform(transform(viewport), True)
    for layer in (
        beneath(painter, found, paths, shown.theme),
        fills(painter, found, paths, ColourBrushes(colours)),
        above(painter, found, paths, shown.theme),
    ):
        for _ in layer:
            pass
    painter.restore()
    lettering = Lettering(shown.theme, 1.0)
    for label in _labels(shown, found, lettering):
        _write(painter, lettering, found, label, colours)
    painter.restore()
    return found


def _clipped(paths: MapPaths, viewport: Viewport) -> MapPaths:
    """The same with the basemap cut to the viewport."""
    shapes = paths.ground.street.basemap.shapes
    return replace(paths, basemap=ClippedPaths(shapes, paths.basemap_area, viewport.box))


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
    if label.count is not None and value != 0:
        left, top, right, bottom = label.count
        at = QPointF((left + right) / 2, (top + bottom) / 2)
        size = f"{label.size}-bold"
        write_text(painter, lettering, count_text(value), size, at, colour, halo)


def render_map(
    street: Street,
    frame: Frame,
    out: Path,
    *,
    size: str | None = None,
    on_page: str | None = None,
    theme: str = "night",
    language: str = "zh",
    masking: str = "masked",
) -> Path:
    """Write the whole street's map at a frame as PNG, SVG or PDF, by the ending of `out`.

    `size` is "1600x1000", `on_page` one of page.PAGES. UserError when the file cannot be written or
    the size is none. A map shows no person, so masking is only stated.
    """
    page.ensure_application()
    look = themes.load(theme)
    ground = ground_of(street)
    bounds = ground.bounds
    upright = bounds[3] - bounds[1] > 1.25 * (bounds[2] - bounds[0])
    on = page.sheet(size, on_page, upright=upright)
    sight = shading(frame, Metric.ACTIVE, default_classes(street, Metric.ACTIVE))
    title = say("map.page_title", language, street=capped(street.name.get(language, street.code)))
    texts = page_frame(
        frame, language, title=title, facts=_facts(frame, language), masked=masking != "none"
    )

    def draw(painter: QPainter, rect: QRectF) -> None:
        room = paint_page_frame(painter, rect, texts, look)
        painter.translate(room.topLeft())
        width, height = round(room.width()), round(room.height())
        _paint_sheet(painter, MapPage(ground, sight, look), (width, height), language)

    return page.write_page(out, on, title, draw)


def _facts(frame: Frame, language: str) -> str:
    street = frame.street
    return say(
        "map.page_facts",
        language,
        estates=len(street.estates.id),
        buildings=len(street.buildings.id),
        people=len(street.residents.unit),
        active=int(frame.total.active[0]),
        complete=int(frame.total.by_state[0, State.COMPLETE]),
    )


def _paint_sheet(painter: QPainter, shown: MapPage, size: tuple[int, int], language: str) -> None:
    """The map, its legend in the lower left corner, scale and north in the lower right."""
    width, height = size
    view = Viewport(0, 0, 1, width, height).fitted(shown.ground.bounds, _MARGIN_PX)
    stress = scene(shown.ground, view).stress
    listed = blocks(shown.shading, shown.theme, language, stress)
    metric = say(f"map.metric.{shown.shading.metric.value}", language)
    wide, tall = legend_size(listed, shown.theme, metric)
    legend = QRectF(10, height - tall - 10, wide, tall)
    scale = scale_rect(width, height, shown.theme)
    boxes = tuple((one.left(), one.top(), one.right(), one.bottom()) for one in (legend, scale))
    paint_map(painter, MapPage(shown.ground, shown.shading, shown.theme, boxes), view)
    lettering = Lettering(shown.theme, 1.0)
    note = say("map.synthetic", language) if shown.ground.street.synthetic else ""
    if shown.ground.all_schematic:
        draw_note(painter, scale, lettering, say("map.schematic", language), write_text)
    else:
        draw_scale(painter, scale, view.metres_per_px, lettering, note, write_text)
        north = QPointF(width - NORTH_PX, height - 2.4 * NORTH_PX)
        draw_north(painter, north, lettering, write_text)
    draw_legend(painter, legend, listed, shown.theme, metric)
    _draw_border(painter, QRectF(0, 0, width, height), shown.theme)


def _draw_border(painter: QPainter, rect: QRectF, theme: Theme) -> None:
    """A hairline, and outside it a strip that covers the ends of cut roads."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    half = _STRIP_PX / 2
    for pen, box in (
        (QPen(theme.chrome.panel, _STRIP_PX), rect.adjusted(-half, -half, half, half)),
        (QPen(theme.chrome.line, 1), rect),
    ):
        pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
        painter.setPen(pen)
        painter.drawRect(box)
