"""The day strip as a control: drag or click the instant, step by keys, read a day by hovering."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from console.paint import day_strip as paint
from console.paint.day_lanes import DayLanes, paint_future
from console.paint.day_marks import mark_at, paint_marks
from console.paint.theme import Theme
from console.state import days_model
from console.state.day_marks import StopMark, mark_told
from console.state.days_model import DayScene
from console.widgets.brush_gestures import BrushGestures
from console.widgets.day_hand import DayHand
from console.widgets.strip_brush import StripBrush
from console.widgets.strip_picture import StripPicture
from console.widgets.tips import show_plain_tip

_HEIGHT, _LEAST_HEIGHT, _LEAST_WIDTH = 168, 82, 420


class DayStrip(QWidget):
    """Shows a DayScene and an instant; it asks to move and never moves by itself.

    `asked(us)` carries an instant, `stop_asked(Stop)` a snapshot whose mark was hit, `stepped(days,
    hours)` a key, `play_asked` and `home_asked` the rest. Dragging goes by days at the same time of
    day, by hours while Shift is held; `let_go` says that it is over. `brush` is the range of days
    over the arrivals.
    """

    asked = Signal(object)
    stop_asked = Signal(object)
    let_go = Signal()
    stepped = Signal(int, int)
    play_asked = Signal()
    home_asked = Signal()

    def __init__(self, theme: Theme, language: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._language = theme, language
        self._scene: DayScene | None = None
        self._at_us = 0
        self._hovered = -1
        self._laid: tuple[tuple[int, int, int, Theme], DayLanes] | None = None
        self._picture = StripPicture()
        self.brush = StripBrush(self)
        self._gestures = BrushGestures(self, DayHand(self))
        self.setMouseTracking(True)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_scene(self, scene: DayScene | None, theme: Theme, language: str) -> None:
        """Show other days, or the same in another theme or language; None shows nothing."""
        before, styled = self._scene, (theme, language) == (self._theme, self._language)
        self._scene, self._theme, self._language = scene, theme, language
        self.hover(None)
        if scene is not None and styled and scene.looks_like(before):
            return
        has_ground = scene is not None and styled and scene.has_days_of(before)
        self._picture.forget(ground=not has_ground)
        if scene is not None and has_ground and scene.stands_as(before):
            self.touch_days()
        else:
            self._describe()
            self.updateGeometry()
            self.update()

    def touch_days(self) -> None:
        """Repaint the days and their figures, but not what stands above and below them."""
        layout = self.layout_now()
        if layout is not None:
            self.update(paint.box_of_days(layout, self._theme).toAlignedRect())

    def show_instant(self, at_us: int) -> None:
        """Put the handle where the street stands."""
        if at_us != self._at_us:
            self._at_us = at_us
            self._describe()
            layout = self.layout_now()
            if layout is not None:
                self.update(paint.box_of_instant(layout, self.height()).toAlignedRect())

    @property
    def is_held(self) -> bool:
        """Whether a button is down on it: nothing may move under the pointer."""
        return self._gestures.is_down

    def layout_now(self) -> DayLanes | None:
        """Where things lie at the present size."""
        if self._scene is None:
            return None
        asked = len(self._scene.days), self.width(), self.height(), self._theme
        if self._laid is None or self._laid[0] != asked:
            self._laid = asked, paint.lay_out(*asked)
        return self._laid[1]

    def row_shown(self) -> int:
        """The row of the day the handle stands on."""
        return min(int(self.position_shown()), len(self.scene().days) - 1)

    def position_shown(self) -> float:
        """Where the handle stands among the days."""
        assert self._scene is not None
        return self._scene.position(self._at_us)

    def scene(self) -> DayScene:
        """What is on show; without a scene it is a bug to ask."""
        assert self._scene is not None
        return self._scene

    def sizeHint(self) -> QSize:
        """The size it likes to have."""
        scale = self._theme.metrics.scale
        return QSize(round(900 * scale), round(_HEIGHT * scale))

    def minimumSizeHint(self) -> QSize:
        """The size it can still be read at."""
        scale = self._theme.metrics.scale
        return QSize(round(_LEAST_WIDTH * scale), round(_LEAST_HEIGHT * scale))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint what is shown."""
        layout = self.layout_now()
        if self._scene is None or layout is None:
            return
        painter = QPainter(self)
        self._picture.paint(painter, self, self._scene, layout, self._theme, self._language)
        paint_future(painter, self._scene.position(self._at_us), layout, self._theme)
        if self.brush.rows:
            told = days_model.range_told(self._scene, self.brush.rows, self._language)
            paint.paint_range(painter, self.brush.rows, told, layout, self._theme, self._language)
        if self._hovered >= 0:
            paint.paint_hover(painter, self._hovered, layout, self._theme)
        paint_marks(painter, self._scene, layout, self._theme)
        paint.paint_handle(
            painter,
            self._scene,
            self._at_us,
            layout,
            self._theme,
            self._language,
            focused=self.hasFocus(),
            seen_from_px=event.rect().top(),
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay out for the new size."""
        self._picture.forget()
        super().resizeEvent(event)

    def explain(self, at: QPointF, where: QPoint) -> None:
        """Tell the day under a point in a tool tip."""
        show_plain_tip(self.told_at(at), where, self)

    def told_at(self, at: QPointF) -> str:
        """What the tool tip says at a point: the day under it, "" beside the days."""
        row = self._row_at(at)
        if self._scene is not None and (mark := self._mark_at(at)) is not None:
            unread, zone = self._scene.marks.unread, self._scene.zone
            return mark_told(mark, unread, zone, self._language)
        if self._scene is None or row < 0:
            return ""
        number = self._scene.days.first + row
        return days_model.told(self._scene, number, self._at_us, self._language)

    def ask(self, at: QPointF, *, by_hour: bool) -> None:
        """Ask for the instant at a point: the day at the time of day shown, or the hour."""
        layout = self.layout_now()
        if self._scene is None or layout is None or at.x() < layout.gutter.right():
            return
        mark = self._mark_at(at)
        if mark is not None:
            self.stop_asked.emit(mark.stop)
            return
        position = layout.position_at(at.x())
        number, zone = self._scene.number_at(position), self._scene.zone
        if by_hour:
            fraction = position - (number - self._scene.days.first)
            self.asked.emit(days_model.whole_hour(number, min(fraction, 1.0), zone))
        else:
            self.asked.emit(days_model.same_time_on(number, self._at_us, zone))

    def hover(self, at: QPointF | None) -> None:
        """Mark the day under a point; None for nothing."""
        row = -1 if at is None else self._row_at(at)
        if row != self._hovered:
            self._hovered = row
            self.update()

    def _row_at(self, at: QPointF) -> int:
        layout = self.layout_now()
        if self._scene is None or layout is None or not layout.chart.contains(at):
            return -1
        return self._scene.number_at(layout.position_at(at.x())) - self._scene.days.first

    def _mark_at(self, at: QPointF) -> StopMark | None:
        layout = self.layout_now()
        if self._scene is None or layout is None:
            return None
        return mark_at(self._scene, layout, at, self._theme)

    def _describe(self) -> None:
        if self._scene is not None:
            spoken = days_model.described(self._scene, self._at_us, self._language)
            if spoken != self.accessibleName():
                self.setAccessibleName(spoken)
