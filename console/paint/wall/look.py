"""The wall's type: one body size from the viewing distance, every other size in proportion."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QPixmap

from console.domain.banding import Amount
from console.domain.records import dataclass
from console.domain.words import say
from console.paint import lettering
from console.paint.lettering import Side
from console.paint.theme import Theme

Size = Literal["label", "body", "heading", "big", "figure", "hero"]
_NAMES: dict[Size, str] = {
    "label": "body",
    "body": "title",
    "heading": "large",
    "big": "huge",
    "figure": "wall",
    "hero": "hero",
}
"""The wall's sizes by the names of the theme's, of which `title` is what the wall reads at ease."""
_BODY = 18.0
_DIGIT = re.compile(r"[1-9]")
_MIDDLE = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine | Qt.TextFlag.TextDontClip
_FLAGS: dict[Side, int] = {
    "left": int(Qt.AlignmentFlag.AlignLeft | _MIDDLE),
    "right": int(Qt.AlignmentFlag.AlignRight | _MIDDLE),
    "centre": int(Qt.AlignmentFlag.AlignHCenter | _MIDDLE),
}
_WARMED = "0123456789:,–隔离"
_DOWN: tuple[Size, ...] = ("hero", "figure", "big", "heading", "body", "label")


@dataclass(frozen=True, slots=True)
class WallLook:
    """Theme and language of a wall; `u` is the height of body text in pixels."""

    theme: Theme
    language: str
    u: float

    def font(self, size: Size, *, bold: bool = False) -> QFont:
        """A font of the wall, with digits that line up."""
        return self.theme.metrics.font(_NAMES[size], bold=bold, tabular=True)

    def px(self, size: Size) -> float:
        """Height of a size in pixels."""
        return self.theme.metrics.text[_NAMES[size]] * self.theme.metrics.scale

    def large(self, px: float, *, bold: bool = True) -> QFont:
        """A font of any height, for figures that fill their place."""
        metrics = self.theme.metrics
        whole = replace(metrics, scale=px / metrics.text["hero"])
        return whole.font("hero", bold=bold, tabular=True)

    def filling(self, texts: Sequence[str], wide: float, high: float) -> float:
        """The height at which the widest of some bold texts fills its place."""
        widest = max((self.width(text, "hero", bold=True) for text in texts), default=1.0)
        return min(high / 1.1, self.px("hero") * wide / max(widest, 1.0))

    def say(self, key: str, **values: object) -> str:
        """A sentence in the wall's language."""
        return say(key, self.language, **values)

    def width(self, text: str, size: Size, *, bold: bool = False) -> float:
        """Width of a text in pixels."""
        return width(text, self.font(size, bold=bold))

    def fitting(self, text: str, wide: float, high: float, first: Size = "hero") -> Size:
        """The largest size from `first` down in which a bold text has its place."""
        for size in _DOWN[_DOWN.index(first) :]:
            if self.width(text, size, bold=True) <= wide and self.px(size) * 1.1 <= high:
                return size
        return "label"


def wall_look(theme: Theme, language: str, body_px: float) -> WallLook:
    """The look of a wall whose body text is `body_px` high."""
    return WallLook(theme.scaled(body_px / _BODY), language, body_px)


def warm(look: WallLook) -> None:
    """Have every font of the wall ready: the first text of each costs milliseconds."""
    picture = QPixmap(1, 1)
    painter = QPainter(picture)
    for size in _DOWN:
        for bold in (False, True):
            painter.setFont(look.font(size, bold=bold))
            painter.drawText(QRectF(picture.rect()), _WARMED)
    painter.end()


def write(
    painter: QPainter,
    look: WallLook,
    box: QRectF,
    text: str,
    size: Size = "body",
    *,
    colour: QColor | None = None,
    bold: bool = False,
    side: Side = "left",
) -> None:
    """One line in `box`, centred in its height; what hangs below or above it is not cut."""
    ink = look.theme.chrome.ink if colour is None else colour
    tall(painter, box, text, look.font(size, bold=bold), ink, side=side)


def tall(
    painter: QPainter, box: QRectF, text: str, font: QFont, colour: QColor, *, side: Side = "left"
) -> None:
    """One line in any font, its tails free of the box."""
    spare = max(0.0, font.pixelSize() * 1.5 - box.height()) / 2
    free = box.adjusted(0, -spare, 0, spare)
    if box.width() <= 0 or width(text, font) > box.width():
        lettering.line(painter, free, text, font, colour, side=side)
        return
    painter.setFont(font)
    painter.setPen(colour)
    painter.drawText(free, _FLAGS[side], text)


def about_width(look: WallLook, amount: Amount, size: Size = "heading") -> float:
    """How much room the word before a rounded figure takes; 0 where it is not rounded."""
    if not amount.is_rounded:
        return 0.0
    return look.width(look.say("wall.about"), size) + look.px(size) * 0.3


def write_amount(
    painter: QPainter,
    look: WallLook,
    box: QRectF,
    amount: Amount,
    font: QFont,
    *,
    colour: QColor | None = None,
    small: Size = "heading",
    side: Side = "left",
) -> float:
    """A figure on one line, with a small word before it where it is rounded; gives its width."""
    chrome = look.theme.chrome
    before, wide = about_width(look, amount, small), width(amount.text, font) + 2
    x = box.left() if side == "left" else box.right() - before - wide
    if before:
        word = look.font(small)
        shift = below_centre(font) - below_centre(word)
        place = QRectF(x, box.top() + shift, before, box.height())
        tall(painter, place, look.say("wall.about"), word, chrome.muted)
    number = QRectF(x + before, box.top(), wide, box.height())
    tall(painter, number, amount.text, font, colour or chrome.ink, side=side)
    return before + wide


def below_centre(font: QFont) -> float:
    """How far below the middle of its line a font's letters stand."""
    metrics = QFontMetricsF(font)
    return (metrics.ascent() - metrics.descent()) / 2


def width(text: str, font: QFont) -> float:
    """Width of a line; all digits are as wide as the zero.

    What is measured is kept by the text, and a clock says another every second for weeks.
    """
    return lettering.width(_DIGIT.sub("0", text), font)


def rule(painter: QPainter, look: WallLook, box: QRectF) -> None:
    """A hairline along the top of `box`."""
    high = max(1.0, look.u / 18)
    painter.fillRect(QRectF(box.left(), box.top(), box.width(), high), look.theme.chrome.line)


def edged(painter: QPainter, look: WallLook, box: QRectF, colour: QColor) -> None:
    """The keyline just inside of a mark whose fill alone would sink into the ground."""
    wide = max(1.5, look.u / 16)
    painter.setPen(QPen(colour, wide))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(box.adjusted(wide / 2, wide / 2, -wide / 2, -wide / 2))


def faded(colour: QColor, share: float) -> QColor:
    """The colour at `share` of its strength."""
    made = QColor(colour)
    made.setAlphaF(share)
    return made


def flat(painter: QPainter, box: QRectF, colour: QColor) -> None:
    """A rectangle without an edge, on whole pixels where it is large."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.fillRect(box, colour)
