"""Lays out a card's blocks in a column and paints them, each of its kind."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from console.domain.records import dataclass
from console.paint import card_person, lettering, numbers
from console.paint.boxes import Box
from console.paint.theme import Theme
from console.state.card.blocks import Block, Card, Fact, Heading, Person, Row, Sentence, Title
from console.state.lists.linked import plain

_TITLE_PX, _QUIET_PX, _HEADING_PX, _FACT_PX, _ROW_PX = 30, 20, 26, 22, 28
_LEAD_SHARE = 0.36


@dataclass(frozen=True, slots=True)
class CardLayout:
    """The blocks in place, and a box for each, so that everything can be walked and heard."""

    height: float
    placed: tuple[tuple[QRectF, Block], ...]
    boxes: tuple[Box, ...]


def lay_out(card: Card, width_px: int, theme: Theme) -> CardLayout:
    """Place a card's blocks below one another in a column of that width."""
    y = float(theme.metrics.gap("near"))
    placed: list[tuple[QRectF, Block]] = []
    before: Block | None = None
    for block in card:
        y += _gap(before, block, theme)
        high = _height(block, width_px, theme)
        placed.append((QRectF(0, y, width_px, high), block))
        y += high
        before = block
    boxes = tuple(_box(rect, block, index) for index, (rect, block) in enumerate(placed))
    return CardLayout(y + theme.metrics.gap("panel"), tuple(placed), boxes)


def _gap(before: Block | None, block: Block, theme: Theme) -> float:
    if before is None:
        return 0
    if isinstance(block, Heading):
        return theme.metrics.gap("step")
    if isinstance(block, Person | Sentence) or isinstance(before, Person | Title | Sentence):
        return theme.metrics.gap("near")
    return 0


def _height(block: Block, width_px: int, theme: Theme) -> float:
    scale = theme.metrics.scale
    if isinstance(block, Title):
        return (_TITLE_PX + _QUIET_PX * len(block.quiet)) * scale
    if isinstance(block, Sentence):
        font = theme.metrics.font("body")
        return len(_lines(block, width_px, theme)) * lettering.line_height(font)
    if isinstance(block, Person):
        return card_person.height(block, width_px, theme)
    high = {Heading: _HEADING_PX, Fact: _FACT_PX, Row: _ROW_PX}[type(block)]
    return high * scale


def _lines(block: Sentence, width_px: int, theme: Theme) -> tuple[str, ...]:
    room = int(width_px - 2 * theme.metrics.gap("panel"))
    return lettering.wrapped(plain(block.text), theme.metrics.font("body"), max(1, room), 12)


def _box(rect: QRectF, block: Block, index: int) -> Box:
    key = block.key if isinstance(block, Row | Person) else None
    tip = _Tip(block)
    return Box(rect, key or ("text", index), block.spoken, tip)


@dataclass(frozen=True, slots=True)
class _Tip:
    """The whole of what may be elided, and a row's own explanation."""

    block: Block

    def __call__(self) -> str:
        if isinstance(self.block, Row):
            return "\n".join(part for part in (self.block.spoken(), self.block.tip) if part)
        if isinstance(self.block, Title):
            return "\n".join((self.block.text, *map(plain, self.block.quiet)))
        return self.block.spoken() if isinstance(self.block, Fact) else ""


@dataclass(frozen=True, slots=True)
class CardLook:
    """Which box is under the pointer and which has the focus, -1 for none."""

    under_pointer: int
    focused: int


def paint_card(
    painter: QPainter, layout: CardLayout, look: CardLook, theme: Theme, visible: QRectF
) -> None:
    """Paint the blocks that lie in `visible`."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for index, (rect, block) in enumerate(layout.placed):
        if rect.intersects(visible):
            _paint_ground(painter, rect, block, index, look, theme)
            _paint_block(painter, rect, block, theme)


def _paint_ground(
    painter: QPainter, rect: QRectF, block: Block, index: int, look: CardLook, theme: Theme
) -> None:
    leads = isinstance(block, Row | Person) and block.key is not None
    chosen = isinstance(block, Person) and block.chosen
    inner = rect.adjusted(theme.metrics.gap("near"), 0, -theme.metrics.gap("tight"), 0)
    radius = theme.metrics.size("radius_chip")
    if (leads and index == look.under_pointer) or chosen:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.chrome.raised)
        painter.drawRoundedRect(inner, radius, radius)
    if index == look.focused:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(theme.chrome.accent, 2))
        painter.drawRoundedRect(inner.adjusted(1, 1, -1, -1), radius, radius)


def _paint_block(painter: QPainter, rect: QRectF, block: Block, theme: Theme) -> None:
    inner = rect.adjusted(theme.metrics.gap("panel"), 0, -theme.metrics.gap("step"), 0)
    if isinstance(block, Title):
        _paint_title(painter, inner, block, theme)
    elif isinstance(block, Heading):
        _paint_heading(painter, inner, block, theme)
    elif isinstance(block, Fact):
        _paint_fact(painter, inner, block, theme)
    elif isinstance(block, Sentence):
        lines = _lines(block, int(rect.width()), theme)
        colour = theme.chrome.muted if block.quiet else theme.chrome.ink
        font = theme.metrics.font("body", tabular=True)
        numbers.paragraph(painter, inner.topLeft(), block.text, lines, font, colour)
    elif isinstance(block, Row):
        indent = card_person.indent(theme) if block.indented else 0.0
        _paint_row(painter, inner.adjusted(indent, 0, 0, 0), block, theme)
    else:
        card_person.paint_person(painter, inner, block, theme)


def _paint_title(painter: QPainter, box: QRectF, title: Title, theme: Theme) -> None:
    scale = theme.metrics.scale
    line = QRectF(box.left(), box.top(), box.width(), _TITLE_PX * scale)
    font = theme.metrics.font("title", bold=True)
    lettering.line(painter, line, title.text, font, theme.chrome.ink, elide="middle")
    line.moveTop(line.bottom())
    line.setHeight(_QUIET_PX * scale)
    for text in title.quiet:
        body = theme.metrics.font("body", tabular=True)
        numbers.sentence(painter, line, text, body, theme.chrome.muted, elide="middle")
        line.translate(0, line.height())


def _paint_heading(painter: QPainter, box: QRectF, heading: Heading, theme: Theme) -> None:
    font = theme.metrics.font("body", bold=True)
    figures = theme.metrics.font("body", tabular=True)
    figure_px = lettering.width(plain(heading.figure), figures)
    name = box.adjusted(0, 0, -figure_px - theme.metrics.gap("near"), 0)
    lettering.line(painter, name, heading.text, font, theme.chrome.muted)
    end = box.adjusted(box.width() - figure_px - 1, 0, 0, 0)
    numbers.sentence(painter, end, heading.figure, figures, theme.chrome.muted, side="right")


def _paint_fact(painter: QPainter, box: QRectF, fact: Fact, theme: Theme) -> None:
    font = theme.metrics.font("body", tabular=True)
    name_px = min(lettering.width(fact.name, font) + 1, box.width() * 0.55)
    name = QRectF(box.left(), box.top(), name_px, box.height())
    lettering.line(painter, name, fact.name, font, theme.chrome.muted)
    value = box.adjusted(name_px + theme.metrics.gap("near"), 0, 0, 0)
    ink = theme.chrome.ink
    if fact.link is not None:
        numbers.line(painter, value, fact.value, font, ink, fact.link, side="right")
    else:
        lettering.line(painter, value, fact.value, font, ink, side="right", elide="middle")


def _paint_row(painter: QPainter, box: QRectF, row: Row, theme: Theme) -> None:
    """When, what, and how it stands, in three columns; a share is a bar in the middle."""
    chrome, metrics = theme.chrome, theme.metrics
    font = metrics.font("body", tabular=True)
    gap = metrics.gap("near")
    figure_text = plain(row.figure)
    has_middle = bool(row.text) or row.share >= 0
    said_px = lettering.width(row.lead, font) + lettering.width(row.text, font)
    rest_px = box.width() - said_px - 2 * gap if row.share < 0 and not row.lead else 0.0
    figure_px = min(lettering.width(figure_text, font) + 1, max(box.width() * 0.6, rest_px))
    lead_px = min(lettering.width(row.lead, font) + 1, box.width() * 0.6) if row.lead else 0.0
    if has_middle:
        lead_px = max(lead_px, box.width() * _LEAD_SHARE * bool(row.lead and not row.indented))
    lead_px = max(0.0, min(lead_px, box.width() - figure_px - gap))
    lead = QRectF(box.left(), box.top(), lead_px, box.height())
    quiet = chrome.ink if row.key or not row.text else chrome.muted
    lettering.line(painter, lead, row.lead, font, quiet, elide="middle")
    left = box.left() + lead_px + (gap if lead_px else 0)
    middle = QRectF(left, box.top(), box.right() - figure_px - gap - left, box.height())
    if row.share > 0:
        high = 8 * metrics.scale
        wide = max(2.0, middle.width() * row.share)
        bar = QRectF(middle.left(), box.center().y() - high / 2, wide, high)
        painter.fillRect(bar, theme.section.track)
    ink = chrome.muted if row.key else chrome.ink
    lettering.line(painter, middle, row.text, font, ink)
    strong = metrics.font("body", bold=row.open_end or row.share >= 0, tabular=True)
    end = QRectF(box.right() - figure_px, box.top(), figure_px, box.height())
    if row.open_end or row.share >= 0:
        end.setLeft(box.right() - lettering.width(figure_text, strong) - 1)
    tone = chrome.ink if row.open_end or row.share > 0 or row.key else chrome.muted
    numbers.sentence(painter, end, row.figure, strong, tone, side="right")
