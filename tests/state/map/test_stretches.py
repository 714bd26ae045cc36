"""Stretches of roads: straight ones, in the middle first, the same wherever the map looks."""

from __future__ import annotations

import numpy as np
import pytest

from console.state.map.room import Stretch, Stretches
from console.state.map.shapes import from_outlines
from console.store.columns import Shapes


def shapes(*points: tuple[float, float]) -> Shapes:
    return from_outlines([np.array(points, np.float32)])


def found(line: Shapes, length_px: float, metres_per_px: float = 1.0) -> list[Stretch]:
    return Stretches().of(line, 0, length_px, metres_per_px)[0]


def test_a_straight_road_has_them_all_along_from_the_middle_outwards() -> None:
    middles = [x for x, _, _ in found(shapes((0, 0), (340, 0)), 100)]
    assert middles == pytest.approx([170, 110, 230, 50, 290])


def test_its_length_and_their_distance_are_of_pixels() -> None:
    middles = [x for x, _, _ in found(shapes((0, 0), (680, 0)), 100, 2.0)]
    assert middles == pytest.approx([340, 220, 460, 100, 580])


def test_a_road_of_just_the_length_has_one() -> None:
    assert found(shapes((0, 0), (100, 0)), 100) == [(50.0, 0.0, 0.0)]


def test_a_road_that_is_too_short_has_none() -> None:
    assert found(shapes((0, 0), (99, 0)), 100) == []


def test_a_bend_carries_no_name() -> None:
    middles = [(x, y) for x, y, _ in found(shapes((0, 0), (130, 0), (130, 130)), 100)]
    assert (130.0, 0.0) not in middles
    assert len(middles) == 2


@pytest.mark.parametrize(
    ("end", "angle"), [((300, 300), -45), ((300, -300), 45), ((-300, 0), 0), ((0, -300), 90)]
)
def test_a_name_runs_from_left_to_right_or_down(end: tuple[float, float], angle: float) -> None:
    assert found(shapes((0, 0), end), 100)[0][2] == pytest.approx(angle)


def test_they_are_worked_out_once_a_scale() -> None:
    line, known = shapes((0, 0), (400, 0)), Stretches()
    first = known.of(line, 0, 100, 1.0)
    assert known.of(line, 0, 100, 1.0) is first
    assert known.of(line, 0, 100, 0.5) != first
    assert known.of(line, 0, 100, 1.0) == first
