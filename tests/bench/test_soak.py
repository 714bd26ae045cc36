"""The soak: a wall lives through simulated hours, and what it reports is what it holds."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from console.bench import soak_report
from console.bench.soak import Left, Soaked, slope
from console.bench.soak_series import TIMES, events_at
from console.snapshot.read import open_snapshot

PATIENCE = pytest.mark.usefixtures("qapp", "own_home")


def soaked(memory_mb: list[float], handles: int = 12) -> Soaked:
    left = [Left(one, handles, 3, 20) for one in memory_mb]
    return Soaked(hours=len(left), snapshots=len(left), left=left)


@PATIENCE
def test_a_wall_lives_through_hours_and_shows_every_snapshot() -> None:
    found = soak_report.soaked(2, 3_000, lambda *_: None, step_s=60)
    assert (found.hours, found.snapshots, found.missed, found.skipped) == (2, 2, 0, 0)
    assert found.turns > 100
    assert found.growth("threads") == 0
    said = list(soak_report.lines(found, "en"))
    assert "2 snapshots shown" in said[1]


def test_a_slope_is_what_the_hours_after_the_first_day_rise() -> None:
    assert slope([1.0, 3.0, 5.0]) == pytest.approx(2)
    first_day = [200.0 + hour for hour in range(24)]
    assert soaked([*first_day, *[224.0] * 48]).slope_mb == pytest.approx(0)
    rising = [224.0 + hour / 24 * 2 for hour in range(48)]
    found = soaked([*first_day, *rising])
    assert found.slope_mb == pytest.approx(2)
    assert not soak_report.holds(found)


@pytest.mark.parametrize("fault", ["missed", "skipped"])
def test_a_soak_that_lost_something_does_not_hold(fault: str) -> None:
    found = soaked([200.0] * 72)
    assert soak_report.holds(found)
    setattr(found, fault, 1)
    assert not soak_report.holds(found)


def test_there_are_ten_times_the_usual_events_and_none_from_the_future(sample_street: Path) -> None:
    opened = open_snapshot(sample_street)
    usual = opened.tables["events"]
    as_of = datetime.fromisoformat(opened.manifest.as_of) + timedelta(days=30)
    many = events_at(usual, as_of, timedelta(0))
    assert many.num_rows == TIMES * usual.num_rows
    assert len(set(many.column("event_id").to_pylist())) == many.num_rows
    now = datetime.fromisoformat(opened.manifest.as_of)
    for name in ("raised_at", "closed_at"):
        stamps = events_at(usual, now, timedelta(0)).column(name).to_pylist()
        assert all(one is None or one <= now for one in stamps)
