"""Paints headings, rows and notes of the facets: a mark, a name, a bar, a count, the total."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from console.domain.records import dataclass
from console.domain.words import say
from console.paint import icons, lettering, numbers
from console.paint.arrays import sides_of
from console.paint.atlas import pixel_corner
from console.paint.facets.layout import FacetLayout, Head, Note, Part, RowAt
from console.paint.facets.sample import Samples
from console.paint.facets.still import BELOW_PX, Still, start_px, still_pixmap
from console.paint.theme import Theme
from console.state.facets.links import head_link

_CHEVRON_PX = 12
_BAR_PX = 2


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
    heads, notes, rows = layout.lying_in(visible)
    for head in heads:
        _paint_head(painter, head, touch, theme, language)
    for note in notes:
        _paint_note(painter, note, theme)
    for row in rows:
        _paint_row(painter, row, touch, theme, language, samples)
    if touch.focused is None:
        return
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


def _paint_row(
    painter: QPainter, at: RowAt, touch: Touch, theme: Theme, language: str, samples: Samples
) -> None:
    """A row: what stays of it from a picture, upon that its count, the total and its bar."""
    metrics, chrome, row = theme.metrics, theme.chrome, at.row
    left, top, wide, high = sides_of(at.at)
    right, start = left + wide - metrics.gap("step"), start_px(row.entry.facet, theme)
    font, small = metrics.font("body", bold=True, tabular=True), metrics.font("small", tabular=True)
    figure, end = row.figure(language), right - at.totals_px
    name_px = end - lettering.width(figure, font) - metrics.gap("near") - start
    is_excluded = row.mark == "excluded"
    dim = bool(at.group.choice.kept) and row.mark != "kept"
    ratio, corner = painter.device().devicePixelRatio(), at.at.topLeft()
    whole = pixel_corner(painter, corner, ratio)
    still = Still(
        facet=row.entry.facet,
        value=row.entry.value,
        name=lettering.elided(row.label[language], metrics.font("body"), name_px),
        within=(corner - whole).toTuple(),
        size=(wide, high),
        mark=row.mark,
        is_dim=dim or is_excluded,
        is_quiet=dim or is_excluded or not row.count,
        is_pointed=touch.pointed is not None and row.entry == touch.pointed,
    )
    drawn = still_pixmap(still, samples, theme.name, metrics.scale, ratio)
    painter.drawPixmap(whole, drawn)
    counted, every = at.links
    tall = high - BELOW_PX
    total = QRectF(start, top, right - start, tall)
    numbers.line(painter, total, row.total_figure(), small, chrome.muted, every, side="right")
    count = QRectF(start, top, end - start, tall)
    ink = chrome.ink if row.count and not is_excluded else chrome.muted
    link = None if row.count is None else counted
    numbers.line(painter, count, figure, font, ink, link, side="right")
    if at.bar_px:
        bar = QRectF(start, top + high - _BAR_PX - 2, at.bar_px, _BAR_PX)
        painter.fillRect(bar, theme.section.track)


def _paint_focus(painter: QPainter, at: QRectF, left_px: float, theme: Theme) -> None:
    metrics = theme.metrics
    inner = at.adjusted(left_px, 1, -metrics.gap("tight"), -1)
    radius = metrics.size("radius_chip")
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(theme.chrome.accent, 2))
    painter.drawRoundedRect(inner, radius, radius)
