"""The standing exceptions on the wall: large numbers, each with what it means."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter

from console.paint import lettering
from console.paint.wall.look import WallLook, flat, tall, write
from console.paint.wall.surround import inner_of, paint_footer, paint_header
from console.state.wall.notice import Notice
from console.state.wall.scenes import ExceptionsScene, Figure


def paint_exceptions(
    painter: QPainter, rect: QRectF, shown: ExceptionsScene, notice: Notice, look: WallLook
) -> None:
    """The scene of the exceptions."""
    inner = inner_of(rect, look)
    body = paint_footer(painter, inner, notice, look)
    aside = look.say("wall.waits") if any(one.is_urgent for one in shown.figures) else ""
    body = paint_header(painter, body, look.say("wall.title.exceptions"), aside, notice, look)
    count = len(shown.figures)
    columns = 2 if body.width() < body.height() * 1.25 else 4
    rows = -(-count // columns)
    gap = look.u * 1.4
    wide = (body.width() - gap * (columns - 1)) / columns
    high = (body.height() - gap * (rows - 1)) / rows
    around = look.px("heading") * 1.35 + 2 * lettering.line_height(look.font("body"))
    texts = [_text(one) for one in shown.figures]
    px = look.filling(texts, wide - look.u * 1.6, (high - around) / 1.2)
    block = around + px * 1.3
    for index, one in enumerate(shown.figures):
        box = QRectF(
            body.left() + index % columns * (wide + gap),
            body.top() + index // columns * (high + gap) + (high - block) / 2,
            wide,
            block,
        )
        _paint_figure(painter, box, one, px, look)


def _text(one: Figure) -> str:
    return "—" if one.count is None else f"{one.count:,}"


def _paint_figure(painter: QPainter, box: QRectF, one: Figure, px: float, look: WallLook) -> None:
    """A bar at the left says whether somebody waits: broad and coloured, or a hairline."""
    u, chrome = look.u, look.theme.chrome
    edge = u * 0.32 if one.is_urgent else max(1.0, u / 14)
    flat(
        painter,
        QRectF(box.left(), box.top(), edge, box.height()),
        chrome.replay if one.is_urgent else chrome.line,
    )
    inside = box.adjusted(u * 1.0, 0, 0, 0)
    ink = chrome.ink if one.count else chrome.muted
    name = QRectF(inside.left(), inside.top(), inside.width(), look.px("heading") * 1.35)
    text = look.say(f"lists.kind.{one.key}")
    size = look.fitting(text, name.width(), name.height(), "heading")
    write(painter, look, name, text, size, bold=bool(one.count), colour=ink)
    font = look.font("body")
    number = QRectF(inside.left() - px * 0.04, name.bottom(), inside.width() + u, px * 1.3)
    tall(painter, number, _text(one), look.large(px), ink)
    meaning = look.say(f"wall.meaning.{one.key}")
    lines = lettering.wrapped(meaning, font, max(1, int(inside.width())), 2)
    under = QPointF(inside.left(), number.bottom())
    lettering.paragraph(painter, under, lines, font, chrome.muted)
