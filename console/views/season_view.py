"""The large chart: one measure over the season in a window of its own, to zoom, smooth, compare."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from console.domain.spoken import capped, instant
from console.domain.words import say
from console.paint import theme
from console.state.charts.counted import charts_under
from console.state.charts.season import MEASURES, Measure, Season, season
from console.state.filtering import Filter
from console.state.kept import Keeping
from console.state.look import Appearance, Look
from console.state.sifting import Wish
from console.widgets.charts.class_key import ClassKey
from console.widgets.charts.season_plot import SeasonPlot
from console.widgets.plain_label import PlainLabel

_SIZE_PX = (1080, 620)
_SWITCHES = ("stacked", "smooth")


class SeasonView(QWidget):
    """People under the clock, arrivals, releases or last days a day, of whom the filter keeps."""

    def __init__(self, *, keeping: Keeping, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setObjectName("season")
        self._keeping, self._look = keeping, look
        self._theme = theme.load(look.appearance.theme)
        self._measure: Measure = "active"
        self._hidden: frozenset[int] = frozenset()
        self.season: Season | None = None
        self.title = PlainLabel(parent=self)
        self.reading = PlainLabel(tone="muted", parent=self)
        self.plot = SeasonPlot(self._theme, self)
        self.key = ClassKey(self._theme, self)
        self.measures = {measure: self._switch(exclusive=True) for measure in MEASURES}
        self.switches = {name: self._switch() for name in _SWITCHES}
        self._compose()
        self._connect()
        self.switches["stacked"].setChecked(True)
        self._restyle(look.appearance)

    def show_measure(self, measure: Measure) -> None:
        """Show another measure."""
        self._measure = measure
        self.measures[measure].setChecked(True)
        self._show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape closes it."""
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)

    def _switch(self, *, exclusive: bool = False) -> QToolButton:
        button = QToolButton(self)
        button.setCheckable(True)
        button.setAutoExclusive(exclusive)
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        button.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        return button

    def _compose(self) -> None:
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        metrics = self._theme.metrics
        self.title.setFont(metrics.font("title", bold=True))
        self.reading.setFont(metrics.font("body", tabular=True))
        controls = QHBoxLayout()
        controls.setSpacing(metrics.gap("tight"))
        for button in self.measures.values():
            controls.addWidget(button)
        controls.addStretch(1)
        for button in self.switches.values():
            controls.addWidget(button)
        middle = QHBoxLayout()
        middle.setSpacing(metrics.gap("panel"))
        middle.addWidget(self.plot, 1)
        middle.addWidget(self.key, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        pad = metrics.gap("panel")
        column.setContentsMargins(pad, metrics.gap("step"), pad, metrics.gap("step"))
        column.setSpacing(metrics.gap("near"))
        column.addWidget(self.title)
        column.addLayout(controls)
        column.addLayout(middle, 1)
        column.addWidget(self.reading)
        self.resize(*_SIZE_PX)

    def _connect(self) -> None:
        self._keeping.changed.connect(self._show)
        self._keeping.foresee(self._foresee)
        self._look.changed.connect(self._restyle)
        self.plot.read.connect(self._tell)
        self.key.turned.connect(self._turn)
        for measure, button in self.measures.items():
            button.clicked.connect(partial(self.show_measure, measure))
        for button in self.switches.values():
            button.toggled.connect(self._show)

    def _restyle(self, appearance: Appearance) -> None:
        self._theme, language = theme.load(appearance.theme), appearance.language
        for measure, button in self.measures.items():
            button.setText(say(f"charts.measure.{measure}", language))
        for name, button in self.switches.items():
            button.setText(say(f"charts.season.{name}", language))
        self._show()

    def _turn(self, column: int) -> None:
        """Leave a class out of the comparison, or take it in again; one stays."""
        hidden = self._hidden ^ {column}
        if self.season is not None and len(hidden) < len(self.season.classes):
            self._hidden = hidden
        self._show()

    def _foresee(self, filter_: Filter) -> Wish:
        return partial(charts_under, filter_=filter_)

    def _show(self) -> None:
        frame, language = self._keeping.frame, self._look.appearance.language
        self.plot.setVisible(frame is not None)
        if frame is None:
            self.season = None
            self.title.say(say("charts.closed", language))
            return
        filter_ = self._keeping.filter
        self.season = shown = season(charts_under(frame, filter_), self._measure)
        name = say(f"charts.measure.{self._measure}", language)
        street = capped(frame.street.name[language])
        self.title.say(say("charts.season.title", language, name=name, street=street))
        self.setWindowTitle(self.title.text())
        stacked = self.switches["stacked"].isChecked()
        self.switches["stacked"].setEnabled(bool(shown.classes))
        columns = frozenset(range(shown.counts.shape[1])) - self._hidden
        self.plot.show_season(
            shown,
            self._theme,
            columns,
            stacked=stacked,
            smooth=self.switches["smooth"].isChecked(),
        )
        self.key.show_classes(shown.classes, self._hidden, self._theme, language)
        at = instant(frame.as_of_us, frame.street.zone, language)
        self._idle_text = say("charts.season.hint", language, instant=at)
        self._tell(-1)

    def _tell(self, row: int) -> None:
        """Say the day that is read; otherwise how it is read."""
        language, shown = self._look.appearance.language, self.season
        if shown is None or row < 0:
            self.reading.say(self._idle_text if shown is not None else "")
            return
        self.reading.say(shown.told(row, language))
        self.plot.setAccessibleDescription(shown.told(row, language))
