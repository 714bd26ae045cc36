"""Room for text: where it fits into an estate, a lake or a park, and along which roads it lies."""

from __future__ import annotations

from dataclasses import field
from functools import cached_property
from math import atan2, ceil, degrees, hypot

import numpy as np
import numpy.typing as npt

from console.domain.records import dataclass
from console.state.map.viewport import Box
from console.store.columns import F64, I32, I64, Shapes

CELLS = 56
"""Cells along the longer side of an outline's box."""
_LOOSER = ((1.7, 2.4), (1.3, 1.5), (1.0, 1.0))
"""Boxes that are tried before the exact one, so that text keeps clear of edges where it can."""
_NOWHERE: F64 = np.zeros((0, 2))
Stretch = tuple[float, float, float]
"""The middle of a stretch, metres east and north, and its angle in degrees clockwise."""

_STRAIGHT = 0.985
"""Chord of a stretch as a share of its length, from which a name may lie along it."""
_APART_PX, _MOST_TRIED = 60.0, 12
"""How far apart stretches of one line begin, as long as there are not too many."""


@dataclass(frozen=True, eq=False)
class Room:
    """The inside of one outline as square cells of `cell_m`, rows from north to south.

    inside bool[h, w]: whether a cell's middle lies inside; west, north are metres.
    """

    west: float
    north: float
    cell_m: float
    inside: npt.NDArray[np.bool_]
    _known: dict[tuple[int, int], F64] = field(default_factory=dict, repr=False)
    _holding: dict[tuple[int, int], bool] = field(default_factory=dict, repr=False)

    @cached_property
    def _summed(self) -> I32:
        summed = np.zeros((self.inside.shape[0] + 1, self.inside.shape[1] + 1), np.int32)
        summed[1:, 1:] = self.inside.cumsum(axis=0, dtype=np.int32).cumsum(axis=1, dtype=np.int32)
        return summed

    @cached_property
    def middle(self) -> tuple[float, float]:
        """The mean of the cells inside, in metres."""
        rows, columns = np.nonzero(self.inside)
        if not len(rows):
            height, width = self.inside.shape
            return self._metres(height / 2, width / 2)
        return self._metres(float(rows.mean()) + 0.5, float(columns.mean()) + 0.5)

    def _metres(self, row: float, column: float) -> tuple[float, float]:
        return self.west + column * self.cell_m, self.north - row * self.cell_m

    def holds(self, x_m: float, y_m: float) -> bool:
        """Whether a point lies inside, to half a cell."""
        row, column = int((self.north - y_m) // self.cell_m), int((x_m - self.west) // self.cell_m)
        height, width = self.inside.shape
        return 0 <= row < height and 0 <= column < width and bool(self.inside[row, column])

    def fits(self, width_m: float, height_m: float) -> bool:
        """Whether a box lies inside the outline anywhere; then every smaller one does."""
        block = self._block(width_m, height_m)
        known = self._holding.get(block)
        if known is None:
            full = self._full(*block)
            known = self._holding[block] = full is not None and bool(full.any())
        return known

    def places(self, width_m: float, height_m: float, within: Box) -> F64:
        """Middles float64[k, 2] at which a box lies inside the outline and inside `within`.

        The roomiest come first: those clear of the edges, nearest to the middle.
        """
        if not self.fits(width_m, height_m):
            return _NOWHERE
        seen = self._lies_in(within)
        for wider, higher in _LOOSER:
            found = self._fitting(width_m * wider, height_m * higher)
            if len(found) and not seen:
                found = found[_inside(found, width_m, height_m, within)]
            if len(found):
                return found
        return _NOWHERE

    def _lies_in(self, box: Box) -> bool:
        """Whether all of the outline's cells lie in a box."""
        west, south, east, north = self._box
        return west >= box[0] and south >= box[1] and east <= box[2] and north <= box[3]

    @cached_property
    def _box(self) -> Box:
        """The box of all cells."""
        height, width = self.inside.shape
        east, south = self.west + width * self.cell_m, self.north - height * self.cell_m
        return self.west, south, east, self.north

    def _fitting(self, width_m: float, height_m: float) -> F64:
        """Middles of all blocks of cells inside the outline that hold the box; kept."""
        block = self._block(width_m, height_m)
        known = self._known.get(block)
        if known is None:
            known = self._known[block] = self._blocks(*block)
        return known

    def _block(self, width_m: float, height_m: float) -> tuple[int, int]:
        """How many cells hold a box, across and down."""
        return ceil(width_m / self.cell_m) or 1, ceil(height_m / self.cell_m) or 1

    def _full(self, across: int, down: int) -> npt.NDArray[np.bool_] | None:
        """At which cells a block of so many begins that lies inside; None where it is too large."""
        height, width = self.inside.shape
        if down > height or across > width or across * down > self._summed[-1, -1]:
            return None
        summed = self._summed
        filled = summed[down:, across:] - summed[:-down, across:]
        filled = filled - summed[down:, :-across] + summed[:-down, :-across]
        found: npt.NDArray[np.bool_] = filled == across * down
        return found

    def _blocks(self, across: int, down: int) -> F64:
        """Middles of all blocks of so many cells inside the outline, the roomiest first."""
        full = self._full(across, down)
        if full is None or not full.any():
            return _NOWHERE
        rows, columns = np.nonzero(full)
        x = self.west + (columns + across / 2) * self.cell_m
        y = self.north - (rows + down / 2) * self.cell_m
        away = np.hypot(x - self.middle[0], (y - self.middle[1]) * 1.5)
        return np.stack([x, y], axis=1)[np.argsort(away, kind="stable")]


def _inside(middles: F64, width_m: float, height_m: float, within: Box) -> npt.NDArray[np.bool_]:
    x, y = middles[:, 0], middles[:, 1]
    kept: npt.NDArray[np.bool_] = (x - width_m / 2 >= within[0]) & (x + width_m / 2 <= within[2])
    return kept & (y - height_m / 2 >= within[1]) & (y + height_m / 2 <= within[3])


def is_too_narrow(shapes: Shapes, row: int, width_m: float, height_m: float) -> bool:
    """Whether a row's own box says that a box of text does not fit: no room need be made then."""
    west, south, east, north = shapes.boxes[row].tolist()
    wide, high = east - west, north - south
    cell = max(wide, high) / CELLS
    return bool(width_m > wide + cell or height_m > high + cell)


def room_of(shapes: Shapes, row: int) -> Room:
    """The room inside one row's outline, holes left out; by even-odd crossings of cell rows."""
    west, south, east, north = (float(side) for side in shapes.boxes[row])
    cell = max(east - west, north - south, 1e-3) / CELLS
    height = max(1, int(np.ceil((north - south) / cell)))
    width = max(1, int(np.ceil((east - west) / cell)))
    edges = _edges(shapes, row)
    levels = north - (np.arange(height) + 0.5) * cell
    x0, y0, x1, y1 = (edges[:, [side]] for side in range(4))
    crossed = (y0 <= levels) != (y1 <= levels)
    edge, line = np.nonzero(crossed)
    run = y1[edge, 0] - y0[edge, 0]
    at = x0[edge, 0] + (levels[line] - y0[edge, 0]) / run * (x1[edge, 0] - x0[edge, 0])
    column: I64 = np.clip(np.ceil((at - west) / cell - 0.5), 0, width).astype(np.int64)
    flips = np.bincount(line * (width + 1) + column, minlength=height * (width + 1))
    inside = np.cumsum(flips.reshape(height, width + 1), axis=1)[:, :width] % 2 == 1
    return Room(west, north, cell, inside)


def _edges(shapes: Shapes, row: int) -> F64:
    """The edges float64[k, 4] of a row's rings: x0, y0, x1, y1."""
    found = [
        np.concatenate((ring[:-1], ring[1:]), axis=1)
        for ring in shapes.rings_of(row)
        if len(ring) > 1
    ]
    return np.concatenate(found).astype(np.float64) if found else np.zeros((0, 4))


class Stretches:
    """Stretches of the lines of one Shapes by row; those of the scale asked for last are kept."""

    def __init__(self) -> None:
        self._measured: dict[int, list[tuple[F64, F64]]] = {}
        self._metres_per_px = 0.0
        self._known: dict[tuple[int, float], list[list[Stretch]]] = {}

    def of(
        self, shapes: Shapes, row: int, length_px: float, metres_per_px: float
    ) -> list[list[Stretch]]:
        """For each line of a row its stretches of a length, those near its middle first."""
        if metres_per_px != self._metres_per_px:
            self._metres_per_px = metres_per_px
            self._known.clear()
        known = self._known.get((row, length_px))
        if known is None:
            known = [self._found(*line, length_px) for line in self._lines(shapes, row)]
            self._known[row, length_px] = known
        return known

    def _lines(self, shapes: Shapes, row: int) -> list[tuple[F64, F64]]:
        """The lines of a row, and how far along it each vertex lies; measured once."""
        known = self._measured.get(row)
        if known is None:
            lines = [ring.astype(np.float64) for ring in shapes.rings_of(row)]
            known = self._measured[row] = [(line, _along(line)) for line in lines]
        return known

    def _found(self, line: F64, along: F64, length_px: float) -> list[Stretch]:
        length = length_px * self._metres_per_px
        room = float(along[-1]) - length
        if room < 0:
            return []
        number = min(_MOST_TRIED, 1 + int(room // (_APART_PX * self._metres_per_px)))
        starts = np.array(_outwards(number)) * (room / max(1, number - 1))
        at = np.concatenate((starts, starts + length / 2, starts + length))
        x, y = np.interp(at, along, line[:, 0]).tolist(), np.interp(at, along, line[:, 1]).tolist()
        found = []
        for begin, middle, end in zip(
            range(number), range(number, 2 * number), range(2 * number, 3 * number), strict=True
        ):
            right, up = x[end] - x[begin], y[end] - y[begin]
            if hypot(right, up) < _STRAIGHT * length:
                continue
            angle = degrees(atan2(-up, right))
            angle = angle - 180 if angle > 90 else angle + 180 if angle <= -90 else angle
            found.append((x[middle], y[middle], angle))
        return found


def _outwards(number: int) -> list[int]:
    """So many stretches in turn from the middle of their line; of two as near the first."""
    return sorted(range(number), key=lambda one: abs(2 * one - number + 1))


def _along(line: F64) -> F64:
    """How far along a line each of its vertices lies."""
    steps = np.hypot(*np.diff(line, axis=0).T)
    return np.concatenate(([0.0], np.cumsum(steps)))
