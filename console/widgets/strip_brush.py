"""The brush over the day strip's arrivals: a range of days, begun, moved, resized and dropped."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPointF, Signal

from console.state.charts.brush import Drag, Grip, Span, extended, grip_at

if TYPE_CHECKING:
    from console.widgets.day_strip import DayStrip


_HANDLE_PX = 6


class StripBrush(QObject):
    """Holds the rows of days that are brushed; `changed(rows, passing)` follows a drag."""

    changed = Signal(object, bool)

    def __init__(self, strip: DayStrip) -> None:
        super().__init__(strip)
        self._strip = strip
        self.rows: tuple[int, ...] = ()

    def show_rows(self, rows: tuple[int, ...]) -> None:
        """Draw the range that is in force, or none."""
        if rows != self.rows:
            self.rows = rows
            self._strip.touch_days()

    def take_hold(self, at: QPointF) -> Drag | None:
        """What a drag from a point takes hold of; None beside the arrivals and on the handle.

        An end of the range goes before the handle.
        """
        layout = self._strip.layout_now()
        if layout is None or not layout.arrivals.contains(at):
            return None
        row, last = self._row(at), len(self._strip.scene().days) - 1
        span, grip = Span.of(self.rows), Grip.NEW
        if span is not None:
            ends = layout.x_of(span.low), layout.x_of(span.high + 1)
            grip = grip_at(at.x(), ends, inside=row in span)
        on_handle = abs(at.x() - layout.x_of(self._strip.position_shown())) <= _HANDLE_PX
        if on_handle and grip in (Grip.NEW, Grip.WHOLE):
            return None
        return Drag(grip, row, span or Span(row, row), 0, last)

    def drag_to(self, drag: Drag, at: QPointF) -> None:
        """Brush as far as a point."""
        self._become(drag.to(self._row(at)).bins, passing=True)

    def settle(self) -> None:
        """A drag is over: what it brushed stays."""
        self.changed.emit(self.rows, False)

    def extend(self, at: int, by: int) -> None:
        """Extend the range by a day, from the row `at` where there is none yet."""
        span = Span.of(self.rows)
        from_row = at if span is None else span.high
        longer, _ = extended(span, from_row, by, 0, len(self._strip.scene().days) - 1)
        self._become(longer.bins, passing=False)

    def drop(self) -> bool:
        """Drop the range; False when there is none."""
        had = bool(self.rows)
        self._become((), passing=False)
        return had

    def _become(self, rows: tuple[int, ...], *, passing: bool) -> None:
        if rows != self.rows:
            self.show_rows(rows)
            self.changed.emit(rows, passing)

    def _row(self, at: QPointF) -> int:
        layout = self._strip.layout_now()
        assert layout is not None
        last = len(self._strip.scene().days) - 1
        return min(int(layout.position_at(at.x())), last)
