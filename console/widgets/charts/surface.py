"""A chart on the screen: its still picture kept, and over it what changes under the pointer."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from console.paint import lettering
from console.paint.charts import days, overlay
from console.paint.charts.heads import paint_head
from console.paint.charts.layout import ChartLayout
from console.paint.charts.pictures import PICTURES
from console.paint.day_lanes import paint_future
from console.paint.numbers import Ledger, Number
from console.paint.theme import Theme
from console.state.charts.scene import ENLARGED, HEAD, ChartKind, Charts, Lane, Mark
from console.state.charts.words import empty_text, head_text

_LEAST_PX = {"days": (200, 96), "coming": (170, 80), "ages": (150, 80), "committees": (190, 80)}
_PAD_PX = 4


class ChartSurface(QWidget):
    """Paints one chart of a Charts; knows what is pointed at, focused and brushed."""

    def __init__(
        self, kind: ChartKind, theme: Theme, language: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.kind = kind
        self.charts: Charts | None = None
        self.theme, self.language = theme, language
        self.pointed: Mark | None = None
        self.current: Mark | None = None
        self.brush: dict[Lane, tuple[int, ...]] = {}
        self._layout: ChartLayout | None = None
        self._still: QPixmap | None = None
        self._ground = QPixmap()
        self._ground_of: tuple[object, ...] = ()
        self._numbers, self._still_numbers = Ledger(), Ledger()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(self.minimumSizeHint())

    def show_charts(self, charts: Charts | None, theme: Theme, language: str) -> None:
        """Show other numbers, or the same in another theme or language."""
        before, self.charts = self.charts, charts
        restyled = (theme, language) != (self.theme, self.language)
        self.theme, self.language = theme, language
        if restyled or before is None or charts is None or not self._looks_alike(before, charts):
            self._layout = self._still = None
        self.pointed = _still_there(self.pointed, charts)
        self.current = _still_there(self.current, charts)
        self.update()

    def show_brush(self, lane: Lane, bins: tuple[int, ...]) -> None:
        """Let the bins chosen of a lane stand out; none when none is chosen."""
        if self.brush.get(lane, ()) != bins:
            self.brush.pop(lane, None)
            if bins:
                self.brush[lane] = bins
            self.update()

    @property
    def layout_now(self) -> ChartLayout | None:
        """Where things lie; None while there is nothing to draw."""
        if self.charts is None or self.empty_text:
            return None
        if self._layout is None:
            lay_out = PICTURES[self.kind].lay_out
            self._layout = lay_out(self.charts, self._area(), self.theme, self.language)
        return self._layout

    @property
    def empty_text(self) -> str:
        """The sentence instead of the chart, "" where there is something to draw."""
        return empty_text(self.charts, self.kind, self.language)

    def numbers(self) -> tuple[Number, ...]:
        """The numbers on show that open lists."""
        if self.layout_now is None:
            return ()
        return (*self._numbers.numbers, *self._still_numbers.numbers)

    def current_line(self) -> QRectF | None:
        """The bin or head that the keyboard stands on."""
        layout, mark = self.layout_now, self.current
        return None if layout is None or mark is None else layout.rect(mark)

    def touch(self, *marks: Mark | None) -> None:
        """Repaint bins, and the heads that read them."""
        layout = self.layout_now
        for mark in marks:
            if layout is not None and mark is not None:
                self.update(_around(layout.rect(mark)))
                self.update(_around(layout.rect(Mark(mark.lane, HEAD))))

    def minimumSizeHint(self) -> QSize:
        """The size at which it can still be read."""
        wide, high = _LEAST_PX[self.kind]
        scale = self.theme.metrics.scale
        return QSize(round(wide * scale), round(high * scale))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay out for the new size."""
        self._layout = self._still = None
        super().resizeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Copy the still picture and paint over it what changes."""
        painter = QPainter(self)
        layout = self.layout_now
        if self.charts is None or layout is None:
            painter.fillRect(event.rect(), self.theme.chrome.panel)
            font = self.theme.metrics.font("body")
            muted = self.theme.chrome.muted
            lettering.hint(painter, self._area(), self.empty_text, font, muted)
            return
        self._copy_still(painter, self.charts, layout)
        self._numbers.clear()
        with self._numbers:
            self._paint_heads(painter, self.charts, layout)
        self._paint_marks(painter, self.charts, layout)

    def _area(self) -> QRectF:
        pad = _PAD_PX * self.theme.metrics.scale
        return QRectF(self.rect()).adjusted(pad, 0, -pad, -pad)

    def _looks_alike(self, before: Charts, now: Charts) -> bool:
        """Whether nothing that stays still has changed."""
        if self.kind == "days":
            return before.strip.days is now.strip.days and before.frame.street is now.frame.street
        if self.kind == "ages":
            return np.array_equal(before.ages.bins, now.ages.bins)
        if self.kind == "committees":
            return before.committees == now.committees
        same_days = before.frame.today == now.frame.today
        return same_days and np.array_equal(before.waits, now.waits)

    def _copy_still(self, painter: QPainter, charts: Charts, layout: ChartLayout) -> None:
        """What does not change under the pointer, drawn once; of days the future is dimmed."""
        ratio = self.devicePixelRatioF()
        if self._still is None or self._still.devicePixelRatioF() != ratio:
            self._still = self._kept_ground(charts, layout, ratio).copy()
            still = QPainter(self._still)
            self._still_numbers.clear()
            with self._still_numbers:
                PICTURES[self.kind].paint(still, charts, layout, self.theme, self.language)
            still.end()
        painter.drawPixmap(0, 0, self._still)
        if self.kind == "days":
            lanes = days.day_lanes(charts, layout, self.theme)
            paint_future(painter, charts.position, lanes, self.theme)

    def _kept_ground(self, charts: Charts, layout: ChartLayout, ratio: float) -> QPixmap:
        """What lies below the still picture whatever is counted; drawn once for days and layout."""
        days = charts.strip.days
        of = days.first, len(days), layout, self.size(), ratio, self.theme, self.language
        if of != self._ground_of:
            self._ground_of, self._ground = of, QPixmap(self.size() * ratio)
            self._ground.setDevicePixelRatio(ratio)
            self._ground.fill(self.theme.chrome.panel)
            draw = PICTURES[self.kind].ground
            if draw is not None:
                upon = QPainter(self._ground)
                draw(upon, charts, layout, self.theme, self.language)
                upon.end()
        return self._ground

    def _paint_heads(self, painter: QPainter, charts: Charts, layout: ChartLayout) -> None:
        marks = (self.pointed, self.current if self.hasFocus() else None)
        for lane, box in layout.heads:
            here = next((one for one in marks if one is not None and one.lane == lane), None)
            read = HEAD if here is None else here.at
            text = head_text(charts, lane, self.language, read, self.brush.get(lane, ()))
            enlarges = here is not None and here.at == HEAD and lane in ENLARGED
            paint_head(painter, box, text, self.theme, enlarges=enlarges)
        if self.kind == "days":
            days.paint_key(painter, charts, self._area(), self.theme, self.language)

    def _paint_marks(self, painter: QPainter, charts: Charts, layout: ChartLayout) -> None:
        for lane, chosen in self.brush.items():
            overlay.paint_brush(painter, layout.bins(lane), chosen, self.theme)
        if self.pointed is not None and self.pointed.at != HEAD:
            overlay.paint_pointed_at(painter, layout.rect(self.pointed), self.theme)
        if self.kind == "days":
            lanes = days.day_lanes(charts, layout, self.theme)
            days.paint_instant(painter, charts, lanes, self.theme)
        if self.hasFocus() and self.current is not None:
            overlay.paint_focus(painter, layout.rect(self.current), self.theme)


def _around(box: QRectF) -> QRect:
    return box.toAlignedRect().adjusted(-4, -4, 4, 4)


def _still_there(mark: Mark | None, charts: Charts | None) -> Mark | None:
    there = mark is not None and charts is not None and mark.at < charts.bins(mark.lane)
    return mark if there else None
