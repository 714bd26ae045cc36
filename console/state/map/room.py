"""Room for text: where it fits into an estate, a lake or a park, and along which roads it lies."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import field
from functools import cached_property
from math import atan2, ceil, degrees, hypot

import numpy as np
import numpy.typing as npt

from console.domain.records import dataclass
from console.state.map.shapes import ranges
from console.state.map.viewport import Box
from console.store.columns import F64, I32, I64, Shapes

CELLS = 56
"""Cells along the longer side of an outline's box."""
_LINE_BITS = 6
_LINE = 1 << _LINE_BITS
"""Bits of a line of cells; those beyond the outline's box are never set, so that no run wraps."""
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
    """The inside of one outline as square cells of `cell_m`, lines from north to south.

    west, north are metres; `wide`, `high` the cells across and down. `cells` has a bit for each
    whose middle lies inside, `_LINE` of them a line: whether a block fits is a few shifts.
    """

    west: float
    north: float
    cell_m: float
    wide: int
    high: int
    cells: int
    _known: dict[tuple[int, int], F64] = field(default_factory=dict, repr=False)
    _holding: dict[tuple[int, int], bool] = field(default_factory=dict, repr=False)

    @cached_property
    def middle(self) -> tuple[float, float]:
        """The mean of the cells inside, in metres."""
        lines, columns = self._at(self.cells)
        if not len(lines):
            return self._metres(self.high / 2, self.wide / 2)
        total = len(lines)
        return self._metres(int(lines.sum()) / total + 0.5, int(columns.sum()) / total + 0.5)

    def _metres(self, line: float, column: float) -> tuple[float, float]:
        return self.west + column * self.cell_m, self.north - line * self.cell_m

    def _at(self, cells: int) -> tuple[I64, I64]:
        """The lines and columns of the cells that are set, line by line."""
        written = np.frombuffer(cells.to_bytes(self.high * _LINE // 8, "little"), np.uint8)
        found = np.unpackbits(written, bitorder="little").view(np.bool_).nonzero()[0]
        return found >> _LINE_BITS, found & (_LINE - 1)

    def holds(self, x_m: float, y_m: float) -> bool:
        """Whether a point lies inside, to half a cell."""
        line, column = int((self.north - y_m) // self.cell_m), int((x_m - self.west) // self.cell_m)
        if not (0 <= line < self.high and 0 <= column < self.wide):
            return False
        return bool(self.cells >> (line * _LINE + column) & 1)

    def fits(self, width_m: float, height_m: float) -> bool:
        """Whether a box lies inside the outline anywhere; then every smaller one does."""
        block = self._block(width_m, height_m)
        known = self._holding.get(block)
        if known is None:
            known = self._holding[block] = self._full(*block) > 0
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
        east, south = self._metres(self.high, self.wide)
        return self.west >= box[0] and south >= box[1] and east <= box[2] and self.north <= box[3]

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

    def _full(self, across: int, down: int) -> int:
        """The cells at which a block of so many begins that lies inside."""
        if down > self.high or across > self.wide:
            return 0
        return _begun(_begun(self.cells, across, 1), down, _LINE)

    def _blocks(self, across: int, down: int) -> F64:
        """Middles of all blocks of so many cells inside the outline, the roomiest first."""
        full = self._full(across, down)
        if not full:
            return _NOWHERE
        lines, columns = self._at(full)
        middles = np.empty((len(lines), 2))
        middles[:, 0] = x = self.west + (columns + across / 2) * self.cell_m
        middles[:, 1] = y = self.north - (lines + down / 2) * self.cell_m
        right, up = x - self.middle[0], (y - self.middle[1]) * 1.5
        return middles[(right * right + up * up).argsort(kind="stable")]


def _begun(cells: int, count: int, step: int) -> int:
    """The cells from which on `count` of them are set, each `step` bits after the one before."""
    done = 1
    while done < count and cells:
        by = min(done, count - done)
        cells &= cells >> by * step
        done += by
    return cells


def _inside(middles: F64, width_m: float, height_m: float, within: Box) -> npt.NDArray[np.bool_]:
    x, y = middles[:, 0], middles[:, 1]
    kept: npt.NDArray[np.bool_] = (x - width_m / 2 >= within[0]) & (x + width_m / 2 <= within[2])
    return kept & (y - height_m / 2 >= within[1]) & (y + height_m / 2 <= within[3])


def are_too_narrow(shapes: Shapes, rows: I32, sizes_m: F64) -> npt.NDArray[np.bool_]:
    """Whether boxes float64[n, 2] of text are larger than rows' own boxes: no room need be made."""
    west, south, east, north = shapes.boxes[rows].astype(np.float64).T
    wide, high = east - west, north - south
    cell = np.maximum(wide, high) / CELLS
    narrow: npt.NDArray[np.bool_] = (sizes_m[:, 0] > wide + cell) | (sizes_m[:, 1] > high + cell)
    return narrow


def rooms_of(shapes: Shapes, rows: Sequence[int]) -> list[Room]:
    """The rooms inside the outlines of rows, holes left out; by even-odd crossings of cell lines.

    Many rows in one pass cost a tenth of as many passes.
    """
    west, south, east, north = shapes.boxes[rows].astype(np.float64).T
    cell = np.maximum(np.maximum(east - west, north - south), 1e-3) / CELLS
    wide = np.maximum(1, np.ceil((east - west) / cell)).astype(np.int64)
    high = np.maximum(1, np.ceil((north - south) / cell)).astype(np.int64)
    x0, y0, x1, y1, of_row = _edges(shapes, rows)
    above, below = (
        np.clip(np.floor((north[of_row] - y) / cell[of_row] + 0.5), 0, high[of_row]).astype(
            np.int64
        )
        for y in (np.maximum(y0, y1), np.minimum(y0, y1))
    )
    edge = np.repeat(np.arange(len(of_row)), below - above)
    line, of_row = ranges(above, below), of_row[edge]
    share = (north[of_row] - (line + 0.5) * cell[of_row] - y0[edge]) / (y1[edge] - y0[edge])
    at = x0[edge] + share * (x1[edge] - x0[edge])
    after = np.clip(np.ceil((at - west[of_row]) / cell[of_row] - 0.5), 0, wide[of_row])
    lines = int(high.max(initial=1))
    cells = _filled(((of_row * lines + line) * _LINE + after).astype(np.int64), len(rows) * lines)
    written = cells.reshape(len(rows), lines).astype("<u8")
    sizes = zip(
        west.tolist(), north.tolist(), cell.tolist(), wide.tolist(), high.tolist(), strict=True
    )
    return [
        Room(*size, int.from_bytes(bits.tobytes(), "little"))
        for size, bits in zip(sizes, written, strict=True)
    ]


def _filled(flips: I64, lines: int) -> npt.NDArray[np.uint64]:
    """The cells of so many lines, uint64 each, which lie after an odd number of `flips`."""
    odd = np.bincount(flips, minlength=lines * _LINE).astype(np.uint8) & 1
    cells = np.packbits(odd, bitorder="little").view("<u8").astype(np.uint64)
    for by in (1, 2, 4, 8, 16, 32):
        cells ^= cells << np.uint64(by)
    return cells


def _edges(shapes: Shapes, rows: Sequence[int]) -> tuple[F64, F64, F64, F64, I64]:
    """The edges of rows' rings, each x0, y0, x1, y1, and which of the rows it is of."""
    first, rings = shapes.first[:-1][rows], shapes.first[1:][rows]
    of_rings = ranges(first, rings)
    begins, ends = shapes.rings[of_rings], shapes.rings[of_rings + 1]
    edges = ranges(begins, np.maximum(begins, ends - 1))
    of_row = np.repeat(np.arange(len(rows)), rings - first)
    start, end = (shapes.xy[at].astype(np.float64) for at in (edges, edges + 1))
    of_edges = np.repeat(of_row, np.maximum(0, ends - 1 - begins))
    return start[:, 0], start[:, 1], end[:, 0], end[:, 1], of_edges


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
