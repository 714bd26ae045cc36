"""The alarms on the wall: each with its clock and how far help has come; else the calm day."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from console.domain import instants
from console.paint.wall.alarm_row import CLOCK_SHARE, SIGN, Blink, Times, paint_alarm
from console.paint.wall.look import WallLook, flat, rule, write
from console.paint.wall.spans import filling_px, span_width, write_span
from console.paint.wall.surround import body_of, inner_of, paint_footer, paint_header
from console.state.wall.alarm_words import kind_name, spoken_span
from console.state.wall.notice import Notice
from console.state.wall.scenes import AlarmsScene

_ASIDE = 0.27
_SHARES, _TALLEST = {1: 0.52, 2: 0.62, 3: 0.72}, 15.0
"""Few open alarms leave room for those closed last; a row is never higher than this."""


def paint_alarms(
    painter: QPainter,
    rect: QRectF,
    shown: AlarmsScene,
    notice: Notice,
    look: WallLook,
    now: Blink,
) -> None:
    """The scene of the alarms."""
    inner = inner_of(rect, look)
    body = paint_footer(painter, inner, notice, look)
    body = paint_header(painter, body, look.say("wall.title.alarms"), notice.street, notice, look)
    main, aside = _parts(body, look)
    if shown.open:
        y = _paint_rows(painter, main, shown, now, look) + look.u
    else:
        y = _paint_calm(painter, main, look)
    _paint_recent(painter, main.adjusted(0, y - main.top(), 0, 0), shown, look)
    _paint_day(painter, aside, shown, look)


def moving_boxes(rect: QRectF, shown: AlarmsScene, look: WallLook) -> list[QRectF]:
    """What changes from second to second: the signs and the clocks."""
    main, _ = _parts(body_of(rect, look), look)
    high = _step(main, shown, look) * len(shown.open)
    rows = QRectF(main.left(), main.top(), main.width(), high)
    spare = look.u * 0.4
    signs = rows.adjusted(-spare, 0, -rows.width() + look.u * SIGN + spare, spare)
    clocks = rows.adjusted(rows.width() * (1 - CLOCK_SHARE) - spare, 0, spare, spare)
    return [signs, clocks]


def _parts(body: QRectF, look: WallLook) -> tuple[QRectF, QRectF]:
    """Where the alarms stand, and where the day beside them."""
    wide = max(body.width() * _ASIDE, look.u * 14)
    aside = QRectF(body.right() - wide, body.top(), wide, body.height())
    return body.adjusted(0, 0, -wide - look.u * 2.4, 0), aside


def _step(box: QRectF, shown: AlarmsScene, look: WallLook) -> float:
    """Height of an open alarm's row."""
    count = len(shown.open)
    share = _SHARES.get(count, 1.0) if shown.recent else 1.0
    return min((box.height() * share - _more(shown, look)) / max(1, count), look.u * _TALLEST)


def _more(shown: AlarmsScene, look: WallLook) -> float:
    """Height of the line that says how many more are open."""
    return look.u * 2.4 if shown.unlisted else 0.0


def _paint_rows(
    painter: QPainter, box: QRectF, shown: AlarmsScene, now: Blink, look: WallLook
) -> float:
    """The open alarms one below the other; gives the y below them."""
    step, more = _step(box, shown, look), _more(shown, look)
    times = Times(shown.as_of_us, shown.zone)
    for index, alarm in enumerate(shown.open):
        row = QRectF(box.left(), box.top() + index * step, box.width(), step)
        rule(painter, look, row)
        paint_alarm(painter, row, alarm, times, now, look)
    bottom = box.top() + len(shown.open) * step
    if shown.unlisted:
        row = QRectF(box.left(), bottom, box.width(), more)
        rule(painter, look, row)
        text = look.say("wall.more_alarms", count=shown.unlisted)
        write(painter, look, row, text, "heading", colour=look.theme.chrome.muted)
    return bottom + more


def _paint_calm(painter: QPainter, box: QRectF, look: WallLook) -> float:
    """Nothing is open: said once, large; gives the y below."""
    text = look.say("wall.no_alarm")
    size = look.fitting(text, box.width(), box.height() * 0.3, "figure")
    row = QRectF(box.left(), box.top() + look.u, box.width(), look.px(size) * 1.3)
    write(painter, look, row, text, size, bold=True)
    below = QRectF(box.left(), row.bottom(), box.width(), look.px("heading") * 1.6)
    more, muted = look.say("wall.no_alarm_more"), look.theme.chrome.muted
    write(painter, look, below, more, "heading", colour=muted)
    return below.bottom() + look.u * 2


def _paint_recent(painter: QPainter, box: QRectF, shown: AlarmsScene, look: WallLook) -> None:
    """What was closed last, as many as have room."""
    u, chrome = look.u, look.theme.chrome
    step = u * 2.3
    room = int((box.height() - u * 1.8) / step)
    if room < 1 or not shown.recent:
        return
    head = QRectF(box.left(), box.top(), box.width(), u * 1.6)
    write(painter, look, head, look.say("wall.recent"), "body", colour=chrome.muted)
    at_door = look.say("wall.to_door")
    write(painter, look, head, at_door, "body", colour=chrome.muted, side="right")
    said = Times(shown.as_of_us, shown.zone).said
    times = [said(one.raised_us) for one in shown.recent[:room]]
    wide = max(look.width(time, "body") for time in times) + 2
    left = wide + u * 1.2
    for index, (one, time) in enumerate(zip(shown.recent, times, strict=False)):
        row = QRectF(box.left(), head.bottom() + u * 0.2 + index * step, box.width(), step)
        rule(painter, look, row)
        place = one.committee or look.say("wall.somewhere")
        when = QRectF(row.left(), row.top(), wide, step)
        write(painter, look, when, time, "body", colour=chrome.muted, side="right")
        name = row.adjusted(left, 0, 0, 0)
        write(painter, look, name, kind_name(one.kind, look.language), "body")
        where = row.adjusted(left + row.width() * 0.26, 0, -u * 8, 0)
        write(painter, look, where, place, "body", colour=chrome.muted)
        door = look.say("wall.no_door")
        if one.to_door_s is not None:
            door = spoken_span(one.to_door_s, look.language)
        write(painter, look, row, door, "body", colour=chrome.muted, side="right")


def _paint_day(painter: QPainter, box: QRectF, shown: AlarmsScene, look: WallLook) -> None:
    """How the day has gone: raised, closed, to the door, and the last 24 hours."""
    u, chrome, y = look.u, look.theme.chrome, box.top()
    spans = "—" if shown.to_door_s is None else spoken_span(shown.to_door_s, look.language)
    for key, text in (
        ("wall.fact.raised", f"{shown.today:,}"),
        ("wall.fact.closed", f"{shown.closed_today:,}"),
        ("wall.fact.to_door", spans),
    ):
        row = QRectF(box.left(), y, box.width(), u * 4.4)
        rule(painter, look, row)
        said = look.say(key)
        room = max(box.width() * 0.42, box.width() - look.width(said, "body", bold=True) - u)
        px = min(filling_px(look, text, room, u * 4), look.px("figure"))
        write_span(painter, look, row, text, px, side="right")
        name = row.adjusted(0, 0, -span_width(look, text, px) - u * 0.6, 0)
        size = look.fitting(said, name.width(), name.height(), "body")
        write(painter, look, name, said, size, colour=chrome.muted)
        y = row.bottom()
    rule(painter, look, QRectF(box.left(), y, box.width(), 0))
    _paint_hours(painter, QRectF(box.left(), y + u, box.width(), box.bottom() - y - u), shown, look)


def _paint_hours(painter: QPainter, box: QRectF, shown: AlarmsScene, look: WallLook) -> None:
    u, chrome = look.u, look.theme.chrome
    caption = QRectF(box.left(), box.top(), box.width(), u * 1.4)
    write(painter, look, caption, look.say("wall.by_hour"), "body", colour=chrome.muted)
    chart = box.adjusted(0, u * 1.9, 0, -u * 1.6)
    if chart.height() < u:
        return
    most = max(*shown.seen_by_hour, 4)
    step = chart.width() / len(shown.seen_by_hour)
    for index, count in enumerate(shown.seen_by_hour):
        high = chart.height() * count / most
        left = chart.left() + index * step
        bar = QRectF(left + step * 0.12, chart.bottom() - high, step * 0.76, high)
        flat(painter, bar, chrome.muted)
        if count:
            over = QRectF(left - step, bar.top() - u * 1.1, step * 3, u)
            write(painter, look, over, f"{count}", "label", side="centre")
    flat(
        painter, QRectF(chart.left(), chart.bottom(), chart.width(), max(1.0, u / 14)), chrome.line
    )
    moment = instants.moment(shown.as_of_us, instants.zone(shown.zone))
    row = QRectF(chart.left(), chart.bottom() + u * 0.25, chart.width(), u * 1.2)
    write(painter, look, row, look.say("wall.hours_ago"), "label", colour=chrome.muted)
    write(painter, look, row, f"{moment:%H:%M}", "label", colour=chrome.muted, side="right")
