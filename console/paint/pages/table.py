"""A list as pages: as many as it needs, each with the headings, the rows one below another."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from console.domain.records import dataclass
from console.domain.words import say
from console.paint import lettering
from console.paint.marks import Mark, paint_mark
from console.paint.page_file import Page
from console.paint.page_frame import PageFrame, page_frame, paint_page_frame
from console.paint.pages.shown import Drawing, Shown
from console.paint.theme import Theme
from console.state.pages.order import ListColumn, ListSubject

_ROW_PX, _HEAD_PX, _MARK_PX = 22.0, 26.0, 17.0
_LEAST_PX, _MOST_PX = 34.0, 300.0
_MEASURED_ROWS = 400
"""Rows whose texts say how wide a column is."""
_MOST_IN_A_PICTURE = 200
_FRAME_PX = 136.0
"""At most what title, filter and footer take of a sheet's height."""


@dataclass(frozen=True, slots=True)
class Grid:
    """A table in place: how wide each column is, and how many rows a page holds."""

    widths: tuple[float, ...]
    rows_a_page: int


def list_pages(shown: Shown, subject: ListSubject) -> Drawing:
    """The pages of a list, upright where its columns have the room."""
    natural = _natural_widths(subject, shown.theme)
    body = _HEAD_PX + _ROW_PX * min(len(subject.rows), _MOST_IN_A_PICTURE)
    upright = shown.sheet(upright=True, body_px=body)
    margins = 2 * shown.theme.metrics.gap("wide")
    stands = sum(natural) <= upright.width - margins
    on = upright if stands else shown.sheet(body_px=body)
    room = on.height - _FRAME_PX - _HEAD_PX
    grid = Grid(_fitted(natural, subject.columns, on.width - margins), max(1, int(room / _ROW_PX)))
    pages = max(1, -(-len(subject.rows) // grid.rows_a_page))
    frame = page_frame(
        shown.frame, shown.said, title=subject.title, facts=_facts(subject, shown.said.language)
    )
    made = []
    for at in range(pages):
        texts = frame.numbered(shown.number(at + 1, pages), shown.said.language)
        rows = range(at * grid.rows_a_page, min((at + 1) * grid.rows_a_page, len(subject.rows)))
        draw = partial(_draw, texts=texts, subject=subject, grid=grid, rows=rows, theme=shown.theme)
        made.append(Page(on, draw))
    return Drawing(subject.title, tuple(made))


def _facts(subject: ListSubject, language: str) -> str:
    """How many rows there are, and how many of them are here."""
    if subject.total > len(subject.rows):
        return say(
            "page.list_capped",
            language,
            rows=f"{len(subject.rows):,}",
            total=f"{subject.total:,}",
        )
    return say("page.list_rows", language, rows=f"{subject.total:,}")


def _natural_widths(subject: ListSubject, theme: Theme) -> tuple[float, ...]:
    """How wide each column would like to be."""
    body, bold = theme.metrics.font("body", tabular=True), theme.metrics.font("body", bold=True)
    gaps = 2 * theme.metrics.gap("near")
    widths = []
    for at, column in enumerate(subject.columns):
        wide = max(
            (lettering.width(row[at], body) for row in subject.rows[:_MEASURED_ROWS]), default=0.0
        )
        wide += (_MARK_PX + gaps / 2) * column.marked
        wide = max(wide, lettering.width(column.heading, bold)) + gaps + 2
        widths.append(min(max(wide, _LEAST_PX), _MOST_PX))
    return tuple(widths)


def _fitted(
    natural: tuple[float, ...], columns: tuple[ListColumn, ...], room: float
) -> tuple[float, ...]:
    """The widths in a room: what is left goes to those that stretch, what lacks is shared."""
    spare = room - sum(natural)
    if spare < 0:
        return tuple(wide * room / sum(natural) for wide in natural)
    stretching = sum(one.stretches for one in columns)
    if not stretching:
        return natural
    share = min(spare / stretching, _MOST_PX)
    return tuple(wide + share * one.stretches for wide, one in zip(natural, columns, strict=True))


def _draw(
    painter: QPainter,
    rect: QRectF,
    *,
    texts: PageFrame,
    subject: ListSubject,
    grid: Grid,
    rows: range,
    theme: Theme,
) -> None:
    room = paint_page_frame(painter, rect, texts, theme)
    wide = sum(grid.widths)
    headings = tuple(one.heading for one in subject.columns)
    line = QRectF(room.left(), room.top(), wide, _HEAD_PX)
    _draw_line(painter, line, headings, subject.columns, grid, theme, bold=True)
    painter.fillRect(QRectF(line.left(), line.bottom() - 1, wide, 1), theme.chrome.ink)
    line = QRectF(line.left(), line.bottom(), wide, _ROW_PX)
    for row in rows:
        mark = subject.marks[row] if subject.marks else None
        if mark is not None:
            drawn = Mark(
                mark.state, mark.role, mark.sign, mark.day, mark.of, mark.early, ringed=False
            )
            paint_mark(painter, _mark_box(line, subject.columns, grid, theme), drawn, theme)
        _draw_line(painter, line, subject.rows[row], subject.columns, grid, theme)
        painter.fillRect(QRectF(line.left(), line.bottom() - 1, wide, 1), theme.chrome.line)
        line.translate(0, _ROW_PX)


def _mark_box(line: QRectF, columns: tuple[ListColumn, ...], grid: Grid, theme: Theme) -> QRectF:
    """Where a row's mark stands: before the text of the first column that has one."""
    at = next((at for at, one in enumerate(columns) if one.marked), 0)
    left = line.left() + sum(grid.widths[:at]) + theme.metrics.gap("near")
    return QRectF(left, line.center().y() - _MARK_PX / 2, _MARK_PX, _MARK_PX)


def _draw_line(
    painter: QPainter,
    line: QRectF,
    texts: tuple[str, ...],
    columns: tuple[ListColumn, ...],
    grid: Grid,
    theme: Theme,
    *,
    bold: bool = False,
) -> None:
    """Draw one line of cells; a heading stands as its cells do."""
    gap, left = theme.metrics.gap("near"), line.left()
    for text, column, wide in zip(texts, columns, grid.widths, strict=True):
        box = QRectF(left + gap, line.top(), wide - 2 * gap, line.height())
        if column.marked and not bold:
            box.setLeft(box.left() + _MARK_PX + gap / 2)
        font = theme.metrics.font("body", bold=bold, tabular=column.numeric)
        lettering.line(
            painter,
            box,
            text,
            font,
            theme.chrome.ink,
            side="right" if column.numeric else "left",
            elide="middle" if column.stretches else "end",
        )
        left += wide
