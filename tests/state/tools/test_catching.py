"""A band and a lasso catch what lies inside, and say so at every move."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.state.map.ground import ground_of
from console.state.tools.catching import Catch
from console.state.tools.trace import Point, Tool, Trace
from tests.state.map import street as map_street

GROUND = ground_of(map_street.street(6))
BOXES = GROUND.buildings.boxes.astype(np.float64)
MIDDLES = np.stack([(BOXES[:, 0] + BOXES[:, 2]) / 2, (BOXES[:, 1] + BOXES[:, 3]) / 2], axis=1)
WEST, SOUTH, EAST, NORTH = GROUND.bounds


def millimetres(least: float, most: float) -> st.SearchStrategy[float]:
    return st.integers(int(least * 1000), int(most * 1000)).map(lambda number: number / 1000)


corners = st.tuples(millimetres(WEST, EAST), millimetres(SOUTH, NORTH))


def inside_the_whole_line(points: tuple[Point, ...]) -> list[int]:
    """The rows from which a ray eastwards crosses the closed line an odd number of times."""
    found = []
    for row, (x, y) in enumerate(MIDDLES.tolist()):
        crossings = 0
        for (x1, y1), (x2, y2) in zip(points, (*points[1:], points[0]), strict=True):
            if (y1 > y) != (y2 > y) and x < x1 + (y - y1) / (y2 - y1) * (x2 - x1):
                crossings += 1
        if crossings % 2:
            found.append(row)
    return found


@given(corners, corners)
def test_a_band_catches_the_middles_in_its_box(one: Point, other: Point) -> None:
    caught = Catch(GROUND).inside(Trace(Tool.BAND).put(one).reach(other)).tolist()
    low, high = np.minimum(one, other), np.maximum(one, other)
    wanted = np.flatnonzero(((low <= MIDDLES) & (high >= MIDDLES)).all(axis=1)).tolist()
    assert caught == wanted


@given(st.lists(corners, min_size=3, max_size=9, unique=True))
def test_a_growing_lasso_always_knows_what_it_holds(points: list[Point]) -> None:
    catch, trace = Catch(GROUND), Trace(Tool.LASSO)
    for number, point in enumerate(points, 1):
        trace = trace.put(point)
        caught = catch.inside(trace).tolist()
        fresh = Catch(GROUND).inside(trace).tolist()
        assert caught == fresh
        if number == len(points):
            assert caught == inside_the_whole_line(tuple(points))


@given(st.lists(corners, min_size=3, max_size=6, unique=True), corners)
def test_the_pointer_closes_the_lasso(points: list[Point], tip: Point) -> None:
    trace = Trace(Tool.LASSO)
    for point in points:
        trace = trace.put(point)
    assert np.array_equal(
        Catch(GROUND).inside(trace.reach(tip)), Catch(GROUND).inside(trace.put(tip))
    )


@pytest.mark.parametrize("tool", [Tool.BAND, Tool.LASSO])
def test_a_mere_click_catches_nothing(tool: Tool) -> None:
    trace = Trace(tool).put((WEST, SOUTH)).reach(None)
    assert not len(Catch(GROUND).inside(trace))
