"""The season for the large chart: a measure's days by class, stacked or side by side, smoothed."""

from __future__ import annotations

from typing import Literal

import numpy as np

from console.domain.packs import ColourClass
from console.domain.records import dataclass
from console.domain.spoken import day
from console.domain.words import say
from console.state.charts.scene import Charts
from console.store.columns import F64, I32

Measure = Literal["active", "arrivals", "released", "due"]
MEASURES: tuple[Measure, ...] = ("active", "arrivals", "released", "due")
MEAN_DAYS = 7


@dataclass(frozen=True, slots=True, eq=False)
class Season:
    """A measure a day: counts int32[n, c] by `classes`, or of all together where these are none.

    `first` is the first day's number, `position` where the instant stands among the days.
    """

    measure: Measure
    first: int
    counts: I32
    classes: tuple[ColourClass, ...]
    position: float

    def __len__(self) -> int:
        return len(self.counts)

    @property
    def totals(self) -> I32:
        """All classes together, int32[n]."""
        summed: I32 = self.counts.sum(axis=1)
        return summed

    def told(self, row: int, language: str) -> str:
        """One day in words: date, count, and the classes that have anybody."""
        name = say(f"charts.measure.{self.measure}", language)
        parts = [day(self.first + row, language), f"{name} {int(self.totals[row]):,}"]
        for column, one in enumerate(self.classes):
            count = int(self.counts[row, column])
            if count:
                parts.append(
                    say("charts.by_class", language, label=one.label[language], count=count)
                )
        return " · ".join(parts)


def season(shown: Charts, measure: Measure) -> Season:
    """A measure of the days of the charts shown; only two of them are known by class."""
    days, classes = shown.strip.days, shown.strip.classes
    if measure == "active":
        return Season(measure, days.first, days.active, classes, shown.position)
    if measure == "arrivals":
        return Season(measure, days.first, days.arrivals, classes, shown.position)
    counts = days.released if measure == "released" else days.due
    return Season(measure, days.first, counts[:, None], (), shown.position)


def mean_of_days(counts: I32) -> F64:
    """The mean of each day and those around it, float64[n]; nan where these are not MEAN_DAYS."""
    days = MEAN_DAYS
    sums = np.concatenate([[0], np.cumsum(counts, dtype=np.int64)])
    mean, before = np.full(len(counts), np.nan), days // 2
    if len(counts) >= days:
        mean[before : len(counts) - (days - 1 - before)] = (sums[days:] - sums[:-days]) / days
    return mean
