"""The sections of an estate as a booklet: its contents, then a page for every building."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from console.domain.errors import UserError
from console.domain.records import dataclass
from console.domain.spoken import capped, natural_key
from console.domain.words import say
from console.paint import lettering, page
from console.paint.page import Sheet
from console.paint.page_file import Page
from console.paint.page_frame import PageFrame, page_frame, paint_page_frame
from console.paint.pages.shown import Drawing, Shown
from console.paint.pdf_contents import Entry
from console.paint.section.page import section_page, stands_upright
from console.paint.theme import Theme
from console.state.pages.order import BookletSubject
from console.store.frame import Frame

_LINE_PX, _COLUMN_GAP_PX = 26.0, 40.0
_COLUMNS = 2


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the contents: a building, its people under the clock, and its page from 1."""

    name: str
    figure: str
    page: int


def booklet_pages(shown: Shown, subject: BookletSubject) -> Drawing:
    """The booklet of an estate; UserError when no building stands in it."""
    frame, language = shown.frame, shown.said.language
    street = frame.street
    rows = _buildings(frame, subject.estate)
    if not rows:
        raise UserError("page.booklet_empty")
    estate = capped(street.estates.name.text(subject.estate))
    title = say("page.booklet_title", language, estate=estate)
    on = page.sheet(page=shown.paper.page or "A4", upright=True)
    a_page = _lines_a_page(on)
    contents = -(-len(rows) // a_page)
    total = contents + len(rows)
    lines = [
        Line(capped(street.buildings.name.text(row)), _figure(frame, row, language), number)
        for number, row in enumerate(rows, contents + 1)
    ]
    texts = page_frame(
        frame,
        shown.said,
        title=title,
        facts=say("page.booklet_facts", language, buildings=len(rows)),
    )
    pages, entries = [], list[Entry]()
    for at in range(contents):
        part = lines[at * a_page : (at + 1) * a_page]
        numbered = texts.numbered((at + 1, total), language)
        drawn = Contents(numbered, tuple(part), shown.theme, language)
        pages.append(Page(on, drawn))
        entries += drawn.entries(on, at)
    pages += _sections(shown, subject, rows, contents, total)
    return Drawing(title, tuple(pages), tuple(entries))


def _sections(
    shown: Shown, subject: BookletSubject, rows: Sequence[int], contents: int, total: int
) -> list[Page]:
    street, paper = shown.frame.street, shown.paper.page or "A4"
    return [
        section_page(
            shown.frame,
            row,
            page.sheet(page=paper, upright=stands_upright(street, row)),
            shown.theme,
            shown.said,
            recolouring=subject.recolouring,
            marks=shown.marks,
            number=(number, total),
        )
        for number, row in enumerate(rows, contents + 1)
    ]


def _buildings(frame: Frame, estate: int) -> list[int]:
    """The rows of an estate's buildings, in the order of their names."""
    street = frame.street
    first, end = street.estates.first_building[estate : estate + 2].tolist()
    return sorted(range(first, end), key=lambda row: natural_key(street.buildings.name.text(row)))


def _figure(frame: Frame, building: int, language: str) -> str:
    active = int(frame.buildings.of(building).active[0])
    return say("page.booklet_active", language, active=active) if active else ""


def _lines_a_page(on: Sheet) -> int:
    return _COLUMNS * max(1, int((on.height - _FRAME_PX) / _LINE_PX))


_FRAME_PX = 170.0
"""At most what title, filter and footer take of a sheet's height."""


@dataclass(frozen=True, slots=True)
class Contents:
    """Draws one page of contents."""

    texts: PageFrame
    lines: tuple[Line, ...]
    theme: Theme
    language: str

    def __call__(self, painter: QPainter, rect: QRectF) -> None:
        """Draw the page."""
        paint_page_frame(painter, rect, self.texts, self.theme)
        for line, box in zip(self.lines, self._boxes(rect), strict=True):
            self._draw_line(painter, box, line)

    def entries(self, on: Sheet, at: int) -> list[Entry]:
        """Where each line leads to, and where it stands on the contents page `at`."""
        found = []
        for line, box in zip(self.lines, self._boxes(on.rect), strict=True):
            area = (
                box.left() / on.width,
                box.top() / on.height,
                box.right() / on.width,
                box.bottom() / on.height,
            )
            found.append(Entry(line.name, line.page - 1, at, area))
        return found

    def _boxes(self, rect: QRectF) -> list[QRectF]:
        """A box for each line, down the first column and then the next."""
        side = self.theme.metrics.gap("wide")
        top = rect.top() + _FRAME_PX - 2 * _LINE_PX
        a_column = max(1, -(-len(self.lines) // _COLUMNS))
        wide = (rect.width() - 2 * side - _COLUMN_GAP_PX) / _COLUMNS
        boxes = []
        for at in range(len(self.lines)):
            column, row = divmod(at, a_column)
            left = rect.left() + side + column * (wide + _COLUMN_GAP_PX)
            boxes.append(QRectF(left, top + row * _LINE_PX, wide, _LINE_PX))
        return boxes

    def _draw_line(self, painter: QPainter, box: QRectF, line: Line) -> None:
        """Name at the left, people under the clock, page at the right, a hairline below."""
        metrics, chrome = self.theme.metrics, self.theme.chrome
        body, quiet = metrics.font("body"), metrics.font("small", tabular=True)
        number = metrics.font("body", tabular=True)
        page_px = lettering.width("0000", number)
        figure_px = lettering.width(line.figure, quiet) + metrics.gap("near")
        name = box.adjusted(0, 0, -page_px - figure_px, 0)
        lettering.line(painter, name, line.name, body, chrome.ink, elide="middle")
        figure = box.adjusted(0, 0, -page_px, 0)
        lettering.line(painter, figure, line.figure, quiet, chrome.muted, side="right")
        lettering.line(painter, box, f"{line.page}", number, chrome.ink, side="right")
        painter.fillRect(QRectF(box.left(), box.bottom() - 1, box.width(), 1), chrome.line)
