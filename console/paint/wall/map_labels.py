"""What is written on the wall's map: the count on each estate, then names where they hide none."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QPointF, QRectF

from console.domain import banding
from console.domain.records import dataclass
from console.domain.spoken import capped
from console.paint.labels import Lettering
from console.paint.wall.look import WallLook
from console.state.map.room import rooms_of
from console.state.map.viewport import Viewport
from console.state.wall import shades
from console.state.wall.scenes import StreetScene
from console.store.columns import F32, F64
from console.store.kept import Mask

_NAMED_FROM, _COUNTED_FROM = 3, 2
_MOST_NAMED = 14
_NAME_SIZE, _COUNT_SIZE = "body", "title-bold"
_ASIDE = (0.0, -0.2, 0.2)
"""Where a count may stand, in widths of its estate from the middle."""
_MOST_HIDDEN = 0.3
"""So much of a name may lie on the colours of other estates."""


@dataclass(frozen=True, slots=True)
class Label:
    """A text at a point, its box kept free of others."""

    text: str
    size: str
    at: QPointF
    box: QRectF
    row: int
    is_name: bool


@dataclass(slots=True)
class _Desk:
    """Where labels are put: the map's frame, the estates' boxes in pixels, what is taken."""

    lettering: Lettering
    whole: QRectF
    estates: F64
    coloured: Mask
    taken: list[QRectF]

    def free(self, box: QRectF) -> bool:
        """Whether a box lies on the map and on no other label."""
        return self.whole.contains(box) and not any(box.intersects(one) for one in self.taken)

    def own(self, row: int) -> QRectF:
        """The box of an estate."""
        left, top, right, bottom = self.estates[row].tolist()
        return QRectF(left, top, right - left, bottom - top)

    def hidden(self, box: QRectF, row: int) -> float:
        """The share of a box that lies on coloured estates other than its own."""
        left, top, right, bottom = self.estates.T
        wide = np.minimum(right, box.right()) - np.maximum(left, box.left())
        high = np.minimum(bottom, box.bottom()) - np.maximum(top, box.top())
        covered = np.where(self.coloured & (wide > 0) & (high > 0), wide * high, 0.0)
        covered[row] = 0.0
        return float(covered.sum()) / (box.width() * box.height())


def labels(shown: StreetScene, view: Viewport, ratio: float, look: WallLook) -> list[Label]:
    """The labels that have room, in pixels of the rectangle the map is painted into.

    A count comes before any name, so that no estate is without one for another's name.
    """
    classes = shown.shading.estate_classes.of(shades.values(shown.codes))
    below = 1 if len(shown.shading.estate_classes) < len(shades.ESTATES) else 0
    ranked = np.argsort(-banding.order(shown.codes), kind="stable").tolist()
    drawn = [row for row in ranked if not np.isnan(shown.ground.estates.boxes[row]).any()]
    desk = _Desk(
        Lettering(look.theme, 1.0),
        QRectF(0, 0, view.width_px * ratio, view.height_px * ratio),
        _in_px(shown.ground.estates.boxes, view, ratio),
        classes >= 1 - below,
        [],
    )
    counted = [row for row in drawn if classes[row] >= _COUNTED_FROM - below]
    counts = [_count(shown, row, _middle(shown, row, view, ratio), desk) for row in counted]
    placed = [one for one in counts if one is not None]
    named = 0
    for count in list(placed):
        if classes[count.row] >= _NAMED_FROM - below and named < _MOST_NAMED:
            name = _name(shown, count, desk)
            placed += [] if name is None else [name]
            named += name is not None
    return placed


def _count(shown: StreetScene, row: int, at: QPointF, desk: _Desk) -> Label | None:
    """An estate's figure in its middle, else a little aside."""
    text, wide = banding.text(int(shown.codes[row])), desk.own(row).width()
    for share in _ASIDE:
        place = QPointF(at.x() + share * wide, at.y())
        found = _put(text, _COUNT_SIZE, place, row, desk, is_name=False)
        if found is not None:
            return found
    return None


def _name(shown: StreetScene, count: Label, desk: _Desk) -> Label | None:
    """An estate's name above its figure, else beside its edges; None where it would hide others."""
    row, text = count.row, capped(shown.ground.street.estates.name.text(count.row), 14)
    wide, high = desk.lettering.measure(text, _NAME_SIZE)
    own, (x, y) = desk.own(row), (count.at.x(), count.at.y())
    places = [
        QPointF(x, count.box.top() - high / 2),
        QPointF(x, own.top() - high / 2),
        QPointF(x, own.bottom() + high / 2),
        QPointF(own.right() + wide / 2 + 4, y),
        QPointF(own.left() - wide / 2 - 4, y),
    ]
    boxes = [QRectF(at.x() - wide / 2, at.y() - high / 2, wide, high) for at in places]
    free = [desk.hidden(box, row) for box in boxes]
    if not own.contains(boxes[0]):
        free[0] = 1.0
    for index in sorted(range(len(places)), key=free.__getitem__):
        if free[index] > _MOST_HIDDEN:
            return None
        found = _put(text, _NAME_SIZE, places[index], row, desk, is_name=True)
        if found is not None:
            return found
    return None


def _put(
    text: str, size: str, at: QPointF, row: int, desk: _Desk, *, is_name: bool
) -> Label | None:
    """A text with its box taken; None where that is not free."""
    wide, high = desk.lettering.measure(text, size)
    box = QRectF(at.x() - wide / 2, at.y() - high / 2, wide, high)
    if not desk.free(box):
        return None
    desk.taken.append(box.adjusted(-4, 0, 4, 0))
    return Label(text, size, at, box, row, is_name)


def _in_px(boxes: F32, view: Viewport, ratio: float) -> F64:
    """Left, top, right and bottom of estates on the map, float64[n, 4]; NaN without geometry."""
    upper, lower = view.pixels(boxes[:, [0, 3]]), view.pixels(boxes[:, [2, 1]])
    return np.hstack([upper, lower]) * ratio


def _middle(shown: StreetScene, row: int, view: Viewport, ratio: float) -> QPointF:
    x_m, y_m = rooms_of(shown.ground.estates, [row])[0].middle
    x, y = view.to_px(x_m, y_m)
    return QPointF(x * ratio, y * ratio)
