"""The counts the wall shows of the people some conditions keep, safe beside those of everybody.

Whoever looks on sees the same places without the filter, and may take one figure from the other. So
he is taken to know more than he does: everybody's count of every place exactly, and of the kept
people the street's and every committee's. What is shown may still not tell him of an estate, a
building or a floor that so many are kept, or so many are not, where either are 7 or fewer; not
even that it is none or all. Each place alone could then be otherwise with everything else as it
is, whatever other filters show that ask for other traits (console.state.wall.lens sees to that).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from console.domain import banding
from console.domain.arrays import Bools
from console.domain.banding import Amount
from console.domain.records import dataclass
from console.state.wall.census import Census, by_floor, levels_of
from console.state.wall.disclosure import Level, Ranges, Shown, narrowed
from console.store.columns import I32
from console.store.frame import Frame

_FIRST = 2
"""The first level that is protected, after the whole and the committees."""


@dataclass(frozen=True, slots=True)
class Pair:
    """n places of one level: people under the clock and how many of them are kept, int32[n]."""

    everybody: I32
    kept: I32
    parent: I32


def census_under(frame: Frame) -> Census:
    """The counts of a narrowed frame, none exact."""
    pairs = pairs_of(frame)
    codes = safe_codes(pairs)
    total = banding.pooled(pairs[0].kept)
    tree = tuple(Level(one.kept, one.parent) for one in pairs)
    nowhere = [np.zeros(len(one.kept), np.bool_) for one in pairs]
    return Census(
        total=Amount(int(total[0])),
        committees=codes[1][:-1],
        exact=nowhere[1][:-1],
        estates=codes[2][:-1],
        buildings=codes[3],
        tree=tree,
        shown=tuple(Shown(one, none) for one, none in zip(codes, nowhere, strict=True)),
    )


def floors_under(frame: Frame, taken: Census, building: int) -> I32 | None:
    """The codes of a building's floors under the filter; None where they would tell."""
    assert frame.whole is not None
    kept = by_floor(frame, building)
    parent = np.full(len(kept), building, np.int32)
    pairs = [*pairs_of(frame), Pair(by_floor(frame.whole, building), kept, parent)]
    codes = [*(one.codes for one in taken.shown), banding.pooled(kept)]
    return None if any(told.any() for told in gives_away(pairs, codes)) else codes[-1]


def pairs_of(frame: Frame) -> list[Pair]:
    """The whole, committees, estates and buildings of a narrowed frame."""
    assert frame.whole is not None
    both = zip(levels_of(frame.whole), levels_of(frame), strict=True)
    pairs = [Pair(all_.count, kept.count, kept.parent) for all_, kept in both]
    sums = (pairs[0].everybody, pairs[0].kept)
    everybody, kept = (np.array([one.sum()], np.int32) for one in sums)
    return [Pair(everybody, kept, np.zeros(1, np.int32)), *pairs]


def safe_codes(pairs: Sequence[Pair]) -> list[I32]:
    """What to show of each level, beginning with the whole: rounded, 0 to 7 as one, or nothing.

    What would tell is left out first, then its neighbours, until nothing does.
    """
    codes = [banding.pooled(one.kept) for one in pairs]
    for step in range(_FIRST, 2 * len(pairs)):
        given = gives_away(pairs, codes)
        if not any(one.any() for one in given):
            break
        for level, rows in _further(pairs, given, step):
            codes[level][rows] = banding.HIDDEN
    return codes


def gives_away(pairs: Sequence[Pair], codes: Sequence[I32]) -> list[Bools]:
    """Of which places of each level a small number could be told from the codes, bool[n] each.

    What the street's and the committees' counts alone tell is no fault of the codes.
    """
    untold = [np.full(len(one), banding.HIDDEN, np.int32) for one in codes]
    before, after = _known(pairs, untold), _known(pairs, codes)
    found = []
    for level, (one, old, new) in enumerate(zip(pairs, before, after, strict=True)):
        few = np.minimum(one.kept, one.everybody - one.kept) <= banding.MOST_FEW
        told = (new.low == new.high) & (old.low != old.high)
        found.append(few & told if level >= _FIRST else np.zeros(len(one.kept), np.bool_))
    return found


def _known(pairs: Sequence[Pair], codes: Sequence[I32]) -> list[Ranges]:
    """What can be worked out of the kept people of each place."""
    ranges = []
    for level, (one, said) in enumerate(zip(pairs, codes, strict=True)):
        low, high = (side.astype(np.int64) for side in banding.bounds(said))
        if level < _FIRST:
            low = high = one.kept.astype(np.int64)
        ranges.append(Ranges(low, np.minimum(high, one.everybody)))
    return narrowed(ranges, [one.parent for one in pairs[1:]])


def _further(pairs: Sequence[Pair], given: Sequence[Bools], step: int) -> list[tuple[int, Bools]]:
    """Rows of levels to leave out: those given away; from the next step on those beside them too.

    At last everything of the committees they lie in is left out, which tells nothing.
    """
    levels = range(_FIRST, len(pairs))
    if step == _FIRST:
        return [(level, given[level]) for level in levels]
    top = _FIRST - 1 if step > _FIRST + 1 else _FIRST
    above = [np.zeros(len(one.kept), np.bool_) for one in pairs]
    for level in reversed(levels):
        wanted = given[level] | above[level]
        above[level] |= given[level]
        above[level - 1][pairs[level].parent[wanted]] = True
    rows = []
    inside = above[top]
    for level in range(top + 1, len(pairs)):
        inside = inside[pairs[level].parent]
        rows.append((level, inside))
    if top == _FIRST:
        rows.append((top, given[top]))
    return rows
