"""A line somebody typed, on a band below every scene; and the wall that shows no scene."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from console.paint import lettering
from console.paint.wall.look import WallLook, flat, write

_BAND = 2.6
_EDGE = 0.28


def scene_rect(rect: QRectF, look: WallLook, *, under_message: bool) -> QRectF:
    """What a message leaves of the screen."""
    return rect.adjusted(0, 0, 0, -round(look.u * _BAND)) if under_message else rect


def paint_message(painter: QPainter, rect: QRectF, text: str, look: WallLook) -> None:
    """The band over the whole width, the line as large as it has room."""
    chrome = look.theme.chrome
    band = QRectF(rect.left(), scene_rect(rect, look, under_message=True).bottom(), rect.width(), 0)
    band.setBottom(rect.bottom())
    flat(painter, band, chrome.raised)
    flat(painter, QRectF(band.left(), band.top(), look.u * _EDGE, band.height()), chrome.accent)
    box = band.adjusted(look.u * 1.6, 0, -look.u * 1.6, 0)
    size = look.fitting(text, box.width(), box.height(), "heading")
    write(painter, look, box, text, size, bold=True)


def paint_blank(painter: QPainter, rect: QRectF, text: str, look: WallLook) -> None:
    """No scene: the ground, and a message in the middle where there is one."""
    flat(painter, rect, look.theme.chrome.ground)
    font = look.font("big", bold=True)
    box = rect.adjusted(look.u * 4, 0, -look.u * 4, 0)
    lines = lettering.wrapped(text, font, max(1, int(box.width())), 4) if text else ()
    high = lettering.line_height(font)
    top = box.center().y() - high * len(lines) / 2
    for number, line in enumerate(lines):
        row = QRectF(box.left(), top + number * high, box.width(), high)
        lettering.line(painter, row, line, font, look.theme.chrome.ink, side="centre")
