"""From an order to its pages: the frame it asks for, and whoever draws what it is about."""

from __future__ import annotations

from pathlib import Path

from console.domain.errors import UserError
from console.domain.progress import Step, unheard
from console.paint import page
from console.paint import theme as themes
from console.paint.map.page import map_page, stands_upright, title_of
from console.paint.page_file import drawn_pages
from console.paint.page_frame import Said
from console.paint.pages.booklet import booklet_pages
from console.paint.pages.card import card_pages
from console.paint.pages.charts import charts_pages
from console.paint.pages.shown import Drawing, Shown
from console.paint.pages.table import list_pages
from console.paint.section import page as section
from console.snapshot.manifest import FILE as MANIFEST
from console.state.filter_words import filter_text
from console.state.map.ground import ground_of
from console.state.map.shading import shading
from console.state.narrowing import narrow
from console.state.pages.order import (
    BookletSubject,
    CardSubject,
    ChartsSubject,
    ListSubject,
    MapSubject,
    Order,
    SectionSubject,
)
from console.state.section.plan import plan_section
from console.store.columns import Street
from console.store.frame import Frame, frame
from console.store.load import open_street

_FLOOR_PX, _KEY_PX = 17.0, 220.0
"""A floor with avatars in its cells, and what key, roof and ground take below and above."""


def files_of(order: Order, told: Step = unheard) -> list[bytes]:
    """The files of an order, one for all its pages or one for each.

    UserError when the snapshot is no longer what it was when it was opened.
    """
    street = open_street(Path(order.folder)).street
    if street.key != order.key:
        raise UserError("store.changed_on_disk", file=MANIFEST)
    made = drawing(street, order)
    return drawn_pages(
        order.paper.ending, made.title, made.pages, contents=made.contents, told=told
    )


def drawing(street: Street, order: Order) -> Drawing:
    """The pages of an order, ready to be drawn."""
    page.ensure_application()
    paper = order.paper
    said = Said(
        paper.language,
        paper.masked,
        by=paper.by,
        filter=filter_text(order.filter, street, paper.language),
    )
    dressed = themes.load(paper.theme)
    shown = Shown(_frame(street, order), order.filter, paper, dressed, said, order.marks)
    match order.subject:
        case MapSubject():
            return _map(shown, order.subject)
        case SectionSubject():
            return _section(shown, order.subject)
        case ListSubject():
            return list_pages(shown, order.subject)
        case ChartsSubject():
            return charts_pages(shown)
        case CardSubject():
            return card_pages(shown, order.subject)
        case BookletSubject():
            return booklet_pages(shown, order.subject)


def _frame(street: Street, order: Order) -> Frame:
    whole = frame(street, order.as_of_us)
    return narrow(whole, order.filter) if order.filter else whole


def _map(shown: Shown, subject: MapSubject) -> Drawing:
    street = shown.frame.street
    box = subject.box
    on = shown.sheet(upright=stands_upright(box or ground_of(street).bounds))
    colours = shading(shown.frame, subject.metric, subject.classes)
    number = shown.number(1, 1)
    made = map_page(
        shown.frame,
        colours,
        on,
        shown.theme,
        shown.said,
        box=box,
        layers=subject.layers,
        marks=shown.marks,
        base=subject.sight,
        number=number,
    )
    title = title_of(street, shown.said.language, in_part=box is not None)
    return Drawing(title, (made,))


def _section_px(shown: Shown, row: int) -> float:
    """How high a picture of a section is: its pane, or as much as its avatars need."""
    floors = len(plan_section(shown.frame.street, row).floors)
    return max(float(shown.paper.pane_px[1]), _FLOOR_PX * floors + _KEY_PX)


def _section(shown: Shown, subject: SectionSubject) -> Drawing:
    street, row = shown.frame.street, subject.building
    made = section.section_page(
        shown.frame,
        row,
        shown.sheet(upright=section.stands_upright(street, row), body_px=_section_px(shown, row)),
        shown.theme,
        shown.said,
        recolouring=subject.recolouring,
        marks=shown.marks,
        number=shown.number(1, 1),
    )
    return Drawing(street.buildings.name.text(row), (made,))
