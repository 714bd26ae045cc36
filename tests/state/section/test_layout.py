"""A building of the contract, however odd, has a place for every unit and is hit where it is."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from console.state.section.layout import (
    LEAST_FLOOR_PX,
    MOST_FLOOR_PX,
    SectionLayout,
    Tier,
    lay_out,
    tier_of,
)
from console.state.section.plan import COLUMN, CORE, SectionPlan, plan_section
from tests.state.towers import Tower, grid, random_tower

ROOMY_PX = 84
"""A column of totals as wide as it becomes."""


def plan_of(tower: Tower) -> SectionPlan:
    return plan_section(tower.street(), 0)


def overlaps(layout: SectionLayout) -> int:
    """How many pairs of units' rectangles share some area."""
    x, y, wide, high = layout.boxes.astype(np.float64).T
    apart = (
        (x[:, None] + wide[:, None] <= x)
        | (x + wide <= x[:, None])
        | (y[:, None] + high[:, None] <= y)
        | (y + high <= y[:, None])
    )
    np.fill_diagonal(apart, val=True)
    return int((~apart).sum()) // 2


@settings(max_examples=500, deadline=None)
@given(
    seed=st.integers(0, 10**9),
    width=st.integers(100, 2000),
    height=st.integers(80, 1400),
    floor_px=st.sampled_from((None, None, 5, 14, 30, 96)),
)
def test_every_unit_of_a_legal_building_has_its_own_rectangle_and_is_hit_there(
    seed: int, width: int, height: int, floor_px: int | None
) -> None:
    tower = random_tower(seed)
    layout = lay_out(plan_of(tower), width, height, floor_px)
    x, y, wide, high = layout.boxes.astype(np.float64).T
    assert len(layout.boxes) == len(tower.units)
    assert (wide >= 4).all()
    assert (high >= LEAST_FLOOR_PX - 1).all()
    assert not overlaps(layout)
    hit = [layout.unit_at(*at) for at in zip(x + wide / 2, y + high / 2, strict=True)]
    assert hit == list(range(len(tower.units)))
    assert x.min(initial=0) >= 0
    assert (x + wide).max(initial=0) <= layout.width
    assert (y + high).max(initial=0) <= layout.height


def test_the_largest_building_of_the_contract_is_laid_out() -> None:
    layout = lay_out(
        plan_of(Tower(200, 10, grid([*range(-10, 0), *range(1, 201)], 100))), 1366, 768
    )
    assert len(layout.boxes) == 21_000
    assert layout.floor_px == LEAST_FLOOR_PX


def test_a_span_from_the_basement_up_covers_the_ground_floor() -> None:
    plan = plan_of(Tower(2, 1, ((-1, 0, 2, 1, None), (2, 0, 1, 1, None))))
    assert plan.floors.tolist() == [-1, 1, 2]
    assert plan.grid[:, 0].tolist() == [0, 0, 1]


def test_the_ground_line_lies_below_floor_one() -> None:
    layout = lay_out(plan_of(Tower(3, 2, grid((-2, -1, 1, 2, 3), 2))), 600, 500)
    middle = layout.boxes[:, 1] + layout.boxes[:, 3] / 2
    floors = np.repeat([-2, -1, 1, 2, 3], 2)
    assert ((middle < layout.ground_y) == (floors > 0)).all()


def test_a_place_without_a_unit_stays_empty_and_hits_nothing() -> None:
    layout = lay_out(plan_of(Tower(1, 0, ((1, 0, 1, 1, None), (1, 2, 1, 1, None)))), 600, 300)
    gap = layout.boxes[0, 0] + layout.column_px * 1.5, layout.boxes[0, 1] + 5
    assert layout.plan.columns == 3
    assert layout.unit_at(*gap) == -1


def test_columns_that_nobody_uses_at_the_left_take_no_room() -> None:
    assert plan_of(Tower(1, 0, ((1, 40, 1, 1, None), (1, 41, 1, 1, None)))).columns == 2


def test_a_building_without_units_keeps_its_floors() -> None:
    plan = plan_of(Tower(6, 1, ()))
    assert len(plan.floors) == 7
    assert (plan.grid == -1).all()


@pytest.mark.parametrize(("floors", "fits"), [(3, 96), (33, 19), (120, 5)])
def test_the_height_of_the_window_decides_the_height_of_a_floor(floors: int, fits: int) -> None:
    plan = plan_of(Tower(floors, 0, grid(range(1, floors + 1), 2)))
    layout = lay_out(plan, 1366, 700)
    assert layout.floor_px == layout.fitted_px == fits
    assert (layout.height == 700) is (floors < 121)


def test_a_long_house_is_made_lower_until_its_width_fits() -> None:
    layout = lay_out(plan_of(Tower(6, 0, grid(range(1, 7), 60))), 1200, 900)
    assert layout.width == 1200
    assert layout.floor_px < 20


def test_a_narrow_cell_becomes_taller_where_its_people_have_lines_of_their_own_then() -> None:
    slab = plan_of(Tower(6, 0, grid(range(1, 7), 12)))
    tall = lay_out(slab, 620, 560)
    assert tall.tier is Tier.NAMED
    assert 28 <= tall.column_px < 0.8 * tall.floor_px
    assert tall.height == 560
    low = lay_out(slab, 620, 300)
    assert low.tier is Tier.RING


def test_a_cell_never_becomes_a_row_of_a_table() -> None:
    layout = lay_out(plan_of(Tower(1, 0, grid((1,), 1))), 1900, 1000)
    assert layout.floor_px == MOST_FLOOR_PX
    assert layout.column_px < 2.5 * MOST_FLOOR_PX


@pytest.mark.parametrize(
    ("floor_px", "tier"),
    [(5, Tier.MARK), (13, Tier.MARK), (14, Tier.PLAIN), (26, Tier.RING), (48, Tier.NAMED)],
)
def test_a_cell_shows_more_the_higher_it_is(floor_px: int, tier: Tier) -> None:
    assert tier_of(floor_px) is tier


def test_a_core_stands_in_the_middle_of_each_doors_columns() -> None:
    units = tuple((floor, c, 1, 1, "1号" if c < 4 else "2号") for floor in (1, 2) for c in range(8))
    plan = plan_of(Tower(2, 0, units))
    assert [(door.label, door.first, door.end) for door in plan.doors] == [
        ("1号", 0, 4),
        ("2号", 4, 8),
    ]
    cores = np.flatnonzero(plan.kinds == CORE)
    left_of_core = [int((plan.kinds[:core] == COLUMN).sum()) for core in cores]
    assert left_of_core == [2, 6]
    assert plan.core_doors.tolist() == [0, 1]


def test_a_core_gives_way_to_homes_that_lie_across_the_middle() -> None:
    units = tuple((floor, 1, 1, 2, "1号") for floor in (1, 2, 3)) + tuple(
        (floor, column, 1, 1, "1号") for floor in (1, 2, 3) for column in (0, 3)
    )
    plan = plan_of(Tower(3, 0, units))
    core = int(np.flatnonzero(plan.kinds == CORE)[0])
    assert int((plan.kinds[:core] == COLUMN).sum()) != 2


def test_a_long_building_without_named_doors_gets_cores_by_even_share() -> None:
    plan = plan_of(Tower(6, 0, grid(range(1, 7), 24)))
    assert int((plan.kinds == CORE).sum()) == 3


def test_a_villa_has_its_stairs_inside() -> None:
    assert not (plan_of(Tower(3, 0, grid((1, 2, 3), 1))).kinds == CORE).any()


def test_a_unit_with_another_door_than_its_column_does_not_move_the_door() -> None:
    units = [(floor, c, 1, 1, "1号") for floor in range(1, 6) for c in range(4)]
    units[0] = (1, 0, 1, 1, "9号")
    assert [door.label for door in plan_of(Tower(5, 0, tuple(units))).doors] == ["1号"]


@pytest.mark.parametrize("floor_px", [5, 13, 14, 40, 96])
def test_every_line_of_pixels_belongs_to_the_floor_it_is_drawn_in(floor_px: int) -> None:
    layout = lay_out(plan_of(Tower(6, 1, grid(range(1, 7), 2))), 500, 400, floor_px)
    x = float(layout.slot_x[layout.plan.slot_of[0]]) + 2
    bottom, top = float(layout.floor_y[0]), float(layout.floor_y[-1])
    for row, unit in enumerate(layout.plan.grid[:, layout.plan.slot_of[0]].tolist()):
        low = float(layout.floor_y[row])
        hit = {layout.unit_at(x, low - above) for above in range(floor_px)}
        assert hit == {unit}
    assert layout.unit_at(x, bottom + 0.5) == layout.unit_at(x, top) == -1


@given(seed=st.integers(0, 10**9), width=st.integers(300, 3800), height=st.integers(200, 2100))
def test_words_over_the_totals_never_take_room_from_the_building(
    seed: int, width: int, height: int
) -> None:
    layout = lay_out(plan_of(random_tower(seed)), width, height)
    left, _, right, _ = layout.body
    if layout.gutters.figure >= ROOMY_PX:
        assert layout.width == width
        assert left >= layout.gutters.left
        assert right + layout.gutters.totals <= width


def test_a_wide_view_heads_the_totals_in_whole_words() -> None:
    plan = plan_of(Tower(6, 0, grid(range(1, 7), 4)))
    assert lay_out(plan, 1500, 900).gutters.figure >= ROOMY_PX
    assert lay_out(plan, 420, 500).gutters.is_narrow
