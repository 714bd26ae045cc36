"""The pointer on the map: what lies under it, and what a click, a double click or a key means."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QObject, QPointF, QRect, Qt

from console.paint.map.picture import MapPicture
from console.state.map.occupancy import BoxPx
from console.state.map.spot import NO_SPOT, Spot, box_of, is_well_seen

if TYPE_CHECKING:
    from console.widgets.map.canvas import MapCanvas

_OUTLINE_PX = 4


class MapPointer(QObject):
    """Holds the spots that are hovered and marked; looks into the picture, asks nobody."""

    def __init__(self, canvas: MapCanvas) -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self.hovered = NO_SPOT
        self.marked = NO_SPOT
        self._saw_marked = False

    def sees_marked(self) -> bool:
        """Whether what is marked is well seen, and clear of what lies over the map."""
        return self._sees(self._canvas.reserved())

    def _sees(self, covered: tuple[BoxPx, ...] = ()) -> bool:
        content, view = self._canvas.content, self._canvas.motion.destination
        return content is None or is_well_seen(content.ground, self.marked, view, covered)

    def note_sight(self) -> None:
        """Another size is coming: `keep_sight` will know what was seen before."""
        self._saw_marked = self._sees()

    def keep_sight(self) -> None:
        """Go to a marked building that another size, or what lies over the map, has hidden."""
        if self._saw_marked and self.marked.building >= 0 and not self.sees_marked():
            self._canvas.go_to(self.marked, eased=False)

    def forget(self) -> None:
        """Nothing is hovered or marked: another street is shown."""
        self.hovered = self.marked = NO_SPOT

    def spot_at(self, at: QPointF) -> Spot:
        """The estate and building under a pixel; a building only where it is outlined."""
        picture = self._canvas.drawing.picture
        if picture is None:
            return NO_SPOT
        x_m, y_m = self._canvas.motion.viewport.to_metres(at.x(), at.y())
        estate, building = picture.ids.place(picture.number_at(*picture.viewport.to_px(x_m, y_m)))
        if building < 0:
            return Spot(estate)
        estate = int(picture.scene.ground.street.buildings.estate[building])
        return Spot(estate, building if _tells_buildings(picture, estate) else -1)

    def point_at(self, at: QPointF | None) -> None:
        """The pointer moved to a pixel, or left."""
        canvas = self._canvas
        spot = NO_SPOT if at is None else self.spot_at(at)
        if spot != self.hovered:
            self._hover(spot)
        view = canvas.motion.viewport
        canvas.pointed.emit(None if at is None else view.to_metres(at.x(), at.y()))

    def _hover(self, spot: Spot) -> None:
        canvas = self._canvas
        before, self.hovered = self.hovered, spot
        over = Qt.CursorShape.ArrowCursor if spot == NO_SPOT else Qt.CursorShape.PointingHandCursor
        if canvas.cursor().shape() not in (Qt.CursorShape.ClosedHandCursor, over):
            canvas.setCursor(over)
        for one in (before, spot):
            canvas.update(self._rect_of(one))
        if spot.estate != before.estate:
            canvas.estate_hovered.emit(spot.estate)
        if spot.building != before.building:
            canvas.building_hovered.emit(spot.building)

    def _rect_of(self, spot: Spot) -> QRect:
        """The pixels an outline of the spot may touch."""
        content = self._canvas.content
        box = box_of(content.ground, spot) if content else None
        if box is None:
            return QRect()
        left, top, right, bottom = self._canvas.motion.viewport.box_px(box)
        wide = self._canvas.rect().adjusted(-9, -9, 9, 9)
        whole = QRect(int(left), int(top), int(right - left) + 1, int(bottom - top) + 1)
        return whole.adjusted(-_OUTLINE_PX, -_OUTLINE_PX, _OUTLINE_PX, _OUTLINE_PX) & wide

    def pick_at(self, at: QPointF) -> None:
        """A click: pick the building, else the estate, else nothing."""
        self.pick(self.spot_at(at))

    def pick(self, spot: Spot) -> None:
        """Say what is picked."""
        if spot.building >= 0:
            self._canvas.building_picked.emit(spot.building)
        else:
            self._canvas.estate_picked.emit(spot.estate)

    def open_at(self, at: QPointF) -> None:
        """A double click: open what lies there."""
        self._canvas.open_spot(self.spot_at(at))

    def open_marked(self) -> bool:
        """Enter: open what is selected."""
        self._canvas.open_spot(self.marked)
        return self.marked != NO_SPOT

    def pick_beside(self, by: int) -> bool:
        """Tab: pick the next (1) or previous (-1) estate by its count; False past the ends."""
        content = self._canvas.content
        if content is None or not len(content.ground.estates):
            return False
        order = np.argsort(-content.shading.estate_values, kind="stable").tolist()
        at = order.index(self.marked.estate) if self.marked.estate >= 0 else -1 if by > 0 else 0
        if not 0 <= at + by < len(order):
            return False
        spot = Spot(order[at + by])
        self._canvas.mark(spot, in_sight=True)
        self.pick(spot)
        return True


def _tells_buildings(picture: MapPicture, estate: int) -> bool:
    return picture.scene.stress == "buildings" or estate < 0
