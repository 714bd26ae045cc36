"""Paints the head of a chart's lane: name, figure, a quiet note, and the sign that it enlarges."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter

from console.paint import icons, lettering, numbers
from console.paint.theme import Theme
from console.state.charts.words import HeadText
from console.state.lists.linked import Linked

_SIGN_PX = 12


def paint_head(
    painter: QPainter, box: QRectF, text: HeadText, theme: Theme, *, enlarges: bool = False
) -> None:
    """Paint a head on its line; with the sign when it is pointed at and enlarges."""
    metrics, chrome = theme.metrics, theme.chrome
    gap = metrics.gap("near")
    body, bold = metrics.font("body"), metrics.font("body", bold=True, tabular=True)
    left = box.left()
    for words, font in ((Linked(text.name), body), (text.figure, bold)):
        wide = min(lettering.width(words.text, font) + 1, max(0.0, box.right() - left))
        numbers.sentence(painter, _part(box, left, wide), words, font, chrome.ink)
        left += wide + (gap if words else 0)
    right = box.right()
    if enlarges:
        side = _SIGN_PX * metrics.scale
        right -= side
        ratio = painter.device().devicePixelRatioF()
        sign = icons.pixmap("maximize", chrome.muted, round(side), ratio)
        painter.drawPixmap(QPointF(round(right), round(box.center().y() - side / 2)), sign)
        right -= gap
    small = metrics.font("small", tabular=True)
    if lettering.fits(text.note.text, small, right - left):
        note = _part(box, left, right - left)
        numbers.sentence(painter, note, text.note, small, chrome.muted, side="right")


def _part(box: QRectF, left: float, wide: float) -> QRectF:
    return QRectF(left, box.top(), wide, box.height())
