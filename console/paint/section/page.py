"""A building's section as a page: its title, the section, its key and its source."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from console.paint import page
from console.paint import theme as themes
from console.paint.page import Sheet
from console.paint.page_file import Page, write_page
from console.paint.page_frame import Said, page_frame, paint_page_frame
from console.paint.section.key import LINE_PX, key_items, key_lines, mark_items, paint_key
from console.paint.section.marked import paint_marked
from console.paint.section.whole import SectionLook, paint_dimmed, paint_section
from console.paint.signs_of_change import write_tag
from console.paint.theme import Theme
from console.state.look import Recolouring
from console.state.marking import Marks
from console.state.section.plan import plan_section
from console.state.section.renewal import refiltered
from console.state.section.scene import build_section
from console.state.section.words import facts_line, names_for
from console.store.columns import Street
from console.store.frame import Frame

_UPRIGHT_FLOORS_A_COLUMN = 2.6
"""A building with more floors than this for each column stands better on an upright page."""
_GAP_PX = 8.0
_ROOMY_FLOOR_PX = 28.0
"""Floors that are lower need every line: the key's groups are not kept whole for their sake."""


def stands_upright(street: Street, building: int) -> bool:
    """Whether a building stands better on an upright page."""
    plan = plan_section(street, building)
    return len(plan.floors) > _UPRIGHT_FLOORS_A_COLUMN * plan.columns


def section_page(
    frame: Frame,
    building: int,
    on: Sheet,
    theme: Theme,
    said: Said,
    *,
    recolouring: Recolouring = "clock",
    marks: Marks | None = None,
    number: tuple[int, int] | None = None,
) -> Page:
    """The page of a building's row; what the frame is not narrowed to is dimmed.

    `marks` stand over it; `number` is which page it is of how many.
    """
    draw = partial(
        _draw,
        frame=frame,
        building=building,
        theme=theme,
        said=said,
        recolouring=recolouring,
        marks=marks,
        number=number,
    )
    return Page(on, draw)


def render_section(
    street: Street,
    frame: Frame,
    building: int,
    out: Path,
    *,
    size: str | None = None,
    on_page: str | None = None,
    theme: str = "night",
    language: str = "zh",
    masking: str = "masked",
    recolouring: Recolouring = "clock",
) -> Path:
    """Write the section of a building's row as PNG, SVG or PDF, by the ending of `out`.

    `size` is "1600x1000", `on_page` one of page.PAGES; names are masked unless `masking` is
    "none". UserError when the file cannot be written or the size is none.
    """
    page.ensure_application()
    on = page.sheet(size, on_page, upright=stands_upright(street, building))
    said = Said(language, masking != "none")
    made = section_page(frame, building, on, themes.load(theme), said, recolouring=recolouring)
    return write_page(out, on, street.buildings.name.text(building), made.draw)


def _draw(
    painter: QPainter,
    rect: QRectF,
    *,
    frame: Frame,
    building: int,
    theme: Theme,
    said: Said,
    recolouring: Recolouring,
    marks: Marks | None,
    number: tuple[int, int] | None,
) -> None:
    whole = frame.whole or frame
    scene = build_section(frame.street, whole, building, rect.width(), rect.height())
    facts = scene.facts
    texts = page_frame(
        frame,
        said,
        title=facts.title,
        aside=facts.address,
        facts=facts_line(scene, said.language),
    )
    texts = texts.numbered(number, said.language)
    room = paint_page_frame(painter, rect, texts, theme)
    items = key_items(scene, theme, said.language, recolouring)
    items += mark_items(scene, marks, frame.street.zone, theme, said.language)
    lines = key_lines(items, theme, room.width())
    floors = len(scene.plan.floors)
    if room.height() - LINE_PX * len(lines) < floors * _ROOMY_FLOOR_PX:
        lines = key_lines(items, theme, room.width(), torn=True)
    high = min(LINE_PX * len(lines), room.height() / 3)
    body = room.adjusted(0, 0, 0, -high - _GAP_PX)
    _draw_body(painter, body, frame, building, theme, said, recolouring, marks)
    below = QRectF(room.left(), room.bottom() - high, room.width(), high)
    paint_key(painter, lines, theme, below)


def _draw_body(
    painter: QPainter,
    body: QRectF,
    frame: Frame,
    building: int,
    theme: Theme,
    said: Said,
    recolouring: Recolouring,
    marks: Marks | None,
) -> None:
    """Draw the section into `body`, scaled down when not even the least cells fit."""
    street, whole = frame.street, frame.whole or frame
    wide, high = max(1.0, float(int(body.width()))), max(1.0, float(int(body.height())))
    scene = build_section(street, whole, building, wide, high, recolouring=recolouring, whole=True)
    scene = refiltered(scene, frame.kept).scene
    layout = scene.layout
    shrink = min(1.0, wide / layout.width, high / layout.height)
    written = scene.people.resident[scene.places.worded].tolist()
    painter.save()
    painter.translate(body.left(), body.top())
    painter.translate((wide - layout.width * shrink) / 2, (high - layout.height * shrink) / 2)
    painter.scale(shrink, shrink)
    names = names_for(street, written, masked=said.masked)
    paint_section(painter, scene, SectionLook(theme, said.language, recolouring, names))
    if frame.kept is not None:
        paint_dimmed(painter, scene, theme, recolouring)
    if marks is not None:
        area = QRectF(0, 0, layout.width, layout.height)
        paint_marked(painter, scene, marks, theme, area, write_tag)
    painter.restore()
