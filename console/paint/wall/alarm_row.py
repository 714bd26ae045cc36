"""One open alarm on the wall: what and where it is, how long it runs, and how far help has come."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from console.domain import instants
from console.domain.records import dataclass
from console.domain.spoken import short_instant
from console.paint.wall.look import WallLook, flat, write
from console.paint.wall.sign import paint_alarm_sign
from console.paint.wall.spans import filling_px, span_width, write_span
from console.state.wall.alarm_words import kind_name, spoken_span
from console.state.wall.scenes import AT_DOOR, DOOR_WITHIN_S, LAST_STEP, STEPS, OpenAlarm

SIGN, CLOCK_SHARE = 8.0, 0.36
_BAR_FROM = 5.4
"""Least height of a clock with the bar of the time to the door below it, in body heights."""
_STEPS_FROM, _STEPS_HIGH = 7.6, 3.9
"""A row so high has room for the steps with their names; so much of it is theirs."""


@dataclass(frozen=True, slots=True)
class Blink:
    """What moves while the scene stays: now, and the phase of the sign that blinks."""

    now_us: int
    lit: bool = True


@dataclass(frozen=True, slots=True)
class Times:
    """How instants are told: to the minute, with their date unless it is that of `as_of_us`."""

    as_of_us: int
    zone: str

    def said(self, stamp_us: int) -> str:
        """An instant: 07:55, or on another day 03-17 17:43."""
        zone = instants.zone(self.zone)
        moment, today = instants.moment(stamp_us, zone), instants.moment(self.as_of_us, zone)
        is_today = moment.date() == today.date()
        return f"{moment:%H:%M}" if is_today else short_instant(stamp_us, self.zone)


def paint_alarm(
    painter: QPainter, row: QRectF, alarm: OpenAlarm, times: Times, now: Blink, look: WallLook
) -> None:
    """The sign, the words and the clock; below them the steps where the row is high enough."""
    u = look.u
    head, has_steps = QRectF(row), row.height() >= u * _STEPS_FROM
    if has_steps:
        head.setHeight(row.height() - u * _STEPS_HIGH)
    side = min(head.height() * 0.9, u * SIGN)
    sign = QRectF(row.left(), head.center().y() - side / 2, side, side)
    paint_alarm_sign(painter, sign, look, outlined=alarm.waits and now.lit)
    clock = head.adjusted(head.width() * (1 - CLOCK_SHARE), 0, 0, 0)
    left = sign.right() + u * 1.2
    _paint_clock(painter, clock, alarm, (now.now_us - alarm.raised_us) / 1e6, look)
    words = QRectF(left, head.top(), clock.left() - u * 1.2 - left, head.height())
    _paint_words(painter, words, alarm, times, look, names_step=not has_steps)
    if has_steps:
        steps = QRectF(row.left(), head.bottom(), row.width(), u * _STEPS_HIGH)
        _paint_steps(painter, steps, alarm, times, look)


def _paint_clock(
    painter: QPainter, box: QRectF, alarm: OpenAlarm, seconds: float, look: WallLook
) -> None:
    """How long the alarm runs, and how much of the time to the door that is."""
    u, muted = look.u, look.theme.chrome.muted
    if box.height() < u * _BAR_FROM:
        _paint_low_clock(painter, box, alarm, seconds, look)
        return
    text, around = spoken_span(seconds, look.language), u * 3.4
    high = min(box.height() * 0.9 - around, look.px("hero") * 1.1)
    px = filling_px(look, text, box.width(), high)
    above = QRectF(box.left(), box.center().y() - (px * 1.1 + around) / 2, box.width(), u * 1.3)
    write(painter, look, above, look.say("wall.running"), "body", colour=muted, side="right")
    place = QRectF(box.left(), above.bottom(), box.width(), px * 1.1)
    write_span(painter, look, place, text, px, side="right")
    below = QRectF(box.left(), place.bottom() + u * 0.3, box.width(), u * 1.8)
    _paint_door(painter, below, alarm, seconds, look)


def _paint_low_clock(
    painter: QPainter, box: QRectF, alarm: OpenAlarm, seconds: float, look: WallLook
) -> None:
    """The same where the row is low: a word before it, another one when nobody came in time."""
    u, chrome = look.u, look.theme.chrome
    text, is_late = spoken_span(seconds, look.language), _is_late(alarm, seconds)
    running = look.say("wall.running_late" if is_late else "wall.running")
    word = look.width(running, "label", bold=is_late) + u * 0.6
    px = filling_px(look, text, box.width() - word, box.height() * 0.9)
    px = min(px, look.px("hero"))
    write_span(painter, look, box, text, px, side="right")
    beside = box.adjusted(0, 0, -span_width(look, text, px) - u * 0.5, 0)
    colour = chrome.alarm if is_late else chrome.muted
    write(painter, look, beside, running, "label", colour=colour, bold=is_late, side="right")


def _is_late(alarm: OpenAlarm, seconds: float) -> bool:
    """Whether nobody stands at the door after the time within which somebody should."""
    return alarm.steps[AT_DOOR] is None and seconds > DOOR_WITHIN_S


def _paint_door(
    painter: QPainter, box: QRectF, alarm: OpenAlarm, seconds: float, look: WallLook
) -> None:
    """A thin bar that is full when somebody should be at the door, and what it means."""
    u, chrome = look.u, look.theme.chrome
    minutes, at_door_us = DOOR_WITHIN_S // 60, alarm.steps[AT_DOOR]
    text, colour = look.say("wall.promise", minutes=minutes), chrome.muted
    if at_door_us is not None:
        seconds = (at_door_us - alarm.raised_us) / 1e6
        text = look.say("wall.door_after", span=spoken_span(seconds, look.language))
    elif _is_late(alarm, seconds):
        text, colour = look.say("wall.promise_over", minutes=minutes), chrome.alarm
    bar = QRectF(box.left(), box.top(), box.width(), max(2.0, u * 0.2))
    flat(painter, bar, chrome.line)
    share = min(1.0, max(0.0, seconds / DOOR_WITHIN_S))
    flat(painter, QRectF(bar.left(), bar.top(), bar.width() * share, bar.height()), colour)
    row = QRectF(box.left(), bar.bottom() + u * 0.2, box.width(), u * 1.3)
    size = look.fitting(text, row.width(), row.height(), "body")
    write(painter, look, row, text, size, colour=chrome.muted, side="right")


def _paint_words(
    painter: QPainter,
    box: QRectF,
    alarm: OpenAlarm,
    times: Times,
    look: WallLook,
    *,
    names_step: bool,
) -> None:
    """What it is, since when and where; in a low row also the step reached last."""
    u, chrome = look.u, look.theme.chrome
    name = kind_name(alarm.kind, look.language)
    first_high = min(max(box.height() * 0.4, u * 1.9), look.px("figure") * 1.1)
    second_high = look.px("heading") * 1.35
    top = box.center().y() - (first_high + second_high) / 2
    first = QRectF(box.left(), top, box.width(), first_high)
    size = look.fitting(name, box.width(), first_high, "figure")
    write(painter, look, first, name, size, bold=True)
    place = alarm.committee or look.say("wall.somewhere")
    said = look.say("wall.raised", time=times.said(alarm.raised_us), place=place)
    if names_step and alarm.last_step:
        said = f"{said} · {look.say(f'wall.step.{alarm.last_step}')}"
    second = QRectF(box.left(), first.bottom(), box.width(), second_high)
    size = look.fitting(said, box.width(), second_high, "body" if names_step else "heading")
    write(painter, look, second, said, size, colour=chrome.muted)


def _paint_steps(
    painter: QPainter, box: QRectF, alarm: OpenAlarm, times: Times, look: WallLook
) -> None:
    """The way from the device to the person: a dot a step, each with its name and its time.

    It is hollow, and its name pale, while the step has not come.
    """
    u, chrome = look.u, look.theme.chrome
    radius, cell = u * 0.34, box.width() / len(STEPS)
    y, track = box.top() + u * 0.8, max(1.5, u / 12)
    names = [look.say(f"wall.step.{number}") for number in STEPS]
    widest = max(names, key=lambda name: look.width(name, "body", bold=True))
    size = look.fitting(widest, cell - u * 0.4, u * 1.3, "body")
    for index, (number, text) in enumerate(zip(STEPS, names, strict=True)):
        reached_us = alarm.steps[number]
        colour = chrome.muted if reached_us is None else chrome.ink
        x = box.left() + index * cell
        if number < LAST_STEP:
            passed = number < alarm.last_step
            line = QRectF(x + 2 * radius, y - track / 2, cell - 2 * radius, track)
            flat(painter, line, chrome.ink if passed else chrome.line)
        painter.setPen(QPen(colour, track))
        painter.setBrush(Qt.BrushStyle.NoBrush if reached_us is None else colour)
        painter.drawEllipse(QPointF(x + radius, y), radius - track / 2, radius - track / 2)
        name = QRectF(x, y + u * 0.5, cell - u * 0.4, u * 1.3)
        is_last = number == alarm.last_step
        write(painter, look, name, text, size, colour=colour, bold=is_last)
        if reached_us is not None:
            time = QRectF(x, name.bottom() - u * 0.1, name.width(), u * 1.1)
            said = times.said(reached_us)
            write(painter, look, time, said, "label", colour=chrome.muted)
