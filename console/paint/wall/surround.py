"""What surrounds every scene: title and clock above, the data's age and notes below."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPolygonF

from console.paint.wall.look import Size, WallLook, faded, flat, rule, write
from console.paint.wall.sign import paint_alarm_sign
from console.state.wall.notice import Age, Notice

_VEIL = 0.5


def inner_of(rect: QRectF, look: WallLook) -> QRectF:
    """The rectangle inside the margins."""
    side, top = look.u * 1.6, look.u * 1.2
    return rect.adjusted(side, top, -side, -look.u * 0.9)


def paint_header(
    painter: QPainter, inner: QRectF, title: str, aside: str, notice: Notice, look: WallLook
) -> QRectF:
    """The scene's title at the left, the clock at the right; gives what is left below."""
    high = look.px("big") * 1.15
    time = look.width(notice.time, "big", bold=True) + look.u * 0.2
    row = QRectF(inner.left(), inner.top(), inner.width(), high)
    write(painter, look, row, notice.time, "big", bold=True, side="right")
    date_wide = look.width(notice.date, "body") + 2
    date = row.adjusted(0, look.u * 0.12, -time - look.u * 0.6, 0)
    write(painter, look, date, notice.date, "body", colour=look.theme.chrome.muted, side="right")
    room = row.width() - time - date_wide - look.u * 2
    wide = min(look.width(title, "big", bold=True) + 2, room)
    write(painter, look, QRectF(row.left(), row.top(), wide, high), title, "big", bold=True)
    left = row.left() + wide + look.u * 0.8
    beside = QRectF(left, row.top() + look.u * 0.25, row.left() + room - left, high)
    if notice.filtered and beside.width() > look.u * 3:
        accent = look.theme.chrome.accent
        write(painter, look, beside, notice.filtered, "heading", colour=accent, bold=True)
    elif beside.width() > look.u * 3:
        write(painter, look, beside, aside, "body", colour=look.theme.chrome.muted)
    return inner.adjusted(0, high + look.u * 0.9, 0, 0)


def body_of(rect: QRectF, look: WallLook) -> QRectF:
    """What header and footer leave of a screen."""
    above = look.px("big") * 1.15 + look.u * 0.9
    return inner_of(rect, look).adjusted(0, above, 0, -look.u * (1.35 + 1.1))


def paint_footer(painter: QPainter, inner: QRectF, notice: Notice, look: WallLook) -> QRectF:
    """The line below; gives what is left above it."""
    high = look.u * 1.35
    row = QRectF(inner.left(), inner.bottom() - high, inner.width(), high)
    if notice.age is Age.STALE:
        _paint_stale_line(painter, row, notice, look)
    else:
        rule(painter, look, row.adjusted(0, -look.u * 0.35, 0, 0))
        _paint_line(painter, row, notice, look)
    return inner.adjusted(0, 0, 0, -high - look.u * 1.1)


def paint_stale(painter: QPainter, rect: QRectF, look: WallLook) -> None:
    """Old data look old from across the room: pale, between two hatched bands."""
    flat(painter, rect, faded(look.theme.chrome.ground, _VEIL))
    high = look.u * 0.55
    for top in (rect.top(), rect.bottom() - high):
        _paint_hatch(painter, QRectF(rect.left(), top, rect.width(), high), look)


def _paint_hatch(painter: QPainter, band: QRectF, look: WallLook) -> None:
    painter.save()
    painter.setClipRect(band)
    flat(painter, band, look.theme.chrome.ground)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QBrush(look.theme.chrome.replay))
    step = look.u * 1.1
    x = band.left() - band.height()
    while x < band.right():
        painter.drawPolygon(
            QPolygonF(
                [
                    QPointF(x, band.bottom()),
                    QPointF(x + step / 2, band.bottom()),
                    QPointF(x + step / 2 + band.height(), band.top()),
                    QPointF(x + band.height(), band.top()),
                ]
            )
        )
        x += step
    painter.restore()


def _paint_stale_line(painter: QPainter, row: QRectF, notice: Notice, look: WallLook) -> None:
    chrome = look.theme.chrome
    bar = row.adjusted(0, -look.u * 0.35, 0, 0)
    flat(painter, bar, chrome.replay)
    pad = look.u * 0.6
    text = f"{notice.old}  {notice.as_of}"
    wide = look.width(text, "body", bold=True) + 2
    box = bar.adjusted(pad, 0, -pad, 0)
    write(painter, look, box, text, "body", colour=chrome.ground, bold=True)
    rest = box.adjusted(wide + pad, 0, 0, 0)
    rest.setLeft(_paint_alarm(painter, rest, notice, chrome.ground, look))
    said = "  ".join(part for part in (notice.corner, " · ".join(notice.notes)) if part)
    size = look.fitting(said, rest.width(), rest.height(), "body")
    write(painter, look, rest, said, size, colour=chrome.ground, side="right")


def _paint_line(painter: QPainter, row: QRectF, notice: Notice, look: WallLook) -> None:
    chrome, gap = look.theme.chrome, look.u * 0.8
    right = _paint_place(painter, row, notice, look)
    x = row.left()
    old = chrome.replay if notice.age is Age.REPLAY else chrome.ink
    for text, colour, bold in ((notice.as_of, chrome.ink, False), (notice.old, old, True)):
        wide = look.width(text, "body", bold=bold) + 2
        box = QRectF(x, row.top(), wide, row.height())
        write(painter, look, box, text, "body", colour=colour, bold=bold)
        x += wide + gap
    rest = QRectF(x, row.top(), right - x, row.height())
    x = _paint_alarm(painter, rest, notice, chrome.ink, look)
    notes = " · ".join(notice.notes)
    size: Size = "label" if notice.corner else look.fitting(notes, right - x, row.height(), "body")
    wide = min(look.width(notes, size) + 2, right - x)
    box = QRectF(right - wide, row.top(), wide, row.height())
    write(painter, look, box, notes, size, colour=chrome.muted, side="right")
    middle = QRectF(x, row.top(), box.left() - gap - x, row.height())
    size = look.fitting(notice.corner, middle.width(), row.height(), "body")
    write(painter, look, middle, notice.corner, size, colour=chrome.replay, bold=True)


def _paint_alarm(
    painter: QPainter, row: QRectF, notice: Notice, colour: QColor, look: WallLook
) -> float:
    """An alarm that is still open, where the scene is of something else; gives the x after it.

    The notes at the right keep the room they have at their smallest.
    """
    if not notice.alarm:
        return row.left()
    side, gap = look.u * 1.45, look.u * 0.35
    notes = look.width(" · ".join(notice.notes), "label") + look.u * 0.8
    room = row.width() - notes - side - gap
    size = look.fitting(notice.alarm, room, row.height(), "body")
    wide = min(look.width(notice.alarm, size, bold=True) + 2, room)
    sign = QRectF(row.left(), row.center().y() - side / 2, side, side)
    paint_alarm_sign(painter, sign, look)
    box = QRectF(sign.right() + gap, row.top(), max(wide, 0.0), row.height())
    if box.width() > look.u * 3:
        write(painter, look, box, notice.alarm, size, colour=colour, bold=True)
    return box.right() + look.u * 0.8


def _paint_place(painter: QPainter, row: QRectF, notice: Notice, look: WallLook) -> float:
    """Where the playlist is, as strokes at the right; gives the x before them."""
    place, chrome = notice.place, look.theme.chrome
    if place.of < 2:
        return row.right()
    wide, gap, high = look.u * 0.6, look.u * 0.22, look.u * 0.16
    x = row.right() - place.of * (wide + gap) + gap
    y = row.center().y() - high / 2
    for index in range(place.of):
        colour = chrome.ink if index == place.at else chrome.line
        painter.fillRect(QRectF(x + index * (wide + gap), y, wide, high), colour)
    if place.held or place.paused:
        x -= look.u * 1.1
        _paint_hold(painter, QRectF(x, row.center().y() - look.u * 0.35, 0, 0), look)
    return x - look.u * 0.8


def _paint_hold(painter: QPainter, at: QRectF, look: WallLook) -> None:
    """Two upright strokes: the playlist stands still."""
    wide, high = look.u * 0.18, look.u * 0.7
    for shift in (0.0, wide * 2):
        painter.fillRect(QRectF(at.left() + shift, at.top(), wide, high), look.theme.chrome.ink)
