"""Footprints: the outline on the ground of a building of each form, as polygons in metres."""

from __future__ import annotations

from dataclasses import fields

import numpy as np
import numpy.typing as npt
import shapely

from console.demo.terrain.ground import Geometries
from console.domain.arrays import F64, I64
from console.domain.records import dataclass


@dataclass(slots=True)
class Places:
    """Building places as columns, a row each, in order of plot.

    plot int64[n]; east, north float64[n] metres of the middle; along, across float64[n] metres;
    turn float64[n] radians from east of the long side; form str[n]; doors, floors int64[n].
    """

    plot: I64
    east: F64
    north: F64
    along: F64
    across: F64
    turn: F64
    form: npt.NDArray[np.str_]
    doors: I64
    floors: I64

    def __len__(self) -> int:
        return len(self.plot)

    def only(self, rows: npt.NDArray[np.int64] | npt.NDArray[np.bool_]) -> Places:
        """The places at `rows` (numbers or a mask)."""
        return Places(*(getattr(self, one.name)[rows] for one in fields(self)))


def join(parts: list[Places]) -> Places:
    """Several lists of places as one."""
    return Places(
        *(np.concatenate([getattr(part, one.name) for part in parts]) for one in fields(Places))
    )


_CROSS = np.array(
    [
        (-0.5, -0.36), (-0.22, -0.36), (-0.22, -0.5), (0.22, -0.5), (0.22, -0.36), (0.5, -0.36),
        (0.5, 0.30), (0.16, 0.30), (0.16, 0.5), (-0.16, 0.5), (-0.16, 0.30), (-0.5, 0.30),
    ]
)  # fmt: skip
_BENT = np.array([(-0.5, -0.5), (0.5, -0.5), (0.5, 0.22), (0.08, 0.22), (0.08, 0.5), (-0.5, 0.5)])
_PLAIN = np.array([(-0.5, -0.5), (0.5, -0.5), (0.5, 0.5), (-0.5, 0.5)])
_STAIR_HALF_M, _STAIR_DEEP = 1.5, 0.11


def corners(places: Places) -> F64:
    """Corners float64[n, 4, 2] of the rectangles that hold the buildings."""
    return _turned(places, np.broadcast_to(_PLAIN, (len(places), 4, 2)))


def footprints(places: Places) -> Geometries:
    """The footprint polygon of every place; each lies within its rectangle."""
    shape = np.empty(len(places), object)
    kinds = _shape_kinds(places)
    for kind in np.unique(kinds):
        rows = np.flatnonzero(kinds == kind)
        some = places.only(rows)
        shape[rows] = shapely.polygons(np.round(_turned(some, _unit_shape(str(kind), some)), 2))
    return shape


def _shape_kinds(places: Places) -> np.ndarray[tuple[int], np.dtype[np.str_]]:
    kind = np.where(places.form == "point", "cross", "plain")
    stairs = np.isin(places.form, ("slab", "mid", "tower"))
    slab = np.char.add("slab", np.minimum(places.doors, 9).astype(str))
    kind = np.where(stairs, slab, kind)
    mirrored = np.where(np.arange(len(places)) % 3 == 0, "tneb", "bent")
    return np.where(places.form == "villa", mirrored, kind)


def _unit_shape(kind: str, places: Places) -> F64:
    """Vertices float64[n, k, 2] in a unit square, counter-clockwise."""
    if kind.startswith("slab"):
        return _with_stairs(places, int(kind[4:]))
    shape = {"cross": _CROSS, "bent": _BENT, "plain": _PLAIN}.get(kind)
    if shape is None:
        shape = (_BENT * (-1.0, 1.0))[::-1]
    return np.broadcast_to(shape, (len(places), *shape.shape))


def _with_stairs(places: Places, doors: int) -> F64:
    """Slabs with a stair standing out to the north at each door."""
    top = 0.5 - _STAIR_DEEP
    half = _STAIR_HALF_M / places.along
    parts = [np.tile([(-0.5, -0.5), (0.5, -0.5), (0.5, top)], (len(places), 1, 1))]
    for door in reversed(range(doors)):
        middle = (door + 0.5) / doors - 0.5
        high = np.full(len(places), 0.5)
        low = np.full(len(places), top)
        stair = [
            (middle + half, low),
            (middle + half, high),
            (middle - half, high),
            (middle - half, low),
        ]
        parts.append(np.stack([np.column_stack(pair) for pair in stair], axis=1))
    parts.append(np.tile([(-0.5, top)], (len(places), 1, 1)))
    return np.concatenate(parts, axis=1)


def _turned(places: Places, unit: F64) -> F64:
    """Unit shapes at their size, direction and place on the ground."""
    x = unit[:, :, 0] * places.along[:, None]
    y = unit[:, :, 1] * places.across[:, None]
    cos, sin = np.cos(places.turn)[:, None], np.sin(places.turn)[:, None]
    east = places.east[:, None] + x * cos - y * sin
    north = places.north[:, None] + x * sin + y * cos
    return np.stack((east, north), axis=2)
