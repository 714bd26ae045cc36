"""Boxes: the rectangles of a painted list that can be pointed at, walked by keys and heard."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF

_ROW_WEIGHT = 1000.0


class Box(NamedTuple):
    """One thing in a list: where it is, what it stands for, and its words when they are asked for.

    `spoken` is what is heard on it, `tip` what is told on hovering.
    """

    rect: QRectF
    key: object
    spoken: Callable[[], str]
    tip: Callable[[], str]


def box_at(boxes: Sequence[Box], at: QPointF) -> int:
    """The box under a point, -1 when there is none."""
    return next((row for row, box in enumerate(boxes) if box.rect.contains(at)), -1)


def box_of(boxes: Sequence[Box], key: object) -> int:
    """The box that stands for `key`, -1 when there is none."""
    return next((row for row, box in enumerate(boxes) if box.key == key), -1)


def box_beside(boxes: Sequence[Box], current: int, rows: int, steps: int) -> int:
    """The box `rows` lines below (above if negative) or `steps` after the current one.

    Up and down go to the box of another line that lies nearest; past the ends nothing moves.
    """
    if not boxes:
        return -1
    if current < 0:
        return 0
    if steps:
        return min(max(current + steps, 0), len(boxes) - 1)
    here = boxes[current].rect.center()
    reach = boxes[current].rect.height() / 2
    candidates = [
        (abs(dy) * _ROW_WEIGHT + abs(box.rect.center().x() - here.x()), row)
        for row, box in enumerate(boxes)
        if (dy := box.rect.center().y() - here.y()) * rows > reach * 0.5
    ]
    return min(candidates)[1] if candidates else current
