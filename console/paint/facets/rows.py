"""Paints headings, rows and notes of the facets: a mark, a name, a bar, a count, the total."""

from __future__ import annotations

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from console.domain.records import dataclass
from console.domain.words import say
from console.paint import icons, lettering, numbers
from console.paint.facets.layout import FacetLayout, Head, Note, Part, RowAt
from console.paint.facets.sample import SAMPLED, Samples, paint_sample
from console.paint.theme import Theme
from console.state.facets.links import head_link

_CHEVRON_PX = 12
_BAR_PX = 2
_UNMARKED = 0.5
"""How a row stands whose group is filtered by other values."""


@dataclass(frozen=True, slots=True)
class Touch:
    """The key under the pointer, and the key that has the focus; None for neither."""

    pointed: object = None
    focused: object = None


def paint_rows(
    painter: QPainter,
    layout: FacetLayout,
    touch: Touch,
    theme: Theme,
    language: str,
    samples: Samples,
    visible: QRectF,
) -> None:
    """Paint the headings, rows and notes that lie in `visible`."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for head in layout.heads:
        if head.at.intersects(visible):
            _paint_head(painter, head, touch, theme, language)
    for note in layout.notes:
        if note.at.intersects(visible):
            _paint_note(painter, note, theme)
    for row in layout.rows:
        if row.at.intersects(visible):
            _paint_ground(painter, row, touch, theme)
            _paint_row(painter, row, theme, language, samples)
    for box in layout.boxes:
        if box.key == touch.focused and box.rect.intersects(visible):
            is_head = isinstance(box.key, Part) and box.key.act == "fold"
            _paint_focus(painter, box.rect, 1 if is_head else theme.metrics.gap("near"), theme)


def _paint_head(painter: QPainter, head: Head, touch: Touch, theme: Theme, language: str) -> None:
    chrome, metrics, group = theme.chrome, theme.metrics, head.group
    pointed = touch.pointed == Part("fold", group.facet)
    ink = chrome.ink if pointed else chrome.muted
    side = round(_CHEVRON_PX * metrics.scale)
    ratio = painter.device().devicePixelRatio()
    drawn = icons.pixmap("chevron-right" if group.is_folded else "chevron-down", ink, side, ratio)
    top = round(head.at.center().y() - side / 2)
    painter.drawPixmap(QPointF(metrics.gap("tight") - 1, top), drawn)
    right = head.at.right() - metrics.gap("step")
    figures = metrics.font("body", tabular=True)
    text = "" if group.figure is None else f"{group.figure:,}"
    link = None if group.figure is None else head_link(group.facet, group.within)
    if group.is_folded and group.choice:
        link = None
        chosen = len(group.choice.kept) + len(group.choice.excluded)
        text = say("facet.chosen", language, count=chosen)
    colour = chrome.accent if group.is_folded and group.choice else chrome.muted
    box = QRectF(
        metrics.gap("panel"), head.at.top(), right - metrics.gap("panel"), head.at.height()
    )
    numbers.line(painter, box, text, figures, colour, link, side="right")
    box.setRight(right - lettering.width(text, figures) - metrics.gap("near"))
    lettering.line(painter, box, group.title[language], metrics.font("body"), ink)


def _paint_note(painter: QPainter, note: Note, theme: Theme) -> None:
    font, metrics = theme.metrics.font("small"), theme.metrics
    if note.is_link:
        box = note.at.adjusted(metrics.gap("panel"), 0, 0, 0)
        lettering.line(painter, box, note.lines[0], font, theme.chrome.accent)
    else:
        lettering.paragraph(painter, note.at.topLeft(), note.lines, font, theme.chrome.muted)


def _paint_ground(painter: QPainter, row: RowAt, touch: Touch, theme: Theme) -> None:
    """What says that a row is chosen, excluded or under the pointer."""
    chrome, metrics = theme.chrome, theme.metrics
    inner = row.at.adjusted(metrics.gap("near"), 1, -metrics.gap("tight"), -1)
    marked = row.row.mark
    if marked or row.row.entry == touch.pointed:
        radius = metrics.size("radius_chip")
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(chrome.raised)
        painter.drawRoundedRect(inner, radius, radius)
    if marked == "kept":
        painter.setBrush(chrome.accent)
        painter.drawRect(QRectF(inner.left(), inner.top() + 3, 3, inner.height() - 6))
    elif marked == "excluded":
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(chrome.muted, 1))
        painter.drawRect(QRectF(inner.left() + 0.5, inner.top() + 3.5, 2, inner.height() - 7))


def _paint_row(painter: QPainter, at: RowAt, theme: Theme, language: str, samples: Samples) -> None:
    metrics, chrome, row = theme.metrics, theme.chrome, at.row
    left = float(metrics.gap("panel"))
    dim = bool(at.group.choice.kept) and row.mark != "kept"
    if row.entry.facet in SAMPLED:
        slot = QRectF(left, at.at.top(), 28 * metrics.scale, at.at.height())
        painter.setOpacity(_UNMARKED if dim or row.mark == "excluded" else 1.0)
        paint_sample(painter, slot, row.entry, samples, theme)
        painter.setOpacity(1.0)
        left = slot.right() + metrics.gap("near")
    right = at.at.right() - metrics.gap("step")
    font, small = metrics.font("body", bold=True, tabular=True), metrics.font("small", tabular=True)
    total = QRectF(left, at.at.top(), right - left, at.at.height() - _BAR_PX - 3)
    counted, every = at.links
    numbers.line(painter, total, row.total_figure(), small, chrome.muted, every, side="right")
    figure = row.figure(language)
    count = QRectF(left, total.top(), right - at.totals_px - left, total.height())
    ink = chrome.ink if row.count and row.mark != "excluded" else chrome.muted
    link = None if row.count is None else counted
    numbers.line(painter, count, figure, font, ink, link, side="right")
    name = QRectF(count)
    name.setRight(count.right() - lettering.width(figure, font) - metrics.gap("near"))
    quiet = dim or row.mark == "excluded" or not row.count
    label, body = row.label[language], metrics.font("body")
    lettering.line(painter, name, label, body, chrome.muted if quiet else chrome.ink)
    if row.mark == "excluded":
        wide = min(lettering.width(label, body), name.width())
        middle = round(name.center().y()) + 0.5
        painter.setPen(QPen(chrome.muted, 1))
        painter.drawLine(QLineF(name.left(), middle, name.left() + wide, middle))
    _paint_bar(painter, at, left, right, theme)


def _paint_bar(painter: QPainter, at: RowAt, left: float, right: float, theme: Theme) -> None:
    """How many there are, against the row of the group that has most."""
    if at.group.most and at.row.count:
        wide = (right - left) * min(at.row.count / at.group.most, 1.0)
        top = at.at.bottom() - _BAR_PX - 2
        painter.fillRect(QRectF(left, top, max(round(wide), 1), _BAR_PX), theme.section.track)


def _paint_focus(painter: QPainter, at: QRectF, left_px: float, theme: Theme) -> None:
    metrics = theme.metrics
    inner = at.adjusted(left_px, 1, -metrics.gap("tight"), -1)
    radius = metrics.size("radius_chip")
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(theme.chrome.accent, 2))
    painter.drawRoundedRect(inner, radius, radius)
