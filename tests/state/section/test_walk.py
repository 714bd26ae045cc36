"""Keys reach every room of a building, and zoom keeps what is under the pointer."""

from __future__ import annotations

from collections import deque
from typing import get_args

import pytest

from console.state.section.layout import lay_out
from console.state.section.plan import plan_section
from console.state.section.sight import content_point, grid_point, kept_within, showing, zoomed
from console.state.section.walk import NOWHERE, Way, stand_in, start_of, walk
from tests.state.towers import Tower, grid, random_tower

SQUARE = Tower(3, 1, grid((-1, 1, 2, 3), 3))


@pytest.mark.parametrize("seed", range(20))
def test_every_unit_is_reached_by_keys(seed: int) -> None:
    plan = plan_section(random_tower(seed).street(), 0)
    start = start_of(plan)
    seen, queue = {start}, deque([start])
    while queue:
        at = queue.popleft()
        for way in get_args(Way):
            there = walk(plan, at, way)
            if there not in seen:
                seen.add(there)
                queue.append(there)
    assert {at.unit for at in seen} >= set(range(plan.units))


def test_walking_begins_at_the_left_of_the_ground_floor() -> None:
    plan = plan_section(SQUARE.street(), 0)
    assert walk(plan, NOWHERE, "up").unit == 3


@pytest.mark.parametrize(
    ("way", "reached"),
    [("left", 3), ("right", 5), ("up", 7), ("down", 1), ("first", 3), ("last", 5), ("top", 10),
     ("bottom", 1)],
)  # fmt: skip
def test_each_key_goes_its_way(way: Way, reached: int) -> None:
    plan = plan_section(SQUARE.street(), 0)
    assert walk(plan, stand_in(plan, 4), way).unit == reached


def test_a_floor_goes_on_with_the_next() -> None:
    plan = plan_section(SQUARE.street(), 0)
    assert walk(plan, stand_in(plan, 5), "right").unit == 6
    assert walk(plan, stand_in(plan, 3), "left").unit == 2


def test_at_the_ends_of_the_building_a_key_stays() -> None:
    plan = plan_section(SQUARE.street(), 0)
    assert walk(plan, stand_in(plan, 0), "left").unit == 0
    assert walk(plan, stand_in(plan, 9), "up").unit == 9


def test_a_duplex_is_passed_on_the_floor_one_came_on() -> None:
    plan = plan_section(
        Tower(2, 0, ((1, 0, 1, 1, None), (1, 1, 2, 1, None), (1, 2, 1, 1, None), (2, 0, 1, 1, None),
                     (2, 2, 1, 1, None))).street(), 0,
    )  # fmt: skip
    inside = walk(plan, stand_in(plan, 3), "right")
    assert inside == (1, 1)
    assert walk(plan, inside, "right").unit == 4


def test_floors_without_rooms_are_passed() -> None:
    plan = plan_section(Tower(9, 0, grid((1, 9), 1)).street(), 0)
    assert walk(plan, stand_in(plan, 0), "up").unit == 1


def test_a_building_without_units_has_nowhere_to_walk() -> None:
    assert start_of(plan_section(Tower(2, 0, ()).street(), 0)) == NOWHERE


@pytest.mark.parametrize("notches", [1, 3, 9])
def test_what_is_under_the_pointer_stays_there(notches: int) -> None:
    plan = plan_section(Tower(30, 0, grid(range(1, 31), 6)).street(), 0)
    before = lay_out(plan, 800, 600)
    after = lay_out(plan, 800, 600, zoomed(before, notches))
    x, y, wide, high = before.boxes[77].tolist()
    there = content_point(after, *grid_point(before, x + wide / 2, y + high / 2))
    assert after.unit_at(*there) == 77


def test_zooming_out_ends_where_the_building_fits() -> None:
    plan = plan_section(Tower(30, 0, grid(range(1, 31), 6)).street(), 0)
    fitted = lay_out(plan, 800, 600)
    assert zoomed(fitted, -1) is None
    assert zoomed(lay_out(plan, 800, 600, fitted.floor_px + 1), -1) is None
    assert zoomed(fitted, 100) == 96


def test_every_notch_zooms() -> None:
    plan = plan_section(Tower(200, 0, grid(range(1, 201), 6)).street(), 0)
    layout = lay_out(plan, 800, 600)
    assert zoomed(layout, 0.1) == layout.floor_px + 1


def test_nothing_beyond_the_content_is_scrolled_to() -> None:
    layout = lay_out(plan_section(SQUARE.street(), 0), 400, 300, 90)
    assert kept_within(layout, -50, -50, 400, 300) == (0, 0)
    far = kept_within(layout, 9999, 9999, 400, 300)
    assert far == (layout.width - 400, layout.height - 300)


def test_scrolling_to_a_box_goes_no_farther_than_needed() -> None:
    room = (10.0, 10.0, 90.0, 90.0)
    assert showing((20, 20, 30, 30), 0, 0, room) == (0, 0)
    assert showing((100, 20, 120, 30), 0, 0, room) == (30, 0)
    assert showing((20, 2, 30, 8), 0, 0, room) == (0, -8)
