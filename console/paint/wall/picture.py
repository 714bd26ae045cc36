"""One picture of the wall: the ground, the scene on it, and the look of old data over it."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter

from console.paint import lettering
from console.paint.wall.alarm_row import Blink
from console.paint.wall.alarms import paint_alarms
from console.paint.wall.committees import paint_committees
from console.paint.wall.days import paint_trend
from console.paint.wall.estate import paint_estate
from console.paint.wall.exceptions import paint_exceptions
from console.paint.wall.look import WallLook
from console.paint.wall.message import paint_message, scene_rect
from console.paint.wall.section import paint_section
from console.paint.wall.street import paint_street
from console.paint.wall.surround import inner_of, paint_footer, paint_stale
from console.state.wall.notice import Age, Notice
from console.state.wall.scenes import (
    AlarmsScene,
    CommitteesScene,
    DayScene,
    EstateScene,
    ExceptionsScene,
    Scene,
    SectionScene,
    StreetScene,
)


def paint_wall(
    painter: QPainter,
    rect: QRectF,
    shown: Scene,
    notice: Notice,
    look: WallLook,
    now: Blink,
    plate: QImage | None = None,
) -> None:
    """Paint one scene of the wall into `rect`; `plate` is the street's map painted before."""
    painter.fillRect(rect, look.theme.chrome.ground)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if notice.message:
        paint_message(painter, rect, notice.message, look)
        rect = scene_rect(rect, look, under_message=True)
    match shown:
        case StreetScene():
            paint_street(painter, rect, shown, notice, look, plate)
        case EstateScene():
            paint_estate(painter, rect, shown, notice, look)
        case SectionScene():
            paint_section(painter, rect, shown, notice, look)
        case DayScene():
            paint_trend(painter, rect, shown, notice, look)
        case CommitteesScene():
            paint_committees(painter, rect, shown, notice, look)
        case ExceptionsScene():
            paint_exceptions(painter, rect, shown, notice, look)
        case AlarmsScene():
            paint_alarms(painter, rect, shown, notice, look, now)
    if notice.age is Age.STALE:
        paint_stale(painter, rect, look)
        paint_footer(painter, inner_of(rect, look), notice, look)


def paint_waiting(painter: QPainter, rect: QRectF, sentence: str, look: WallLook) -> None:
    """What stands where there is nothing to show yet: a sentence in the middle."""
    font = look.font("heading")
    box = rect.adjusted(look.u * 2, 0, -look.u * 2, 0)
    lines = lettering.wrapped(sentence, font, max(1, int(box.width())), 4)
    high = lettering.line_height(font)
    top = box.center().y() - high * len(lines) / 2
    for number, text in enumerate(lines):
        row = QRectF(box.left(), top + number * high, box.width(), high)
        lettering.line(painter, row, text, font, look.theme.chrome.muted, side="centre")
