"""One line or a few wrapped lines of plain text, elided and never drawn outside their rectangle.

Numbers, and Chinese with numbers in it, are drawn by their glyphs: where each sign stands is known
without shaping the text.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import accumulate
from typing import Literal

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QGlyphRun,
    QPainter,
    QRawFont,
    QStaticText,
    QTextLayout,
    QTextOption,
    QTransform,
)

from console.domain.records import dataclass
from console.domain.spoken import MOST_CHARACTERS, capped
from console.paint.arrays import Sides, sides_of

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
_ELLIPSIS = "\u2026"
_MOST_WRAPPED = 1600
_MOST_SIGNS, _MOST_RUNS = 64, 2048
_SIGNS = "0123456789,+−± ·"
_FIRST_HAN, _LAST_HAN, _STOPS = "\u4e00", "\u9fff", frozenset("，。、：；（）《》？！–-")
_AS_NOUGHT = str.maketrans("123456789", "000000000")
_NUMBER = re.compile(r"\d+(?:[,.]\d+)*")
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
    """Draw one line as `line` does, of a text that is another at the next paint.

    Its shape is not kept: that costs as much again as drawing it once. Its width is: whoever shows
    such a text has often measured it before. Spaces at its ends take no room, as in kept ones.
    """
    text, sides = text.strip(), sides_of(box)
    if not text or sides[2] <= 0:
        return
    painter.setPen(colour)
    if _by_glyphs(painter, sides, text, font, side):
        return
    painter.setFont(font)
    metrics = _metrics(font)
    shown = capped(text)
    wide = _width(shown, font)
    if wide > int(box.width()) + 1:
        shown = shortened(shown, metrics, int(box.width()), elide)
        wide = metrics.horizontalAdvance(shown)
    left = box.left() + (box.width() - wide) * _FREE[side]
    top = box.top() + (box.height() - metrics.height()) / 2
    painter.drawText(QPointF(left, top + metrics.ascent()), shown)


def _by_glyphs(painter: QPainter, sides: Sides, text: str, font: QFont, side: Side) -> bool:
    """Draw a text without shaping it; False where that is not possible, or not all of it fits."""
    signs = signs_of(font)
    found = None if signs is None else signs.run(text)
    if signs is None or found is None or painter.device().devType() not in _PIXELS:
        return False
    (run, wide), (left, top, room, high) = found, sides
    if wide > int(room) + 1:
        return False
    base = top + (high - signs.height) / 2 + signs.ascent
    painter.drawGlyphRun(QPointF(left + (room - wide) * _FREE[side], base), run)
    return True


def width(text: str, font: QFont) -> float:
    """Width of one line in logical pixels."""
    signs = signs_of(font)
    wide = None if signs is None else signs.width(text)
    if wide is not None:
        return wide
    return _width(text if len(text) <= MOST_CHARACTERS else capped(text), font)


def as_wide(text: str) -> str:
    """`text` with noughts for digits: in tabular digits as wide as every other that gives it."""
    return text.translate(_AS_NOUGHT)


def line_height(font: QFont) -> float:
    """Height a line takes in lists and sentences: 1.5 times the text's size."""
    return font.pixelSize() * 1.5


def elided(text: str, font: QFont, width_px: float, where: Elide = "end") -> str:
    """`text` as it fits into `width_px`, with an ellipsis at end, middle or start; kept."""
    short = text if len(text) <= MOST_CHARACTERS else capped(text)
    return _elided(short, font, int(width_px), where)


@lru_cache(maxsize=8192)
def _elided(text: str, font: QFont, width_px: int, where: Elide) -> str:
    short = capped(text)
    if _width(short, font) <= width_px + 1:
        return short
    return shortened(short, _metrics(font), width_px, where)


def shortened(text: str, metrics: QFontMetricsF, width_px: int, where: Elide) -> str:
    """A text that is too wide, with an ellipsis in it and no number cut: 1201 is never 01.

    Where no sign but the number's own would be left, it is cut all the same.
    """
    mode = _ELIDE[where]
    shown = metrics.elidedText(text, mode, width_px)
    head, mark, tail = shown.partition(_ELLIPSIS)
    begins, ends = len(head), len(text) - len(tail)
    if not mark or not text.startswith(head) or not text.endswith(tail):
        return shown
    for number in _NUMBER.finditer(text):
        if number.start() < begins < number.end():
            head = text[: number.start()]
        if number.start() < ends < number.end():
            tail = text[number.start() :]
    while head and metrics.horizontalAdvance(head + mark + tail) > width_px:
        head = text[: _before(text, len(head))]
    if (head or tail) and metrics.horizontalAdvance(head + mark + tail) <= width_px:
        return head + mark + tail
    return shown if where == "end" else shortened(text, metrics, width_px, "end")


def _before(text: str, end: int) -> int:
    """Where the last sign, or number, of `text[:end]` begins."""
    numbers = (one for one in _NUMBER.finditer(text) if one.start() < end <= one.end())
    return next((one.start() for one in numbers), end - 1)


def fits(text: str, font: QFont, width_px: float) -> bool:
    """Whether the whole text fits into one line of `width_px`."""
    return capped(text) == text and width(text, font) <= width_px


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


@dataclass(frozen=True, slots=True)
class Signs:
    """The glyphs of a font's signs that stand alone: digits, all equally wide, and Chinese.

    None of them moves or changes another beside it. Signs are learnt when they are first met.
    `places` are runs of no glyphs yet at the positions of a text, by it with noughts for digits;
    `widths` and `runs` are of the texts measured and drawn last, as many of which come again.
    """

    font: QFont
    raw: QRawFont
    glyphs: dict[str, int]
    advances: dict[str, float]
    ascent: float
    height: float
    places: dict[str, QGlyphRun]
    widths: dict[str, float | None]
    runs: dict[str, tuple[QGlyphRun, float] | None]

    def width(self, text: str) -> float | None:
        """The width of a text; None where not all of its signs stand alone."""
        if text in self.widths:
            return self.widths[text]
        if len(self.widths) >= _MOST_RUNS:
            self.widths.clear()
            self.runs.clear()
            self.places.clear()
        is_known = len(text) <= _MOST_SIGNS and self._knows(text)
        wide = sum(map(self.advances.__getitem__, text), 0.0) if is_known else None
        self.widths[text] = wide
        return wide

    def run(self, text: str) -> tuple[QGlyphRun, float] | None:
        """The glyphs of a text from the left end of its base line, and its width.

        None where not all of its signs stand alone, or two spaces follow one another.
        """
        if text in self.runs:
            return self.runs[text]
        wide = self.width(text)
        found = None if wide is None or "  " in text else (self._made(text), wide)
        self.runs[text] = found
        return found

    def _knows(self, text: str) -> bool:
        """Whether there is a glyph for all of a text's signs; learnt where they stand alone."""
        if self.glyphs.keys() >= set(text):
            return True
        new = "".join(dict.fromkeys(sign for sign in text if sign not in self.glyphs))
        if not all(_FIRST_HAN <= sign <= _LAST_HAN or sign in _STOPS for sign in new):
            return False
        runs, metrics = _glyph_runs(new, self.font), _metrics(self.font)
        if len(runs) != 1 or runs[0].rawFont() != self.raw:
            return False
        glyphs = runs[0].glyphIndexes()
        if len(glyphs) != len(new):
            return False
        self.glyphs.update(zip(new, glyphs, strict=True))
        self.advances.update((sign, metrics.horizontalAdvance(sign)) for sign in new)
        return True

    def _made(self, text: str) -> QGlyphRun:
        run = QGlyphRun(self._placed(text))
        run.setGlyphIndexes(list(map(self.glyphs.__getitem__, text)))
        return run

    def _placed(self, text: str) -> QGlyphRun:
        """Where the glyphs of a text stand."""
        alike = as_wide(text)
        found = self.places.get(alike)
        if found is None:
            starts = accumulate((self.advances[sign] for sign in alike[:-1]), initial=0.0)
            found = self.places[alike] = QGlyphRun()
            found.setRawFont(self.raw)
            found.setPositions([QPointF(x, 0.0) for x in starts])
        return found


@lru_cache(maxsize=64)
def signs_of(font: QFont) -> Signs | None:
    """The signs of a font; None where digits are not equally wide, or of more than one font."""
    runs, metrics = _glyph_runs(_SIGNS, font), QFontMetricsF(font)
    advances = {sign: metrics.horizontalAdvance(sign) for sign in _SIGNS}
    same = len({advances[sign] for sign in _SIGNS[:10]}) == 1
    if len(runs) != 1 or len(runs[0].glyphIndexes()) != len(_SIGNS) or not same:
        return None
    glyphs = dict(zip(_SIGNS, runs[0].glyphIndexes(), strict=True))
    heights = metrics.ascent(), metrics.height()
    return Signs(QFont(font), runs[0].rawFont(), glyphs, advances, *heights, {}, {}, {})


def _glyph_runs(text: str, font: QFont) -> list[QGlyphRun]:
    layout = QTextLayout(text, font)
    layout.beginLayout()
    layout.createLine()
    layout.endLayout()
    return layout.glyphRuns()
