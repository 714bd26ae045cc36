"""The top bar: street and scenario, menus, locator, the instant on show, and the signs."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenuBar, QSizePolicy, QWidget

from console.domain import packs, words
from console.paint import theme
from console.state.freshness import Tense, freshness
from console.state.live import Live, now_us
from console.state.look import Look
from console.state.session import Session
from console.views.centre_view import HANDLE_PX
from console.widgets.action_table import ActionTable
from console.widgets.icon_button import IconButton
from console.widgets.plain_label import PlainLabel
from console.widgets.still import Still

_MINUTE_MS = 60_000
_PAD_PX = 6
_LEAST_CHIP_PX = 58
_LEAST_INSTANT_PX = 150
_ROOM_FOR_SCENARIO_PX = 1_160
_TONES = {Tense.SNAPSHOT: "muted", Tense.LIVE: "accent", Tense.REPLAY: "replay"}


class TopBarView(QWidget):
    """Labels that follow session and look, the menus of `actions`, and a place for the locator."""

    def __init__(
        self,
        *,
        session: Session,
        look: Look,
        actions: ActionTable,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("top_bar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._session, self._look = session, look
        self._live: Live | None = None
        self.menus = QMenuBar(self)
        actions.fill(self.menus)
        self._build(actions)
        self._minute = QTimer(self)
        self._minute.setInterval(_MINUTE_MS)
        self._connect()
        self.show_all()

    def put_locator(self, locator: QWidget) -> None:
        """Take the locator into the place that is kept for it."""
        self._row.replaceWidget(self._place, locator)
        self._place.deleteLater()

    def follow(self, live: Live) -> None:
        """Say whether the instant follows the wall clock."""
        self._live = live
        live.changed.connect(self.show_time)
        self.show_time()

    def offer_newer(self, found: bool) -> None:
        """Show or hide the sign that a newer snapshot lies in the folder."""
        self._newer.setVisible(found)

    def show_all(self) -> None:
        """Say everything anew."""
        street, language = self._session.street, self._look.appearance.language
        self.street.say(street.name[language] if street else words.say("window.program", language))
        pack = packs.load(street.scenario) if street else None
        self.scenario.say(pack.label[language] if pack else "")
        self.masked.say(words.say("window.masked", language))
        self.masked.explain(words.say("window.masked_tip", language))
        self.masked.setVisible(street is not None and self._look.appearance.masked)
        self.synthetic.say(words.say("window.synthetic", language))
        self.synthetic.explain(words.say("window.synthetic_tip", language))
        self.synthetic.setVisible(street is not None and street.synthetic)
        self.show_time()

    def show_time(self) -> None:
        """Say the instant on show and how old the snapshot is."""
        frame = self._session.frame
        self.as_of.setVisible(frame is not None)
        self.tense.setVisible(frame is not None)
        if frame is None:
            return
        street, language = frame.street, self._look.appearance.language
        said = freshness(
            frame.as_of_us,
            street.as_of_us,
            now_us(),
            street.zone,
            language,
            live=self._live is not None and self._live.running,
        )
        self.as_of.say(said.as_of)
        self.tense.say(said.age)
        self.tense.turn(_TONES[said.tense])

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The scenario gives way first."""
        super().resizeEvent(event)
        self.scenario.setVisible(self.width() >= _ROOM_FOR_SCENARIO_PX)

    def _build(self, actions: ActionTable) -> None:
        metrics = theme.load(self._look.appearance.theme).metrics
        self.street, self.scenario = PlainLabel(parent=self), PlainLabel(tone="muted", parent=self)
        self.as_of, self.tense = PlainLabel(parent=self), PlainLabel(parent=self, chip=True)
        self.masked = PlainLabel(tone="muted", parent=self, chip=True)
        self.synthetic = PlainLabel(tone="muted", parent=self, chip=True)
        self._newer = IconButton("bell", self)
        self._newer.follow(actions["snapshot.newer"])
        self._newer.hide()
        self.street.setFont(metrics.font("title", bold=True))
        self.as_of.least_px = _LEAST_INSTANT_PX
        self.as_of.setFont(metrics.font("body", bold=True, tabular=True))
        for chip in (self.tense, self.masked, self.synthetic):
            chip.setFont(metrics.font("small", tabular=True))
            chip.least_px = _LEAST_CHIP_PX
            chip.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.menus.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._place = QWidget(self)
        row = self._row = QHBoxLayout(self)
        row.setContentsMargins(
            metrics.gap("panel"), _PAD_PX, metrics.gap("panel"), _PAD_PX + HANDLE_PX
        )
        row.setSpacing(metrics.gap("near"))
        row.addWidget(self.street)
        row.addWidget(self.scenario)
        row.addSpacing(metrics.gap("near"))
        row.addWidget(self.menus)
        row.addStretch(1)
        row.addWidget(self._place, 6)
        row.addStretch(1)
        row.addWidget(Still(self.as_of, self))
        row.addWidget(self.tense)
        row.addWidget(self._newer)
        row.addSpacing(metrics.gap("near"))
        row.addWidget(self.masked)
        row.addWidget(self.synthetic)

    def _connect(self) -> None:
        self._session.street_changed.connect(self.show_all)
        self._session.frame_changed.connect(self.show_time)
        self._look.changed.connect(self.show_all)
        self._minute.timeout.connect(self.show_time)
        self._minute.start()
