"""The crossfilter: which rows pass every mask, and each facet's counts under all masks but its own.

Every row carries the number of masks it fails, so that replacing one mask costs two passes over
bytes, and leaving one out costs one comparison (the idea of crossfilter's bit per dimension).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from console.store.columns import I64, U8

Mask = npt.NDArray[np.bool_]
Codes = npt.NDArray[np.unsignedinteger]


@dataclass(frozen=True, slots=True, eq=False)
class Facet:
    """A column of codes to count: `codes` uint8/16/32[n], each below `size`; `totals` int64[size].

    `source` is whose mask the counts leave out: the facet's own, so that its other values stay
    countable while it filters.
    """

    source: str
    codes: Codes
    size: int
    totals: I64

    @classmethod
    def of(cls, source: str, codes: Codes, size: int) -> Facet:
        """A facet with its totals counted once."""
        return cls(source, codes, size, np.bincount(codes, minlength=size))


class Crossfilter:
    """Masks over n rows by source; a source without a mask keeps every row."""

    def __init__(self, rows: int) -> None:
        self._fails: U8 = np.zeros(rows, np.uint8)
        self._failed_by: dict[str, Mask] = {}
        self._passing: dict[str | None, tuple[I64, bool]] = {}

    def __len__(self) -> int:
        return len(self._fails)

    def put(self, source: str, kept: Mask | None) -> None:
        """Replace the mask of `source` by `kept` bool[n], or take it away with None."""
        before = self._failed_by.pop(source, None)
        if before is not None:
            self._fails -= before
        if kept is not None:
            failed = self._failed_by[source] = ~kept
            self._fails += failed
        self._passing.clear()

    @property
    def mask(self) -> Mask:
        """Rows that pass every mask, bool[n]."""
        kept: Mask = self._fails == 0
        return kept

    @property
    def kept(self) -> int:
        """How many rows pass every mask."""
        return len(self) - int(np.count_nonzero(self._fails))

    def counts(self, facet: Facet) -> I64:
        """Rows by code of `facet`, int64[size], under every mask but its own.

        Costs a bincount of whichever is fewer: the rows that pass or those that do not.
        """
        if not self._failed_by or list(self._failed_by) == [facet.source]:
            return facet.totals.copy()
        rows, are_kept = self._rows(facet.source if facet.source in self._failed_by else None)
        counted = np.bincount(facet.codes.take(rows), minlength=facet.size)
        return counted if are_kept else facet.totals - counted

    def _rows(self, skipped: str | None) -> tuple[I64, bool]:
        """Rows that pass without `skipped`, or, when they are more than half, those that do not."""
        known = self._passing.get(skipped)
        if known is None:
            own = 0 if skipped is None else self._failed_by[skipped]
            passing = self._fails == own
            if 2 * np.count_nonzero(passing) > len(self):
                known = (np.flatnonzero(~passing), False)
            else:
                known = (np.flatnonzero(passing), True)
            self._passing[skipped] = known
        return known
