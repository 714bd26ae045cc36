"""Groups are compact and even; shares of the ground tile it, whatever the buildings."""

from __future__ import annotations

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from console.demo.terrain.tessellation import gathered, plots, shares

OUTLINE = shapely.box(0, 0, 400, 300)


@given(st.integers(1, 60), st.integers(1, 70), st.integers(0, 99))
def test_groups_are_as_many_as_asked_and_about_even(places: int, groups: int, seed: int) -> None:
    middle = np.random.default_rng(seed).uniform(0, 1000, (places, 2))
    counts = np.bincount(gathered(middle, np.ones(places), groups))
    assert len(counts) == min(places, groups)
    assert counts.min() >= 1
    assert counts.max() <= 2 * places / len(counts) + 2


@settings(max_examples=12, deadline=None)
@given(st.integers(2, 24), st.integers(1, 5), st.integers(0, 99))
def test_shares_tile_the_ground_and_hold_their_buildings(
    count: int, groups: int, seed: int
) -> None:
    rng = np.random.default_rng(seed)
    west, south = rng.uniform(5, 360, count), rng.uniform(5, 260, count)
    houses = shapely.box(west, south, west + 12.0, south + 9.0)
    group = gathered(np.column_stack((west, south)), np.ones(count), groups)
    ground = shares(houses, group, OUTLINE)
    assert shapely.area(ground).sum() == pytest.approx(OUTLINE.area, rel=1e-4)
    assert shapely.union_all(ground).area == pytest.approx(OUTLINE.area, rel=1e-4)
    estates = plots(ground, houses, group, 14.0)
    assert shapely.is_valid(estates).all()
    assert shapely.union_all(estates).area == pytest.approx(shapely.area(estates).sum(), rel=1e-4)


def test_very_many_buildings_share_the_ground_by_their_middles(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("console.demo.terrain.tessellation._MANY", 3)
    west = np.array([10.0, 100.0, 200.0, 300.0])
    houses = shapely.box(west, 100.0, west + 20.0, 120.0)
    ground = shares(houses, np.array([0, 0, 1, 1]), OUTLINE)
    assert shapely.area(ground).sum() == pytest.approx(OUTLINE.area, rel=1e-6)
    assert ground[0].contains(houses[1])
