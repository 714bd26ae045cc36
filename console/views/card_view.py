"""The card's panel: the unit chosen and everybody in it, or the place around it in figures."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from console.domain.words import say
from console.paint import lettering, theme
from console.state import estate_model
from console.state.card.blocks import Card
from console.state.card.log import Log
from console.state.card.model import card
from console.state.card.unit import unit_people
from console.state.kept import Keeping
from console.state.look import Appearance, Look
from console.state.selection import (
    STREET,
    Place,
    Selection,
    place_of_estate,
    place_of_unit,
    still_there,
)
from console.state.session import Session
from console.store.columns import Street
from console.store.frame import Frame
from console.widgets.card_sheet import CardSheet
from console.widgets.scroll_column import ScrollColumn
from console.widgets.while_shown import WhileShown

if TYPE_CHECKING:
    from console.state.coordinator import Coordinator
    from console.store.query_unit import Check, Event

_CHECKS, _EVENTS = "card.checks", "card.events"
_LEAST_WIDTH_PX, _LEAST_HEIGHT_PX = 220, 80


class CardView(QWidget):
    """The card of the place chosen; checks and events come later, from the coordinator."""

    def __init__(
        self,
        *,
        session: Session,
        selection: Selection,
        look: Look,
        keeping: Keeping | None = None,
        coordinator: Coordinator | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._session, self._selection, self._look = session, selection, look
        self._keeping = keeping or Keeping(session, parent=self)
        self._coordinator = coordinator
        self._theme = theme.load(look.appearance.theme)
        self._log = Log()
        self._unit = -1
        self._asked: tuple[Street, int, frozenset[int]] | None = None
        self._said: tuple[Place, Log, Appearance, Frame | None] | None = None
        self.sheet = CardSheet(self._theme, self)
        self._scroll = ScrollColumn(self.sheet, self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._scroll)
        self.setMinimumSize(round(_LEAST_WIDTH_PX * self._theme.metrics.scale), _LEAST_HEIGHT_PX)
        self.setFocusProxy(self.sheet)
        self._connect()
        self._ask()
        self._restyle(look.appearance)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Stand on the panel's ground, and say what would be here when nothing is."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.chrome.panel)
        if self._keeping.frame is None:
            pad = self._theme.metrics.gap("panel")
            box = QRectF(self.rect()).adjusted(pad, pad, -pad, -pad)
            text = say("card.closed", self._look.appearance.language)
            font = self._theme.metrics.font("body")
            lettering.hint(painter, box, text, font, self._theme.chrome.muted)

    def blocks(self, *, masked: bool) -> Card:
        """What the card shows, with names masked or not; nothing while no street is open."""
        frame, language = self._keeping.frame, self._look.appearance.language
        if frame is None:
            return ()
        return card(frame, self._place(), self._log, language, masked=masked)

    def _connect(self) -> None:
        self._session.street_changed.connect(self._forget)
        self._keeping.changed.connect(WhileShown(self, self._ask_and_show).follow)
        self._selection.changed.connect(self._chosen)
        self._look.changed.connect(self._restyle)
        self.sheet.picked.connect(self._picked)
        self.sheet.opened.connect(self._picked)

    def _picked(self, key: tuple[str, int]) -> None:
        street, (level, row) = self._session.street, key
        if street is None:
            return
        if level == "resident":
            self._selection.choose(replace(self._selection.place, resident=row), self)
        elif level == "unit":
            self._selection.choose(place_of_unit(street, row), self)
        elif level == "estate":
            self._selection.choose(place_of_estate(street, row), self)

    def _chosen(self, place: Place, source: object) -> None:
        if place.unit != self._unit:
            self._scroll.verticalScrollBar().setValue(0)
        self._ask_and_show()

    def _restyle(self, appearance: Appearance) -> None:
        self._theme = theme.load(appearance.theme)
        self.sheet.setAccessibleName(say("card.title", appearance.language))
        self._show()
        self.update()

    def _forget(self) -> None:
        """Another street: nothing is known of its units yet."""
        self._unit, self._log = -1, Log()
        self._asked = self._said = None

    def _ask_and_show(self) -> None:
        self._ask()
        self._show()

    def _ask(self) -> None:
        """Ask for the unit's checks and events at any instant; known ones stay until they come."""
        frame, place = self._keeping.frame, self._place()
        if self._coordinator is None or frame is None:
            return
        if place.unit < 0:
            self._unit, self._log, self._asked = -1, Log(), None
            for lane in (_CHECKS, _EVENTS):
                self._coordinator.forget(lane)
            return
        if place.unit != self._unit:
            self._unit, self._log = place.unit, Log("reading")
        self._put(self._coordinator, frame, place.unit)

    def _put(self, coordinator: Coordinator, frame: Frame, unit: int) -> None:
        """Ask what is known of a unit and all its people: a filter keeps none of it back."""
        from console.store.query_unit import checks_of_unit, events_of_unit

        street, people = frame.street, unit_people(frame.whole or frame, unit)
        asked = street, unit, frozenset(people)
        if asked == self._asked:
            return
        self._asked = asked
        said = street, unit, people
        coordinator.ask(_CHECKS, checks_of_unit(*said), self._know_checks, self._fail)
        coordinator.ask(_EVENTS, events_of_unit(*said), self._know_events, self._fail)

    def _know_checks(self, checks: tuple[Check, ...]) -> None:
        self._log = replace(self._log, source="known", checks=checks)
        self._show()

    def _know_events(self, events: tuple[Event, ...]) -> None:
        self._log = replace(self._log, source="known", events=events)
        self._show()

    def _fail(self, _: Exception) -> None:
        self._log, self._asked = Log("failed"), None
        self._show()

    def _place(self) -> Place:
        street = self._session.street
        return STREET if street is None else still_there(street, self._selection.place)

    def _show(self) -> None:
        look, frame, place = self._look.appearance, self._keeping.frame, self._place()
        if frame is not None and (place.unit >= 0 or place.resident >= 0):
            frame = frame.whole or frame
        said = place, self._log, look, frame
        if self._said is not None and self._said[:3] == said[:3] and self._said[3] is frame:
            return
        if frame is not None and not self._is_found(place):
            return
        self._said = said
        self._scroll.setVisible(frame is not None)
        self.sheet.show_card(self.blocks(masked=look.masked), self._theme)

    def _is_found(self, place: Place) -> bool:
        """Whether the estates that the street's card names are there; it is shown once they are."""
        if max(place.estate, place.building, place.unit, place.resident) >= 0:
            return True
        is_found = partial(estate_model.is_found, STREET, "number")
        wish = partial(estate_model.foresee, STREET, "number")
        return self._keeping.has(is_found, wish, self._show_found)

    def _show_found(self, _: object) -> None:
        self._show()
