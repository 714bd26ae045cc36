"""Names beside the estates': stations and facilities with their signs, roads, water and green."""

from __future__ import annotations

from collections.abc import Iterator
from math import hypot

from console.state.map.desk import Desk, Kind, Label, short
from console.state.map.occupancy import box_around, boxes_along
from console.state.map.scene import centre_of, is_station
from console.store.columns import I32

_SIGN_PX, _LANDMARK_PX, _FACILITY_PX = 18.0, 16.0, 16.0
_SPACED_PX = 260.0
"""Least distance between two names of one road."""
_ROAD_CLEAR_PX = 8.0
_MAIN_ONLY_FROM, _NO_LANES_FROM = 4.0, 1.8
"""Metres a pixel from which only main roads, and no lanes, carry their names."""


def stations(desk: Desk) -> Iterator[Label | None]:
    """Stations and other landmarks inside the street."""
    for row in desk.scene.landmarks.tolist():
        yield _station(desk, row)


def facilities(desk: Desk) -> Iterator[Label | None]:
    """The signs of facilities, where they do not cover another label."""
    for row in desk.scene.facilities.tolist():
        yield _facility(desk, row)


def areas(desk: Desk, kind: Kind, rows: I32) -> Iterator[Label | None]:
    """The names of water or green."""
    named: set[str] = set()
    texts = desk.scene.ground.texts
    for row in texts.named(rows):
        name = short(texts.name(row))
        if name and name not in named:
            found = _area(desk, kind, row, name)
            named |= {name} if found else set()
            yield found


def _station(desk: Desk, row: int) -> Label | None:
    """A sign and its name to the right, left, below or above; the sign alone when none is free."""
    basemap = desk.scene.ground.street.basemap
    texts = desk.scene.ground.texts
    name = short(texts.name(row)) if desk.scene.sight.shows("labels") else ""
    x, y = desk.viewport.to_px(*centre_of(basemap.shapes, row))
    station = is_station(texts.kind(row))
    kind, side = (Kind.STATION, _SIGN_PX) if station else (Kind.LANDMARK, _LANDMARK_PX)
    icon = box_around(x, y, side, side)
    if not desk.occupancy.is_free(icon):
        return None
    width, height = desk.measure(name, "small")
    along, down = (side + width) / 2 + 3, (side + height) / 2 + 1
    for dx, dy in ((along, 0.0), (-along, 0.0), (0.0, down), (0.0, -down)) if name else ():
        if desk.occupancy.is_free(box_around(x + dx, y + dy, width, height)):
            label = Label(kind, row, name, "small", x + dx, y + dy, width, height, icon=icon)
            return desk.settle(label)
    return desk.settle(Label(kind, row, "", "small", x, y, 0, 0, icon=icon))


def _facility(desk: Desk, row: int) -> Label | None:
    shapes = desk.scene.ground.street.facilities.shapes
    x, y = desk.viewport.to_px(*centre_of(shapes, row))
    icon = box_around(x, y, _FACILITY_PX, _FACILITY_PX)
    if not desk.occupancy.is_free(icon):
        return None
    return desk.settle(Label(Kind.FACILITY, row, "", "small", x, y, 0, 0, icon=icon))


def roads(desk: Desk) -> Iterator[Label | None]:
    """Names along the straightest stretches, the widest roads first, one name not too often."""
    named: dict[str, list[tuple[float, float]]] = {}
    scale = desk.viewport.metres_per_px
    least = 1 if scale > _MAIN_ONLY_FROM else 2 if scale > _NO_LANES_FROM else 9
    for style, rows in reversed(desk.scene.roads):
        if style.rank > least:
            continue
        for row in rows.tolist():
            name = short(desk.scene.ground.texts.name(row))
            if name:
                yield _road(desk, row, name, named.setdefault(name, []))


def _road(desk: Desk, row: int, name: str, known: list[tuple[float, float]]) -> Label | None:
    width, height = desk.measure(name, "small")
    shapes, view = desk.scene.ground.street.basemap.shapes, desk.viewport
    left, top, right, bottom = shapes.boxes[row].tolist()
    if hypot(right - left, bottom - top) < width * view.metres_per_px:
        return None
    for line in desk.stretches.of(shapes, row, width + _ROAD_CLEAR_PX, view.metres_per_px):
        for x_m, y_m, angle in line:
            x, y = view.to_px(x_m, y_m)
            near = any(hypot(x - a, y - b) < _SPACED_PX for a, b in known)
            if near or not desk.occupancy.free(boxes_along(x, y, width, height, angle)):
                continue
            if desk.inside(x, y):
                known.append((x, y))
                return desk.settle(Label(Kind.ROAD, row, name, "small", x, y, width, height, angle))
    return None


def _area(desk: Desk, kind: Kind, row: int, name: str) -> Label | None:
    """The name of water or green inside its outline."""
    shapes = desk.scene.ground.street.basemap.shapes
    width, height = desk.measure(name, "small")
    place = desk.best(desk.room("basemap", shapes, row), width, height)
    if place is None or not desk.inside(*place):
        return None
    return desk.settle(Label(kind, row, name, "small", *place, width, height))
