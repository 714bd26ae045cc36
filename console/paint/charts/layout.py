"""Where a chart's things lie: the heads of its lanes, and the bins that can be pointed at."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF

from console.domain.records import dataclass
from console.paint.theme import Theme
from console.state.charts.scene import HEAD, Lane, Mark

HEAD_PX, AXIS_PX = 22, 18


@dataclass(frozen=True, slots=True)
class Bins:
    """The bins of a lane in its plot, side by side, or below one another where `stacked`.

    `ends` are the lower and upper end of each along that way, in pixels.
    """

    lane: Lane
    plot: QRectF
    ends: tuple[tuple[float, float], ...]
    stacked: bool = False

    def rect(self, low: int, high: int | None = None) -> QRectF:
        """The bin `low`, or the bins from there to `high`, as high or wide as the plot."""
        start, end = self.ends[low][0], self.ends[low if high is None else high][1]
        if self.stacked:
            return QRectF(self.plot.left(), start, self.plot.width(), end - start)
        return QRectF(start, self.plot.top(), end - start, self.plot.height())

    def near(self, at: QPointF) -> int:
        """The bin at a point or nearest to it along the bins' way; -1 without bins."""
        along = at.y() if self.stacked else at.x()
        later = next((row for row, (_, end) in enumerate(self.ends) if along < end), -1)
        return later if later >= 0 else len(self.ends) - 1

    def at(self, at: QPointF) -> int:
        """The bin under a point, HEAD for none."""
        inside = self.plot.contains(at) and bool(self.ends)
        row = self.near(at) if inside else HEAD
        return row if inside and self.rect(row).contains(at) else HEAD


@dataclass(frozen=True, slots=True)
class ChartLayout:
    """A chart in place: the heads of its lanes in order, and their bins."""

    heads: tuple[tuple[Lane, QRectF], ...]
    lanes: tuple[Bins, ...]

    def bins(self, lane: Lane) -> Bins:
        """The bins of a lane."""
        return next(one for one in self.lanes if one.lane == lane)

    def rect(self, mark: Mark) -> QRectF:
        """Where a mark is."""
        if mark.at == HEAD:
            return next(box for lane, box in self.heads if lane == mark.lane)
        return self.bins(mark.lane).rect(mark.at)

    def mark_at(self, at: QPointF) -> Mark | None:
        """What is under a point."""
        for lane, box in self.heads:
            if box.contains(at):
                return Mark(lane, HEAD)
        found = ((one.lane, one.at(at)) for one in self.lanes)
        return next((Mark(lane, row) for lane, row in found if row != HEAD), None)

    def beside(self, mark: Mark | None, steps: int, lanes: int = 0) -> Mark | None:
        """The mark `steps` after one in its lane, or as far along in the lane `lanes` below it."""
        order = [lane for lane, _ in self.heads]
        if mark is None:
            return Mark(order[0], HEAD) if order else None
        row = min(max(order.index(mark.lane) + lanes, 0), len(order) - 1)
        last = len(self.bins(order[row]).ends) - 1
        return Mark(order[row], min(max(mark.at + steps, HEAD), last))


def even_ends(low: float, high: float, count: int) -> tuple[tuple[float, float], ...]:
    """`count` bins of one width between two ends."""
    step = (high - low) / max(1, count)
    return tuple((low + row * step, low + (row + 1) * step) for row in range(count))


def head_box(left: float, top: float, width: float, theme: Theme) -> QRectF:
    """The line of a head."""
    return QRectF(left, top, width, HEAD_PX * theme.metrics.scale)
