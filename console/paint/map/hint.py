"""The hint beside the pointer, drawn: a plate, a place's name, and a line for each figure.

It is another one with nearly every move of the pointer: what all hints share is measured and drawn
once a theme, and the figures of a hint are drawn together.
"""

from __future__ import annotations

from math import ceil, floor
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSizeF
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPen, QPixmap

from console.paint import lettering

if TYPE_CHECKING:
    from console.paint.theme import Theme
    from console.state.map.hint import Hint

_MOST_PX = 280
_LINE = 1.45
_MOST_BLOCKS = 12


class HintInk:
    """Fonts, gaps and words of the hints in a theme."""

    def __init__(self, look: Theme) -> None:
        metrics = look.metrics
        self._chrome = look.chrome
        self._bold, self._small = metrics.font("body", bold=True), metrics.font("small")
        self._body = metrics.font("body", tabular=True)
        self._pad, self._gap = metrics.gap("near"), metrics.gap("wide")
        self._step = metrics.text["body"] * metrics.scale * _LINE
        self._most_px = _MOST_PX * metrics.scale
        self._radius = metrics.size("radius_chip")
        self._base = _base(self._body, self._step)
        self._signs = lettering.signs_of(self._body)
        self._blocks: dict[tuple[object, ...], QPixmap] = {}

    def size(self, hint: Hint) -> tuple[int, int]:
        """The pixels a hint takes."""
        lines = 1 + bool(hint.aside) + len(hint.lines)
        wide = min(self._whole_px(hint), self._most_px)
        return round(wide), round(lines * self._step + 2 * self._pad - 3)

    def draw(self, painter: QPainter, hint: Hint, rect: QRectF) -> None:
        """The plate, the title, what it belongs to, and a line for each figure."""
        chrome, pad = self._chrome, self._pad
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(chrome.line, 1))
        painter.setBrush(chrome.panel)
        plate = rect.adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(plate, self._radius, self._radius)
        row = QRectF(rect.left() + pad, rect.top() + pad - 2, rect.width() - 2 * pad, self._step)
        lettering.passing(painter, row, hint.title, self._bold, chrome.ink)
        row.translate(0, self._step)
        if hint.aside:
            lettering.passing(painter, row, hint.aside, self._small, chrome.muted, elide="middle")
            row.translate(0, self._step)
        self._draw_words(painter, row, tuple(word for word, _ in hint.lines))
        self._draw_figures(painter, row, [said.text for _, said in hint.lines])

    def _whole_px(self, hint: Hint) -> float:
        """The width that has room for all of a hint."""
        width, body = lettering.width, self._body
        lines = ((word, said.text) for word, said in hint.lines)
        widths = [width(word, body) + width(figure, body) + self._gap for word, figure in lines]
        heads = width(hint.title, self._bold), width(hint.aside, self._small)
        return max(*heads, *widths) + 2 * self._pad + 2

    def _draw_words(self, painter: QPainter, row: QRectF, words: tuple[str, ...]) -> None:
        """The words below one another; kept as one drawing on the plate's own ground."""
        ratio, top = painter.device().devicePixelRatioF(), floor(row.top())
        if not ratio.is_integer():
            self._write(painter, row, words)
            return
        key = words, row.top() - top, ratio
        block = self._blocks.get(key)
        if block is None:
            block = self._keep(key, words, row.translated(-row.left(), -top), ratio)
        painter.drawPixmap(QPointF(row.left(), top), block)

    def _keep(
        self, key: tuple[object, ...], words: tuple[str, ...], row: QRectF, ratio: float
    ) -> QPixmap:
        wide = max((lettering.width(word, self._body) for word in words), default=0.0) + 2
        size = QSizeF(ceil(wide), ceil(row.top() + len(words) * self._step))
        block = QPixmap((size * ratio).toSize())
        block.setDevicePixelRatio(ratio)
        block.fill(self._chrome.panel)
        painter = QPainter(block)
        self._write(painter, row, words)
        painter.end()
        if len(self._blocks) >= _MOST_BLOCKS:
            self._blocks.clear()
        self._blocks[key] = block
        return block

    def _write(self, painter: QPainter, row: QRectF, words: tuple[str, ...]) -> None:
        for number, word in enumerate(words):
            at = row.translated(0, number * self._step)
            lettering.line(painter, at, word, self._body, self._chrome.muted)

    def _draw_figures(self, painter: QPainter, row: QRectF, figures: list[str]) -> None:
        """The figures at the right, by their glyphs where they are numbers."""
        base = row.top() + self._base
        painter.setPen(self._chrome.ink)
        for number, text in enumerate(figures):
            found = self._signs.run(text) if self._signs is not None else None
            if found is None:
                at, ink = row.translated(0, number * self._step), self._chrome.ink
                lettering.passing(painter, at, text, self._body, ink, side="right")
                continue
            run, wide = found
            painter.drawGlyphRun(QPointF(row.right() - wide, base + number * self._step), run)


def _base(font: QFont, step_px: float) -> float:
    """How far below the top of a row the base line of a text in its middle lies."""
    metrics = QFontMetricsF(font)
    return (step_px - metrics.height()) / 2 + metrics.ascent()
