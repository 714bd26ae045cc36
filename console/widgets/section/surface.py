"""The section on the screen: one building kept as a picture, moved and zoomed, with overlays."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from console.paint.section.gutters import paint_floor_labels
from console.paint.section.part import cells, within
from console.paint.section.whole import unit_rect
from console.state.section.renewal import Renewal, refiltered, renewed
from console.state.section.scene import SectionScene, build_section
from console.state.section.sight import (
    content_point,
    grid_point,
    kept_within,
    showing,
    zoomed,
)
from console.state.section.viewpoint import SectionViewpoint
from console.widgets.section.layers import (
    SectionContent,
    SectionMarks,
    paint_gutters,
    paint_overlays,
    paint_part,
    paint_totals_beside,
    totals_region,
)
from console.widgets.section.picture import SectionPicture

_EDGE_PX = 3
_MANY = 64
"""More cells are painted with all between them: to tell them apart would cost more."""


class SectionSurface(QWidget):
    """Paints a building's section; knows its zoom, what is in sight, and what is outlined.

    It is laid out when somebody looks: a window that makes room for it resizes it several times.
    `over` are drawn upon it, each given the scene and the area of the content that is painted.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.content: SectionContent | None = None
        self._scene: SectionScene | None = None
        self._is_stale = False
        self._holds_selected = False
        self.floor_px: int | None = None
        self.corner = QPointF()
        self.hovered_unit = -1
        self.selected_unit = -1
        self.selected_person = -1
        self.cursor_unit = -1
        self.cursor_person = -1
        self.picture = SectionPicture()
        self.over: list[Callable[[QPainter, SectionScene, QRectF], None]] = []
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(QSize(200, 100))

    @property
    def scene(self) -> SectionScene | None:
        """The building as it is laid out at the present size; None while none is shown."""
        content = self.content
        if self._is_stale and content is not None:
            self._is_stale = False
            self._scene = build_section(
                content.street,
                content.frame,
                content.building,
                max(1, self.width()),
                max(1, self.height()),
                self.floor_px,
                recolouring=content.recolouring,
            )
            if content.kept is not None:
                self._scene = refiltered(self._scene, content.kept).scene
            self._scroll_to(self.corner.x(), self.corner.y())
            if self._holds_selected:
                self.show_unit(self.selected_unit)
        return self._scene

    def show_content(self, content: SectionContent | None) -> None:
        """Show a building; another one is fitted, the same keeps its zoom and place."""
        before, self.content = self.content, content
        if content is None:
            self._scene, self._is_stale = None, False
            self._forget()
            return
        if before is None or not before.is_of(content):
            self.floor_px, self.corner, self._holds_selected = None, QPointF(), False
            self.hovered_unit = self.cursor_unit = self.cursor_person = -1
        if before is None or self._scene is None or self._is_stale:
            self._rebuild()
        elif before.looks_like(content):
            if before.frame is not content.frame:
                self._touch(content, _renewal(self._scene, content))
            elif before.kept is not content.kept:
                self._touch(content, refiltered(self._scene, content.kept))
        elif before.builds_like(content):
            self._forget()
        else:
            self._rebuild()

    @property
    def viewpoint(self) -> SectionViewpoint:
        """What is in sight, to be given to `restore`."""
        if self.scene is None or self.content is None:
            return SectionViewpoint()
        middle = self.corner + QPointF(self.width() / 2, self.height() / 2)
        along, up = grid_point(self.scene.layout, middle.x(), middle.y())
        return SectionViewpoint(self.content.building, self.floor_px, along, up)

    def restore(self, viewpoint: SectionViewpoint) -> None:
        """Show again what was in sight of the same building."""
        if self.content is None or viewpoint.building != self.content.building:
            return
        self.floor_px = viewpoint.floor_px
        self._rebuild()
        self._put(viewpoint.along, viewpoint.up, QPointF(self.width() / 2, self.height() / 2))

    def zoom(self, notches: float, at: QPointF | None = None) -> None:
        """Magnify around a point of the widget, by default its middle."""
        if self.scene is None:
            return
        floor_px = zoomed(self.scene.layout, notches)
        if floor_px == self.floor_px:
            return
        around = at or QPointF(self.width() / 2, self.height() / 2)
        there = around + self.corner
        along, up = grid_point(self.scene.layout, there.x(), there.y())
        self.floor_px = floor_px
        self._rebuild()
        self._put(along, up, around)

    def fit(self) -> None:
        """Show the whole building as large as it may be."""
        self.floor_px, self.corner = None, QPointF()
        self._rebuild()

    def pan(self, right: float, down: float) -> None:
        """Move what is in sight by pixels, as far as there is content."""
        self._scroll_to(self.corner.x() + right, self.corner.y() + down)

    def show_unit(self, unit: int) -> None:
        """Scroll as little as needed to have a unit in sight."""
        if self.scene is None or unit < 0:
            return
        box = unit_rect(self.scene, unit)
        edges = (box.left(), box.top(), box.right(), box.bottom())
        gutters = self.scene.layout.gutters
        room = (gutters.left, 24.0, self.width() - gutters.totals, self.height() - 40.0)
        self._scroll_to(*showing(edges, self.corner.x(), self.corner.y(), room))

    def rect_of(self, unit: int) -> QRect:
        """Where a unit and its outlines are in the widget; nowhere for one of another building."""
        if unit < 0 or self.scene is None or unit >= self.scene.plan.units:
            return QRect()
        box = unit_rect(self.scene, unit).translated(-self.corner)
        return box.toAlignedRect().adjusted(-_EDGE_PX, -_EDGE_PX, _EDGE_PX, _EDGE_PX)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay out for the new size; a selected unit that was in sight stays so."""
        super().resizeEvent(event)
        if self.content is None:
            return
        if not self._is_stale:
            view = QRect(QPoint(), event.oldSize())
            self._holds_selected = view.contains(self.rect_of(self.selected_unit))
        self._rebuild()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Copy the picture and paint the outlines over it."""
        painter = QPainter(self)
        if self.scene is None or self.content is None:
            painter.fillRect(event.rect(), self.palette().window())
            return
        self._keep_picture(self.scene)
        self.picture.draw(painter, event.region(), self.corner)
        painter.save()
        painter.translate(-self.corner)
        part = QRectF(event.rect()).translated(self.corner)
        focused = self.hasFocus()
        marks = SectionMarks(
            hovered=self.hovered_unit,
            selected=self.selected_unit,
            person=self.selected_person,
            cursor=self.cursor_unit if focused else -1,
            cursor_person=self.cursor_person if focused else -1,
        )
        paint_overlays(painter, self.scene, self.content, marks, part)
        for draw in self.over:
            draw(painter, self.scene, part)
        if not self.is_wide():
            paint_totals_beside(painter, self.scene, self.content, part, self.corner)
        painter.restore()
        if self.is_wide():
            paint_gutters(painter, self.scene, self.content, self.rect(), event.rect(), self.corner)
        if focused:
            painter.setPen(QPen(self.content.theme.chrome.accent, 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5))

    def is_wide(self) -> bool:
        """Whether the building is wider than the widget, so that its gutters are pinned."""
        return self.scene is not None and self.scene.layout.width > self.width()

    def _keep_picture(self, scene: SectionScene) -> None:
        view, ratio = QRectF(self.corner, QSizeF(self.size())), self.devicePixelRatioF()
        if not self.picture.shows(view, ratio):
            whole = QRectF(0, 0, scene.layout.width, scene.layout.height)
            self.picture.make(view, whole, ratio, self._paint)

    def _paint(self, painter: QPainter, area: QRectF) -> None:
        """Paint the part of the building that lies in an area of the content."""
        if self.scene is not None and self.content is not None:
            painter.fillRect(area, self.content.theme.chrome.panel)
            paint_part(painter, self.scene, self.content, within(self.scene, area))
            if not self.is_wide():
                paint_floor_labels(painter, self.scene, self.content.theme)

    def _touch(self, content: SectionContent, renewal: Renewal) -> None:
        """Paint the units that changed into the picture there is; the totals lie over it."""
        before, scene = self.scene, renewal.scene
        self._scene = scene
        if before is None:
            self._forget()
            return
        region = cells(scene, renewal.units)

        def paint(painter: QPainter) -> None:
            painter.fillRect(region.boundingRect(), content.theme.chrome.panel)
            paint_part(painter, scene, content, renewal.units, alone=True)

        self.picture.touch(region, paint)
        other_heads = scene.floors.of_kept != before.floors.of_kept
        if other_heads or np.count_nonzero(renewal.dimmed) > _MANY:
            self.update()
            return
        region += cells(scene, renewal.dimmed)
        region += totals_region(scene, renewal.bands, QRectF(self.corner, QSizeF(self.size())))
        self.update(region.translated(-self.corner.toPoint()))

    def _rebuild(self) -> None:
        """Have it laid out anew by whoever looks next."""
        self._is_stale = self.content is not None
        self._forget()

    def _forget(self) -> None:
        self.picture.forget()
        self.update()

    def _put(self, along: float, up: float, at: QPointF) -> None:
        """Scroll so that a point of the grid stands at a point of the widget."""
        if self.scene is not None:
            x, y = content_point(self.scene.layout, along, up)
            self._scroll_to(x - at.x(), y - at.y())

    def _scroll_to(self, left: float, top: float) -> None:
        if self.scene is None:
            return
        size = self.width(), self.height()
        corner = QPointF(*kept_within(self.scene.layout, left, top, *size))
        if corner != self.corner:
            self.corner = corner
            self.update()


def _renewal(scene: SectionScene, content: SectionContent) -> Renewal:
    """The same view at the instant of a content."""
    return renewed(scene, content.street, content.frame, content.recolouring, content.kept)
