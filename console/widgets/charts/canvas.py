"""A chart as a control: bins are read, walked, picked, opened and brushed."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, Qt, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QWidget

from console.domain.words import say
from console.paint.theme import Theme
from console.state.charts import words
from console.state.charts.brush import Drag, Grip, Span, extended, grip_at
from console.state.charts.scene import HEAD, LANES, ChartKind, Charts, Lane, Mark
from console.widgets.brush_gestures import BrushGestures
from console.widgets.charts.hand import ChartHand
from console.widgets.charts.surface import ChartSurface
from console.widgets.tips import show_plain_tip

BRUSHED: frozenset[Lane] = frozenset({"arrivals", "coming", "ages", "committees"})
"""Lanes over which a brush goes; over the others a drag moves the instant."""


class ChartCanvas(ChartSurface):
    """One chart.

    `went(at)` asks for the day in a row of the days; `brushed(lane, bins, passing)` follows a
    drag, no bins for the brush dropped; `picked(mark, added)` is a click or Space on a bin;
    `opened(mark)` a double click or Enter on a bin or a head.
    """

    went = Signal(int)
    brushed = Signal(str, object, bool)
    picked = Signal(object, bool)
    opened = Signal(object)

    def __init__(
        self, kind: ChartKind, theme: Theme, language: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(kind, theme, language, parent)
        self.setMouseTracking(True)
        self._gestures = BrushGestures(self, ChartHand(self))

    def show_charts(self, charts: Charts | None, theme: Theme, language: str) -> None:
        """Show other numbers; screen readers hear them too."""
        super().show_charts(charts, theme, language)
        names = (say(f"charts.name.{lane}", language) for lane in LANES[self.kind])
        self.setAccessibleName(say("charts.chart", language, names=" · ".join(names)))
        self._describe()

    def point_at(self, at: QPointF | None) -> None:
        """Read what is under the pointer; None for nothing."""
        layout = self.layout_now
        mark = None if at is None or layout is None else layout.mark_at(at)
        if mark != self.pointed:
            before, self.pointed = self.pointed, mark
            self.touch(before, mark)

    def explain(self, at: QPointF, where: QPoint) -> None:
        """Tell in a tool tip what is under a point, as long as the pointer stays on it."""
        layout = self.layout_now
        mark = None if layout is None else layout.mark_at(at)
        if mark is None or layout is None or self.charts is None:
            show_plain_tip("", where, self)
            return
        told = words.told(self.charts, mark, self.language)
        show_plain_tip(told, where, self, layout.rect(mark).toAlignedRect())

    def take_hold(self, at: QPointF) -> Drag | None:
        """What a drag from a point takes hold of; None where nothing is brushed."""
        mark = self.mark_under(at)
        if mark is None or mark.at == HEAD or mark.lane not in BRUSHED:
            return None
        least, most = self._range(mark.lane)
        span = Span.of(self.brush.get(mark.lane, ()))
        if span is None or span.low < least or mark.lane == "committees":
            return Drag(Grip.NEW, mark.at, Span(mark.at, mark.at), least, most)
        layout = self.layout_now
        assert layout is not None
        box = layout.bins(mark.lane).rect(span.low, span.high)
        grip = grip_at(at.x(), (box.left(), box.right()), inside=mark.at in span)
        return Drag(grip, mark.at, span, least, most)

    def drag_to(self, drag: Drag | None, lane: Lane, at: QPointF) -> None:
        """Brush as far as a point, or move the instant to it."""
        layout = self.layout_now
        if layout is None:
            return
        near = layout.bins(lane).near(at)
        if drag is None:
            self.went.emit(near)
        else:
            self._brush(lane, drag.to(near).bins, passing=True)

    def let_go(self, lane: Lane) -> None:
        """A drag is over: what it brushed stays."""
        if lane in BRUSHED:
            self.brushed.emit(lane, self.brush.get(lane, ()), False)

    def pick(self, mark: Mark | None, *, added: bool = False) -> None:
        """Say that a bin was picked, and let the keyboard stand on it."""
        if mark is None:
            return
        self.stand_on(mark)
        if mark.at == HEAD:
            return
        if mark.lane in BRUSHED:
            self.picked.emit(mark, added)
        else:
            self.went.emit(mark.at)

    def open(self, mark: Mark | None) -> None:
        """Say that a bin or a head was opened."""
        if mark is not None:
            self.opened.emit(mark)

    def mark_under(self, at: QPointF) -> Mark | None:
        """The bin or head under a point."""
        layout = self.layout_now
        return None if layout is None else layout.mark_at(at)

    def walk(self, steps: int, lanes: int = 0) -> None:
        """Let the keyboard stand on another bin."""
        layout = self.layout_now
        if layout is not None:
            self.stand_on(layout.beside(self.current, steps, lanes))

    def extend(self, by: int) -> bool:
        """Extend the brush from the bin the keyboard stands on; False where none is brushed."""
        mark = self.current
        if mark is None or mark.at == HEAD or mark.lane not in BRUSHED:
            return False
        before = Span.of(self.brush.get(mark.lane, ()))
        span, at = extended(before, mark.at, by, *self._range(mark.lane))
        self.stand_on(Mark(mark.lane, at))
        self._brush(mark.lane, span.bins)
        return True

    def drop(self) -> bool:
        """Drop the chart's brushes; False when there is none."""
        lanes = tuple(self.brush)
        for lane in lanes:
            self._brush(lane, ())
        return bool(lanes)

    def stand_on(self, mark: Mark | None) -> None:
        """Let the keyboard stand on a bin or head."""
        if mark != self.current:
            before, self.current = self.current, mark
            self.touch(before, mark)
            self._describe()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The focus stands on something, unless the mouse brought it."""
        if self.current is None and event.reason() != Qt.FocusReason.MouseFocusReason:
            self.walk(0)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Hide the focus ring."""
        self.update()

    def _brush(self, lane: Lane, bins: tuple[int, ...], *, passing: bool = False) -> None:
        if self.brush.get(lane, ()) != bins:
            self.show_brush(lane, bins)
            self.touch(self.current)
            self.brushed.emit(lane, bins, passing)

    def _range(self, lane: Lane) -> tuple[int, int]:
        """The first and last bin a brush may hold: those who wait are no day to come."""
        assert self.charts is not None
        layout = self.layout_now
        last = self.charts.bins(lane) if layout is None else len(layout.bins(lane).ends)
        return (1 if lane == "coming" else 0), last - 1

    def _describe(self) -> None:
        mark, charts = self.current, self.charts
        spoken = words.spoken(charts, mark, self.language) if mark and charts else ""
        self.setAccessibleDescription(spoken)
