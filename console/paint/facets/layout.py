"""Where everything of the facets stands in a column: headings, rows, bars, search fields, notes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import field
from functools import partial

from PySide6.QtCore import QRectF

from console.domain.records import dataclass
from console.domain.words import say
from console.paint import lettering
from console.paint.boxes import Box
from console.paint.theme import Theme
from console.state.facets.bars_text import axis_text
from console.state.facets.model import Facets, Group, Row

_BARS_PX, _AXIS_PX = 44, 16


@dataclass(frozen=True, slots=True)
class Part:
    """What a box that is no row stands for: "fold", "more" or "bars" of a facet."""

    act: str
    facet: str


@dataclass(frozen=True, slots=True)
class Head:
    """A group's heading."""

    at: QRectF
    group: Group


@dataclass(frozen=True, slots=True)
class RowAt:
    """A row with its group; `totals_px` is kept free at the right for the totals."""

    at: QRectF
    row: Row
    group: Group
    totals_px: float


@dataclass(frozen=True, slots=True)
class BarsAt:
    """A small histogram: the plot, and the axis below it."""

    plot: QRectF
    axis: QRectF
    group: Group


@dataclass(frozen=True, slots=True)
class Note:
    """Quiet lines: a note, or what is left out of a long list."""

    at: QRectF
    lines: tuple[str, ...]
    is_link: bool = False


@dataclass(slots=True)
class FacetLayout:
    """Everything placed for a width."""

    height: float = 0.0
    heads: list[Head] = field(default_factory=list)
    rows: list[RowAt] = field(default_factory=list)
    bars: list[BarsAt] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    searches: list[tuple[QRectF, str]] = field(default_factory=list)
    boxes: list[Box] = field(default_factory=list)


def lay_out(facets: Facets, width_px: int, theme: Theme, language: str) -> FacetLayout:
    """Place the facets in a column of that width."""
    placer = _Placer(width_px, theme, language)
    for group in facets.groups:
        placer.group(group)
    placer.layout.height = placer.y + theme.metrics.gap("panel")
    return placer.layout


class _Placer:
    """Puts one group below the other."""

    def __init__(self, width_px: int, theme: Theme, language: str) -> None:
        self.layout = FacetLayout()
        self.y = float(theme.metrics.gap("tight"))
        self._width, self._theme, self._language = width_px, theme, language
        self._pad = theme.metrics.gap("panel")

    def group(self, group: Group) -> None:
        """A heading, and below it what the group shows."""
        metrics = self._theme.metrics
        self._head(group)
        if group.is_long and not group.is_folded:
            self._search(group)
        if group.bars is not None:
            self._bars(group)
        totals_px = self._totals_px(group)
        for row in group.rows:
            at = self._line(metrics.size("row_dense"))
            self.layout.rows.append(RowAt(at, row, group, totals_px))
            said = partial(_spoken, row, self._language)
            self._box(at, row.entry, said, partial(_tip, row, self._language))
        if group.asked and not group.rows:
            self._note(say("facet.none_found", self._language))
        if group.unlisted or (group.is_whole and group.is_long and not group.asked):
            self._more(group)
        if group.note is not None:
            self._note(group.note[self._language])
        self.y += metrics.gap("tight")

    def _head(self, group: Group) -> None:
        at = self._line(self._theme.metrics.size("row"))
        self.layout.heads.append(Head(at, group))
        word = "unfold" if group.is_folded else "fold"
        said = partial(say, f"facet.{word}", self._language, title=group.title)
        self._box(at, Part("fold", group.facet), said, said)

    def _search(self, group: Group) -> None:
        metrics = self._theme.metrics
        at = self._line(metrics.size("height"))
        inner = at.adjusted(self._pad, 0, -metrics.gap("near"), -metrics.gap("tight"))
        self.layout.searches.append((inner, group.facet))

    def _bars(self, group: Group) -> None:
        scale, near = self._theme.metrics.scale, self._theme.metrics.gap("near")
        at = self._line(round((_BARS_PX + _AXIS_PX) * scale))
        plot = QRectF(self._pad, at.top() + 4, self._width - self._pad - near, _BARS_PX * scale - 4)
        axis = QRectF(plot.left(), plot.bottom(), plot.width(), _AXIS_PX * scale)
        self.layout.bars.append(BarsAt(plot, axis, group))
        said = partial(_spoken_bars, group, self._language)
        self._box(plot.adjusted(0, -4, 0, 0), Part("bars", group.facet), said, said)

    def _more(self, group: Group) -> None:
        key = "facet.more" if group.unlisted else "facet.fewer"
        text = say(key, self._language, count=group.unlisted)
        at = self._line(self._theme.metrics.size("row_dense"))
        self.layout.notes.append(Note(at, (text,), is_link=True))
        said = partial(say, key, self._language, count=group.unlisted)
        self._box(at, Part("more", group.facet), said, said)

    def _note(self, text: str) -> None:
        font = self._theme.metrics.font("small")
        room = self._width - 2 * self._pad
        lines = lettering.wrapped(text, font, int(room))
        self.y += self._theme.metrics.gap("tight")
        high = len(lines) * lettering.line_height(font)
        self.layout.notes.append(Note(QRectF(self._pad, self.y, room, high), lines))
        self.y += high + self._theme.metrics.gap("tight")

    def _totals_px(self, group: Group) -> float:
        font = self._theme.metrics.font("small", tabular=True)
        wide = [lettering.width(text, font) for row in group.rows if (text := row.total_figure())]
        return max(wide) + self._theme.metrics.gap("near") if wide else 0.0

    def _line(self, high_px: float) -> QRectF:
        at = QRectF(0, self.y, self._width, high_px)
        self.y += high_px
        return at

    def _box(
        self, at: QRectF, key: object, spoken: Callable[[], str], tip: Callable[[], str]
    ) -> None:
        self.layout.boxes.append(Box(at, key, spoken, tip))


def _spoken(row: Row, language: str) -> str:
    said = _said("facet.spoken", row, language)
    return say(f"facet.spoken_{row.mark}", language, said=said) if row.mark else said


def _tip(row: Row, language: str) -> str:
    return _said("facet.tip", row, language)


def _said(key: str, row: Row, language: str) -> str:
    total = row.figure(language) if row.total is None else f"{row.total:,}"
    return say(key, language, label=row.label, count=row.figure(language), total=total)


def _spoken_bars(group: Group, language: str) -> str:
    assert group.bars is not None
    low, high = axis_text(group.bars, language)
    return say("facet.bars.spoken", language, title=group.title, low=low, high=high)
