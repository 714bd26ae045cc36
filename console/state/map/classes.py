"""The classes a map's colours stand for: zero apart, then ranges with round lower bounds."""

from __future__ import annotations

from collections.abc import Iterable
from math import ceil, floor, log10

import numpy as np

from console.domain.records import dataclass
from console.store.columns import F64, I32, I64, U8

FEWEST, MOST = 3, 7
"""How many classes there may be, the one of zero included."""
DEFAULT = 5
_ROUND = (1.0, 2.0, 3.0, 5.0)
_LEAST = 0.1
_MOST_COUNTED = 1 << 20
_TOP_HEAVY = 2.0
"""Higher classes take fewer places, so that the strongest colour stays rare."""


@dataclass(frozen=True, slots=True)
class Classes:
    """Class 0 is zero itself; class i holds values from `lower[i - 1]` up to the next bound.

    `lower` ascends strictly; what is above zero but under `lower[0]` belongs to class 1, and so
    does a negative number, which stands for a small count kept back.
    """

    lower: tuple[float, ...]

    def __len__(self) -> int:
        return len(self.lower) + 1

    def of(self, values: F64 | I32) -> U8:
        """The class of every value, uint8[n]; whole numbers are compared with whole bounds."""
        is_whole = values.dtype.kind == "i"
        found: U8 = (values != 0).view(np.uint8)
        for bound in self.lower[1:]:
            found += values >= (ceil(bound) if is_whole else bound)
        return found

    def bounds(self, index: int) -> tuple[float, float | None]:
        """Lowest value of a class and the next class's lowest; None for the last class."""
        if index == 0:
            return 0.0, 0.0
        above = self.lower[index] if index < len(self.lower) else None
        return self.lower[index - 1], above

    def text(self, index: int, *, whole: bool = True) -> str:
        """The class in figures: 0, 1, 2–4, 20+; of rates 0, <2, 2–5, 20+."""
        low, above = self.bounds(index)
        if index == 0:
            return "0"
        if above is None:
            return f"{_figure(low)}+"
        if not whole:
            return f"<{_figure(above)}" if index == 1 else f"{_figure(low)}–{_figure(above)}"
        high = above - 1
        return _figure(low) if high <= low else f"{_figure(low)}–{_figure(high)}"


def classes_for(peak: F64 | I32, count: int = DEFAULT, *, whole: bool = True) -> Classes:
    """`count` classes for values like those of `peak` (the season's fullest day).

    The bounds are quantiles of what is above zero, moved to round numbers and kept apart; of
    counts (`whole`) the first is 1.
    """
    steps = min(max(count, FEWEST), MOST) - 1
    shares = [1 - (1 - step / steps) ** _TOP_HEAVY for step in range(steps)]
    least, *wanted = _quantiles(peak, shares, whole=whole)
    lower = [1.0 if whole else _rounded(least)]
    for value in wanted:
        lower.append(_round_above(lower[-1], value, whole=whole))
    return Classes(tuple(lower))


def _quantiles(values: F64 | I32, shares: list[float], *, whole: bool) -> list[float]:
    """The value below which each share of those above zero lies, as np.quantile gives it.

    NumPy's own imports its masked arrays first, which costs more than the whole map. Of counts
    it is told how many there are of each, which is found faster than their order.
    """
    is_counted = whole and values.min(initial=0) >= 0 and values.max(initial=0) < _MOST_COUNTED
    if is_counted:
        before = _those_above_zero(values).cumsum()
        number = int(before[-1])
    else:
        above = np.sort(values[values > 0])
        number = len(above)
    if not number:
        return [1.0, *(0.0 for _ in shares[1:])]
    places = [share * (number - 1) for share in shares]
    ranks = [int(at) for at in places] + [min(int(at) + 1, number - 1) for at in places]
    found = (before.searchsorted(ranks, side="right") if is_counted else above[ranks]).tolist()
    ends = zip(found[: len(shares)], found[len(shares) :], strict=True)
    return [low + (high - low) * (at % 1) for at, (low, high) in zip(places, ends, strict=True)]


def _those_above_zero(values: F64 | I32) -> I64:
    """How many there are of each whole number, of none that are 0, int64[most + 1]."""
    counted = np.bincount(values.astype(np.intp), minlength=1)
    counted[0] = 0
    return counted


def classes_from(bounds: Iterable[float]) -> Classes:
    """Classes with the bounds a user gave, put in order; equal and non-positive ones fall away."""
    kept = sorted({bound for bound in bounds if bound > 0})[: MOST - 1]
    return Classes(tuple(kept) or (1.0,))


def _round_above(last: float, wanted: float, *, whole: bool) -> float:
    """The round number nearest to `wanted` among those greater than `last`."""
    found = _rounded(wanted)
    while found <= last:
        found = _next_round(max(found, last))
    return max(float(round(found)), last + 1) if whole else found


def _rounded(wanted: float) -> float:
    wanted = max(wanted, _LEAST)
    below = _floor_round(wanted)
    above = _next_round(below)
    return below if wanted - below <= above - wanted else above


def _floor_round(wanted: float) -> float:
    power = 10.0 ** floor(log10(wanted) + 1e-12)
    return max(step for step in _ROUND if step <= wanted / power + 1e-9) * power


def _next_round(value: float) -> float:
    power = 10.0 ** floor(log10(value) + 1e-12)
    larger = [step for step in (*_ROUND, 10.0) if step > value / power + 1e-9]
    return larger[0] * power


def _figure(value: float) -> str:
    return f"{value:,.0f}" if value >= 10 or value == round(value) else f"{value:.2g}"
