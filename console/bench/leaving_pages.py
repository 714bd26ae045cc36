"""Pages that leave, measured: a picture of the view, an A3 page, the sections of an estate."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

from console.bench.goals import goal_ms
from console.bench.rounds import Act

if TYPE_CHECKING:
    from console.paint.page_file import Page
    from console.paint.pages.shown import Drawing
    from console.state.pages.order import Paper, Subject
    from console.store.columns import Street

SECTIONS = 40
_VIEW_PX = (1600, 1000)
_GATES = {"page_png": 3.0, "page_a3": 3.0, "booklet": 5.0}


def leaving_pages(street: Street, scale: str, rounds: int) -> Iterator[Act]:
    """The acts; each beside an encoder or writer that is handed what is to be drawn."""
    from console.bench.stage import application_of
    from console.state.map.metrics import Metric
    from console.state.map.shading import default_classes
    from console.state.pages.order import BookletSubject, MapSubject, Paper

    application_of()
    shown = MapSubject(Metric.ACTIVE, default_classes(street, Metric.ACTIVE))
    view = Paper(".png", page=None, pane_px=_VIEW_PX)
    yield _act("page_png", street, shown, view, scale, rounds)
    yield _act("page_a3", street, shown, Paper(".pdf", "A3"), scale, rounds)
    estate = int(np.abs(np.diff(street.estates.first_building) - SECTIONS).argmin())
    yield _act("booklet", street, BookletSubject(estate), Paper(".pdf"), scale, rounds)


def _act(name: str, street: Street, subject: Subject, paper: Paper, scale: str, rounds: int) -> Act:
    from console.paint.page_file import drawn_pages
    from console.paint.pages.drawing import drawing
    from console.state.pages.order import Order

    order = Order(street.folder, street.key, street.as_of_us, subject, paper)

    def ours() -> None:
        made = drawing(street, order)
        drawn_pages(paper.ending, made.title, made.pages, contents=made.contents)

    recorded = _recorded(drawing(street, order))

    def floor() -> None:
        drawn_pages(paper.ending, name, recorded)

    return Act(
        name=name,
        ours=ours,
        floor=floor,
        floor_name="encode" if paper.ending == ".png" else "write_pdf",
        goal_ms=goal_ms(name, scale),
        floor_gate=_GATES[name],
        rounds=rounds,
        counters=lambda: {"pages": len(recorded)},
    )


def _recorded(made: Drawing) -> list[Page]:
    """The same pages as a list of strokes and letters, to be played without a thought."""
    from functools import partial

    from PySide6.QtCore import QRectF
    from PySide6.QtGui import QPainter, QPicture

    from console.paint.page_file import Page

    def play(painter: QPainter, rect: QRectF, *, picture: QPicture) -> None:
        painter.drawPicture(rect.topLeft(), picture)

    pages = []
    for page in made.pages:
        picture = QPicture()
        painter = QPainter(picture)
        page.draw(painter, page.on.rect)
        painter.end()
        pages.append(Page(page.on, partial(play, picture=picture)))
    return pages
