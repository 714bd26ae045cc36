"""The map as a page: its title, the map, its legend, scale and north, and its source."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from console.domain.spoken import capped
from console.domain.words import say
from console.paint import page
from console.paint import theme as themes
from console.paint.labels import Lettering, write_text
from console.paint.map.corner import north_rect
from console.paint.map.furniture import NORTH_PX, draw_north, draw_note, draw_scale, scale_rect
from console.paint.map.legend import (
    blocks,
    draw_legend,
    layer_blocks,
    legend_size,
    mark_blocks,
)
from console.paint.map.whole import MapPage, paint_map
from console.paint.page import Sheet
from console.paint.page_file import Page, write_page
from console.paint.page_frame import Said, page_frame, paint_page_frame
from console.paint.theme import Theme
from console.state.map.base import ALL_IN_SIGHT, BaseSight
from console.state.map.ground import ground_of
from console.state.map.metrics import Metric
from console.state.map.scene import scene
from console.state.map.shading import Shading, default_classes, shading
from console.state.map.viewport import Box, Viewport
from console.state.marking import Marks
from console.state.pages.order import LayerDrawing
from console.store.columns import Street
from console.store.frame import Frame

_MARGIN_PX = 18
_STRIP_PX = 7


def stands_upright(box: Box) -> bool:
    """Whether what lies in a box stands better on an upright page."""
    return box[3] - box[1] > 1.25 * (box[2] - box[0])


def title_of(street: Street, language: str, *, in_part: bool = False) -> str:
    """What a map of the street is called, or of a part of it."""
    name = capped(street.name.get(language, street.code))
    return say("map.page_title_part" if in_part else "map.page_title", language, street=name)


def map_page(
    frame: Frame,
    sight: Shading,
    on: Sheet,
    theme: Theme,
    said: Said,
    *,
    box: Box | None = None,
    layers: tuple[LayerDrawing, ...] = (),
    marks: Marks | None = None,
    base: BaseSight = ALL_IN_SIGHT,
    number: tuple[int, int] | None = None,
) -> Page:
    """The page of a frame's map in some shading: what lies in `box`, None for the whole street.

    `layers` of files lie over it or among its own, of which `base` says how they are drawn, and
    `marks` over all; `number` is which page it is of how many.
    """
    texts = page_frame(
        frame,
        said,
        title=title_of(frame.street, said.language, in_part=box is not None),
        facts=_facts(frame, said.language),
    )
    texts = texts.numbered(number, said.language)
    shown = MapPage(
        ground_of(frame.street), sight, theme, layers, base, marks=marks, dots=on.pixels
    )

    def draw(painter: QPainter, rect: QRectF) -> None:
        room = paint_page_frame(painter, rect, texts, theme)
        painter.translate(room.topLeft())
        size = round(room.width()), round(room.height())
        _paint_sheet(painter, shown, size, box, said.language)

    return Page(on, draw)


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
    on = page.sheet(size, on_page, upright=stands_upright(ground_of(street).bounds))
    sight = shading(frame, Metric.ACTIVE, default_classes(street, Metric.ACTIVE))
    made = map_page(frame, sight, on, themes.load(theme), Said(language, masking != "none"))
    return write_page(out, on, title_of(street, language), made.draw)


def _facts(frame: Frame, language: str) -> str:
    street = frame.street
    return say(
        "map.page_facts",
        language,
        estates=len(street.estates.id),
        buildings=len(street.buildings.id),
        people=len(street.residents.unit) if frame.kept is None else int(frame.total.people[0]),
        active=int(frame.total.active[0]),
        complete=int(frame.total.complete[0]),
    )


def _paint_sheet(
    painter: QPainter, shown: MapPage, size: tuple[int, int], box: Box | None, language: str
) -> None:
    """The map, its legend in the lower left corner, scale and north in the lower right."""
    width, height = size
    view = Viewport(0, 0, 1, width, height)
    bounds = shown.ground.bounds
    view = view.fitted(bounds, _MARGIN_PX) if box is None else view.fitted(box, 0)
    stress = scene(shown.ground, view, sight=shown.base).stress
    listed = blocks(shown.shading, shown.theme, language, stress)
    listed += layer_blocks(shown.layers, shown.theme, language)
    if shown.marks is not None:
        listed += mark_blocks(shown.marks, shown.ground.street.zone, language, stress)
    room = "metric_kept" if shown.shading.of_kept else "metric"
    metric = say(f"map.{room}.{shown.shading.metric.value}", language)
    wide, tall = legend_size(listed, shown.theme, metric)
    while tall > height - 20 and len(listed) > 1:
        listed = listed[1:]
        wide, tall = legend_size(listed, shown.theme, metric)
    legend = QRectF(10, height - tall - 10, wide, tall)
    scale = scale_rect(width, height, shown.theme)
    kept_clear = (legend, scale, north_rect(width, height, shown.theme))
    boxes = tuple((one.left(), one.top(), one.right(), one.bottom()) for one in kept_clear)
    paint_map(painter, replace(shown, reserved=boxes), view)
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
