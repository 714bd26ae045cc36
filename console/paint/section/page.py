"""A building's section as a page: PNG, SVG or PDF with its title, its key and its source."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from console.paint import page
from console.paint import theme as themes
from console.paint.page_frame import PageFrame, page_frame, paint_page_frame
from console.paint.section.key import key_height, key_items, paint_key
from console.paint.section.whole import paint_section
from console.paint.theme import Theme
from console.state.look import Recolouring
from console.state.section.plan import plan_section
from console.state.section.scene import SectionScene, build_section
from console.state.section.words import facts_line, names_for
from console.store.columns import Street
from console.store.frame import Frame

_UPRIGHT_FLOORS_A_COLUMN = 2.6
"""A building with more floors than this for each column stands better on an upright page."""
_GAP_PX = 8.0


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
    look = themes.load(theme)
    plan = plan_section(street, building)
    upright = len(plan.floors) > _UPRIGHT_FLOORS_A_COLUMN * plan.columns
    on = page.sheet(size, on_page, upright=upright)
    masked = masking != "none"

    def draw(painter: QPainter, rect: QRectF) -> None:
        scene = build_section(street, frame, building, rect.width(), rect.height())
        texts = _texts(frame, scene, language, masked)
        room = paint_page_frame(painter, rect, texts, look)
        items = key_items(scene, look, language, recolouring)
        high = min(key_height(items, look, room.width()), room.height() / 3)
        body = room.adjusted(0, 0, 0, -high - _GAP_PX)
        _paint_body(painter, body, street, frame, building, look, language, masked, recolouring)
        below = QRectF(room.left(), room.bottom() - high, room.width(), high)
        paint_key(painter, items, look, below)

    title = street.buildings.name.text(building)
    return page.write_page(out, on, title, draw)


def _texts(frame: Frame, scene: SectionScene, language: str, masked: bool) -> PageFrame:
    facts = scene.facts
    return page_frame(
        frame,
        language,
        title=facts.title,
        aside=facts.address,
        facts=facts_line(scene, language),
        masked=masked,
    )


def _paint_body(
    painter: QPainter,
    body: QRectF,
    street: Street,
    frame: Frame,
    building: int,
    theme: Theme,
    language: str,
    masked: bool,
    recolouring: Recolouring,
) -> None:
    """Draw the section into `body`, scaled down when not even the least cells fit."""
    wide, high = max(1.0, float(int(body.width()))), max(1.0, float(int(body.height())))
    scene = build_section(street, frame, building, wide, high, recolouring=recolouring, whole=True)
    layout = scene.layout
    shrink = min(1.0, wide / layout.width, high / layout.height)
    written = scene.people.resident[scene.places.worded].tolist()
    painter.save()
    painter.translate(body.left(), body.top())
    painter.translate((wide - layout.width * shrink) / 2, (high - layout.height * shrink) / 2)
    painter.scale(shrink, shrink)
    names = names_for(street, written, masked=masked)
    paint_section(painter, scene, theme, language, recolouring=recolouring, names=names)
    painter.restore()
