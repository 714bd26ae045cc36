"""Floors and footprints of homes are spread as in a sample of Shanghai's residential buildings."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
import pytest
import shapely

from tests.demo.conftest import Made
from tests.demo.frames import Array, column, in_metres, shapes, told, within

CLASSES = ((1, 3), (4, 7), (8, 12), (13, 20), (21, 200))


def residential(made: Made) -> tuple[Array, Array]:
    """Floors and footprints in square metres of buildings with homes in them."""
    kind = column(made.snapshot, "buildings", "kind")
    rows = np.isin(kind, ("slab", "tower", "villa"))
    floors = column(made.snapshot, "buildings", "floors_above")[rows]
    return floors, shapely.area(in_metres(made.snapshot, shapes(made.snapshot, "buildings"))[rows])


@pytest.fixture(scope="module")
def sample(shared_data: Path) -> tuple[Array, Array]:
    """Floors and footprints of the real sample."""
    path = shared_data / "shanghai_building_stock" / "residential_sample.csv"
    if not path.exists():
        pytest.skip("the sample of Shanghai's buildings is not on this machine")
    with path.open(encoding="utf-8") as lines:
        rows = list(csv.DictReader(lines))
    floors = np.array([float(row["floors"]) for row in rows])
    return floors, np.array([float(row["footprint_m2"]) for row in rows])


@pytest.mark.real
@pytest.mark.parametrize(("low", "high"), CLASSES)
def test_floors_are_shared_out_as_in_the_sample(
    whole: Made, sample: tuple[Array, Array], low: int, high: int
) -> None:
    ours, theirs = residential(whole)[0], sample[0]
    wanted = float(((theirs >= low) & (theirs <= high)).mean())
    within(f"{low} to {high} floors", float(((ours >= low) & (ours <= high)).mean()), wanted, 0.05)


@pytest.mark.real
@pytest.mark.parametrize(("part", "by"), [(25, 0.35), (50, 0.25), (75, 0.25)])
def test_footprints_are_as_large_as_in_the_sample(
    whole: Made, sample: tuple[Array, Array], part: int, by: float
) -> None:
    ours = float(np.percentile(residential(whole)[1], part))
    theirs = float(np.percentile(sample[1], part))
    within(f"footprint, percentile {part}, m²", ours, theirs, by * theirs)


def test_heights_follow_floors(whole: Made) -> None:
    floors = column(whole.snapshot, "buildings", "floors_above")
    height = column(whole.snapshot, "buildings", "height_m")
    storey = height / floors
    told(f"{storey.min():.2f} to {storey.max():.2f} m a floor")
    assert storey.min() > 2.8
    assert storey.max() < 5.5
