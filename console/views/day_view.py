"""The day strip's panel: play, back to the snapshot, live or replay, and the days themselves."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from console.domain import packs
from console.domain.spoken import instant
from console.domain.words import say
from console.paint import lettering, theme
from console.paint.day_strip import HEAD_PX
from console.state import days_model
from console.state.charts.clauses import SOURCES, arrived_condition, arrived_rows
from console.state.charts.counted import foresee_days, on_the_days
from console.state.day_marks import DayMarks, day_marks
from console.state.days_model import DayScene
from console.state.filtering import Filter
from console.state.kept import Keeping
from console.state.live import now_us
from console.state.look import Appearance, Look
from console.state.replay import Replay
from console.state.selection import Selection
from console.state.session import Session
from console.state.sifting import Wish
from console.state.timeline import Timeline
from console.store.columns import Street
from console.store.kept import Kept
from console.widgets.chip import Chip
from console.widgets.day_strip import DayStrip
from console.widgets.icon_button import SIDE_PX, IconButton
from console.widgets.while_shown import WhileShown


class DayView(QWidget):
    """Days below the map; `replay` is what moves the instant, its own unless one is given.

    With a `timeline` the snapshots of the series stand on the strip.
    """

    def __init__(
        self,
        *,
        session: Session,
        selection: Selection,
        look: Look,
        keeping: Keeping | None = None,
        replay: Replay | None = None,
        timeline: Timeline | None = None,
        now_us: Callable[[], int] = now_us,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._session, self._look, self._now_us = session, look, now_us
        self._keeping = keeping or Keeping(session, parent=self)
        self._live = False
        self._kept: Kept | None = None
        self.replay = replay or Replay(session, self)
        self._timeline = timeline
        self._marks = DayMarks()
        self._reach: tuple[int, int] | None = None
        self._theme = theme.load(look.appearance.theme)
        self.strip = DayStrip(self._theme, look.appearance.language, self)
        self._controls = QWidget(self)
        self.play_button = IconButton("player-play", self._controls)
        self.home_button = IconButton("history", self._controls)
        self.chip = Chip(self._controls)
        self._while_shown = WhileShown(self, self._show_kept)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self._arrange()
        self._connect()
        self._show_street()

    def set_live(self, live: bool) -> None:
        """Say that the clocks run by wall time, or that they do not."""
        if live != self._live:
            self._live = live
            self._show_instant()

    def go_to(self, at_us: int) -> None:
        """Show an instant somebody asked for; a replay that runs stops."""
        self.replay.pause()
        self.replay.go_to(at_us)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint what is shown."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.chrome.panel)
        if self._session.street is None:
            font = self._theme.metrics.font("body")
            text = say("days.closed", self._look.appearance.language)
            box = QRectF(self.rect()).adjusted(16, 0, -16, 0)
            lettering.line(painter, box, text, font, self._theme.chrome.muted, side="centre")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay out for the new size."""
        self.strip.setGeometry(self.rect())
        metrics = self._theme.metrics
        above = round(HEAD_PX * metrics.scale) - 2 - SIDE_PX
        self._controls.move(QPoint(metrics.gap("near"), max(0, above)))
        self._controls.adjustSize()
        super().resizeEvent(event)

    def _arrange(self) -> None:
        row = QHBoxLayout(self._controls)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(self._theme.metrics.gap("tight"))
        row.addWidget(self.play_button)
        row.addWidget(self.home_button)
        row.addWidget(self.chip)
        self.setTabOrder(self.play_button, self.home_button)
        self.setTabOrder(self.home_button, self.strip)
        self.setFocusProxy(self.strip)
        self.setMinimumSize(self.strip.minimumSizeHint())

    def _connect(self) -> None:
        self._session.street_changed.connect(self._forget_kept)
        self._session.frame_changed.connect(self._show_instant)
        self._keeping.changed.connect(self._while_shown.follow)
        self._keeping.foresee(self._foresee)
        self._look.changed.connect(self._restyle)
        self.replay.playing_changed.connect(self._show_playing)
        self.play_button.clicked.connect(self.replay.toggle)
        self.home_button.clicked.connect(self.replay.go_home)
        self.strip.asked.connect(self.go_to)
        self.strip.let_go.connect(self._suit_reach)
        if self._timeline is not None:
            self.strip.stop_asked.connect(self._timeline.go_to)
            self._timeline.changed.connect(self._show_street)
        self.strip.brush.changed.connect(self._brush)
        self.strip.stepped.connect(self._step)
        self.strip.play_asked.connect(self.replay.toggle)
        self.strip.home_asked.connect(self.replay.go_home)

    def _step(self, days: int, hours: int) -> None:
        self.replay.pause()
        if days:
            self.replay.step_days(days)
        if hours:
            self.replay.step_hours(hours)

    def _restyle(self, appearance: Appearance) -> None:
        self._theme = theme.load(appearance.theme)
        self._show_street()
        self.update()

    def _forget_kept(self) -> None:
        """Another street: what was kept were rows of the one before."""
        self._kept = None
        self._show_street()

    def _show_kept(self) -> None:
        """Show the days of the people a filter keeps, where it keeps others now."""
        frame = self._keeping.frame
        kept = frame.kept if frame is not None else None
        if kept is not self._kept:
            self._kept = kept
            self._show_days()

    def _foresee(self, filter_: Filter) -> Wish | None:
        return None if self._while_shown.is_hidden else partial(foresee_days, filter_)

    def _show_street(self) -> None:
        street = self._session.street
        if street is not None:
            self._marks = _marks_of(self._timeline)
            self._reach = self._reach_of(street)
        self._show_days()
        if self.strip.isHidden() != (street is None):
            self.strip.setVisible(street is not None)
            self._controls.setVisible(street is not None)
            self.update()
        self._show_playing()
        self._show_instant()

    def _show_days(self) -> None:
        """The days of whom the filter keeps; arrivals are not filtered by the day of arrival."""
        street, frame = self._session.street, self._keeping.frame
        scene: DayScene | None = None
        rows: tuple[int, ...] = ()
        if street is not None:
            wanted = self._keeping.filter
            people, arriving = (None, None) if frame is None else on_the_days(frame, wanted)
            scene = days_model.day_scene(street, people, arriving, self._marks, self._reach)
            rows = arrived_rows(wanted.of(SOURCES["arrivals"]), scene.days.first, len(scene.days))
        self.strip.show_scene(scene, self._theme, self._language)
        self.strip.brush.show_rows(rows)

    def _reach_of(self, street: Street) -> tuple[int, int]:
        """The days of the strip: of a series those of all that was open, so that nothing jumps."""
        first, last = days_model.reach_of(street, self._marks)
        before = self._reach if self._session.runs_on else None
        if before is None:
            return first, last
        if self.strip.is_held:
            return before
        return min(first, before[0]), max(last, before[1])

    def _suit_reach(self) -> None:
        """The strip was let go: it may span what it had no room for."""
        street = self._session.street
        if street is not None and self._reach_of(street) != self._reach:
            self._show_street()

    def _brush(self, rows: tuple[int, ...], passing: bool) -> None:
        street = self._session.street
        if street is None or not self._keeping.possible:
            return
        pack, first = packs.load(street.scenario), self.strip.scene().days.first
        conditions = arrived_condition(first, rows[0], rows[-1], pack) if rows else ()
        self._keeping.filtering.put(SOURCES["arrivals"], conditions, self, passing=passing)

    def _show_playing(self) -> None:
        name = "pause" if self.replay.playing else "play"
        self.play_button.draw(f"player-{name}")
        self.play_button.call(say(f"days.{name}", self._language))

    def _show_instant(self) -> None:
        frame = self._session.frame
        if frame is None:
            return
        street, language = frame.street, self._language
        home = instant(street.as_of_us, street.zone, language)
        self.home_button.call(say("days.home", language, instant=home))
        self.home_button.setEnabled(frame.as_of_us != street.as_of_us)
        tense = days_model.tense(
            frame.as_of_us, street.as_of_us, self._now_us(), live=self._live
        ).value
        tip = say(f"days.{tense}_tip", language)
        self.chip.say(say(f"days.{tense}", language), self._theme.chrome.muted, self._theme, tip)
        self._controls.adjustSize()
        self.strip.show_instant(frame.as_of_us)

    @property
    def _language(self) -> str:
        return self._look.appearance.language


def _marks_of(timeline: Timeline | None) -> DayMarks:
    return DayMarks() if timeline is None else day_marks(timeline.series, timeline.refused)
