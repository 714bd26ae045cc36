"""The section as a control: units and people are hovered, picked, opened and walked."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from console.paint.numbers import Number
from console.paint.section.gutters import total_numbers
from console.state.section.scene import NOTHING
from console.state.section.walk import NOWHERE, Way, stand_in, walk
from console.state.section.words import names_for, unit_words
from console.widgets.section.block import SectionBlock
from console.widgets.section.gestures import SectionGestures
from console.widgets.section.layers import SectionContent, pinned, pinned_head
from console.widgets.section.surface import SectionSurface
from console.widgets.tips import show_plain_tip


class SectionCanvas(SectionSurface):
    """A building's section.

    Signals carry the street's rows of a unit and of a person in it, -1 for none; `climbed` asks
    for one level up. The keyboard's place is apart from the selection until Space or Enter.
    """

    hovered = Signal(int, int)
    picked = Signal(int, int)
    opened = Signal(int, int)
    climbed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._under = NOTHING
        self._stand = NOWHERE
        self._described: tuple[object, ...] = ()
        self._told: dict[int, str] = {}
        self._told_of: tuple[object, ...] = ()
        self._numbers: tuple[tuple[object, ...], tuple[Number, ...]] = ((), ())
        self.block = SectionBlock(self)
        self._gestures = SectionGestures(self)
        self.setMouseTracking(True)

    def show_content(self, content: SectionContent | None) -> None:
        """Show a building; what was hovered is asked for anew."""
        super().show_content(content)
        self._describe()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the building, and the band over it while one is dragged."""
        super().paintEvent(event)
        if not self.block.band.isNull():
            self.block.paint(QPainter(self))

    def mark(self, unit: int, resident: int, *, in_sight: bool = False) -> None:
        """Outline the selected unit and person by the street's rows; `in_sight` scrolls there."""
        if self.content is None:
            return
        before = self._outlined()
        self.selected_unit = self._unit_of(unit)
        self.selected_person = self._person_of(self.selected_unit, resident)
        if self.selected_unit >= 0:
            self.cursor_unit, self.cursor_person = self.selected_unit, self.selected_person
            if in_sight:
                self.show_unit(self.selected_unit)
        if self._outlined() != before:
            for outlined in {*before[:2], self.selected_unit, self.cursor_unit}:
                self.update(self.rect_of(outlined))
        self._describe()

    def numbers(self) -> tuple[Number, ...]:
        """The totals as they stand beside the building, or pinned to the edge; kept."""
        if self.scene is None or self.content is None:
            return ()
        stand = self.scene, self.content.theme, self.width(), self.corner.toTuple()
        if self._numbers[0] != stand:
            wide = self.is_wide()
            above = (None, pinned_head(self.scene, self.corner))
            edge = pinned(self.scene, self.width(), self.corner) if wide else above
            shift = QPointF(0, -self.corner.y()) if wide else -self.corner
            found = total_numbers(self.scene, self.content.theme, *edge)
            there = tuple(replace(one, at=one.at.translated(shift)) for one in found)
            self._numbers = stand, there
        return self._numbers[1]

    def current_line(self) -> QRectF | None:
        """The height of the unit that the keyboard stands on, over the whole width."""
        if self.scene is None or self.cursor_unit < 0:
            return None
        unit = QRectF(self.rect_of(self.cursor_unit))
        return QRectF(0, unit.top(), self.width(), unit.height())

    def hit(self, at: QPointF) -> tuple[int, int]:
        """Rows of the unit and the person at a point of the widget."""
        if self.scene is None:
            return NOTHING
        there = at + self.corner
        return self.scene.hit(there.x(), there.y())

    def hover_at(self, at: QPointF | None) -> None:
        """Outline what is under the pointer; repaints two cells at most."""
        under = NOTHING if at is None else self.hit(at)
        if under == self._under or self.scene is None:
            return
        self._under = under
        unit = self.scene.unit_of(under[0])
        if unit != self.hovered_unit:
            before, self.hovered_unit = self.hovered_unit, unit
            self.update(self.rect_of(before))
            self.update(self.rect_of(unit))
        self.hovered.emit(*under)

    def explain_at(self, at: QPointF, where: QPoint) -> None:
        """Tell in a tool tip what is at a point, as long as the pointer stays on the unit."""
        unit = -1 if self.scene is None else self.scene.unit_of(self.hit(at)[0])
        show_plain_tip(self.explained(unit), where, self, self.rect_of(unit))

    def explained(self, unit: int) -> str:
        """What a unit holds, in plain lines; kept for as long as it is told so."""
        scene, content = self.scene, self.content
        of: tuple[object, ...] = ()
        if scene is not None and content is not None:
            of = scene.people, scene.tags, content.language, content.masked
        if of != self._told_of:
            self._told, self._told_of = {}, of
        if unit < 0 or scene is None or content is None:
            return ""
        if unit not in self._told:
            rows = scene.people.resident[scene.people_in(unit)].tolist()
            names = names_for(content.street, rows, masked=content.masked)
            words = unit_words(content.street, scene, unit, names, content.language)
            self._told[unit] = "\n".join(words)
        return self._told[unit]

    def pick_at(self, at: QPointF) -> None:
        """Say that what is at a point was picked; the ground picks nothing."""
        self.picked.emit(*self.hit(at))

    def open_at(self, at: QPointF) -> None:
        """Say that what is at a point was opened."""
        unit, resident = self.hit(at)
        if unit >= 0:
            self.opened.emit(unit, resident)

    def walk(self, way: Way, times: int = 1) -> bool:
        """Move the keyboard's place; gives whether there is a building to walk."""
        if self.scene is None or not self.scene.plan.units:
            return False
        plan, at = self.scene.plan, self._stand
        if at.unit != self.cursor_unit:
            at = stand_in(plan, self.cursor_unit)
        for _ in range(times):
            at = walk(plan, at, way)
        self._stand = at
        self._stand_on(at.unit, -1)
        return True

    def walk_people(self, by: int) -> bool:
        """Move to the next person of the room; gives False after the last one."""
        if self.scene is None or self.cursor_unit < 0:
            return False
        inside = self.scene.people_in(self.cursor_unit).tolist()
        inside = [one for one in inside if self.scene.places.boxes[one, 2] > 0]
        places = [-1, *inside]
        at = places.index(self.cursor_person) if self.cursor_person in places else 0
        if not 0 <= at + by < len(places):
            return False
        self._stand_on(self.cursor_unit, places[at + by])
        return True

    def choose_cursor(self, *, open_it: bool) -> bool:
        """Pick or open what the keyboard stands on."""
        if self.scene is None or self.cursor_unit < 0:
            return False
        person = self.cursor_person
        resident = int(self.scene.people.resident[person]) if person >= 0 else -1
        rows = self.scene.unit_row(self.cursor_unit), resident
        self.picked.emit(*rows)
        if open_it:
            self.opened.emit(*rows)
        return True

    def _outlined(self) -> tuple[int, int, int, int]:
        """The units and the people that are selected and that the keyboard stands on."""
        return self.selected_unit, self.cursor_unit, self.selected_person, self.cursor_person

    def _stand_on(self, unit: int, person: int) -> None:
        before = self.rect_of(self.cursor_unit)
        self.cursor_unit, self.cursor_person = unit, person
        self.show_unit(unit)
        self._describe()
        self.update(before.united(self.rect_of(unit)) if before.isValid() else QRect(self.rect()))

    def _unit_of(self, row: int) -> int:
        """Which of the scene's units is a street's row, -1 for none."""
        return -1 if row < 0 or self.scene is None else self.scene.unit_of(row)

    def _person_of(self, unit: int, resident: int) -> int:
        """Which of the scene's people in a unit is a resident's row, -1 for none."""
        if unit < 0 or resident < 0 or self.scene is None:
            return -1
        inside = self.scene.people_in(unit)
        found = inside[self.scene.people.resident[inside] == resident]
        return int(found[0]) if len(found) else -1

    def _describe(self) -> None:
        """Tell screen readers where the keyboard stands; once for a scene and a place in it."""
        stand = self.scene, self.content, self.cursor_unit
        if stand != self._described:
            self._described = stand
            self.setAccessibleDescription(self.explained(self.cursor_unit))
