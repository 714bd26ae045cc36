"""What lies at a point, as a list: the layer's name, the thing's, and its figures."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from console.paint import lettering, numbers
from console.paint.boxes import Box
from console.paint.theme import Theme
from console.state.lists.linked import plain
from console.state.tools.identify import Finding

_PAD = "near"
_MOST_FIGURE = 0.55
"""How much of a line a figure takes at most from its name."""


def findings_layout(
    findings: tuple[Finding, ...], width_px: int, theme: Theme
) -> tuple[float, tuple[Box, ...]]:
    """The height and a box for each finding."""
    top, boxes = 0.0, []
    for number, finding in enumerate(findings):
        high = _high(finding, theme)
        rect = QRectF(0, top, width_px, high)
        boxes.append(Box(rect, number, partial(_spoken, finding), partial(_spoken, finding)))
        top += high
    return top, tuple(boxes)


def _spoken(finding: Finding) -> str:
    lines = [f"{word} {plain(figure)}" for word, figure in finding.lines]
    return "\n".join((f"{finding.layer} {finding.title}", *lines))


def _high(finding: Finding, theme: Theme) -> float:
    body = lettering.line_height(theme.metrics.font("body"))
    small = lettering.line_height(theme.metrics.font("small"))
    return small + body * (1 + len(finding.lines)) + theme.metrics.gap(_PAD)


def draw_finding(
    painter: QPainter, finding: Finding, rect: QRectF, theme: Theme, *, hovered: bool, walked: bool
) -> None:
    """One finding; raised under the pointer or the keys where it can be gone to."""
    chrome, metrics = theme.chrome, theme.metrics
    if (hovered or walked) and finding.key is not None:
        painter.fillRect(rect, chrome.raised)
    if walked:
        painter.fillRect(QRectF(rect.left(), rect.top() + 3, 3, rect.height() - 6), chrome.accent)
    if rect.top() > 0:
        pad = metrics.gap("step")
        painter.fillRect(
            QRectF(rect.left() + pad, rect.top(), rect.width() - 2 * pad, 1), chrome.line
        )
    pad = metrics.gap("step")
    row = rect.adjusted(pad, metrics.gap(_PAD) / 2, -pad, 0)
    small, body = metrics.font("small"), metrics.font("body", tabular=True)
    row.setHeight(lettering.line_height(small))
    lettering.line(painter, row, finding.layer, small, chrome.muted)
    row.translate(0, row.height())
    row.setHeight(lettering.line_height(body))
    bold = metrics.font("body", bold=True, tabular=True)
    lettering.line(painter, row, finding.title, bold, chrome.ink, elide="middle")
    for word, figure in finding.lines:
        row.translate(0, row.height())
        gap = metrics.gap("tight")
        taken = lettering.width(plain(figure), body) + gap
        part = QRectF(row)
        part.setLeft(row.right() - min(taken, row.width() * _MOST_FIGURE))
        numbers.sentence(painter, part, figure, body, chrome.ink, side="right")
        part.setRight(part.left() - gap)
        part.setLeft(row.left())
        lettering.line(painter, part, word, body, chrome.muted)
