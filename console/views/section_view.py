"""The section's page: one building's cross-section with its head, wired to what is chosen."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from console.domain import spoken
from console.domain.words import say
from console.paint import theme
from console.state import places
from console.state.kept import Keeping
from console.state.look import Appearance, Look
from console.state.section.block import SOURCE, block_conditions
from console.state.section.scene import SectionScene
from console.state.section.viewpoint import SectionViewpoint
from console.state.section.words import (
    building_words,
    count_words,
    facts_line,
    kept_words,
    most_words,
)
from console.state.selection import (
    Place,
    Selection,
    place_of_building,
    place_of_unit,
    still_there,
)
from console.state.session import Session
from console.store.frame import Frame
from console.widgets.plain_label import PlainLabel
from console.widgets.section.canvas import SectionCanvas
from console.widgets.section.head import SectionHead
from console.widgets.section.layers import SectionContent
from console.widgets.while_shown import WhileShown


class SectionView(QWidget):
    """The section of the building chosen.

    `opened(unit)` says that a unit was opened by double click or Enter; `hovered(unit)` follows
    the pointer, -1 for none. Without a filter nothing is ever dimmed. `dated` says the instant
    too, where nothing else in the window does.
    """

    hovered = Signal(int)
    opened = Signal(int)

    def __init__(
        self,
        *,
        session: Session,
        selection: Selection,
        look: Look,
        keeping: Keeping | None = None,
        dated: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._dated = dated
        self._session, self._selection, self._look = session, selection, look
        self._keeping = keeping or Keeping(session, parent=self)
        self._theme = theme.load(look.appearance.theme)
        self.head = SectionHead(self._theme, self)
        self.canvas = SectionCanvas(self)
        self._while_shown = WhileShown(self, self._show)
        self._said: tuple[object, ...] | None = None
        self.empty = PlainLabel(tone="muted", parent=self.canvas)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(self.canvas, 1)
        self.setAutoFillBackground(True)
        self.setFocusProxy(self.canvas)
        self._connect()
        self._restyle(look.appearance)

    @property
    def viewpoint(self) -> SectionViewpoint:
        """What is in sight, to be given to `restore`."""
        return self.canvas.viewpoint

    def restore(self, viewpoint: object) -> None:
        """Show again what was in sight, when it is of the building shown."""
        if isinstance(viewpoint, SectionViewpoint):
            self.canvas.restore(viewpoint)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the sentence of the empty state in the middle."""
        super().resizeEvent(event)
        self.empty.setGeometry(self.canvas.rect())

    def _connect(self) -> None:
        self._keeping.changed.connect(self._follow_kept)
        self._selection.changed.connect(self._follow)
        self._look.changed.connect(self._restyle)
        self.head.recoloured.connect(self._recolour)
        self.head.fitted.connect(self.canvas.fit)
        self.canvas.hovered.connect(self.hovered)
        self.canvas.picked.connect(self._pick)
        self.canvas.opened.connect(self._open)
        self.canvas.climbed.connect(self._climb)
        self.canvas.block.changed.connect(self._filter_block)

    def _restyle(self, appearance: Appearance) -> None:
        self._theme = theme.load(appearance.theme)
        self.head.show_controls(appearance.recolouring, self._theme, appearance.language)
        self._show()

    def _place(self) -> Place:
        """What is chosen, as far as the open street has it."""
        street = self._session.street
        return still_there(street, self._selection.place) if street is not None else Place()

    def _follow_kept(self) -> None:
        """Another instant or filter waits while this is hidden; of another street nothing stays."""
        content = self.canvas.content
        if content is None or content.street is self._session.street:
            self._while_shown.follow()
        else:
            self._show()

    def _show(self) -> None:
        """Show the chosen building at the session's instant."""
        kept, place = self._keeping.frame, self._place()
        self.canvas.block.is_in_force = bool(self._keeping.filtering.filter.of(SOURCE))
        frame = kept.whole or kept if kept is not None else None
        if frame is None or place.building < 0:
            self.canvas.show_content(None)
            self._say_nothing()
            return
        appearance, seen = self._look.appearance, self._seen_before(frame)
        self.canvas.show_content(
            SectionContent(
                street=frame.street,
                frame=frame,
                building=place.building,
                theme=self._theme,
                language=appearance.language,
                recolouring=appearance.recolouring,
                masked=appearance.masked,
                kept=kept.kept if kept is not None else None,
            )
        )
        if seen is not None:
            self.canvas.restore(replace(seen, building=place.building))
        self.canvas.mark(place.unit, place.resident)
        self._say_building(frame)

    def _seen_before(self, frame: Frame) -> SectionViewpoint | None:
        """What was in sight where another snapshot takes the place of the one shown, zoomed in."""
        content = self.canvas.content
        if content is None or content.street is frame.street or not self._session.runs_on:
            return None
        seen = self.canvas.viewpoint
        return seen if seen.floor_px is not None else None

    def _say_building(self, frame: Frame) -> None:
        scene, language = self.canvas.scene, self._look.appearance.language
        if scene is None:
            return
        facts = scene.facts
        at = spoken.instant(frame.as_of_us, frame.street.zone, language)
        dated = (say("page.as_of", language, instant=at),) if self._dated else ()
        words = kept_words if scene.floors.of_kept else count_words
        counts, rooms = words(scene, language), (*dated, *most_words(facts.people, language))
        parts = (*dated, *counts, *building_words(scene, language), facts.address)
        self.head.say(facts.title, parts, rooms=rooms)
        said = scene.building, facts, language
        if said != self._said:
            self._said = said
            self._name_building(scene, language)

    def _name_building(self, scene: SectionScene, language: str) -> None:
        """Say for screen readers what is shown, and to all where there are no homes."""
        self.head.enable(True)
        self.canvas.setAccessibleName(
            say(
                "section.spoken",
                language,
                name=spoken.capped(scene.facts.title),
                facts=facts_line(scene, language),
            )
        )
        self.empty.setVisible(not scene.facts.units)
        self.empty.say(say("section.no_units", language))

    def _say_nothing(self) -> None:
        language, self._said = self._look.appearance.language, None
        self.head.say(say("section.title", language), ())
        self.head.enable(False)
        self.canvas.setAccessibleName(say("section.title", language))
        self.empty.setVisible(True)
        key = "section.closed" if self._session.street is None else "section.choose"
        self.empty.say(say(key, language))

    def _follow(self, place: Place, source: object) -> None:
        """Show what somebody chose: another building, or another unit of this one."""
        content = self.canvas.content
        shown = content.building if content is not None else -1
        chosen = self._place()
        if chosen.building != shown:
            self._show()
        self.canvas.mark(chosen.unit, chosen.resident, in_sight=source is not self)

    def _pick(self, unit: int, resident: int) -> None:
        content = self.canvas.content
        if content is None:
            return
        if unit < 0:
            place = place_of_building(content.street, content.building)
        else:
            place = place_of_unit(content.street, unit, resident)
        self._selection.choose(place, self)

    def _open(self, unit: int, resident: int) -> None:
        self._pick(unit, resident)
        self.opened.emit(unit)

    def _filter_block(self, rows: tuple[int, ...], passing: bool) -> None:
        """Filter by a block of cells, while it is dragged and when it stays."""
        street = self._session.street
        if street is not None and self._keeping.possible:
            conditions = block_conditions(street, rows)
            self._keeping.filtering.put(SOURCE, conditions, self, passing=passing)

    def _climb(self) -> None:
        if self._session.street is not None:
            above = places.above(self._session.street, self._selection.place)
            self._selection.choose(above, None)

    def _recolour(self, recolouring: str) -> None:
        self._look.change(recolouring=recolouring)
