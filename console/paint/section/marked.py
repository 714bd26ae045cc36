"""Signs at the units of a section in which something became of somebody."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from console.paint.section.part import within
from console.paint.signs_of_change import TAG_PX, DrawTag, draw_corner, draw_tag
from console.paint.theme import Theme
from console.state.marking import Marks
from console.state.section.badges import OCCUPANCY_WORD_PX
from console.state.section.measures import BADGE_PX, TEXT_PX, plus_px
from console.state.section.places import NUMBER_PX
from console.state.section.scene import SectionScene
from console.state.section.texts import breadths_px

_INSET_PX = 1.0
_CORNER_SHARE, _MOST_CORNER_PX = 0.6, 9.0


def paint_marked(
    painter: QPainter,
    scene: SectionScene,
    marks: Marks,
    theme: Theme,
    area: QRectF,
    draw: DrawTag = draw_tag,
) -> None:
    """The signs of the units in an area of the content.

    A tag stands where a cell is free; a cell that is full or small has a corner folded over.
    """
    marked = marks.units[scene.plan.first_unit : scene.plan.end_unit]
    for unit in np.flatnonzero(marked & within(scene, area)).tolist():
        tag = tag_place(scene, unit)
        if tag is not None:
            draw(painter, marks.sign, tag.center(), theme)
            continue
        box = QRectF(*scene.layout.boxes[unit].tolist())
        side_px = min(_MOST_CORNER_PX, _CORNER_SHARE * min(box.width(), box.height()))
        draw_corner(painter, box, side_px, theme)


def tag_place(scene: SectionScene, unit: int) -> QRectF | None:
    """Where the tag of a unit, counted from the building's first, covers nothing; None if nowhere.

    Corners come first, the upper ones before the lower.
    """
    cell = QRectF(*scene.layout.boxes[unit].tolist())
    inner = cell.adjusted(_INSET_PX, _INSET_PX, -_INSET_PX - TAG_PX, -_INSET_PX - TAG_PX)
    if inner.width() < 0 or inner.height() < 0:
        return None
    taken = list(_taken(scene, unit, cell))
    for y in (inner.top(), inner.bottom()):
        for x in (inner.right(), inner.center().x(), inner.left()):
            tag = QRectF(x, y, TAG_PX, TAG_PX)
            if not any(tag.intersects(one) for one in taken):
                return tag
    return None


def _taken(scene: SectionScene, unit: int, cell: QRectF) -> Iterator[QRectF]:
    """The boxes of what stands in a cell: people with their words, badges, "+n" and number.

    Where small people have words, badges are written out over the width of the cell.
    """
    places = scene.places
    sizes, badges = places.measures, places.badges
    for person in np.flatnonzero(scene.people.unit == unit).tolist():
        left, top, wide, high = places.boxes[person].tolist()
        if wide > 0 and places.worded[person]:
            yield QRectF(cell.left(), top, cell.width(), high + TEXT_PX)
        elif wide > 0:
            yield QRectF(left, top, wide, high)
    at = badges.at[badges.unit == unit].tolist()
    if badges.more[unit]:
        at.append(badges.more_at[unit].tolist())
    for left, top in at:
        yield QRectF(left, top, BADGE_PX, BADGE_PX)
    left, middle = places.plus[unit].tolist()
    if places.hidden[unit] and left == left:
        wide = float(plus_px(places.hidden[unit : unit + 1])[0])
        yield QRectF(left, middle - TEXT_PX / 2, wide, TEXT_PX)
    if places.numbered[unit]:
        wide = NUMBER_PX + float(breadths_px([scene.rooms[unit]], TEXT_PX)[0])
        wide += OCCUPANCY_WORD_PX if sizes.header else 0.0
        yield QRectF(cell.left(), cell.top(), wide, sizes.header or cell.height())
    if sizes.small_words and scene.badges.count[unit]:
        yield QRectF(cell.left(), cell.top(), cell.width(), sizes.header)
