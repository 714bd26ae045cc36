"""What an onlooker can work out from everything on the wall, and what is made coarse so he cannot.

Counts of a place are the sum of those of the places in it, so a band may be narrowed by taking the
others from the whole. Ranges of counts are narrowed here as far as that leads, and what leads to a
small count is shown with less of it.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from console.domain import banding
from console.domain.arrays import Bools
from console.domain.records import dataclass
from console.store.columns import I32, I64

Coarseness = npt.NDArray[np.int8]
_EXACT, _BAND, _MANY = 0, 1, 2
_SWEEPS = 4
_NOTHING_YET = np.zeros(0, np.int64)


@dataclass(frozen=True, slots=True)
class Level:
    """n places of one level: `count` int32[n] their true counts, `parent` int32[n] rows above."""

    count: I32
    parent: I32


@dataclass(frozen=True, slots=True)
class Ranges:
    """What is known of each place of a level: least and most, int64[n] each."""

    low: I64
    high: I64


@dataclass(frozen=True, slots=True)
class Shown:
    """What one level shows: codes int32[n] of banding, and bool[n] where the count itself is."""

    codes: I32
    exact: Bools


def safe(levels: Sequence[Level]) -> list[Shown]:
    """What to show of the whole, then of each level, so that no count of 1 to 7 is given away.

    The places of level 0 (committees) hang from the whole and are shown exactly where that is safe;
    those below in bands. Whoever reads the wall is taken to know how many people have no place.
    """
    whole = Level(levels[0].count.sum(keepdims=True).astype(np.int32), np.zeros(1, np.int32))
    tree = [whole, *levels]
    coarse = [np.full(len(one.count), _BAND, np.int8) for one in tree]
    coarse[0][:] = coarse[1][:] = _EXACT
    while (given := _given_away(tree, coarse)) is not None:
        _make_coarser(tree, coarse, given)
    return [_shown(one, how) for one, how in zip(tree, coarse, strict=True)]


def known(levels: Sequence[Level], shown: Sequence[Shown]) -> list[Ranges]:
    """What can be worked out of the places of every level from what is shown of all of them.

    `levels` and `shown` begin with the whole.
    """
    ranges = [_range(one, how) for one, how in zip(levels, shown, strict=True)]
    return narrowed(ranges, [one.parent for one in levels[1:]])


def narrowed(ranges: list[Ranges], parents: Sequence[I32]) -> list[Ranges]:
    """What remains of the ranges of every level when every whole is the sum of its parts.

    `parents` are the rows above of each level but the first.
    """
    ranges = list(ranges)
    for _ in range(_SWEEPS):
        for index in reversed(range(len(parents))):
            ranges[index] = _from_parts(ranges[index], ranges[index + 1], parents[index])
        for index, parent in enumerate(parents):
            ranges[index + 1] = _from_whole(ranges[index], ranges[index + 1], parent)
    return ranges


def gives_away(level: Level, ranges: Ranges) -> Bools:
    """Which places of a level hold 1 to 7 people and are known to the last of them, bool[n]."""
    few = banding.is_few(level.count)
    found: Bools = few & (ranges.low == ranges.high)
    return found


def _given_away(tree: Sequence[Level], coarse: Sequence[Coarseness]) -> list[I64] | None:
    """Rows of each level whose small count is known for certain; None when there is none."""
    shown = [_shown(one, how) for one, how in zip(tree, coarse, strict=True)]
    ranges = known(tree, shown)
    found = [_NOTHING_YET, _NOTHING_YET]
    found += [
        np.flatnonzero(gives_away(level, span))
        for level, span in zip(tree[2:], ranges[2:], strict=True)
    ]
    return found if any(len(rows) for rows in found) else None


def _make_coarser(tree: Sequence[Level], coarse: list[Coarseness], given: list[I64]) -> None:
    """Show less of what leads to the counts given away.

    First of the committees they lie in, then of the places between; then of the smallest other
    committee, since the whole without the others is the one that is left; last of the whole.
    """
    above = _ancestors(tree, given)
    for index, how in ((1, _BAND), *((one, _MANY) for one in range(len(tree) - 1, 0, -1))):
        rows = above[index]
        large = tree[index].count[rows] > banding.MOST_FEW
        left = rows[(coarse[index][rows] < how) & (large | (how == _BAND))]
        if len(left):
            coarse[index][left] = how
            return
    exact = np.flatnonzero((coarse[1] == _EXACT) & (tree[1].count > 0))
    if len(exact):
        coarse[1][exact[np.argmin(tree[1].count[exact])]] = _BAND
    else:
        coarse[0][0] += 1


def _ancestors(tree: Sequence[Level], given: list[I64]) -> list[I64]:
    """Rows of each level in which the given places lie."""
    found = [_NOTHING_YET for _ in tree]
    for index in range(len(tree) - 1, 0, -1):
        below = np.concatenate((found[index], given[index]))
        found[index - 1] = np.unique(tree[index].parent[below])
    return found


def _shown(level: Level, coarse: Coarseness) -> Shown:
    codes = banding.banded(level.count)
    many = (coarse >= _MANY) & (codes > 0)
    return Shown(np.where(many, banding.MANY, codes).astype(np.int32), coarse == _EXACT)


def _range(level: Level, shown: Shown) -> Ranges:
    low, high = banding.bounds(shown.codes)
    return Ranges(
        np.where(shown.exact, level.count, low).astype(np.int64),
        np.where(shown.exact, level.count, high).astype(np.int64),
    )


def _sums(parts: Ranges, parent: I32, length: int) -> tuple[I64, I64]:
    low = np.bincount(parent, weights=parts.low, minlength=length).astype(np.int64)
    high = np.bincount(parent, weights=parts.high, minlength=length).astype(np.int64)
    return low, high


def _from_parts(whole: Ranges, parts: Ranges, parent: I32) -> Ranges:
    """A whole is no less than the least of its parts together, and no more than their most."""
    low, high = _sums(parts, parent, len(whole.low))
    return Ranges(np.maximum(whole.low, low), np.minimum(whole.high, high))


def _from_whole(whole: Ranges, parts: Ranges, parent: I32) -> Ranges:
    """A part is what the others leave of the whole."""
    low, high = _sums(parts, parent, len(whole.low))
    least = whole.low[parent] - (high[parent] - parts.high)
    most = whole.high[parent] - (low[parent] - parts.low)
    return Ranges(np.maximum(parts.low, least), np.minimum(parts.high, most))
