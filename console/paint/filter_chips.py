"""Paints the conditions in force as chips in a row, each with a cross, and how many more."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from console.domain.records import dataclass
from console.domain.words import say
from console.paint import icons, lettering
from console.paint.boxes import Box
from console.paint.theme import Theme
from console.state.filter_words import FilterWord

MORE = "more"
"""Key of the last chip when there is no room for all."""
_HEIGHT_PX, _CROSS_PX, _LEAST_PX, _MOST_PX = 24, 12, 64, 260


@dataclass(frozen=True, slots=True)
class ChipAt:
    """A chip in place; `word` is None for the one that says how many more there are."""

    at: QRectF
    text: str
    word: FilterWord | None


@dataclass(frozen=True, slots=True)
class ChipRow:
    """Chips in a row, as many as there is room for, and the words that were left out."""

    height: float
    chips: tuple[ChipAt, ...]
    left_out: tuple[FilterWord, ...]
    boxes: tuple[Box, ...]


def lay_out(words: Sequence[FilterWord], width_px: float, theme: Theme, language: str) -> ChipRow:
    """Place as many chips as fit, the first elided before it is left out; a last for the others."""
    metrics = theme.metrics
    wide = [_width(word.text, theme) for word in words]
    more_px = partial(_more_px, len(words), theme, language)
    gap, high = metrics.gap("tight"), _HEIGHT_PX * metrics.scale
    chips: list[ChipAt] = []
    x, least = 0.0, _LEAST_PX * metrics.scale
    for number, word in enumerate(words):
        is_last = number == len(words) - 1
        room = width_px - x - (0 if is_last else more_px() + gap)
        if wide[number] > room and (number or room < least):
            break
        chip = ChipAt(QRectF(x, 0, min(wide[number], room), high), word.text, word)
        chips.append(chip)
        x = chip.at.right() + gap
    left_out = tuple(words[len(chips) :])
    if left_out:
        text = say("filter.more", language, count=len(left_out))
        chips.append(ChipAt(QRectF(x, 0, min(more_px(), max(width_px - x, 1)), high), text, None))
    boxes = tuple(_box(chip, language) for chip in chips)
    return ChipRow(high, tuple(chips), left_out, boxes)


def _box(chip: ChipAt, language: str) -> Box:
    key = (chip.word.source, chip.word.place) if chip.word is not None else MORE
    if chip.word is None:
        return Box(chip.at, key, partial(str, chip.text), partial(str, chip.text))
    return Box(
        chip.at,
        key,
        partial(say, "filter.chip_spoken", language, text=chip.text),
        partial(say, "filter.chip_tip", language, text=chip.text),
    )


def _more_px(words: int, theme: Theme, language: str) -> float:
    """How wide the chip is that says how many have no room."""
    return _width(say("filter.more", language, count=words), theme)


def _width(text: str, theme: Theme) -> float:
    metrics = theme.metrics
    wide = lettering.width(text, metrics.font("body")) + _CROSS_PX * metrics.scale
    return min(round(wide + 3 * metrics.gap("near")), _MOST_PX * metrics.scale)


def paint_chips(painter: QPainter, row: ChipRow, pointed: int, focused: int, theme: Theme) -> None:
    """Paint the chips; `pointed` and `focused` are their places, -1 for none."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for number, chip in enumerate(row.chips):
        _paint_chip(painter, chip, theme, pointed=number == pointed, focused=number == focused)


def _paint_chip(
    painter: QPainter, chip: ChipAt, theme: Theme, *, pointed: bool, focused: bool
) -> None:
    metrics, chrome = theme.metrics, theme.chrome
    near, radius = metrics.gap("near"), metrics.size("radius_chip")
    box = chip.at.adjusted(0.5, 0.5, -0.5, -0.5)
    painter.setBrush(chrome.raised)
    painter.setPen(QPen(chrome.accent, 2) if focused else QPen(chrome.line, 1))
    if pointed and not focused:
        painter.setPen(QPen(chrome.muted, 1))
    painter.drawRoundedRect(box, radius, radius)
    inner = chip.at.adjusted(near, 0, -near, 0)
    if chip.word is None:
        colour = chrome.ink if pointed else chrome.muted
        lettering.line(painter, inner, chip.text, metrics.font("body"), colour, side="centre")
        return
    side = round(_CROSS_PX * metrics.scale)
    colour = chrome.ink if pointed else chrome.muted
    cross = icons.pixmap("x", colour, side, painter.device().devicePixelRatio())
    at = QPointF(round(inner.right() - side), round(inner.center().y() - side / 2))
    painter.drawPixmap(at, cross)
    bar = chrome.muted if chip.word.is_excluding else chrome.accent
    painter.setPen(Qt.PenStyle.NoPen)
    painter.fillRect(QRectF(box.left(), box.top() + 4, 2, box.height() - 8), bar)
    inner.setRight(at.x() - near / 2)
    lettering.passing(painter, inner, chip.text, metrics.font("body"), chrome.ink)
