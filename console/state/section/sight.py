"""What of a section is in sight: zoom at a point, and scrolling."""

from __future__ import annotations

import numpy as np

from console.state.section.layout import MOST_FLOOR_PX, SectionLayout

_STEP = 1.22
"""How much one notch of the wheel magnifies."""


def zoomed(layout: SectionLayout, notches: float) -> int | None:
    """The floor height after turning the wheel by some notches; None when that fits the view."""
    least = layout.floor_px + (1 if notches > 0 else -1)
    floor = round(float(layout.floor_px * _STEP**notches))
    floor = max(floor, least) if notches > 0 else min(floor, least)
    if floor <= layout.fitted_px:
        return None
    return min(floor, MOST_FLOOR_PX)


def grid_point(layout: SectionLayout, x: float, y: float) -> tuple[float, float]:
    """Slots along and floors up, with fractions, of a point of the content."""
    along = np.interp(x, layout.slot_x, np.arange(len(layout.slot_x)))
    up = np.interp(-y, -layout.floor_y, np.arange(len(layout.floor_y)))
    return float(along), float(up)


def content_point(layout: SectionLayout, along: float, up: float) -> tuple[float, float]:
    """The point of the content at slots along and floors up."""
    x = np.interp(along, np.arange(len(layout.slot_x)), layout.slot_x)
    y = np.interp(up, np.arange(len(layout.floor_y)), layout.floor_y)
    return float(x), float(y)


def kept_within(
    layout: SectionLayout, left: float, top: float, width_px: float, height_px: float
) -> tuple[float, float]:
    """The scrolled position nearest to (left, top) that shows no more than the content."""
    return (
        float(round(min(max(0.0, left), max(0.0, layout.width - width_px)))),
        float(round(min(max(0.0, top), max(0.0, layout.height - height_px)))),
    )


def showing(
    box: tuple[float, float, float, float],
    left: float,
    top: float,
    room: tuple[float, float, float, float],
) -> tuple[float, float]:
    """The scrolled position nearest to (left, top) that shows a box of the content.

    box: left, top, right, bottom; room: those of the part of the view that nothing lies over.
    """
    x = min(max(left, box[2] - room[2]), box[0] - room[0])
    y = min(max(top, box[3] - room[3]), box[1] - room[1])
    return x, y
