"""The large chart's plot: a season of days through pyqtgraph, dressed by the theme.

The one place that knows pyqtgraph. It costs half a second to import, so whoever needs it imports
this file when the large chart is first opened. Nothing here is a title, a label or a legend of
pyqtgraph's, which read HTML: its axes draw plain text, everything else is said outside the plot.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import QBrush, QColor, QKeyEvent, QPen, QTransform
from PySide6.QtWidgets import QWidget

from console.domain.instants import day_date
from console.paint.class_fills import class_brushes
from console.paint.theme import Theme
from console.state.charts.season import Season, mean_of_days
from console.store.columns import F64

_ZOOM, _PAN_SHARE, _LEAST_DAYS = 1.4, 0.1, 5
_AXIS_PX, _LABELS_PX = 56, 70
_LINE_PX, _MEAN_PX = 1.6, 2.4
_STYLES = {
    "dot": Qt.PenStyle.DotLine,
    "bar": Qt.PenStyle.DashLine,
    "ring": Qt.PenStyle.SolidLine,
}


class DayAxis(pg.AxisItem):  # type: ignore[misc]
    """An axis whose numbers are days: dates at whole days, as many as have room."""

    def __init__(self) -> None:
        super().__init__("bottom")
        self.first = 0

    def tickValues(  # noqa: N802 - pyqtgraph calls it so
        self, least: float, most: float, size: float
    ) -> list[tuple[float, list[float]]]:
        """Days a week apart, or nearer or farther, by the room there is."""
        room = max(1, int(size / _LABELS_PX))
        span = max(most - least, 1.0)
        step = next((one for one in (1, 2, 7, 14, 28, 56) if span / one <= room), 112)
        start = int(np.ceil(least))
        if step % 7 == 0:
            start += -day_date(self.first + start).weekday() % 7
        return [(float(step), [float(one) for one in range(start, int(most) + 1, step)])]

    def tickStrings(  # noqa: N802 - pyqtgraph calls it so
        self, values: list[float], scale: float, spacing: float
    ) -> list[str]:
        """Month and day of each."""
        return [f"{day_date(self.first + int(one)):%m-%d}" for one in values]


class CountAxis(pg.AxisItem):  # type: ignore[misc]
    """An axis of whole counts, with thousands separators."""

    def tickStrings(  # noqa: N802 - pyqtgraph calls it so
        self, values: list[float], scale: float, spacing: float
    ) -> list[str]:
        """Each count in figures; nothing between whole ones."""
        return [f"{one:,.0f}" if one == int(one) else "" for one in values]


class SeasonPlot(pg.PlotWidget):  # type: ignore[misc]
    """Shows a Season; wheel and drag zoom and pan along the days, within the season.

    `read(row)` says which day is read by pointer or keyboard, -1 for none.
    """

    read = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        self._days = DayAxis()
        super().__init__(
            parent, axisItems={"bottom": self._days, "left": CountAxis("left")}, enableMenu=False
        )
        self._theme = theme
        self._season: Season | None = None
        self._row = -1
        self._filled: list[tuple[int, pg.PlotDataItem]] = []
        self._reader = pg.InfiniteLine(angle=90, movable=False)
        self._instant = pg.InfiniteLine(angle=90, movable=False)
        plot = self.getPlotItem()
        plot.hideButtons()
        plot.ctrlMenu.setParent(self, Qt.WindowType.Popup)
        plot.setMouseEnabled(x=True, y=False)
        plot.getViewBox().setAutoVisible(y=True)
        plot.getAxis("left").setWidth(_AXIS_PX)
        self.setAntialiasing(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.scene().sigMouseMoved.connect(self._pointed)
        plot.getViewBox().sigRangeChanged.connect(self._weave)

    def show_season(
        self, season: Season, theme: Theme, shown: frozenset[int], *, stacked: bool, smooth: bool
    ) -> None:
        """Draw the classes `shown` of a season, one upon the other or as lines.

        `smooth` adds the mean of seven days.
        """
        same_days = self._season is not None and len(self._season) == len(season)
        self._season, self._theme = season, theme
        self._days.first = season.first
        self._dress()
        plot = self.getPlotItem()
        plot.clear()
        columns = [at for at in range(season.counts.shape[1]) if at in shown or not season.classes]
        self._draw(columns, stacked=stacked, smooth=smooth)
        self._instant.setPos(season.position)
        self._reader.setVisible(self._row >= 0)
        for line in (self._instant, self._reader):
            plot.addItem(line)
        plot.getViewBox().setLimits(
            xMin=0, xMax=len(season), yMin=0, minXRange=min(_LEAST_DAYS, len(season))
        )
        if not same_days:
            self.fit()

    def fit(self) -> None:
        """The whole season."""
        if self._season is not None:
            self.getPlotItem().setXRange(0, len(self._season), padding=0)
            self.getPlotItem().enableAutoRange(axis="y")

    def zoom(self, closer: bool) -> None:
        """Show fewer days or more, around the day that is read."""
        if self._season is not None:
            low, high = self.days_in_sight()
            middle = self._row + 0.5 if low <= self._row <= high else (low + high) / 2
            by = 1 / _ZOOM if closer else _ZOOM
            self.getPlotItem().getViewBox().scaleBy(x=by, center=pg.Point(middle, 0))

    def pan(self, share: float) -> None:
        """Move along the days by a share of what is in sight."""
        low, high = self.days_in_sight()
        self.getPlotItem().getViewBox().translateBy(x=(high - low) * share)

    def days_in_sight(self) -> tuple[float, float]:
        """The first and last position in sight, in days."""
        low, high = self.getPlotItem().getViewBox().viewRange()[0]
        return float(low), float(high)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows read day by day, plus and minus zoom, 0 shows the whole season."""
        key = Qt.Key(event.key())
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        if key in steps:
            self._read(min(max(self._row + steps[key], 0), self._last()))
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal, Qt.Key.Key_Minus):
            self.zoom(key != Qt.Key.Key_Minus)
        elif key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self.pan(_PAN_SHARE if key == Qt.Key.Key_PageDown else -_PAN_SHARE)
        elif key == Qt.Key.Key_0:
            self.fit()
        else:
            event.ignore()

    def _draw(self, columns: list[int], *, stacked: bool, smooth: bool) -> None:
        assert self._season is not None
        season, counts = self._season, self._season.counts.astype(np.float64)
        self._filled = []
        if stacked or not season.classes:
            tops = counts[:, columns].cumsum(axis=1)
            for place in reversed(range(len(columns))):
                self._filled.append((columns[place], self._steps(tops[:, place])))
            self._weave()
            if smooth:
                total = season.counts[:, columns].sum(axis=1)
                self._line(mean_of_days(total), self._theme.chrome.ink, _MEAN_PX)
            return
        for at in columns:
            colour, style = self._line_of(at)
            if smooth:
                colour = QColor(colour)
                self._line(mean_of_days(season.counts[:, at]), colour, _MEAN_PX, style)
            else:
                self._steps(counts[:, at], self._pen(colour, _LINE_PX, style))

    def _steps(self, heights: F64, pen: QPen | None = None) -> pg.PlotDataItem:
        """A day's value lasts from its beginning to its end."""
        edges = np.arange(len(heights) + 1, dtype=np.float64)
        item = pg.PlotDataItem(edges, heights, stepMode="center", pen=pen, **self._keyline(pen))
        self.getPlotItem().addItem(item)
        return item

    def _line(
        self,
        heights: F64,
        colour: QColor,
        width_px: float,
        style: Qt.PenStyle = Qt.PenStyle.SolidLine,
    ) -> None:
        """A line through the middle of each day."""
        pen = self._pen(colour, width_px, style)
        middles = np.arange(len(heights)) + 0.5
        self.getPlotItem().addItem(
            pg.PlotDataItem(middles, heights, pen=pen, connect="finite", **self._keyline(pen))
        )

    def _weave(self, *_: object) -> None:
        """Fill the areas; their patterns keep their size however the days are zoomed."""
        wide, high = self.getPlotItem().getViewBox().viewPixelSize()
        brushes = self._brushes()
        for column, item in self._filled:
            brush = QBrush(brushes[column])
            ratio = self.devicePixelRatioF()
            brush.setTransform(QTransform.fromScale(wide / ratio, -high / ratio))
            item.setFillLevel(0)
            item.setFillBrush(brush)

    @staticmethod
    def _pen(colour: QColor, width_px: float, style: Qt.PenStyle) -> QPen:
        pen = QPen(colour, width_px, style)
        pen.setCosmetic(True)
        return pen

    def _keyline(self, pen: QPen | None) -> dict[str, Any]:
        """On a light ground a line has a darker one under it."""
        if pen is None or self._theme.dark:
            return {}
        under = QPen(pen)
        under.setColor(self._theme.chrome.muted)
        under.setWidthF(pen.widthF() + 1.4)
        return {"shadowPen": under}

    def _brushes(self) -> list[QBrush]:
        assert self._season is not None
        if not self._season.classes:
            return [QBrush(self._theme.section.people)]
        return class_brushes(self._season.classes, self._theme, self.devicePixelRatioF())

    def _line_of(self, column: int) -> tuple[QColor, Qt.PenStyle]:
        """A class's colour, and the kind of line that stands for its sign."""
        assert self._season is not None
        one = self._season.classes[column]
        return self._theme.classes[one.role], _STYLES.get(one.sign, Qt.PenStyle.DashDotLine)

    def _dress(self) -> None:
        metrics, chrome = self._theme.metrics, self._theme.chrome
        self.setBackground(chrome.panel)
        self._instant.setPen(QPen(chrome.ink, 0))
        self._reader.setPen(QPen(chrome.accent, 0))
        for name in ("left", "bottom"):
            axis = self.getPlotItem().getAxis(name)
            axis.setStyle(tickFont=metrics.font("small", tabular=True), tickLength=4)
            axis.setPen(QPen(chrome.line, 0))
            axis.setTextPen(QPen(chrome.muted, 0))
        self.getPlotItem().showGrid(y=True, alpha=0.15)

    def _pointed(self, at: QPointF) -> None:
        box = self.getPlotItem().getViewBox()
        inside = box.sceneBoundingRect().contains(at)
        self._read(int(box.mapSceneToView(at).x()) if inside else -1)

    def _read(self, row: int) -> None:
        row = row if 0 <= row <= self._last() else -1
        if row != self._row:
            self._row = row
            self._reader.setVisible(row >= 0)
            self._reader.setPos(row + 0.5)
            self.read.emit(row)

    def _last(self) -> int:
        return -1 if self._season is None else len(self._season) - 1
