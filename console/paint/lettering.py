"""One line or a few wrapped lines of plain text, elided and never drawn outside their rectangle."""

from __future__ import annotations

from functools import lru_cache
from typing import Literal

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QPainter,
    QStaticText,
    QTextLayout,
    QTextOption,
    QTransform,
)

from console.domain.spoken import MOST_CHARACTERS, capped

Side = Literal["left", "right", "centre"]
Elide = Literal["start", "middle", "end"]
_MIDDLE = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
_FLAGS = {
    "left": int(Qt.AlignmentFlag.AlignLeft | _MIDDLE),
    "right": int(Qt.AlignmentFlag.AlignRight | _MIDDLE),
    "centre": int(Qt.AlignmentFlag.AlignHCenter | _MIDDLE),
}
_FREE = {"left": 0.0, "centre": 0.5, "right": 1.0}
"""How much of the room that a line leaves lies before it."""
_PIXELS = (1, 2, 3)
"""Qt's numbers for widget, pixmap and image: there a line is drawn as it was shaped once.

A page gets text, which its readers find whole.
"""
_MOST_WRAPPED = 1600
_ELIDE = {
    "start": Qt.TextElideMode.ElideLeft,
    "end": Qt.TextElideMode.ElideRight,
    "middle": Qt.TextElideMode.ElideMiddle,
}


def line(
    painter: QPainter,
    box: QRectF,
    text: str,
    font: QFont,
    colour: QColor,
    *,
    side: Side = "left",
    elide: Elide = "end",
) -> None:
    """Draw one line in `box`, centred in its height; what does not fit is elided, never shrunk."""
    if not text or box.width() <= 0:
        return
    painter.setFont(font)
    painter.setPen(colour)
    shown = elided(text, font, box.width(), elide)
    if painter.device().devType() not in _PIXELS:
        painter.drawText(box, _FLAGS[side], shown)
        return
    still, wide, high = _shaped(shown, font)
    left = box.left() + (box.width() - wide) * _FREE[side]
    painter.drawStaticText(QPointF(left, box.top() + (box.height() - high) / 2), still)


def passing(
    painter: QPainter,
    box: QRectF,
    text: str,
    font: QFont,
    colour: QColor,
    *,
    side: Side = "left",
    elide: Elide = "end",
) -> None:
    """Draw one line as `line` does, of a text that is another at the next paint: nothing is kept.

    What is kept of a line costs as much again as drawing it once.
    """
    if not text or box.width() <= 0:
        return
    painter.setFont(font)
    painter.setPen(colour)
    metrics = _metrics(font)
    shown = capped(text)
    wide = metrics.horizontalAdvance(shown)
    if wide > int(box.width()) + 1:
        shown = metrics.elidedText(shown, _ELIDE[elide], int(box.width()))
        wide = metrics.horizontalAdvance(shown)
    left = box.left() + (box.width() - wide) * _FREE[side]
    top = box.top() + (box.height() - metrics.height()) / 2
    painter.drawText(QPointF(left, top + metrics.ascent()), shown)


def width(text: str, font: QFont) -> float:
    """Width of one line in logical pixels."""
    return _width(text if len(text) <= MOST_CHARACTERS else capped(text), font)


def line_height(font: QFont) -> float:
    """Height a line takes in lists and sentences: 1.5 times the text's size."""
    return font.pixelSize() * 1.5


def elided(text: str, font: QFont, width_px: float, where: str = "end") -> str:
    """`text` as it fits into `width_px`, with an ellipsis at end, middle or start; kept."""
    short = text if len(text) <= MOST_CHARACTERS else capped(text)
    return _elided(short, font, int(width_px), where)


@lru_cache(maxsize=8192)
def _elided(text: str, font: QFont, width_px: int, where: str) -> str:
    short = capped(text)
    if _width(short, font) <= width_px + 1:
        return short
    return _metrics(font).elidedText(short, _ELIDE[where], width_px)


def fits(text: str, font: QFont, width_px: float) -> bool:
    """Whether the whole text fits into one line of `width_px`."""
    return capped(text) == text and _width(text, font) <= width_px


@lru_cache(maxsize=2048)
def wrapped(text: str, font: QFont, width_px: int, most_lines: int = 6) -> tuple[str, ...]:
    """The lines of `text` broken to `width_px`, the last one elided when there are more; kept."""
    short = capped(text, _MOST_WRAPPED)
    layout = QTextLayout(short, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    ends: list[tuple[int, int]] = []
    layout.beginLayout()
    while len(ends) <= most_lines and (made := layout.createLine()).isValid():
        made.setLineWidth(width_px)
        ends.append((made.textStart(), made.textStart() + made.textLength()))
    layout.endLayout()
    lines = [short[start:end].strip() for start, end in ends[:most_lines]]
    if len(ends) > most_lines:
        lines[-1] = elided(short[ends[most_lines - 1][0] :], font, width_px)
    return tuple(lines)


def paragraph(
    painter: QPainter, at: QPointF, lines: tuple[str, ...], font: QFont, colour: QColor
) -> None:
    """Draw wrapped lines below one another from the upper left corner `at`."""
    step = line_height(font)
    for number, text in enumerate(lines):
        box = QRectF(at.x(), at.y() + number * step, width(text, font) + 2, step)
        line(painter, box, text, font, colour)


def hint(painter: QPainter, box: QRectF, text: str, font: QFont, colour: QColor) -> None:
    """Say in an empty panel what would be here, wrapped from the top of `box`."""
    lines = wrapped(text, font, max(1, int(box.width())))
    paragraph(painter, box.topLeft(), lines, font, colour)


@lru_cache(maxsize=4096)
def _shaped(text: str, font: QFont) -> tuple[QStaticText, float, float]:
    """One line ready to be drawn, its width and its height; shaping is most of what text costs."""
    still = QStaticText(text)
    still.setTextFormat(Qt.TextFormat.PlainText)
    still.setPerformanceHint(QStaticText.PerformanceHint.AggressiveCaching)
    still.prepare(QTransform(), font)
    return still, _width(text, font), _metrics(font).height()


@lru_cache(maxsize=64)
def _metrics(font: QFont) -> QFontMetricsF:
    return QFontMetricsF(font)


@lru_cache(maxsize=8192)
def _width(text: str, font: QFont) -> float:
    return _metrics(font).horizontalAdvance(text)
