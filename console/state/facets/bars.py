"""A facet of numbers or days as bars: bins with counts, and the ranges of values chosen."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import numpy as np

from console.domain.instants import day_date, day_number
from console.domain.records import dataclass
from console.state.facets.choice import Choice
from console.store import clock_numbers
from console.store.columns import I64, Street

BARS = ("left", "arrived", "age", "floors")
_AGE_STEP = 5
_MOST_BINS = 90
_LEAST_LEFT = 14
"""Days left for which there is always a bar."""

Range = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Bars:
    """n bins of `step` values each, from `first` on; counts and totals int of each.

    `is_open` says that the last bin holds all that is more. `kept` and `excluded` are the ranges
    chosen, both ends within, cut to the bins.
    """

    facet: str
    first: int
    step: int
    counts: tuple[int, ...]
    totals: tuple[int, ...]
    is_open: bool
    kept: tuple[Range, ...] = ()
    excluded: tuple[Range, ...] = ()

    @property
    def last(self) -> int:
        """The last value there is a place for."""
        return self.first + self.step * len(self.counts) - 1

    def range_of(self, bin_: int) -> Range:
        """The values of one bin."""
        start = self.first + bin_ * self.step
        return start, start + self.step - 1

    def written(self, chosen: Range) -> str:
        """A range as the command line writes it; open at the end where the last bin is."""
        low, high = max(chosen[0], self.first), min(chosen[1], self.last)
        if self.is_open and high == self.last:
            return f"{self.said(low)}.."
        return self.said(low) if low == high else f"{self.said(low)}..{self.said(high)}"

    def said(self, value: int) -> str:
        """A value as the command line writes it."""
        return day_date(value).isoformat() if self.facet == "arrived" else str(value)


def has_bars(facet: str, totals: I64) -> bool:
    """Whether a facet has any value; one of the ages, and of the floors, stands for none."""
    return len(totals) > (1 if facet in ("age", "floors") else 0)


def bars_of(street: Street, facet: str, counts: I64, totals: I64, choice: Choice) -> Bars:
    """The bars of a facet that has some, by its counts."""
    if facet == "age":
        counts, totals = counts[:-1], totals[:-1]
        first, step, is_open = 0, _AGE_STEP, True
    elif facet == "left":
        first, step, is_open = 0, 1, bool(totals[-1])
        seen = max(_LEAST_LEFT, int(np.flatnonzero(totals)[-1]) if totals.any() else 0) + 1
        counts, totals = counts[:seen], totals[:seen]
    elif facet == "arrived":
        first, step, is_open = clock_numbers.season(street)[0], 1, False
    else:
        first, step, is_open = 1, 1, False
        counts, totals = counts[1:], totals[1:]
    if facet != "age":
        step = -(-len(totals) // _MOST_BINS)
    bare = Bars(facet, first, step, _binned(counts, step), _binned(totals, step), is_open)
    return Bars(
        facet,
        first,
        step,
        bare.counts,
        bare.totals,
        is_open,
        tuple(_ranges(choice.kept, bare)),
        tuple(_ranges(choice.excluded, bare)),
    )


def _binned(numbers: I64, step: int) -> tuple[int, ...]:
    return tuple(np.add.reduceat(numbers, np.arange(0, len(numbers), step)).tolist())


def _ranges(values: Iterable[str], bars: Bars) -> Iterable[Range]:
    """The ranges of values as written, cut to the bars."""
    for value in values:
        low, dots, high = value.partition("..")
        first = _read(low, bars) if low else bars.first
        last = (_read(high, bars) if high else bars.last) if dots else first
        if first <= bars.last and last >= bars.first:
            yield max(first, bars.first), min(last, bars.last)


def _read(text: str, bars: Bars) -> int:
    return day_number(date.fromisoformat(text)) if bars.facet == "arrived" else int(text)
