"""Labels of estates and buildings, and the order in which all labels of the map are given room.

Room is given greedily: estates first (those with most people on the season's fullest day before
others), then stations, buildings, facilities, roads, water and green. An estate has room for its
name when the name's box at the smallest text size, two pixels clear all round, fits inside its
outline on the screen; then it carries it. Its count stands below the name or wherever there is
place beside it; an estate too small for its name carries the count alone. Of those too small even
for that the heaviest of the street have theirs all the same, across their outline, where it is in
nobody's way.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import numpy.typing as npt

from console.state.map.desk import GAP_PX, Desk, Kind, Label, short
from console.state.map.names import areas, facilities, roads, stations
from console.state.map.occupancy import box_around
from console.state.map.room import Room, are_too_narrow
from console.store.columns import F64, I32

_COUNT_GAP_PX = 1.0
_PORTION = 64
_BODY_FROM = 5.2
"""Metres a pixel from which estates are named in body size, where that fits."""
_LABEL_FROM = 0.9
_LEAST_COUNTED_PX = 6
_BARE_SHARE = 0.7
"""Of a count's width and height, what must lie inside an estate that carries nothing else."""
_HEAVIEST = 16
"""So many estates have their count at any scale."""
_UPRIGHT_SHARE = 0.75
"""Of the height of a building's box, what a building set at a slant surely covers."""


def placed(desk: Desk) -> Iterator[Label | None]:
    """The labels of the scene, none overlapping another; None where one found no place.

    A generator, so that placing can be spread over turns of the event loop.
    """
    scene = desk.scene
    named = scene.sight.shows("labels")
    roomy = scene.estates[desk.crowded_from[scene.estates] > scene.viewport.metres_per_px]
    if named:
        counted: list[int] = []
        for label in _estates(desk, _heaviest_first(roomy, desk.estate_weight)):
            counted += () if label is None else (label.row,)
            yield label
        yield from _heavy_counts(desk, counted)
    yield from stations(desk)
    if scene.shows_building_names and named:
        for row in _heaviest_first(scene.buildings, desk.building_weight).tolist():
            yield _building(desk, row)
    yield from facilities(desk)
    if not named:
        return
    yield from roads(desk)
    yield from areas(desk, Kind.WATER, scene.water)
    yield from areas(desk, Kind.GREEN, scene.green)


def _heavy_counts(desk: Desk, counted: list[int]) -> Iterator[Label | None]:
    """The counts of the street's heaviest estates, those that have none yet."""
    weight, rows = desk.estate_weight, desk.scene.estates
    if len(weight) <= _HEAVIEST:
        return
    least = max(float(np.partition(weight, -_HEAVIEST)[-_HEAVIEST]), 1.0)
    for row in _heaviest_first(rows[weight[rows] >= least], weight)[:_HEAVIEST].tolist():
        if row not in counted:
            yield _count_across(desk, row)


def _count_across(desk: Desk, row: int) -> Label | None:
    """The count of an estate too small for it, on its middle."""
    x, y = desk.viewport.to_px(*desk.room("estates", desk.scene.ground.estates, row).middle)
    width, height = desk.count_size(float(desk.estate_weight[row]), "small")
    box, view = box_around(x, y, width, height), desk.viewport
    if min(box) < 0 or box[2] > view.width_px or box[3] > view.height_px:
        return None
    return desk.settle(Label(Kind.ESTATE, row, "", "small", x, y, width, height, count=box))


def _heaviest_first(rows: I32, weight: F64) -> I32:
    ordered: I32 = rows[np.argsort(-weight[rows], kind="stable")]
    return ordered


def _estates(desk: Desk, rows: I32) -> Iterator[Label | None]:
    """The labels of estates; a portion of them at a time is asked for whether it has any room."""
    for start in range(0, len(rows), _PORTION):
        portion = rows[start : start + _PORTION]
        crowded = _crowded(desk, portion)
        desk.crowded_from[portion[crowded]] = desk.viewport.metres_per_px
        for row, has_none in zip(portion.tolist(), crowded.tolist(), strict=True):
            yield None if has_none else _estate(desk, row)


def _estate(desk: Desk, row: int) -> Label | None:
    name = short(desk.scene.ground.texts.estate(row))
    weight = float(desk.estate_weight[row])
    room = desk.room("estates", desk.scene.ground.estates, row)
    for size in _sizes(desk.viewport.metres_per_px):
        found = _named_above_count(desk, room, row, name, size, weight)
        if found:
            return found
    return _named(desk, room, row, name, weight) or _bare_count(desk, room, row, weight)


def _crowded(desk: Desk, rows: I32) -> npt.NDArray[np.bool_]:
    """Whether each estate has room for no label, whatever else is in its way.

    Most are too small for any, whatever they are called: their names are not measured.
    """
    shapes, metres_per_px = desk.scene.ground.estates, desk.viewport.metres_per_px
    sizes_m = np.tile(_least_of_any_px(desk), (len(rows), 1)) * metres_per_px
    crowded = are_too_narrow(shapes, rows, sizes_m)
    asked = np.flatnonzero(~crowded)
    least_px = [_least_px(desk, row) for row in rows[asked].tolist()]
    sizes_m[asked] = np.array(least_px).reshape(-1, 2) * metres_per_px
    crowded[asked] = are_too_narrow(shapes, rows[asked], sizes_m[asked])
    asked = np.flatnonzero(~crowded)
    rooms = desk.rooms_of("estates", shapes, rows[asked].tolist())
    for at, room, size in zip(asked.tolist(), rooms, sizes_m[asked].tolist(), strict=True):
        crowded[at] = not room.fits(*size)
    return crowded


def _least_px(desk: Desk, row: int) -> tuple[float, float]:
    """Width and height of the least that an estate carries: its name, or the most of its count."""
    name_w, name_h = desk.measure(short(desk.scene.ground.texts.estate(row)), "small")
    count_w, count_h = desk.count_size(float(desk.estate_weight[row]), "small")
    return (
        min(name_w + 2 * GAP_PX, count_w * _BARE_SHARE),
        min(name_h + 2 * GAP_PX, count_h * _BARE_SHARE),
    )


def _least_of_any_px(desk: Desk) -> tuple[float, float]:
    """Width and height of which no estate carries less."""
    _, name_h = desk.measure("", "small")
    count_w, count_h = desk.count_size(0.0, "small")
    return min(2 * GAP_PX, count_w * _BARE_SHARE), min(name_h + 2 * GAP_PX, count_h * _BARE_SHARE)


def _sizes(metres_per_px: float) -> tuple[str, ...]:
    """The text sizes to try, largest first."""
    if metres_per_px <= _LABEL_FROM:
        return "label", "body", "small"
    return ("body", "small") if metres_per_px <= _BODY_FROM else ("small",)


def _named_above_count(
    desk: Desk, room: Room, row: int, name: str, size: str, weight: float
) -> Label | None:
    width, height = desk.measure(name, size)
    count_w, count_h = desk.count_size(weight, size)
    place = desk.best(room, max(width, count_w), height + count_h)
    if place is None:
        return None
    x, y = place
    top = y - (height + count_h) / 2
    count = box_around(x, top + height + count_h / 2, count_w, count_h)
    return desk.settle(
        Label(Kind.ESTATE, row, name, size, x, top + height / 2, width, height, count=count)
    )


def _named(desk: Desk, room: Room, row: int, name: str, weight: float) -> Label | None:
    """The name alone inside the outline, the count wherever there is place beside it."""
    width, height = desk.measure(name, "small")
    place = desk.best(room, width, height)
    if place is None:
        return None
    x, y = place
    bare = Label(Kind.ESTATE, row, name, "small", x, y, width, height)
    count_w, count_h = desk.count_size(weight, "small")
    down, along = (height + count_h) / 2, (width + count_w) / 2 + GAP_PX + _COUNT_GAP_PX
    for dx, dy in ((0.0, down), (0.0, -down), (along, 0.0), (-along, 0.0)):
        count = box_around(x + dx, y + dy, count_w, count_h)
        if desk.occupancy.is_free(count):
            return desk.settle(replace(bare, count=count))
    return desk.settle(bare)


def _bare_count(desk: Desk, room: Room, row: int, weight: float) -> Label | None:
    width, height = desk.count_size(weight, "small")
    within = desk.sight
    scale = desk.viewport.metres_per_px
    least = _BARE_SHARE * scale
    places = room.places(width * least, height * least, within)
    for x_m, y_m in places[:1].tolist():
        x, y = desk.viewport.to_px(x_m, y_m)
        box = box_around(x, y, width, height)
        return desk.settle(Label(Kind.ESTATE, row, "", "small", x, y, width, height, count=box))
    return None


def _building(desk: Desk, row: int) -> Label | None:
    """Its name within its box on the screen, its count beside or below."""
    buildings = desk.scene.ground.street.buildings
    name = short(buildings.name.text(row) or buildings.id.text(row))
    left, top, right, bottom = desk.viewport.box_px(
        tuple(desk.scene.ground.buildings.boxes[row].tolist())
    )
    width, height = desk.measure(name, "small")
    count_w, count_h = desk.count_size(float(desk.building_weight[row]), "small")
    x, y = (left + right) / 2, (top + bottom) / 2
    if width + count_w + 4 <= right - left:
        start = x - (width + 4 + count_w) / 2
        count = box_around(start + width + 4 + count_w / 2, y, count_w, count_h)
        middle = start + width / 2
    elif height + count_h <= _UPRIGHT_SHARE * (bottom - top) and width <= right - left - 4:
        count = box_around(x, y + height / 2, count_w, count_h)
        middle, y = x, y - count_h / 2
    elif min(right - left, bottom - top) >= _LEAST_COUNTED_PX:
        box = box_around(x, y, count_w, count_h)
        return desk.settle(Label(Kind.BUILDING, row, "", "small", x, y, 0, 0, count=box))
    else:
        return None
    return desk.settle(
        Label(Kind.BUILDING, row, name, "small", middle, y, width, height, count=count)
    )
