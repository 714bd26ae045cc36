"""Which rows of a list are shown: all, those chosen, or those in view on map or section."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

import numpy as np

from console.domain.records import dataclass
from console.state.lists.cells import Cells
from console.state.lists.where import (
    buildings_of,
    committees_of,
    estates_of,
    people_of,
    units_of,
)
from console.state.map.ground import ground_of
from console.state.map.viewport import Box
from console.state.selection import STREET, Place
from console.store.columns import F32, I32
from console.store.kept import Mask
from console.store.lists import Entity
from console.store.rows import chosen

Scope = Literal["all", "selected", "view"]
SCOPES: tuple[Scope, ...] = ("all", "selected", "view")


@dataclass(frozen=True, slots=True)
class Sight:
    """What is in view: a box of the map in metres, or the open building where that fills it."""

    box: Box | None = None
    building: int = -1


_LEVELS: dict[Entity, tuple[str, ...]] = {
    **dict.fromkeys(
        ("person", "episode", "check", "event"),
        ("resident", "unit", "building", "estate", "committee"),
    ),
    "unit": ("unit", "building", "estate", "committee"),
    "building": ("building", "estate", "committee"),
    "estate": ("estate", "committee"),
    "committee": ("committee",),
    "facility": ("estate", "committee"),
}
"""The levels of a place that can be told of an entity's rows, the lowest first."""

_ROWS_OF: dict[str, Callable[[I32, Cells], I32]] = {
    "resident": people_of,
    "unit": units_of,
    "building": buildings_of,
    "estate": estates_of,
    "committee": committees_of,
}


def at_place(rows: I32, cells: Cells, place: Place) -> Mask:
    """Which rows are the place chosen or lie in it, bool[n]; none where nothing is chosen."""
    for level in _LEVELS[cells.entity]:
        row = getattr(place, level)
        if row >= 0:
            found: Mask = _ROWS_OF[level](rows, cells) == row
            return found
    return np.zeros(len(rows), np.bool_)


def picked(rows: I32, cells: Cells, place: Place, lines: I32 | None) -> Mask:
    """Which rows are chosen, bool[n]: several by themselves (`lines`), else by the place."""
    if lines is not None and len(lines) > 1:
        return np.isin(rows, lines)
    return at_place(rows, cells, place) if place != STREET else np.zeros(len(rows), np.bool_)


def in_sight(rows: I32, cells: Cells, sight: Sight) -> Mask:
    """Which rows lie in view, bool[n]; what has no place on the map never does."""
    if sight.building >= 0:
        return _in_building(rows, cells, sight.building)
    if sight.box is None:
        return np.ones(len(rows), np.bool_)
    ground = ground_of(cells.street)
    match cells.entity:
        case "facility":
            return _meets(cells.street.facilities.shapes.boxes, sight.box)[rows]
        case "estate":
            return _meets(ground.estates.boxes, sight.box)[rows]
        case "committee":
            estates = _meets(ground.estates.boxes, sight.box)
            found = np.zeros(len(cells.street.committees.id), np.bool_)
            above = cells.street.estates.committee[estates]
            found[above[above >= 0]] = True
            return found[rows]
    return chosen(_meets(ground.buildings.boxes, sight.box), buildings_of(rows, cells))


def _in_building(rows: I32, cells: Cells, building: int) -> Mask:
    """Rows in a building; of estates, committees and facilities those it belongs to."""
    street = cells.street
    estate = int(street.buildings.estate[building])
    if cells.entity in ("estate", "facility"):
        return np.asarray((estates_of(rows, cells) == estate) & (estate >= 0))
    if cells.entity == "committee":
        committee = int(street.estates.committee[estate]) if estate >= 0 else -1
        return np.asarray(rows == committee)
    return np.asarray(buildings_of(rows, cells) == building)


def _meets(boxes: F32, box: Box) -> Mask:
    """Which boxes float32[n, 4] share ground with `box`, bool[n]; nan shares none."""
    west, south, east, north = box
    meets: Mask = (boxes[:, 0] <= east) & (boxes[:, 2] >= west)
    meets &= (boxes[:, 1] <= north) & (boxes[:, 3] >= south)
    return meets
