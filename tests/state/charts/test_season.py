"""The large chart's numbers: the days' own, by class where they are known so, and their mean."""

from __future__ import annotations

import numpy as np
import pytest

from console.state.charts.scene import Charts, charts
from console.state.charts.season import MEASURES, Measure, mean_of_days, season
from console.store.frame import frame
from tests.store import tiny


@pytest.fixture(scope="module")
def shown() -> Charts:
    street = tiny.street()
    return charts(frame(street, street.as_of_us))


@pytest.mark.parametrize("measure", MEASURES)
def test_totals_are_the_days_own(shown: Charts, measure: Measure) -> None:
    days = getattr(shown.strip.days, measure)
    totals = days.sum(axis=1) if days.ndim == 2 else days
    assert season(shown, measure).totals.tolist() == totals.tolist()


@pytest.mark.parametrize("measure", MEASURES)
def test_classes_are_named_where_there_are_counts_by_class(shown: Charts, measure: Measure) -> None:
    made = season(shown, measure)
    assert made.counts.shape[1] == max(1, len(made.classes))
    assert bool(made.classes) == (measure in ("active", "arrivals"))


def test_the_mean_is_of_each_day_and_three_on_either_side() -> None:
    counts = np.arange(10, dtype=np.int32) ** 2
    mean = mean_of_days(counts)
    assert np.isnan(mean[:3]).all()
    assert np.isnan(mean[-3:]).all()
    assert mean[3] == counts[:7].mean()
    assert mean[6] == counts[3:].mean()


def test_fewer_days_than_the_mean_needs_have_none() -> None:
    assert np.isnan(mean_of_days(np.ones(6, np.int32))).all()


def test_a_day_is_told_with_the_classes_that_have_anybody(shown: Charts) -> None:
    made = season(shown, "active")
    row = int(made.totals.argmax())
    told = made.told(row, "zh")
    assert f"隔离中 {int(made.totals[row])}" in told
    assert told.count("·") == 1 + int(np.count_nonzero(made.counts[row]))
