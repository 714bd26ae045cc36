"""Where everything of the facets stands in a column: headings, rows, bars, search fields, notes."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable
from dataclasses import field, replace
from functools import partial
from typing import NamedTuple, TypeVar

from PySide6.QtCore import QRectF

from console.domain.records import dataclass
from console.domain.words import say
from console.paint import lettering
from console.paint.arrays import sides_of
from console.paint.boxes import Box
from console.paint.facets.still import start_px
from console.paint.theme import Theme
from console.state.facets.bars_text import axis_text
from console.state.facets.choice import Entry
from console.state.facets.links import Within, count_link, total_link
from console.state.facets.model import Facets, Group, Row
from console.state.lists.link import ListLink

_BARS_PX, _AXIS_PX = 44, 16


@dataclass(frozen=True, slots=True)
class Part:
    """What a box that is no row stands for: "fold", "more" or "bars" of a facet."""

    act: str
    facet: str


class Head(NamedTuple):
    """A group's heading."""

    at: QRectF
    group: Group

    def looks_like(self, other: Head) -> bool:
        """Whether it is drawn as the other is, in the same place."""
        mine, others = self.group, other.group
        return mine.figure == others.figure and (not mine.is_folded or mine.choice == others.choice)


class RowAt(NamedTuple):
    """A row with its group; `totals_px` is kept free at the right for the totals.

    `links` are the lists behind its count and its total; its bar is `bar_px` long, of `most_px`
    that there is room for.
    """

    at: QRectF
    row: Row
    group: Group
    totals_px: float
    links: tuple[ListLink, ListLink]
    most_px: float
    bar_px: int

    def shows(self, other: RowAt) -> bool:
        """Whether it is drawn as another of the same value is in its place."""
        row, others = self.row, other.row
        return (
            (row.count, row.total, row.mark) == (others.count, others.total, others.mark)
            and (self.totals_px, self.bar_px) == (other.totals_px, other.bar_px)
            and bool(self.group.choice.kept) == bool(other.group.choice.kept)
        )

    def recounted(self, row: Row, group: Group, totals_px: float) -> RowAt:
        """It with other counts, in its place."""
        bar_px = _bar_px(row, group, self.most_px)
        return RowAt(self.at, row, group, totals_px, self.links, self.most_px, bar_px)


def _bar_px(row: Row, group: Group, most_px: float) -> int:
    """How many there are, against the row of the group that has most; 0 for nobody.

    And for more than that row has: those without any of it are no measure for the others.
    """
    if not row.count or row.count > group.most:
        return 0
    return max(round(most_px * row.count / group.most), 1)


class BarsAt(NamedTuple):
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
class Shown:
    """The rows and bars that the boxes of a layout speak of, whatever they count by now."""

    rows: list[RowAt] = field(default_factory=list)
    bars: list[BarsAt] = field(default_factory=list)


@dataclass(slots=True)
class Tops:
    """Where headings, notes and rows begin, each from top to bottom."""

    heads: list[float] = field(default_factory=list)
    notes: list[float] = field(default_factory=list)
    rows: list[float] = field(default_factory=list)


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
    shown: Shown = field(default_factory=Shown)
    tops: Tops = field(default_factory=Tops)

    def lying_in(self, visible: QRectF) -> tuple[list[Head], list[Note], list[RowAt]]:
        """The headings, notes and rows that lie in `visible`."""
        _, top, _, high = sides_of(visible)
        between = top, top + high
        return (
            _between(self.heads, self.tops.heads, *between),
            _between(self.notes, self.tops.notes, *between),
            _between(self.rows, self.tops.rows, *between),
        )


_Line = TypeVar("_Line", Head, Note, RowAt)


def _between(lines: list[_Line], tops: list[float], top: float, bottom: float) -> list[_Line]:
    """Of lines below one another, which begin at `tops`, those that lie between two heights."""
    first, end = max(bisect_right(tops, top) - 1, 0), bisect_left(tops, bottom)
    if first < end and lines[first].at.bottom() <= top:
        first += 1
    return lines[first:end]


def lay_out(
    facets: Facets, width_px: int, theme: Theme, language: str, scenario: str
) -> FacetLayout:
    """Place the facets in a column of that width."""
    placer = _Placer(width_px, theme, language, scenario)
    for group in facets.groups:
        placer.group(group)
    placer.layout.height = placer.y + theme.metrics.gap("panel")
    layout = placer.layout
    layout.shown.rows, layout.shown.bars = layout.rows, layout.bars
    every = layout.heads, layout.notes, layout.rows
    layout.tops = Tops(*([line.at.top() for line in lines] for lines in every))
    return layout


def stand_alike(facets: Facets, others: Facets) -> bool:
    """Whether all stands where the others' does and is called as there: they differ in counts."""
    pairs = zip(facets.groups, others.groups, strict=False)
    return len(facets.groups) == len(others.groups) and all(
        one is other or _shape_of(one) == _shape_of(other) for one, other in pairs
    )


def _shape_of(group: Group) -> tuple[object, ...]:
    """All that says where things of a group stand and what they are called."""
    return (
        (group.facet, group.is_folded, group.is_long, group.is_whole, group.asked),
        (group.unlisted, group.title, group.note, group.bars is None, group.within),
        [(row.entry, row.label) for row in group.rows],
    )


def recounted(
    before: FacetLayout, facets: Facets, theme: Theme
) -> tuple[FacetLayout, list[QRectF]]:
    """The layout of facets of the same shape with their counts, and where these are others."""
    groups, changed = facets.groups, []
    heads: list[Head] = []
    rows: list[RowAt] = []
    for head, group in zip(before.heads, groups, strict=True):
        made = before.rows[len(rows) : len(rows) + len(group.rows)]
        if head.group is not group:
            earlier, head = head, Head(head.at, group)
            if not head.looks_like(earlier):
                changed.append(head.at)
            made, others = _recounted_rows(made, group, theme)
            changed += others
        heads.append(head)
        rows += made
    barred = [group for group in groups if group.bars is not None]
    bars = [
        BarsAt(one.plot, one.axis, group) for one, group in zip(before.bars, barred, strict=True)
    ]
    for bar, earlier_bar in zip(bars, before.bars, strict=True):
        if bar.group != earlier_bar.group:
            changed.append(bar.plot.united(bar.axis).adjusted(-2, -2, 2, 4))
    before.shown.rows, before.shown.bars = rows, bars
    return replace(before, heads=heads, rows=rows, bars=bars), changed


def _recounted_rows(
    before: list[RowAt], group: Group, theme: Theme
) -> tuple[list[RowAt], list[QRectF]]:
    """The rows of a group with their counts, and where these are others."""
    totals_px = _totals_px(group, theme) if group.rows else 0.0
    rows, changed = [], []
    for made, row in zip(before, group.rows, strict=True):
        recounted = made.recounted(row, group, totals_px)
        if not recounted.shows(made):
            changed.append(made.at)
        rows.append(recounted)
    return rows, changed


class _Placer:
    """Puts one group below the other."""

    def __init__(self, width_px: int, theme: Theme, language: str, scenario: str) -> None:
        self.layout = FacetLayout()
        self._scenario = scenario
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
        totals_px = _totals_px(group, self._theme)
        most_px = self._width - metrics.gap("step") - start_px(group.facet, self._theme)
        for row in group.rows:
            at = self._line(metrics.size("row_dense"))
            links = _links(row.entry, group.within, self._scenario)
            said = self.layout.shown, len(self.layout.rows), self._language
            bar_px = _bar_px(row, group, most_px)
            self.layout.rows.append(RowAt(at, row, group, totals_px, links, most_px, bar_px))
            self._box(at, row.entry, partial(_spoken, *said), partial(_tip, *said))
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
        said = partial(_spoken_bars, self.layout.shown, len(self.layout.bars), self._language)
        self.layout.bars.append(BarsAt(plot, axis, group))
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
        self.y = float(round(self.y + high)) + self._theme.metrics.gap("tight")

    def _line(self, high_px: float) -> QRectF:
        at = QRectF(0, self.y, self._width, high_px)
        self.y += high_px
        return at

    def _box(
        self, at: QRectF, key: object, spoken: Callable[[], str], tip: Callable[[], str]
    ) -> None:
        self.layout.boxes.append(Box(at, key, spoken, tip))


def _totals_px(group: Group, theme: Theme) -> float:
    """The room of the widest total: digits are equally wide, the greatest has most of them."""
    greatest = max(group.rows, key=_shown_total, default=None)
    text = "" if greatest is None else greatest.total_figure()
    if not text:
        return 0.0
    font = theme.metrics.font("small", tabular=True)
    return lettering.width(text, font) + theme.metrics.gap("near")


def _shown_total(row: Row) -> int:
    """The total that stands beside a row's count, 0 for none."""
    return 0 if row.total is None or row.total == row.count else row.total


def _links(entry: Entry, within: Within, scenario: str) -> tuple[ListLink, ListLink]:
    return count_link(entry, within, scenario), total_link(entry, within, scenario)


def _spoken(shown: Shown, number: int, language: str) -> str:
    row = shown.rows[number].row
    said = _said("facet.spoken", row, language)
    return say(f"facet.spoken_{row.mark}", language, said=said) if row.mark else said


def _tip(shown: Shown, number: int, language: str) -> str:
    return _said("facet.tip", shown.rows[number].row, language)


def _said(key: str, row: Row, language: str) -> str:
    total = row.figure(language) if row.total is None else f"{row.total:,}"
    return say(key, language, label=row.label, count=row.figure(language), total=total)


def _spoken_bars(shown: Shown, number: int, language: str) -> str:
    group = shown.bars[number].group
    assert group.bars is not None
    low, high = axis_text(group.bars, language)
    return say("facet.bars.spoken", language, title=group.title, low=low, high=high)
