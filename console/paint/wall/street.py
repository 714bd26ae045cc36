"""The street on the wall: its map, the clock, and the numbers of the day."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter

from console.domain.banding import Amount
from console.paint import lettering
from console.paint.wall.days import paint_days
from console.paint.wall.ground import map_steps, paint_map_legend
from console.paint.wall.look import WallLook, about_width, rule, tall, write, write_amount
from console.paint.wall.surround import inner_of, paint_footer
from console.state.tiles_model import change
from console.state.wall.notice import Notice
from console.state.wall.scenes import Figure, StreetScene

_MAP_SHARE, _LEAST_COLUMN = 0.62, 22.0
_TWO_FROM, _THREE_FROM = 46.0, 76.0
"""Widths, in body heights, from which the numbers stand in two columns and the days beside them."""


def map_rect(rect: QRectF, shown: StreetScene, look: WallLook) -> QRectF:
    """Where the map lies: the left of the screen, down to the footer."""
    west, south, east, north = shown.ground.bounds
    shape = (east - west) / max(north - south, 1.0)
    high = paint_free(rect, look).bottom() - look.u * 1.2 - rect.top()
    wanted = min(high * min(max(shape, 0.8), 1.4) * 1.06, rect.width() * _MAP_SHARE)
    wide = max(min(wanted, rect.width() - look.u * _LEAST_COLUMN), rect.width() * 0.3)
    return QRectF(rect.left(), rect.top(), round(wide), round(high))


def paint_free(rect: QRectF, look: WallLook) -> QRectF:
    """What the footer leaves."""
    return inner_of(rect, look).adjusted(0, 0, 0, -look.u * 2.45)


def paint_street(
    painter: QPainter,
    rect: QRectF,
    shown: StreetScene,
    notice: Notice,
    look: WallLook,
    plate: QImage | None = None,
) -> None:
    """Paint the scene; `plate` is the map painted before, None to paint it now."""
    place = map_rect(rect, shown, look)
    if plate is not None:
        painter.drawImage(place.topLeft(), plate)
    else:
        for _ in map_steps(painter, place, shown, look):
            pass
    inner = inner_of(rect, look)
    paint_footer(painter, inner, notice, look)
    side = look.u * 0.4
    legend = QRectF(inner.left(), place.bottom() + side / 2, place.width(), look.u * 1.5)
    paint_map_legend(painter, legend, shown, look)
    left = place.right() + look.u * 1.5
    column = QRectF(left, inner.top(), inner.right() - left, paint_free(rect, look).height())
    _paint_columns(painter, column, shown, notice, look)


def _paint_columns(
    painter: QPainter, box: QRectF, shown: StreetScene, notice: Notice, look: WallLook
) -> None:
    gap = look.u * 2.4
    count = 1 + (box.width() > look.u * _TWO_FROM) + (box.width() > look.u * _THREE_FROM)
    count = min(count, 3 if shown.days is not None else 2)
    if count == 1:
        top = _paint_clock(painter, box, shown, notice, look)
        top = _paint_hero(painter, box.adjusted(0, top - box.top(), 0, 0), shown, notice, look)
        _paint_numbers(painter, box.adjusted(0, top - box.top(), 0, 0), shown, notice, look)
        return
    wide = (box.width() - gap * (count - 1)) / count
    if count == 3:
        wide = min(wide, look.u * 27)
    first = QRectF(box.left(), box.top(), wide, box.height())
    top = _paint_clock(painter, first, shown, notice, look)
    _paint_hero(painter, first.adjusted(0, top - first.top(), 0, 0), shown, notice, look)
    second = first.translated(wide + gap, 0)
    if count == 2:
        second.setRight(box.right())
    _paint_numbers(painter, second, shown, notice, look, rules=False)
    if count == 3 and shown.days is not None:
        third = QRectF(second.right() + gap, box.top(), 0, box.height())
        third.setRight(box.right())
        paint_days(painter, third, shown.days, look)


def _large_px(box: QRectF, shown: StreetScene, notice: Notice, look: WallLook) -> float:
    """One height for the clock and for the people under the clock."""
    room = box.width() - about_width(look, shown.total)
    return look.filling([notice.time, shown.total.text], room, look.px("hero") * 1.2)


def _paint_clock(
    painter: QPainter, box: QRectF, shown: StreetScene, notice: Notice, look: WallLook
) -> float:
    """The street's name, a big clock, the date; gives the y below."""
    u, muted = look.u, look.theme.chrome.muted
    row = QRectF(box.left(), box.top(), box.width(), look.px("heading") * 1.3)
    write(painter, look, row, notice.street, "heading", bold=True)
    px = _large_px(box, shown, notice, look)
    clock = QRectF(box.left() - px * 0.04, row.bottom() + u * 0.1, box.width() + u, px * 1.02)
    tall(painter, clock, notice.time, look.large(px), look.theme.chrome.ink)
    date = QRectF(box.left(), clock.bottom(), box.width(), look.px("heading") * 1.4)
    write(painter, look, date, notice.date, "heading", colour=muted)
    return date.bottom() + u * 0.9


def _paint_hero(
    painter: QPainter, box: QRectF, shown: StreetScene, notice: Notice, look: WallLook
) -> float:
    """People under the clock, as large as the clock; gives the y below."""
    u, chrome = look.u, look.theme.chrome
    rule(painter, look, box)
    row = QRectF(box.left(), box.top() + u * 0.7, box.width(), look.px("heading") * 1.3)
    write(painter, look, row, look.say("tiles.name.active"), "heading", bold=True)
    write(painter, look, row, _since(shown.hero, look), "body", colour=chrome.muted, side="right")
    px = _large_px(box, shown, notice, look)
    number = QRectF(box.left() - px * 0.04, row.bottom() + u * 0.1, box.width() + u, px * 1.02)
    write_amount(painter, look, number, shown.total, look.large(px))
    return number.bottom() + u * 0.7


def _paint_numbers(
    painter: QPainter,
    box: QRectF,
    shown: StreetScene,
    notice: Notice,
    look: WallLook,
    *,
    rules: bool = True,
) -> None:
    """The numbers of the day; under a filter its words and the fullest estates."""
    if not notice.filtered:
        _paint_figures(painter, box, shown.figures, look, rules=rules)
        return
    u, chrome = look.u, look.theme.chrome
    row = QRectF(box.left(), box.top(), box.width(), look.px("heading") * 1.4)
    rule(painter, look, row)
    font = look.font("heading", bold=True)
    lines = lettering.wrapped(notice.filtered, font, max(1, int(box.width())), 2)
    for text in lines:
        row.moveTop(row.top() + (u * 0.5 if text is lines[0] else row.height()))
        write(painter, look, row, text, "heading", colour=chrome.accent, bold=True)
    top = row.bottom() + u * 0.4
    caption = QRectF(box.left(), top, box.width(), look.px("body") * 1.5)
    key = "wall.fullest" if shown.fullest else "wall.fullest_none"
    write(painter, look, caption, look.say(key), "body", colour=chrome.muted)
    _paint_fullest(painter, box.adjusted(0, caption.bottom() - box.top(), 0, 0), shown, look)


def _paint_fullest(painter: QPainter, box: QRectF, shown: StreetScene, look: WallLook) -> None:
    """The estates with most people, one a row, as many as have room."""
    step = look.px("heading") * 1.55
    for index, (name, code) in enumerate(shown.fullest):
        row = QRectF(box.left(), box.top() + index * step, box.width(), step)
        if row.bottom() > box.bottom():
            return
        rule(painter, look, row)
        font = look.font("heading", bold=True)
        wide = write_amount(painter, look, row, Amount(code), font, small="body", side="right")
        write(painter, look, row.adjusted(0, 0, -wide - look.u, 0), name, "heading")


def _paint_figures(
    painter: QPainter,
    box: QRectF,
    figures: tuple[Figure, ...],
    look: WallLook,
    *,
    rules: bool = True,
) -> None:
    """The other numbers of the day, one a row."""
    if not figures:
        return
    u, chrome = look.u, look.theme.chrome
    step = min(box.height() / len(figures), u * (3.0 if rules else 6.0))
    for index, one in enumerate(figures):
        row = QRectF(box.left(), box.top() + index * step, box.width(), step)
        if index or rules:
            rule(painter, look, row)
        text = "—" if one.count is None else f"{one.count:,}"
        size = look.fitting(text, box.width() * 0.4, step * 0.86, "figure")
        write(painter, look, row, text, size, bold=True, side="right")
        name_wide = row.width() - look.width(text, size, bold=True) - u
        name = look.say(f"tiles.name.{one.key}")
        write(painter, look, QRectF(row.left(), row.top(), name_wide, step), name, "heading")
        since = _since(one, look)
        left = row.left() + look.width(name, "heading") + u * 0.8
        if since and left + look.width(since, "body") < row.right() - row.width() * 0.28:
            beside = QRectF(left, row.top() + u * 0.12, row.right() - left, step)
            write(painter, look, beside, since, "body", colour=chrome.muted)


def _since(one: Figure, look: WallLook) -> str:
    """How a number has changed since a day ago."""
    if one.count is None or one.before is None:
        return ""
    return look.say("wall.since", change=change(one.count - one.before))
