"""Small counts made coarse for whoever may not know them: 1 to 7 as one, others by fives.

So counts are published, and so whoever looks at a wall from afar is told them.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from console.domain.arrays import I32, I64, Bools
from console.domain.records import dataclass

FEW = -1
"""The code of the band 1 to MOST_FEW."""
MANY = -2
"""The code of more than MOST_FEW, where even a rounded count would tell too much."""
LOW = -3
"""The code of 0 to MOST_FEW: under a filter even that there is nobody would tell something."""
HIDDEN = -4
"""The code of a count of which nothing is said."""
MOST_FEW = 7
STEP = 5
_NO_END = 1 << 30


@dataclass(frozen=True, slots=True)
class Amount:
    """A figure as it may be told: the count itself where `is_exact`, else its code."""

    count: int
    is_exact: bool = False

    @property
    def is_rounded(self) -> bool:
        """Whether it is a count that is not quite the true one."""
        return not self.is_exact and self.count > 0

    @property
    def text(self) -> str:
        """In figures."""
        return f"{self.count:,}" if self.is_exact else text(self.count)


UNTOLD = Amount(HIDDEN)


def is_few(counts: npt.NDArray[np.integer]) -> Bools:
    """Which counts are so small that they tell of somebody, 1 to MOST_FEW, bool[n]."""
    few: Bools = (counts > 0) & (counts <= MOST_FEW)
    return few


def rounded(counts: npt.NDArray[np.integer]) -> I64:
    """Counts to the nearest STEP, int64[n]."""
    return (np.asarray(counts, np.int64) + STEP // 2) // STEP * STEP


def banded(counts: npt.NDArray[np.integer]) -> I32:
    """The codes of counts, int32[n]: 0 stays, 1 to 7 is FEW, more is rounded to the nearest 5."""
    told = np.where(counts > 0, rounded(counts), 0)
    return np.where(is_few(counts), FEW, told).astype(np.int32)


def pooled(counts: npt.NDArray[np.integer]) -> I32:
    """The codes of counts under a filter, int32[n]: as `banded`, but 0 to 7 are all LOW."""
    return np.where(counts <= MOST_FEW, LOW, banded(counts)).astype(np.int32)


def bounds(codes: I32) -> tuple[I32, I32]:
    """Least and most people a code may stand for, int32[n] each."""
    half = STEP // 2
    low = np.where(codes > 0, np.maximum(codes - half, MOST_FEW + 1), 0)
    high = np.where(codes > 0, codes + half, 0)
    low = np.where(codes == FEW, 1, np.where(codes == MANY, MOST_FEW + 1, low))
    high = np.where((codes == FEW) | (codes == LOW), MOST_FEW, high)
    high = np.where((codes == MANY) | (codes == HIDDEN), _NO_END, high)
    return low.astype(np.int32), high.astype(np.int32)


def text(code: int) -> str:
    """A code in figures: 0, 1–7, 25, 8+ for many, 0–7 for low, — for what is not told."""
    if code == MANY:
        return f"{MOST_FEW + 1}+"
    if code in (LOW, HIDDEN):
        return f"0–{MOST_FEW}" if code == LOW else "—"
    return f"1–{MOST_FEW}" if code == FEW else f"{code:,}"


def order(codes: I32) -> I32:
    """What codes sort by, int32[n]: none and not told, few, many, then the rounded counts."""
    known = np.where(codes == MANY, MOST_FEW + 1, codes)
    known = np.where((codes == LOW) | (codes == HIDDEN), 0, known)
    return np.where(codes == FEW, 1, known).astype(np.int32)
