"""What the map draws of a street, made whole: every estate and building has a place on it.

Where the snapshot has no geometry, equal tiles stand for it: a street without any becomes an
orderly grid, and estates that alone lack an outline lie in a lane south of the others. Drawing,
picking, hovering and labelling then know no difference.
"""

from __future__ import annotations

from collections import OrderedDict
from contextlib import suppress
from dataclasses import fields, is_dataclass
from functools import cached_property
from weakref import WeakKeyDictionary

import numpy as np

from console.domain.arrays import Bools
from console.domain.records import dataclass
from console.state.map.shapes import from_outlines, has_area, hull, joined_rows, with_boxes
from console.state.map.viewport import Box, grown, joined
from console.store.columns import BASEMAP_LAYERS, F32, F64, I32, Shapes, Street

_POINT_SIDE_M = 16.0
_TILE_W_M, _TILE_H_M, _TILE_GAP_M = 190.0, 120.0, 14.0
_GRID_ASPECT = 1.5
_LANE_TILES = 9
_NAME_SHARE = 0.42
"""Upper part of an estate's tile that is kept for its name; its buildings stand below."""


class Texts:
    """What the rows of a street are called on the map, read when asked for."""

    def __init__(self, street: Street) -> None:
        self._street = street
        self._names: dict[int, str] = {}
        self._estates: dict[int, str] = {}

    def kind(self, row: int) -> str:
        """The kind of a row of the basemap, "" where it has none."""
        basemap = self._street.basemap
        return basemap.kinds[int(basemap.kind[row])]

    def name(self, row: int) -> str:
        """The name of a row of the basemap, "" where it has none."""
        known = self._names.get(row)
        if known is None:
            known = self._names[row] = self._street.basemap.name.text(row)
        return known

    def named(self, rows: I32) -> list[int]:
        """Those of some rows of the basemap that have a name."""
        ends = self._street.basemap.name.ends
        found: list[int] = rows[ends[rows + 1] > ends[rows]].tolist()
        return found

    def estate(self, row: int) -> str:
        """The name of an estate, its id where it has none."""
        known = self._estates.get(row)
        if known is None:
            estates = self._street.estates
            known = self._estates[row] = estates.name.text(row) or estates.id.text(row)
        return known


@dataclass(frozen=True, eq=False)
class MapGround:
    """Everything drawable of one street, in metres.

    estates, buildings, committees  shapes by row, areas all; rows without geometry have boxes
    schematic          estates bool[n] that are tiles
    boundary           shapes of the basemap's boundary rows; empty without one
    bounds             the box of all that is drawn
    lane               the box of the estates' lane, None when there is none
    texts              what they are called
    """

    street: Street
    estates: Shapes
    buildings: Shapes
    committees: Shapes
    schematic: Bools
    boundary_rows: I32
    bounds: Box
    lane: Box | None
    texts: Texts

    @cached_property
    def all_schematic(self) -> bool:
        """Whether nothing of the street has geometry."""
        return bool(self.schematic.all()) and self.lane is None


def ground_of(street: Street) -> MapGround:
    """The ground of `street`, or the one it shares with another snapshot; made once.

    Only the last two are kept: a ground holds its street, which could not go while it stays. The
    one before is still on show while a worker makes the next.
    """
    shared = _shared.get(street)
    if shared is not None:
        return shared
    found = _last.get(street)
    if found is None:
        found = _last[street] = _made(street)
        while len(_last) > _MOST:
            _last.popitem(last=False)
    with suppress(KeyError):
        _last.move_to_end(street)
    return found


def keep_ground(street: Street) -> None:
    """Let the other grounds go, and their streets with them: `street` is another that was opened.

    One that it shares stays as long as the street does.
    """
    for other in [one for one in _last if one is not street]:
        _last.pop(other, None)


def share_ground(street: Street, other: Street) -> None:
    """Let a street stand on the ground of another snapshot of it, where all they draw is the same.

    The map then goes on with what it has drawn. Costs a comparison of what is drawn.
    """
    if all(alike(getattr(street, name), getattr(other, name)) for name in _DRAWN):
        _shared[street] = ground_of(other)


_DRAWN = ("synthetic", "projection", "committees", "estates", "buildings", "basemap", "facilities")
_NOT_DRAWN = frozenset({"first_unit", "serviced_us", "interval_days"})
_shared: WeakKeyDictionary[Street, MapGround] = WeakKeyDictionary()
_last: OrderedDict[Street, MapGround] = OrderedDict()
_MOST = 2


def alike(one: object, other: object) -> bool:
    """Whether two values of columns are drawn alike, through dataclasses and arrays."""
    if isinstance(one, np.ndarray) and isinstance(other, np.ndarray):
        is_number = one.dtype.kind == "f"
        return one.shape == other.shape and np.array_equal(one, other, equal_nan=is_number)
    if is_dataclass(one) and type(one) is type(other):
        names = (field.name for field in fields(one) if field.name not in _NOT_DRAWN)
        return all(alike(getattr(one, name), getattr(other, name)) for name in names)
    return one == other


def _made(street: Street) -> MapGround:
    buildings = _points_as_squares(street.buildings.shapes)
    estates = _with_hulls(street, buildings)
    lacking = ~has_area(estates)
    around = _surroundings(street, estates, buildings)
    boxes, lane = _tiles(lacking, around)
    estates = with_boxes(estates, boxes)
    buildings = with_boxes(buildings, _building_boxes(street, buildings, boxes, around))
    bounds = joined(np.concatenate((estates.boxes, buildings.boxes)))
    whole = _union(around, bounds) or (0.0, 0.0, 1000.0, 1000.0)
    return MapGround(
        street=street,
        estates=estates,
        buildings=buildings,
        committees=street.committees.shapes,
        schematic=lacking,
        boundary_rows=_boundary_rows(street),
        bounds=whole,
        lane=lane,
        texts=Texts(street),
    )


def _boundary_rows(street: Street) -> I32:
    layer = BASEMAP_LAYERS.index("boundary")
    return np.flatnonzero(street.basemap.layer == layer).astype(np.int32)


def _points_as_squares(shapes: Shapes) -> Shapes:
    """Buildings given by a point become small squares around it."""
    point = ~has_area(shapes) & (np.diff(shapes.first) > 0)
    if not point.any():
        return shapes
    boxes = np.full((len(shapes), 4), np.nan)
    half = _POINT_SIDE_M / 2
    boxes[point] = shapes.boxes[point] + np.array([-half, -half, half, half])
    return with_boxes(shapes, boxes)


def _with_hulls(street: Street, buildings: Shapes) -> Shapes:
    """Estates without an outline get that of their buildings, where these have geometry."""
    shapes = street.estates.shapes
    placed: Bools = ~np.isnan(buildings.boxes[:, 0])
    first = street.estates.first_building
    wanting = np.flatnonzero(~has_area(shapes))
    outlines: list[F32 | None] = [None] * len(shapes)
    taken = np.zeros(len(shapes), np.bool_)
    for estate in wanting.tolist():
        here = buildings.boxes[first[estate] : first[estate + 1]]
        here = here[placed[first[estate] : first[estate + 1]]].astype(np.float64)
        if len(here):
            corners = np.concatenate(
                (here[:, [0, 1]], here[:, [2, 3]], here[:, [0, 3]], here[:, [2, 1]])
            )
            outlines[estate], taken[estate] = hull(corners.astype(np.float64)), True
    return joined_rows(shapes, from_outlines(outlines), taken) if taken.any() else shapes


def _surroundings(street: Street, estates: Shapes, buildings: Shapes) -> Box | None:
    """The box of all real geometry; of the boundary alone where there is one."""
    boundary = joined(street.basemap.shapes.boxes[_boundary_rows(street)])
    inner = joined(np.concatenate((estates.boxes, buildings.boxes)))
    if boundary or inner:
        return _union(boundary, inner)
    return joined(np.concatenate((street.basemap.shapes.boxes, street.committees.shapes.boxes)))


def _union(a: Box | None, b: Box | None) -> Box | None:
    if a is None or b is None:
        return a or b
    return min(a[0], b[0]), min(a[1], b[1]), max(a[2], b[2]), max(a[3], b[3])


def _tiles(lacking: Bools, around: Box | None) -> tuple[F64, Box | None]:
    """Boxes float64[n, 4] for the rows lacking an outline, and the lane's box where it is one."""
    boxes = np.full((len(lacking), 4), np.nan)
    rows = np.flatnonzero(lacking)
    if not len(rows):
        return boxes, None
    if around is None:
        columns = max(1, round(float(np.sqrt(len(rows) * _GRID_ASPECT * _TILE_H_M / _TILE_W_M))))
        boxes[rows] = _grid(len(rows), columns, 0.0, 0.0, 1.0)
        return boxes, None
    scale = max((around[2] - around[0]) / (_LANE_TILES * (_TILE_W_M + _TILE_GAP_M)), 0.1)
    south = around[1] - scale * _TILE_H_M
    boxes[rows] = _grid(len(rows), _LANE_TILES, around[0], south, scale)
    found = joined(boxes[rows])
    return boxes, grown(found, scale * _TILE_GAP_M) if found else None


def _grid(count: int, columns: int, west: float, north: float, scale: float) -> F64:
    """Boxes float64[count, 4] of equal tiles, row by row from the north-west corner."""
    column, row = np.arange(count) % columns, np.arange(count) // columns
    left = west + scale * column * (_TILE_W_M + _TILE_GAP_M)
    top = north - scale * row * (_TILE_H_M + _TILE_GAP_M)
    right, bottom = left + scale * _TILE_W_M, top - scale * _TILE_H_M
    return np.stack([left, bottom, right, top], axis=1)


def _building_boxes(street: Street, buildings: Shapes, tiles: F64, around: Box | None) -> F64:
    """Boxes for buildings of tiled estates, and for all of a street that has no estates."""
    boxes = np.full((len(buildings), 4), np.nan)
    first = street.estates.first_building
    for estate in np.flatnonzero(~np.isnan(tiles[:, 0])).tolist():
        rows = slice(first[estate], first[estate + 1])
        boxes[rows] = _inside(tiles[estate], first[estate + 1] - first[estate])
    loose = np.arange(int(first[-1]), len(buildings))
    if len(loose) and around is None and not len(tiles):
        columns = max(1, round(float(np.sqrt(len(loose) * _GRID_ASPECT * _TILE_H_M / _TILE_W_M))))
        boxes[loose] = _grid(len(loose), columns, 0.0, 0.0, 0.5)
    return boxes


def _inside(tile: F64, count: int) -> F64:
    """Boxes of `count` buildings in the lower part of an estate's tile."""
    west, south, east, north = tile
    width, height = (east - west) * 0.92, (north - south) * (1 - _NAME_SHARE)
    columns = max(1, int(np.ceil(np.sqrt(count * width / height))))
    rows = max(1, int(np.ceil(count / columns)))
    step_x, step_y = width / columns, height / rows
    step = min(step_x, step_y * 2)
    column, row = np.arange(count) % columns, np.arange(count) // columns
    left = west + (east - west - step * min(columns, count)) / 2 + column * step
    top = south + (north - south) * 0.04 + (rows - row) * step_y
    return np.stack([left, top - step_y * 0.8, left + step * 0.8, top], axis=1)
