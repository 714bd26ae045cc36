"""The peer of a section: the same building as graphics items, one for everything that is drawn."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtGui import QBrush, QColor, QFont, QPen
from PySide6.QtWidgets import QGraphicsScene

from console.domain.clock import State
from console.paint.marks import QUIET, Mark, mark_pixmap
from console.paint.section.cells import occupancy_fill
from console.paint.theme import Theme
from console.state.section.layout import Tier
from console.state.section.measures import BADGE_PX
from console.state.section.scene import SectionScene
from console.store.columns import OCCUPANCIES

_FIGURE_PX = 40


def graphics_of(scene: SectionScene, look: Theme) -> QGraphicsScene:
    """Units, stairs, people, badges, room numbers, floor labels and totals, each an item."""
    items = QGraphicsScene()
    font = QFont(look.metrics.font("small"))
    _add_cores(items, scene, look)
    _add_units(items, scene, look)
    _add_people(items, scene, look)
    for x, y in scene.places.badges.at.tolist():
        items.addEllipse(x, y, BADGE_PX, BADGE_PX, QPen(look.badges.care), QBrush())
    for text, x, y in _texts(scene):
        items.addSimpleText(text, font).setPos(x, y)
    return items


def _add_units(items: QGraphicsScene, scene: SectionScene, look: Theme) -> None:
    pen = QPen(Qt.PenStyle.NoPen)
    brushes = [QBrush(occupancy_fill(look, name, "clock")) for name in OCCUPANCIES]
    for code, (x, y, wide, high) in zip(
        scene.occupancy.tolist(), scene.layout.boxes.tolist(), strict=True
    ):
        items.addRect(x, y, wide, high, pen, brushes[min(code, len(brushes) - 1)])


def _add_cores(items: QGraphicsScene, scene: SectionScene, look: Theme) -> None:
    """A rectangle and two flights a core and floor."""
    pen, ground = QPen(look.section.core_line), QBrush(look.section.core)
    levels = scene.layout.floor_y.tolist()
    for left, _, wide, _ in scene.layout.core_boxes().tolist():
        for low, high in itertools.pairwise(levels):
            items.addRect(left, high, wide, low - high, QPen(Qt.PenStyle.NoPen), ground)
            middle = (low + high) / 2
            items.addLine(left, low, left + wide, middle, pen)
            items.addLine(left + wide, middle, left, high, pen)


def _add_people(items: QGraphicsScene, scene: SectionScene, look: Theme) -> None:
    """A pixmap a person, kept like ours; a rectangle where cells are small."""
    roles = [one.role for one in scene.pack.classes]
    people = scene.people
    for person, (x, y, wide, high) in enumerate(scene.places.boxes.tolist()):
        if wide <= 0:
            continue
        role = roles[min(int(people.colour_class[person]), len(roles) - 1)]
        state = State(int(people.state[person]))
        if scene.tier == Tier.MARK:
            colour: QColor = look.chrome.muted if state == State.NONE else look.classes[role]
            items.addRect(x, y, wide, high, QPen(Qt.PenStyle.NoPen), QBrush(colour))
            continue
        day, length = int(people.day[person]), int(people.length[person])
        mark = Mark(state, role, day=day, of=length) if people.large[person] else QUIET
        items.addPixmap(mark_pixmap(mark, round(wide), look)).setPos(x, y)


def _texts(scene: SectionScene) -> Iterator[tuple[str, float, float]]:
    """Room numbers, "+n", floor labels and totals with where they stand."""
    places, floors = scene.places, scene.floors
    boxes = scene.layout.boxes.tolist()
    if scene.rooms:
        for unit in places.numbered.nonzero()[0].tolist():
            yield scene.rooms[unit], boxes[unit][0] + 5, boxes[unit][1]
        for unit in (places.hidden > 0).nonzero()[0].tolist():
            x, y = places.plus[unit].tolist()
            if x == x:
                yield f"+{places.hidden[unit]}", x, y - 6
    left, _, right, _ = scene.layout.body
    for label, middle in floors.labels:
        yield label, left - 30, middle - 6
    for column, figures in enumerate((floors.active, floors.complete, floors.people)):
        for figure, middle in zip(figures.tolist(), floors.middle.tolist(), strict=True):
            if figure:
                yield str(figure), right + 12 + column * _FIGURE_PX, middle - 6
