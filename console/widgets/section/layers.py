"""What a section's canvas paints: its content, a part of the building, outlines, and gutters."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QPointF, QRect, QRectF
from PySide6.QtGui import QPainter, QRegion

from console.domain.arrays import Bools
from console.domain.records import dataclass
from console.paint.section import whole as section
from console.paint.section.gutters import (
    heads_rect,
    heads_top,
    paint_floor_labels,
    paint_heads,
    paint_totals,
    totals_edge,
    totals_rect,
)
from console.paint.theme import Theme
from console.state.look import Recolouring
from console.state.section.scene import SectionScene
from console.state.section.words import names_for
from console.store.columns import Street
from console.store.frame import Frame
from console.store.kept import Kept


@dataclass(frozen=True, eq=False)
class SectionContent:
    """What is shown: a building of a street at an instant, how it looks, who may see names.

    Units and people that are not `kept` are dimmed; None when nothing is filtered.
    """

    street: Street
    frame: Frame
    building: int
    theme: Theme
    language: str
    recolouring: Recolouring = "clock"
    masked: bool = True
    kept: Kept | None = None

    def is_of(self, other: SectionContent) -> bool:
        """Whether both are of one building."""
        return (self.street, self.building) == (other.street, other.building)

    def looks_like(self, other: SectionContent) -> bool:
        """Whether both look the same but for the instant and what is dimmed."""
        return self.is_of(other) and self._look == other._look

    def builds_like(self, other: SectionContent) -> bool:
        """Whether both are of one scene, whatever they look like."""
        return (
            self.is_of(other)
            and self.frame is other.frame
            and self.kept is other.kept
            and self.recolouring == other.recolouring
        )

    @property
    def _look(self) -> tuple[object, ...]:
        return self.theme.name, self.theme.metrics, self.language, self.recolouring, self.masked


@dataclass(frozen=True, slots=True)
class SectionMarks:
    """Units and people of a scene that are outlined, -1 for none."""

    hovered: int
    selected: int
    person: int
    cursor: int
    cursor_person: int


def paint_part(
    painter: QPainter,
    scene: SectionScene,
    content: SectionContent,
    units: Bools,
    *,
    alone: bool = False,
) -> None:
    """Paint a building with some of its units bool[n], or these `alone` over what is there."""
    written = scene.places.worded & units[scene.people.unit]
    rows = scene.people.resident[written].tolist()
    names = names_for(content.street, rows, masked=content.masked)
    paint = section.paint_units if alone else section.paint_building
    look = section.SectionLook(content.theme, content.language, content.recolouring, names)
    paint(painter, scene, look, units)


def paint_overlays(
    painter: QPainter,
    scene: SectionScene,
    content: SectionContent,
    marks: SectionMarks,
    area: QRectF,
) -> None:
    """Dim and outline what lies in an area of the content."""
    theme = content.theme
    if scene.floors.of_kept:
        section.paint_dimmed(painter, scene, theme, content.recolouring, area)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    if marks.hovered >= 0:
        section.paint_hovered(painter, scene, marks.hovered, theme)
    if marks.selected >= 0 and section.outlined_rect(scene, marks.selected).intersects(area):
        section.paint_selected(painter, scene, marks.selected, theme)
    if marks.person >= 0:
        section.paint_chosen_person(painter, scene, marks.person, theme)
    if marks.cursor >= 0:
        section.paint_cursor(painter, scene, marks.cursor, marks.cursor_person, theme)


def paint_gutters(
    painter: QPainter,
    scene: SectionScene,
    content: SectionContent,
    view: QRect,
    part: QRect,
    corner: QPointF,
) -> None:
    """Keep floor labels and totals at the edges of a view narrower than the building."""
    ground, gutters = content.theme.chrome.panel, scene.layout.gutters
    right, tall = view.width() - gutters.totals, view.height()
    if part.left() >= gutters.left and part.right() < right:
        return
    painter.fillRect(QRectF(0, 0, gutters.left, tall), ground)
    painter.fillRect(QRectF(right, 0, gutters.totals, tall), ground)
    painter.save()
    painter.translate(0, -corner.y())
    paint_floor_labels(painter, scene, content.theme, gutters.left - 6)
    left, head = pinned(scene, view.width(), corner)
    painter.setClipRect(QRectF(right, head, gutters.totals, tall))
    paint_totals(painter, scene, content.theme, content.language, left, head)
    painter.restore()


def paint_totals_beside(
    painter: QPainter, scene: SectionScene, content: SectionContent, area: QRectF, corner: QPointF
) -> None:
    """Write the totals that reach into an area of the content, as they are with every filter.

    Their heads stand at the upper edge when those above the roof are scrolled off. The painter's
    origin is the building's, as it is for what lies over it.
    """
    if area.right() <= totals_edge(scene):
        return
    paint_totals(painter, scene, content.theme, content.language, area=area)
    head = pinned_head(scene, corner)
    if head is not None:
        strip = heads_rect(scene, head=head).adjusted(-8, -2, 0, 2)
        painter.fillRect(strip, content.theme.chrome.panel)
        paint_heads(painter, scene, content.theme, content.language, head=head)


def totals_region(scene: SectionScene, bands: Bools, view: QRectF) -> QRegion:
    """Where the totals of bands bool[b] of floors stand in a view of the content, all if pinned."""
    region = QRegion()
    if scene.layout.width <= view.width():
        for band in np.flatnonzero(bands).tolist():
            region += totals_rect(scene, band).toAlignedRect()
    elif bands.any():
        totals = scene.layout.gutters.totals
        region += view.adjusted(view.width() - totals, 0, 0, 0).toAlignedRect()
    return region


def pinned_head(scene: SectionScene, corner: QPointF) -> float | None:
    """The height of the heads kept at the upper edge; None while they stand above the roof."""
    above = heads_top(scene)
    return corner.y() + 2 if corner.y() + 2 > above else None


def pinned(scene: SectionScene, width_px: int, corner: QPointF) -> tuple[float, float]:
    """Where totals kept at the edge of a view begin, and the height of their heads."""
    head = max(heads_top(scene), corner.y() + 2)
    return width_px - scene.layout.gutters.totals + 8, head
