"""Paints the legend: a header that says what is counted, and marks with names and counts."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen

from console.domain import packs
from console.domain.clock import State
from console.domain.packs import Pack
from console.domain.words import say
from console.paint import lettering
from console.paint.badges import badge_pixmap
from console.paint.boxes import Box
from console.paint.marks import Mark, mark_pixmap
from console.paint.theme import Theme
from console.state.highlight import Entry
from console.state.legend_model import Legend, LegendRow

_MARK_PX, _BADGE_PX = 22, 16
_STATES = {
    "planned": State.PLANNED,
    "due": State.DUE,
    "complete": State.COMPLETE,
    "released": State.RELEASED,
    "broken": State.BROKEN,
}
_SAMPLE_DAY, _SAMPLE_OF = 9, 14
DIMMED = 0.35
"""How much of what does not match stays visible."""


@dataclass(frozen=True, slots=True)
class Line:
    """A text between the rows: a heading with its total, or the lines of a note."""

    at: QRectF
    lines: tuple[str, ...]
    is_heading: bool
    figure: str = ""


@dataclass(frozen=True, slots=True)
class LegendLayout:
    """The legend placed for a width: rows with their boxes, headings and the note."""

    height: float
    rows: tuple[tuple[QRectF, LegendRow], ...]
    lines: tuple[Line, ...]
    boxes: tuple[Box, ...]


def lay_out(legend: Legend, width_px: int, theme: Theme, language: str) -> LegendLayout:
    """Place a legend in a column of that width."""
    metrics = theme.metrics
    pad, tall = metrics.gap("panel"), metrics.size("row")
    y = float(metrics.gap("tight"))
    rows: list[tuple[QRectF, LegendRow]] = []
    lines: list[Line] = []
    for group in legend.groups:
        title = QRectF(pad, y, width_px - pad - metrics.gap("step"), tall)
        total = "" if group.total is None else f"{group.total:,}"
        lines.append(Line(title, (group.title[language],), is_heading=True, figure=total))
        y += tall
        for row in group.rows:
            rows.append((QRectF(0, y, width_px, tall), row))
            y += tall
        if group.note is not None:
            font = metrics.font("small")
            broken = lettering.wrapped(group.note[language], font, int(width_px - 2 * pad))
            high = len(broken) * lettering.line_height(font)
            note = QRectF(pad, y + metrics.gap("tight"), width_px - 2 * pad, high)
            lines.append(Line(note, broken, is_heading=False))
            y += high + metrics.gap("tight")
        y += metrics.gap("near")
    boxes = tuple(_box(rect, row, language) for rect, row in rows)
    return LegendLayout(y + pad, tuple(rows), tuple(lines), boxes)


def _box(rect: QRectF, row: LegendRow, language: str) -> Box:
    said = {"label": row.label, "count": row.figure(language)}
    return Box(
        rect,
        row.entry,
        partial(say, "legend.spoken", language, **said),
        partial(say, "legend.tip", language, **said),
    )


@dataclass(frozen=True, slots=True)
class LegendLook:
    """How the legend stands: what stands out, which row is under the pointer or has the focus."""

    entry: Entry | None
    under_pointer: int
    focused: int


def paint_legend(
    painter: QPainter,
    layout: LegendLayout,
    look: LegendLook,
    theme: Theme,
    language: str,
    scenario: str,
    visible: QRectF,
) -> None:
    """Paint the rows that lie in `visible`."""
    pack = packs.load(scenario)
    for line in layout.lines:
        if line.at.intersects(visible):
            _paint_line(painter, line, theme)
    for index, (rect, row) in enumerate(layout.rows):
        if rect.intersects(visible):
            _paint_ground(painter, rect, row, index, look, theme)
            dim = look.entry is not None and look.entry != row.entry
            painter.setOpacity(DIMMED + 0.15 if dim else 1.0)
            _paint_row(painter, rect, row, theme, language, pack)
            painter.setOpacity(1.0)


def _paint_line(painter: QPainter, line: Line, theme: Theme) -> None:
    chrome, metrics = theme.chrome, theme.metrics
    if not line.is_heading:
        font = metrics.font("small")
        lettering.paragraph(painter, line.at.topLeft(), line.lines, font, chrome.muted)
        return
    figures = metrics.font("body", tabular=True)
    lettering.line(painter, line.at, line.figure, figures, chrome.muted, side="right")
    name = line.at.adjusted(0, 0, -lettering.width(line.figure, figures) - 8, 0)
    lettering.line(painter, name, line.lines[0], metrics.font("body"), chrome.muted)


def _paint_ground(
    painter: QPainter,
    rect: QRectF,
    row: LegendRow,
    index: int,
    look: LegendLook,
    theme: Theme,
) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    inner = rect.adjusted(theme.metrics.gap("near"), 1, -theme.metrics.gap("tight"), -1)
    radius = theme.metrics.size("radius_chip")
    if index == look.under_pointer or row.entry == look.entry:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.chrome.raised)
        painter.drawRoundedRect(inner, radius, radius)
    if row.entry == look.entry:
        painter.setBrush(theme.chrome.accent)
        painter.drawRect(QRectF(inner.left(), inner.top() + 4, 3, inner.height() - 8))
    if index == look.focused:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(theme.chrome.accent, 2))
        painter.drawRoundedRect(inner, radius, radius)


def _paint_row(
    painter: QPainter, rect: QRectF, row: LegendRow, theme: Theme, language: str, pack: Pack
) -> None:
    metrics = theme.metrics
    pad, scale = metrics.gap("panel"), metrics.scale
    slot = QRectF(pad, rect.top(), 28 * scale, rect.height())
    paint_sample(painter, slot, row.entry, pack, theme)
    font = metrics.font("body", bold=True, tabular=True)
    figure = row.figure(language)
    wide = lettering.width(figure, font)
    colour = theme.chrome.ink if row.count else theme.chrome.muted
    right = rect.right() - metrics.gap("near") - metrics.gap("tight")
    count_box = QRectF(right - wide - 1, rect.top(), wide + 1, rect.height())
    lettering.line(painter, count_box, figure, font, colour, side="right")
    left = slot.right() + metrics.gap("near")
    name = QRectF(left, rect.top(), count_box.left() - left - 8, rect.height())
    lettering.line(painter, name, row.label[language], metrics.font("body"), theme.chrome.ink)


def paint_sample(painter: QPainter, slot: QRectF, entry: Entry, pack: Pack, theme: Theme) -> None:
    """Paint the mark an entry stands for, as the section draws it, centred in `slot`."""
    scale = theme.metrics.scale
    if entry.kind == "occupancy":
        _paint_swatch(painter, _centred(slot, 22 * scale, 16 * scale), entry.key, theme)
    elif entry.kind == "tag":
        side = round(_BADGE_PX * scale)
        ratio = painter.device().devicePixelRatio()
        drawn = badge_pixmap(pack.tags[entry.key], side, theme, ratio)
        painter.drawPixmap(_centred(slot, side, side).topLeft(), drawn)
    else:
        side = round(_MARK_PX * scale * (0.7 if entry.key == "broken" else 1))
        ratio = painter.device().devicePixelRatio()
        drawn = mark_pixmap(_mark(entry, pack), side, theme, ratio)
        painter.drawPixmap(_centred(slot, side, side).topLeft(), drawn)


def _mark(entry: Entry, pack: Pack) -> Mark:
    if entry.kind == "class":
        found = pack.classes[pack.class_index(entry.key)]
        return Mark(State.ACTIVE, found.role, found.sign, _SAMPLE_DAY, _SAMPLE_OF)
    full = entry.key == "due"
    day = _SAMPLE_OF if full else 0
    return Mark(_STATES[entry.key], "unknown", "none", day, _SAMPLE_OF, ringed=full)


def _paint_swatch(painter: QPainter, box: QRectF, occupancy: str, theme: Theme) -> None:
    """A home as the section fills it: vacant dark, renting hatched."""
    section = theme.section
    fill = section.vacant if occupancy == "vacant" else section.owner
    painter.fillRect(box, fill)
    if occupancy in ("rented", "lent", "shared"):
        painter.fillRect(box, QBrush(section.hatch, Qt.BrushStyle.BDiagPattern))
    edge = QColor(theme.chrome.line)
    painter.setPen(QPen(edge, 0))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(box)


def _centred(slot: QRectF, width: float, height: float) -> QRectF:
    centre: QPointF = slot.center()
    return QRectF(
        round(centre.x() - width / 2), round(centre.y() - height / 2), round(width), round(height)
    )
