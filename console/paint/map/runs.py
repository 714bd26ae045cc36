"""The picture of ids as runs: neighbours in a row that show the same place are kept as one."""

from __future__ import annotations

from functools import cached_property
from typing import TypeVar

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QRect

from console.domain.records import dataclass
from console.store.columns import I32, I64
from console.store.kept import Mask

Numbers = npt.NDArray[np.uint16] | npt.NDArray[np.int32]
Value = TypeVar("Value", bound=np.generic)
OPAQUE = 0xFF000000
"""The alpha of a pixel that holds a number."""
_ROWS_A_BOX, _MOST_BOXED = 64, 0.1
_MOST_FEW = np.iinfo(np.uint16).max


@dataclass(frozen=True, eq=False)
class Runs:
    """The numbers of the pixels of an image of `shape` (height, width).

    numbers uint16 or int32[k]; starts int32[k + 1] says at which pixel, counted row by row, each
    run begins, and where the last one ends. No run goes on in the next row.
    """

    numbers: Numbers
    starts: I32
    shape: tuple[int, int]

    def at(self, row: int, column: int) -> int:
        """The number of a pixel inside."""
        pixel = np.int32(row * self.shape[1] + column)
        return int(self.numbers[self.starts.searchsorted(pixel, "right") - 1])

    def spread(self, values: npt.NDArray[Value], rows: slice) -> npt.NDArray[Value]:
        """A value for each run, [k], as one for each pixel of some rows, [rows, width]."""
        first, end = self._first_of_rows[rows.start], self._first_of_rows[rows.stop]
        return values[first:end].repeat(self._lengths[first:end]).reshape(-1, self.shape[1])

    @cached_property
    def _lengths(self) -> I64:
        """The pixels of each run, as numpy wants to be told how often to repeat."""
        return np.diff(self.starts).astype(np.int64)

    @cached_property
    def _first_of_rows(self) -> list[int]:
        """The run with which each row begins, and where the last one ends."""
        height, width = self.shape
        first: list[int] = self.starts.searchsorted(np.arange(height + 1) * width).tolist()
        return first

    def boxes(self, chosen: Mask, corner: tuple[int, int]) -> list[QRect]:
        """Rectangles that hold the chosen runs, bool[k], of an image at `corner`: one a few rows.

        The image's own where more of them are chosen than it pays to look for closely.
        """
        (height, width), (across, down) = self.shape, corner
        at = np.flatnonzero(chosen)
        if not len(at):
            return []
        if len(at) > _MOST_BOXED * len(chosen):
            return [QRect(across, down, width, height)]
        first = self.starts.take(at)
        rows = first // width
        band, left = rows // _ROWS_A_BOX, first - rows * width
        begins = [0, *(np.flatnonzero(band[1:] != band[:-1]) + 1).tolist()]
        tops, bottoms = rows[begins], rows[[*(one - 1 for one in begins[1:]), -1]]
        lefts = np.minimum.reduceat(left, begins)
        rights = np.maximum.reduceat(left + self._lengths.take(at), begins)
        sides = np.array((across + lefts, down + tops, rights - lefts, bottoms - tops + 1))
        return [QRect(*box) for box in sides.T.tolist()]


def runs_of(pixels: npt.NDArray[np.uint32]) -> Runs:
    """The runs of an opaque image uint32[h, w] whose colours are numbers."""
    height, width = pixels.shape
    begins = np.ones(pixels.shape, np.bool_)
    np.not_equal(pixels[:, 1:], pixels[:, :-1], out=begins[:, 1:])
    first = np.flatnonzero(begins)
    found = pixels[np.divmod(first, width)] & ~np.uint32(OPAQUE)
    few = int(found.max(initial=0)) <= _MOST_FEW
    numbers: Numbers = found.astype(np.uint16) if few else found.astype(np.int32)
    starts = np.append(first, height * width).astype(np.int32)
    return Runs(numbers, starts, (height, width))
