"""The charts: days, releases to come, ages and committees side by side, of the instant shown."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from console.domain import instants
from console.paint import theme
from console.state import days_model
from console.state.charts.clauses import (
    SOURCES,
    WAITING,
    bins_of,
    conditions_of,
    is_waiting,
    toggled,
    waiting_condition,
)
from console.state.charts.counted import charts_under
from console.state.charts.links import arrivals_link
from console.state.charts.scene import CHARTS, ENLARGED, HEAD, LANES, ChartKind, Charts, Lane, Mark
from console.state.filtering import Filter
from console.state.kept import Keeping
from console.state.look import Appearance, Look
from console.state.selection import Selection
from console.state.session import Session
from console.state.sifting import Wish
from console.store.lists import Kind
from console.widgets.charts.canvas import ChartCanvas

_SHARES: dict[ChartKind, int] = {"days": 34, "coming": 22, "ages": 18, "committees": 30}
_ALL_FROM_PX, _TWO_FROM_PX = 780, 460
_LIKED_PX = 200
_LISTS: dict[Lane, Kind] = {
    "active": "active",
    "arrivals": "episodes",
    "coming": "active",
    "ages": "people",
    "committees": "active",
}
"""The list that holds whom a bin counts."""


class ChartsView(QWidget):
    """Four charts in a row, in two rows, or below one another, as wide as the panel is.

    A drag or a click filters through `keeping`. `asked_instant(us)` asks for another instant,
    `asked_list(kind)` and `asked_link(ListLink)` for the list behind what was opened,
    `enlarged(lane)` for the large chart.
    Nothing is counted while they are out of sight; `wake` lets them catch up.
    """

    asked_instant = Signal(object)
    asked_list = Signal(str)
    asked_link = Signal(object)
    enlarged = Signal(str)

    def __init__(
        self,
        *,
        session: Session,
        selection: Selection,
        look: Look,
        keeping: Keeping | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._keeping = keeping or Keeping(session, parent=self)
        self._theme = theme.load(look.appearance.theme)
        self._columns = 0
        self._is_stale = True
        self.charts: Charts | None = None
        language = look.appearance.language
        self.canvases = {kind: ChartCanvas(kind, self._theme, language, self) for kind in CHARTS}
        self._compose()
        self._connect()

    def wake(self) -> None:
        """Count what was not counted out of sight."""
        if self._is_stale and self._in_sight():
            self._show()

    def sizeHint(self) -> QSize:
        """High enough for every chart."""
        return QSize(_ALL_FROM_PX, round(_LIKED_PX * self._theme.metrics.scale))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """As many charts beside one another as there is room for."""
        super().resizeEvent(event)
        scale = self._theme.metrics.scale
        wide = self.width() / scale
        self._arrange(4 if wide >= _ALL_FROM_PX else 2 if wide >= _TWO_FROM_PX else 1)

    def showEvent(self, event: QShowEvent) -> None:
        """What was hidden catches up."""
        super().showEvent(event)
        self.wake()

    def _compose(self) -> None:
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        metrics = self._theme.metrics
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(
            metrics.gap("step"), metrics.gap("tight"), metrics.gap("step"), metrics.gap("tight")
        )
        self._grid.setHorizontalSpacing(metrics.gap("panel"))
        self._grid.setVerticalSpacing(metrics.gap("near"))
        self._arrange(4)
        self.setFocusProxy(self.canvases["days"])

    def _arrange(self, columns: int) -> None:
        if columns == self._columns:
            return
        self._columns = columns
        for place, (kind, canvas) in enumerate(self.canvases.items()):
            row, column = divmod(place, columns)
            self._grid.addWidget(canvas, row, column)
            self._grid.setRowStretch(row, 1)
            share = _SHARES[kind] if columns == len(CHARTS) else 1
            self._grid.setColumnStretch(column, share)
        for column in range(columns, len(CHARTS)):
            self._grid.setColumnStretch(column, 0)
        for row in range(-(-len(CHARTS) // columns), len(CHARTS)):
            self._grid.setRowStretch(row, 0)

    def _connect(self) -> None:
        self._keeping.changed.connect(self._changed)
        self._keeping.foresee(self._foresee)
        self._look.changed.connect(self._restyle)
        for canvas in self.canvases.values():
            canvas.went.connect(self._go)
            canvas.opened.connect(self._open)
            canvas.brushed.connect(self._brush)
            canvas.picked.connect(self._pick)

    def _in_sight(self) -> bool:
        return self.isVisible() and not self.visibleRegion().isEmpty()

    def _foresee(self, filter_: Filter) -> Wish | None:
        return partial(charts_under, filter_=filter_) if self._in_sight() else None

    def _changed(self) -> None:
        self._is_stale = True
        self.wake()

    def _restyle(self, appearance: Appearance) -> None:
        self._theme = theme.load(appearance.theme)
        self._changed()

    def _show(self) -> None:
        frame, filter_ = self._keeping.frame, self._keeping.filter
        self._is_stale = False
        self.charts = shown = None if frame is None else charts_under(frame, filter_)
        for canvas in self.canvases.values():
            canvas.show_charts(shown, self._theme, self._look.appearance.language)
            for lane in LANES[canvas.kind]:
                canvas.show_brush(lane, () if shown is None else bins_of(shown, lane, filter_))

    def _brush(self, lane: Lane, bins: tuple[int, ...], passing: bool) -> None:
        if self.charts is None or not self._keeping.possible:
            return
        if lane == "coming" and not bins and is_waiting(self._keeping.filtering.filter.of(WAITING)):
            self._keeping.filtering.without(WAITING, self)
            return
        conditions = conditions_of(self.charts, lane, bins)
        self._keeping.filtering.put(SOURCES[lane], conditions, self, passing=passing)

    def _pick(self, mark: Mark, added: bool) -> None:
        """Filter by a bin alone, or no more by it."""
        shown, filtering = self.charts, self._keeping.filtering
        if shown is None or not self._keeping.possible:
            return
        if mark.lane == "coming" and mark.at == 0:
            asked = is_waiting(filtering.filter.of(WAITING))
            filtering.put(WAITING, () if asked else waiting_condition(shown), self)
            return
        before = bins_of(shown, mark.lane, filtering.filter)
        bins = toggled(shown, mark, before, added=added)
        filtering.put(SOURCES[mark.lane], conditions_of(shown, mark.lane, bins), self)

    def _go(self, row: int) -> None:
        """Ask for a day at the time of day shown."""
        if self.charts is not None:
            number, frame = self.charts.strip.days.first + row, self.charts.frame
            at_us = days_model.same_time_on(number, frame.as_of_us, frame.street.zone)
            self.asked_instant.emit(at_us)

    def _open_head(self, lane: Lane) -> None:
        if lane in ENLARGED:
            self.enlarged.emit(lane)
        else:
            self.asked_list.emit(_LISTS[lane])

    def _open(self, mark: Mark) -> None:
        """Ask for the list behind a bin, of whom the bin counts; a head asks to be enlarged."""
        shown = self.charts
        if shown is None:
            return
        if mark.at == HEAD:
            self._open_head(mark.lane)
            return
        if mark.lane == "arrivals":
            self.asked_link.emit(arrivals_link(shown, mark.at))
            return
        if mark.lane == "active":
            zone = instants.zone(shown.frame.street.zone)
            number = shown.strip.days.first + mark.at + 1
            self.asked_instant.emit(instants.midnight(number, zone))
        elif mark.at not in bins_of(shown, mark.lane, self._keeping.filtering.filter):
            self._pick(mark, False)
        is_waiting_bin = mark.lane == "coming" and mark.at == 0
        self.asked_list.emit("complete" if is_waiting_bin else _LISTS[mark.lane])
