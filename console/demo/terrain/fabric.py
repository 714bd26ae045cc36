"""The city fabric: arterials and canals as long lines, the blocks between split by lesser roads."""

from __future__ import annotations

from dataclasses import field
from itertools import pairwise

import numpy as np
import shapely

from console.demo.terrain.ground import Bend, Geometry
from console.domain.arrays import F64
from console.domain.records import dataclass

WEST, SOUTH, EAST, NORTH = range(4)

HALF_WIDTH_M = {
    "expressway": 34.0,
    "primary": 25.0,
    "secondary": 14.0,
    "residential": 8.0,
    "canal": 34.0,
    "river": 58.0,
}
"""From a line's middle to where blocks begin, verges and banks included."""

WATER_HALF_M = {"canal": 12.0, "river": 30.0}


@dataclass(frozen=True, slots=True)
class Line:
    """A straight line before the bend: `axis` 0 runs along v at u = `at`, 1 along u at v = `at`."""

    axis: int
    at: float
    low: float
    high: float
    kind: str

    @property
    def is_water(self) -> bool:
        """Whether it is a canal or river and not a road."""
        return self.kind in WATER_HALF_M


@dataclass(slots=True)
class Face:
    """One face of the fabric before the bend: a rectangle and the line at each of its sides.

    `cell` is the larger part (a half superblock) it came from; `block` its superblock.
    """

    box: tuple[float, float, float, float]
    sides: tuple[int, int, int, int]
    block: int
    cell: int = -1

    @property
    def area(self) -> float:
        """Square metres before the bend, roads to their middle."""
        west, south, east, north = self.box
        return (east - west) * (north - south)

    @property
    def centre(self) -> tuple[float, float]:
        """Middle before the bend."""
        west, south, east, north = self.box
        return (west + east) / 2, (south + north) / 2


@dataclass(slots=True)
class Fabric:
    """Lines and faces that cover a rectangle; `across` counts superblocks along u."""

    lines: list[Line] = field(default_factory=list)
    faces: list[Face] = field(default_factory=list)
    across: int = 0
    cells: int = 0


def weave(reach_u_m: float, reach_v_m: float, rng: np.random.Generator) -> Fabric:
    """A fabric over u in ±reach_u_m and v in ±reach_v_m."""
    fabric = Fabric()
    columns = _long_lines(fabric, 0, reach_u_m, reach_v_m, rng)
    rows = _long_lines(fabric, 1, reach_v_m, reach_u_m, rng)
    fabric.across = len(columns) - 1
    for row in range(len(rows) - 1):
        for column in range(len(columns) - 1):
            west, east = columns[column], columns[column + 1]
            south, north = rows[row], rows[row + 1]
            at = [fabric.lines[line].at for line in (west, south, east, north)]
            block = row * fabric.across + column
            _split_block(
                fabric, Face((at[0], at[1], at[2], at[3]), (west, south, east, north), block), rng
            )
    return fabric


_SPACING_M = {0: (690.0, 940.0), 1: (660.0, 900.0)}
_KINDS = {
    0: ("primary", "primary", "canal", "primary", "expressway", "primary", "canal", "primary"),
    1: ("primary", "canal", "primary", "primary", "river", "primary", "primary", "canal"),
}


def _long_lines(
    fabric: Fabric, axis: int, reach_m: float, length_m: float, rng: np.random.Generator
) -> list[int]:
    """Numbers of the lines that run right through, in ascending order of their place."""
    low, high = _SPACING_M[axis]
    kinds = _KINDS[axis]
    place = -reach_m - rng.uniform(0, high / 2)
    turn = int(rng.integers(len(kinds)))
    numbers = []
    while True:
        numbers.append(len(fabric.lines))
        kind = kinds[(turn + len(numbers)) % len(kinds)]
        fabric.lines.append(Line(axis, round(place, 2), -length_m * 1.3, length_m * 1.3, kind))
        if place > reach_m:
            return numbers
        place += rng.uniform(low, high)


def _split_block(fabric: Fabric, whole: Face, rng: np.random.Generator) -> None:
    halves = _split(fabric, whole, "secondary", rng)
    for half in halves:
        half.cell = fabric.cells
        _split_on(fabric, half, float(rng.uniform(5.0e4, 10.5e4)), rng)
        fabric.cells += 1


def _split_on(fabric: Fabric, face: Face, target_m2: float, rng: np.random.Generator) -> None:
    """Splits until a face is about as large as asked, and keeps what remains."""
    if face.area < target_m2 * rng.uniform(0.9, 1.9):
        fabric.faces.append(face)
        return
    kind = "secondary" if face.area > 2.6e5 else "residential"
    for part in _split(fabric, face, kind, rng):
        _split_on(fabric, part, target_m2, rng)


def _split(fabric: Fabric, face: Face, kind: str, rng: np.random.Generator) -> list[Face]:
    west, south, east, north = face.box
    share = rng.uniform(0.38, 0.62)
    axis = 0 if (east - west) * rng.uniform(0.8, 1.25) > (north - south) else 1
    number = len(fabric.lines)
    if axis == 0:
        at = round(west + (east - west) * share, 2)
        fabric.lines.append(Line(0, at, south, north, kind))
        boxes = ((west, south, at, north), (at, south, east, north))
    else:
        at = round(south + (north - south) * share, 2)
        fabric.lines.append(Line(1, at, west, east, kind))
        boxes = ((west, south, east, at), (west, at, east, north))
    near = list(face.sides)
    far = list(face.sides)
    near[EAST if axis == 0 else NORTH] = number
    far[WEST if axis == 0 else SOUTH] = number
    return [
        Face(box, (sides[0], sides[1], sides[2], sides[3]), face.block, face.cell)
        for box, sides in zip(boxes, (near, far), strict=True)
    ]


_STEP_M = 45.0


class Rings:
    """Rings of faces on the ground, sharing every vertex along their common edges."""

    def __init__(self, fabric: Fabric, bend: Bend) -> None:
        """Collects where the corners of faces lie on each line of the rectangle grid."""
        self._bend = bend
        corners: dict[tuple[int, float], set[float]] = {}
        for face in fabric.faces:
            west, south, east, north = face.box
            for u in (west, east):
                corners.setdefault((0, u), set()).update((south, north))
            for v in (south, north):
                corners.setdefault((1, v), set()).update((west, east))
        self._corners = {key: np.array(sorted(on)) for key, on in corners.items()}

    def ring(self, face: Face) -> F64:
        """Vertices float64[k, 2] on the ground, counter-clockwise, closed."""
        west, south, east, north = face.box
        along_south = self._stops(1, south, west, east)
        along_east = self._stops(0, east, south, north)
        along_north = self._stops(1, north, west, east)[::-1]
        along_west = self._stops(0, west, south, north)[::-1]
        parts = (
            np.column_stack((along_south, np.full(len(along_south), south)))[:-1],
            np.column_stack((np.full(len(along_east), east), along_east))[:-1],
            np.column_stack((along_north, np.full(len(along_north), north)))[:-1],
            np.column_stack((np.full(len(along_west), west), along_west)),
        )
        return self._bend(np.concatenate(parts))

    def _stops(self, axis: int, at: float, low: float, high: float) -> F64:
        on = self._corners[(axis, at)]
        ends = on[np.searchsorted(on, low) : np.searchsorted(on, high) + 1]
        return subdivided(ends)


def subdivided(ends: F64, step_m: float = _STEP_M) -> F64:
    """The ascending stops `ends` with equal steps of at most `step_m` between them."""
    parts = [
        np.linspace(a, b, max(1, int(np.ceil((b - a) / step_m))), endpoint=False)
        for a, b in pairwise(ends)
    ]
    return np.concatenate([*parts, ends[-1:]])


def net_block(fabric: Fabric, face: Face, bend: Bend) -> Geometry:
    """The face without its half roads and banks, corners cut, as a polygon on the ground."""
    west, south, east, north = face.box
    inset = [HALF_WIDTH_M[fabric.lines[side].kind] for side in face.sides]
    west, south = west + inset[WEST], south + inset[SOUTH]
    east, north = east - inset[EAST], north - inset[NORTH]
    cut = min(14.0, (east - west) / 5, (north - south) / 5)
    if cut <= 2.0:
        return shapely.Polygon()
    stations = [
        (west + cut, south), (east - cut, south), (east, south + cut), (east, north - cut),
        (east - cut, north), (west + cut, north), (west, north - cut), (west, south + cut),
        (west + cut, south),
    ]  # fmt: skip
    ring = shapely.segmentize(shapely.LinearRing(stations), _STEP_M)
    return shapely.Polygon(bend(shapely.get_coordinates(ring)))


def line_on_ground(line: Line, bend: Bend, offset_m: float = 0.0) -> Geometry:
    """The middle of a line on the ground, or a parallel `offset_m` to the side of larger values."""
    along = subdivided(np.array([line.low, line.high]), 30.0)
    across = np.full(len(along), line.at + offset_m)
    pair = (across, along) if line.axis == 0 else (along, across)
    return shapely.LineString(bend(np.column_stack(pair)))


def band_on_ground(line: Line, bend: Bend, near_m: float, far_m: float) -> Geometry:
    """The strip between two parallels of a line, as a polygon on the ground."""
    one = shapely.get_coordinates(line_on_ground(line, bend, near_m))
    other = shapely.get_coordinates(line_on_ground(line, bend, far_m))
    return shapely.Polygon(np.concatenate((one, other[::-1])))
