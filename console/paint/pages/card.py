"""A card as pages: its blocks in columns, none cut apart."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from console.domain.records import dataclass
from console.domain.words import say
from console.paint.card import CardLayout, CardLook, lay_out, paint_card
from console.paint.page_file import Page
from console.paint.page_frame import PageFrame, page_frame, paint_page_frame
from console.paint.pages.shown import Drawing, Shown
from console.paint.theme import Theme
from console.state.card.blocks import Title
from console.state.lists.linked import plain
from console.state.pages.order import CardSubject

_COLUMN_PX, _GAP_PX = 360.0, 24.0
_MOST_IN_A_PICTURE_PX = 900.0
_FRAME_PX = 136.0
"""At most what title, filter and footer take of a sheet's height."""
_NOWHERE = CardLook(under_pointer=-1, focused=-1)


@dataclass(frozen=True, slots=True)
class Column:
    """A part of a card from its own top."""

    layout: CardLayout


def card_pages(shown: Shown, subject: CardSubject) -> Drawing:
    """The pages of a card."""
    language = shown.said.language
    first = subject.card[0] if subject.card else None
    title = first.text if isinstance(first, Title) else say("card.title", language)
    facts = " · ".join(map(plain, first.quiet)) if isinstance(first, Title) else ""
    blocks = subject.card[isinstance(first, Title) :]
    whole = lay_out(blocks, int(_COLUMN_PX), shown.theme)
    on = shown.sheet(upright=True, body_px=min(whole.height, _MOST_IN_A_PICTURE_PX))
    margins = 2 * shown.theme.metrics.gap("wide")
    across = max(1, int((on.width - margins + _GAP_PX) / (_COLUMN_PX + _GAP_PX)))
    columns = _columns(whole, on.height - _FRAME_PX)
    groups = [columns[at : at + across] for at in range(0, len(columns), across)] or [[]]
    frame = page_frame(shown.frame, shown.said, title=title, facts=facts)
    made = []
    for at, group in enumerate(groups):
        texts = frame.numbered(shown.number(at + 1, len(groups)), language)
        made.append(Page(on, _Drawn(texts, tuple(group), shown.theme)))
    return Drawing(title, tuple(made))


@dataclass(frozen=True, slots=True)
class _Drawn:
    """Draws one page of columns."""

    texts: PageFrame
    columns: tuple[Column, ...]
    theme: Theme

    def __call__(self, painter: QPainter, rect: QRectF) -> None:
        room = paint_page_frame(painter, rect, self.texts, self.theme)
        for at, column in enumerate(self.columns):
            painter.save()
            painter.translate(room.left() + at * (_COLUMN_PX + _GAP_PX), room.top())
            all_of_it = QRectF(0, 0, _COLUMN_PX, column.layout.height)
            paint_card(painter, column.layout, _NOWHERE, self.theme, all_of_it)
            painter.restore()


def _columns(whole: CardLayout, high: float) -> list[Column]:
    """The card's blocks in columns of that height; one that is higher stands alone."""
    columns: list[Column] = []
    start, top = 0, whole.placed[0][0].top() if whole.placed else 0.0
    for at, (rect, _) in enumerate(whole.placed):
        if rect.bottom() - top > high and at > start:
            columns.append(_column(whole, start, at, top))
            start, top = at, rect.top()
    if whole.placed:
        columns.append(_column(whole, start, len(whole.placed), top))
    return columns


def _column(whole: CardLayout, start: int, end: int, top: float) -> Column:
    placed = tuple((rect.translated(0, -top), block) for rect, block in whole.placed[start:end])
    return Column(CardLayout(placed[-1][0].bottom() + 1, placed, ()))
