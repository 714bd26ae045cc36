"""The alarms on the wall: each with its clock and how far help has come; else the calm day."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from console.domain import instants
from console.domain.records import dataclass
from console.domain.spoken import capped
from console.paint.wall.look import WallLook, flat, rule, tall, width, write
from console.paint.wall.surround import body_of, inner_of, paint_footer, paint_header, warning_sign
from console.state.wall.notice import Notice
from console.state.wall.scenes import AlarmsScene, OpenAlarm

_KNOWN = ("fall", "call_120", "door_opened", "smoke", "water_silent", "door_silent")
_SHOWN_STEPS = (1, 2, 3, 4, 5, 6)
_ASIDE = 0.27
_SIGN, _CLOCK_SHARE = 7.0, 0.31
_FEW, _TALLEST = 3, 15.0
"""So many open alarms leave room for those closed last; a row is never higher than this."""


@dataclass(frozen=True, slots=True)
class Blink:
    """What moves while the scene stays: now, and the phase of the sign that blinks."""

    now_us: int
    lit: bool = True


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
    signs = rows.adjusted(-spare, 0, -rows.width() + look.u * _SIGN + spare, spare)
    clocks = rows.adjusted(rows.width() * (1 - _CLOCK_SHARE) - spare, 0, spare, spare)
    return [signs, clocks]


def _parts(body: QRectF, look: WallLook) -> tuple[QRectF, QRectF]:
    """Where the alarms stand, and where the day beside them."""
    wide = max(body.width() * _ASIDE, look.u * 14)
    aside = QRectF(body.right() - wide, body.top(), wide, body.height())
    return body.adjusted(0, 0, -wide - look.u * 2.4, 0), aside


def _step(box: QRectF, shown: AlarmsScene, look: WallLook) -> float:
    """Height of an open alarm's row."""
    count = len(shown.open)
    share = 0.52 if count <= _FEW and shown.recent else 1.0
    return min((box.height() * share - _more(shown, look)) / max(1, count), look.u * _TALLEST)


def _more(shown: AlarmsScene, look: WallLook) -> float:
    """Height of the line that says how many more are open."""
    return look.u * 2.4 if shown.unlisted else 0.0


def kind_name(kind: str, look: WallLook) -> str:
    """What an alarm is called; a kind nobody has a word for is said as it is."""
    return look.say(f"wall.kind.{kind}") if kind in _KNOWN else capped(kind, 40)


def spoken_span(seconds: float) -> str:
    """A span as a clock says it: 4:07, 1:02:09."""
    whole = max(0, int(seconds))
    hours, rest = divmod(whole, 3600)
    minutes, left = divmod(rest, 60)
    return f"{hours}:{minutes:02}:{left:02}" if hours else f"{minutes}:{left:02}"


def time_said(stamp_us: int, shown: AlarmsScene, look: WallLook) -> str:
    """When something was, to the minute; with its date unless it was on the day of the scene."""
    zone = instants.zone(shown.zone)
    moment, today = instants.moment(stamp_us, zone), instants.moment(shown.as_of_us, zone)
    time = f"{moment:%H:%M}"
    if moment.date() == today.date():
        return time
    return look.say("wall.day_time", month=moment.month, day=moment.day, time=time)


def _paint_rows(
    painter: QPainter, box: QRectF, shown: AlarmsScene, now: Blink, look: WallLook
) -> float:
    """The open alarms one below the other; gives the y below them."""
    step, more = _step(box, shown, look), _more(shown, look)
    for index, alarm in enumerate(shown.open):
        row = QRectF(box.left(), box.top() + index * step, box.width(), step)
        rule(painter, look, row)
        _paint_alarm(painter, row, alarm, time_said(alarm.raised_us, shown, look), now, look)
    bottom = box.top() + len(shown.open) * step
    if shown.unlisted:
        row = QRectF(box.left(), bottom, box.width(), more)
        rule(painter, look, row)
        text = look.say("wall.more_alarms", count=shown.unlisted)
        write(painter, look, row, text, "heading", colour=look.theme.chrome.muted)
    return bottom + more


def _paint_alarm(
    painter: QPainter, row: QRectF, alarm: OpenAlarm, raised: str, now: Blink, look: WallLook
) -> None:
    """The sign, what and where it is, how far help has come, and the clock that runs."""
    u, chrome = look.u, look.theme.chrome
    side = min(row.height() * 0.62, u * _SIGN)
    sign = QRectF(row.left(), row.center().y() - side / 2, side, side)
    fill = chrome.alarm if alarm.waits and now.lit else chrome.raised
    warning_sign(painter, sign, look, fill)
    clock = spoken_span((now.now_us - alarm.raised_us) / 1e6)
    px = look.filling(
        [clock], row.width() * _CLOCK_SHARE, min(row.height() * 0.8, look.px("hero") * 1.3)
    )
    font = look.large(px)
    tall(painter, row, clock, font, chrome.ink, side="right")
    left = sign.right() + u * 1.2
    wide = row.right() - width(clock, font) - u * 1.2 - left
    _paint_words(painter, QRectF(left, row.top(), wide, row.height()), alarm, raised, look)


def _paint_words(
    painter: QPainter, box: QRectF, alarm: OpenAlarm, raised: str, look: WallLook
) -> None:
    u, chrome = look.u, look.theme.chrome
    has_steps = box.height() > u * 4.6
    name = kind_name(alarm.kind, look)
    first_high = min(box.height() * 0.3, look.px("figure") * 1.1) if has_steps else u * 1.9
    second_high, third_high = look.px("heading") * 1.35, u * 2.0 if has_steps else 0.0
    top = box.center().y() - (first_high + second_high + third_high) / 2
    first = QRectF(box.left(), top, box.width(), first_high)
    size = look.fitting(name, box.width(), first_high, "figure")
    write(painter, look, first, name, size, bold=True)
    place = alarm.committee or look.say("wall.somewhere")
    second = QRectF(box.left(), first.bottom(), box.width(), second_high)
    said = look.say("wall.raised", time=raised, place=place)
    size = look.fitting(said, box.width(), second_high, "heading")
    write(painter, look, second, said, size, colour=chrome.muted)
    if has_steps:
        third = QRectF(box.left(), second.bottom() + u * 0.4, box.width(), u * 1.5)
        _paint_steps(painter, third, alarm, look)


def _paint_steps(painter: QPainter, box: QRectF, alarm: OpenAlarm, look: WallLook) -> None:
    """The way from the device to the person: a dot a step, hollow while it has not come.

    Where the words have no room, that of the step reached last stands alone.
    """
    u, chrome = look.u, look.theme.chrome
    texts = [look.say(f"wall.step.{number}") for number in _SHOWN_STEPS]
    radius, gap = u * 0.26, u * 1.3
    widths = [look.width(text, "body") + 2 for text in texts]
    whole = sum(widths) + len(texts) * (2 * radius + u * 0.3) + (len(texts) - 1) * gap
    last = max((n for n in _SHOWN_STEPS if alarm.steps[n]), default=0)
    x = box.left()
    for number, text, wide in zip(_SHOWN_STEPS, texts, widths, strict=True):
        reached = alarm.steps[number]
        at = QPointF(x + radius, box.center().y())
        painter.setPen(QPen(chrome.ink if reached else chrome.muted, max(1.5, u / 14)))
        painter.setBrush(chrome.ink if reached else Qt.BrushStyle.NoBrush)
        painter.drawEllipse(at, radius, radius)
        x += 2 * radius + u * 0.3
        if whole <= box.width():
            label = QRectF(x, box.top(), wide, box.height())
            colour = chrome.ink if reached else chrome.muted
            write(painter, look, label, text, "body", colour=colour)
            x += wide + gap
    if whole > box.width() and last:
        label = QRectF(x + u * 0.4, box.top(), box.right() - x, box.height())
        write(painter, look, label, look.say(f"wall.step.{last}"), "body")


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
    times = [time_said(one.raised_us, shown, look) for one in shown.recent[:room]]
    left = max(look.width(time, "body") for time in times) + u * 1.2
    for index, (one, time) in enumerate(zip(shown.recent, times, strict=False)):
        row = QRectF(box.left(), head.bottom() + u * 0.2 + index * step, box.width(), step)
        rule(painter, look, row)
        place = one.committee or look.say("wall.somewhere")
        write(painter, look, row, time, "body", colour=chrome.muted)
        name = row.adjusted(left, 0, 0, 0)
        write(painter, look, name, kind_name(one.kind, look), "body")
        where = row.adjusted(left + row.width() * 0.26, 0, -u * 8, 0)
        write(painter, look, where, place, "body", colour=chrome.muted)
        door = look.say("wall.no_door")
        if one.to_door_s is not None:
            door = look.say("wall.door_after", span=spoken_span(one.to_door_s))
        write(painter, look, row, door, "body", colour=chrome.muted, side="right")


def _paint_day(painter: QPainter, box: QRectF, shown: AlarmsScene, look: WallLook) -> None:
    """How the day has gone: raised, closed, to the door, and the last 24 hours."""
    u, chrome = look.u, look.theme.chrome
    door = "—" if shown.to_door_s is None else spoken_span(shown.to_door_s)
    y = box.top()
    for key, text in (
        ("wall.fact.raised", f"{shown.today:,}"),
        ("wall.fact.closed", f"{shown.closed_today:,}"),
        ("wall.fact.to_door", door),
    ):
        row = QRectF(box.left(), y, box.width(), u * 4.4)
        rule(painter, look, row)
        size = look.fitting(text, box.width() * 0.55, u * 4, "figure")
        write(painter, look, row, text, size, bold=True, side="right")
        name = row.adjusted(0, 0, -look.width(text, size, bold=True) - u * 0.6, 0)
        said = look.say(key)
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
