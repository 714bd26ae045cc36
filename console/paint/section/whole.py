"""A section painted: one pure function of scene, theme and language, and the overlays over it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import field

import numpy as np
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from console.domain.arrays import Bools
from console.domain.records import dataclass
from console.paint.arrays import draw_rects
from console.paint.lettering import width
from console.paint.section.cells import grounds, paint_cells, paint_numbers
from console.paint.section.crowd import paint_badges, paint_hidden, paint_people
from console.paint.section.gutters import (
    paint_doors,
    paint_floor_labels,
    paint_totals,
)
from console.paint.section.names import paint_names, paint_written_badges
from console.paint.section.part import in_sight, within
from console.paint.section.structure import paint_ground, paint_structure
from console.paint.theme import Theme, translucent
from console.state.look import Recolouring
from console.state.section.scene import SectionScene
from console.state.section.words import occupancy_words
from console.store.columns import F32

_DIMMED = 0.65
"""How much of the ground lies over what a filter does not match: it keeps 35 %."""
_HOVER_PX, _SELECTED_PX = 1.0, 2.0


@dataclass(frozen=True, eq=False)
class SectionLook:
    """How a section is painted; `names` by resident's row are written as given.

    The caller has masked them, and nobody else is named.
    """

    theme: Theme
    language: str
    recolouring: Recolouring = "clock"
    names: Mapping[int, str] = field(default_factory=dict)


def paint_section(
    painter: QPainter, scene: SectionScene, look: SectionLook, seen: Bools | None = None
) -> None:
    """Paint a scene in its layout's pixels, of its units those `seen` bool[n]; None is all."""
    paint_building(painter, scene, look, within(scene, None) if seen is None else seen)
    paint_floor_labels(painter, scene, look.theme)
    paint_totals(painter, scene, look.theme, look.language)


def paint_building(painter: QPainter, scene: SectionScene, look: SectionLook, units: Bools) -> None:
    """Paint a scene without floor labels and totals, of its units those in `units` bool[n]."""
    paint_structure(painter, scene.layout, look.theme)
    paint_units(painter, scene, look, units)
    paint_doors(painter, scene, look.theme)


def paint_units(painter: QPainter, scene: SectionScene, look: SectionLook, units: Bools) -> None:
    """Paint the cells of `units` bool[n], with the ground line over them."""
    if units.any():
        paint_cells(painter, scene, look.theme, look.recolouring, units)
    paint_ground(painter, scene.layout, look.theme)
    if units.any():
        _paint_inside(painter, scene, look, units)


def _paint_inside(painter: QPainter, scene: SectionScene, look: SectionLook, units: Bools) -> None:
    """What stands in the cells of `units` bool[n]."""
    theme, language = look.theme, look.language
    words = occupancy_words(language)
    paint_numbers(painter, scene, theme, words, look.recolouring, units)
    paint_people(painter, scene, theme, units)
    font = theme.metrics.font("small", tabular=True)
    word_px = tuple(width(word, font) for word in words)
    written = paint_written_badges(painter, scene, theme, language, word_px, units)
    paint_badges(painter, scene, theme, units & ~written)
    paint_hidden(painter, scene, theme, units)
    paint_names(painter, scene, theme, language, look.names, units)


def unit_rect(scene: SectionScene, unit: int) -> QRectF:
    """The rectangle of a unit counted from the building's first."""
    return QRectF(*scene.layout.boxes[unit].tolist())


def outlined_rect(scene: SectionScene, unit: int) -> QRectF:
    """The rectangle of a selected unit with its outline, which lies round the unit."""
    wide = _SELECTED_PX
    return unit_rect(scene, unit).adjusted(-wide, -wide, wide, wide)


def paint_hovered(painter: QPainter, scene: SectionScene, unit: int, theme: Theme) -> None:
    """Outline the unit under the pointer, one pixel."""
    _outline(painter, unit_rect(scene, unit), theme.chrome.muted, _HOVER_PX)


def paint_selected(painter: QPainter, scene: SectionScene, unit: int, theme: Theme) -> None:
    """Outline the selected unit, two pixels round it."""
    _outline(painter, unit_rect(scene, unit), theme.chrome.selected, _SELECTED_PX)


def paint_cursor(
    painter: QPainter, scene: SectionScene, unit: int, person: int, theme: Theme
) -> None:
    """Outline the unit on which the keyboard stands, in the accent, and the person, -1 for none."""
    box = unit_rect(scene, unit)
    inset = 2.0 if box.height() > 10 else 0.0
    _outline(painter, box.adjusted(inset, inset, -inset, -inset), theme.chrome.accent, 2.0)
    if person >= 0:
        around = QRectF(*scene.places.boxes[person].tolist())
        if around.width() > 0:
            _outline(painter, around.adjusted(-1, -1, 1, 1), theme.chrome.accent, 2.0)


def paint_chosen_person(painter: QPainter, scene: SectionScene, person: int, theme: Theme) -> None:
    """Outline the chosen person's avatar."""
    box = QRectF(*scene.places.boxes[person].tolist())
    if box.width() > 0:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        _outline(painter, box.adjusted(-2, -2, 2, 2), theme.chrome.selected, 1.5, radius=3)


def paint_dimmed(
    painter: QPainter,
    scene: SectionScene,
    theme: Theme,
    recolouring: Recolouring,
    clip: QRectF | None = None,
) -> None:
    """Dim to 35 % what the filter does not keep, in `clip`; it never hides."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    painter.setPen(Qt.PenStyle.NoPen)
    for ground, boxes in _dimmed(scene, theme, recolouring):
        painter.setBrush(translucent(ground, _DIMMED))
        draw_rects(painter, boxes if clip is None else boxes[in_sight(boxes, clip)])


def _dimmed(
    scene: SectionScene, theme: Theme, recolouring: Recolouring
) -> Iterator[tuple[QColor, F32]]:
    """What is dimmed, boxes [n, 4], and the ground that comes forward there.

    Of units not kept the panel, and of people not kept in other units these units' own.
    """
    units, people = scene.sifted.units, scene.people
    yield theme.chrome.panel, scene.layout.boxes[~units]
    others = ~scene.sifted.people & units[people.unit] & (scene.places.boxes[:, 2] > 0)
    fills, fill_of = grounds(scene, theme, recolouring)
    ground, boxes = fill_of[people.unit[others]], scene.places.boxes[others]
    for code in np.unique(ground).tolist():
        yield fills[code], boxes[ground == code]


def _outline(
    painter: QPainter, box: QRectF, colour: QColor, width: float, radius: float = 0.0
) -> None:
    inset = -width / 2
    pen = QPen(colour, width)
    pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    grown = box.adjusted(inset, inset, -inset, -inset)
    if radius:
        painter.drawRoundedRect(grown, radius, radius)
    else:
        painter.drawRect(grown)
