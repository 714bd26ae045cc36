"""The crossfilter: which rows pass every mask, and which would pass without one of them.

Every row carries the number of masks it fails, so that replacing one mask costs two passes over
bytes, and leaving one out costs one comparison (the idea of crossfilter's bit per dimension).
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from console.store.columns import I64, U8
from console.store.kept import Mask

Codes = npt.NDArray[np.unsignedinteger]


class Crossfilter:
    """Masks over n rows by source; a source without a mask keeps every row."""

    def __init__(self, rows: int) -> None:
        self._fails: U8 = np.zeros(rows, np.uint8)
        self._failed_by: dict[str, Mask] = {}
        self._passing: dict[str | None, Mask] = {}

    def __len__(self) -> int:
        return len(self._fails)

    def put(self, source: str, kept: Mask | None) -> None:
        """Replace the mask of `source` by `kept` bool[n], or take it away with None."""
        before = self._failed_by.pop(source, None)
        if before is None and kept is None:
            return
        if before is not None:
            self._fails -= before
        if kept is not None:
            failed = self._failed_by[source] = ~kept
            self._fails += failed
        self._passing.clear()

    def passing(self, without: str | None = None) -> Mask:
        """Rows that pass every mask but that of `without`, bool[n]; not to be written to."""
        skipped = without if without in self._failed_by else None
        known = self._passing.get(skipped)
        if known is None:
            own = 0 if skipped is None else self._failed_by[skipped]
            known = self._passing[skipped] = self._fails == own
        return known


def counted(codes: Codes, size: int, passing: Mask, totals: I64) -> I64:
    """Rows by code that pass, int64[size]; `totals` are those of all rows.

    Costs a bincount of whichever is fewer: the rows that pass or those that do not. Rows are taken
    by number: picking by a mask is ten times slower where it changes from row to row.
    """
    number = int(np.count_nonzero(passing))
    if number == len(passing):
        return totals
    if 2 * number > len(passing):
        return totals - np.bincount(codes.take(np.flatnonzero(~passing)), minlength=size)
    return np.bincount(codes.take(np.flatnonzero(passing)), minlength=size)
