"""The attack on filtered scenes: whoever reads them beside the others cannot take one from another.

The attacker here knows more than any onlooker: everybody's count of every place, and of the kept
people the street's and every committee's. All that may still be so is tried, one by one.
"""

from __future__ import annotations

from itertools import pairwise, product
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.domain import banding, packs
from console.domain.conditions import FIELDS, parse_all
from console.domain.errors import UserError
from console.state.wall.board import Board, board
from console.state.wall.choice import scene_of
from console.state.wall.lens import TRAITS, Lens, board_through, clash, conditions_of
from console.state.wall.scenes import EstateScene, SectionScene, StreetScene
from console.state.wall.under_filter import Pair, gives_away, pairs_of, safe_codes
from console.store.alarms import NO_ALARMS
from console.store.columns import I32, Street
from console.store.frame import frame

Cell = tuple[int, int]
"""Everybody of a building, and how many of them are kept."""
Tree = list[list[list[Cell]]]
"""Committees, each with its estates, each with its buildings."""

CELLS = st.one_of(st.integers(0, 3), st.integers(7, 10)).flatmap(
    lambda all_: st.integers(0, all_).map(lambda kept: (all_, kept))
)
TREES = st.lists(
    st.lists(st.lists(CELLS, min_size=1, max_size=2), min_size=1, max_size=2),
    min_size=1,
    max_size=2,
)


def pairs(tree: Tree) -> list[Pair]:
    """The levels of a tree, the whole first."""
    estates = [estate for committee in tree for estate in committee]
    buildings = [cell for estate in estates for cell in estate]
    of_estate = [row for row, estate in enumerate(estates) for _ in estate]
    of_committee = [row for row, committee in enumerate(tree) for _ in committee]

    def level(cells: list[list[Cell]], parent: list[int]) -> Pair:
        sums = [(sum(a for a, _ in one), sum(k for _, k in one)) for one in cells]
        everybody, kept = np.array(sums, np.int32).reshape(-1, 2).T
        return Pair(everybody, kept, np.array(parent, np.int32))

    committees = [[cell for estate in one for cell in estate] for one in tree]
    return [
        level([buildings], [0]),
        level(committees, [0] * len(tree)),
        level(estates, of_committee),
        level([[cell] for cell in buildings], of_estate),
    ]


def worlds(tree: Tree, codes: list[I32]) -> list[list[list[int]]]:
    """Of each committee, every way its buildings' kept people may be that the codes allow."""
    estate, building, found = 0, 0, []
    for committee in tree:
        cells = [cell for one in committee for cell in one]
        total = sum(kept for _, kept in cells)
        tried = map(list, product(*(range(all_ + 1) for all_, _ in cells)))
        possible = [one for one in tried if sum(one) == total]
        found.append([one for one in possible if fits(committee, one, codes, estate, building)])
        estate, building = estate + len(committee), building + len(cells)
    return found


def fits(
    committee: list[list[Cell]], kept: list[int], codes: list[I32], estate: int, building: int
) -> bool:
    """Whether kept people of a committee's buildings agree with the codes."""
    low, high = (side.tolist() for side in banding.bounds(codes[3]))
    if not all(low[building + i] <= one <= high[building + i] for i, one in enumerate(kept)):
        return False
    low, high = (side.tolist() for side in banding.bounds(codes[2]))
    at = 0
    for row, cells in enumerate(committee):
        total = sum(kept[at : at + len(cells)])
        at += len(cells)
        if not low[estate + row] <= total <= high[estate + row]:
            return False
    return True


def untold(codes: list[I32]) -> list[I32]:
    return [np.full(len(one), banding.HIDDEN, np.int32) for one in codes]


def sums_of(committee: list[list[Cell]], kept: list[int]) -> list[int]:
    """The kept people of a committee's estates, then of its buildings."""
    ends = np.cumsum([0, *map(len, committee)]).tolist()
    return [sum(kept[a:b]) for a, b in pairwise(ends)] + kept


@given(TREES)
def test_no_small_number_of_kept_or_left_out_people_can_be_told(tree: Tree) -> None:
    codes = safe_codes(pairs(tree))
    shown, before = worlds(tree, codes), worlds(tree, untold(codes))
    for committee, ways, free in zip(tree, shown, before, strict=True):
        cells = [cell for one in committee for cell in one]
        truth = sums_of(committee, [kept for _, kept in cells])
        whole = sums_of(committee, [all_ for all_, _ in cells])
        for at, (kept, all_) in enumerate(zip(truth, whole, strict=True)):
            left = {sums_of(committee, way)[at] for way in ways}
            assert kept in left
            could = {sums_of(committee, way)[at] for way in free}
            if min(kept, all_ - kept) <= banding.MOST_FEW and len(could) > 1:
                assert len(left) > 1, f"{kept} of {all_} can be told in {tree}"


@given(TREES)
def test_what_is_shown_ends_safe_however_the_people_lie(tree: Tree) -> None:
    levels = pairs(tree)
    assert not any(one.any() for one in gives_away(levels, safe_codes(levels)))


def test_a_building_whose_people_are_all_kept_does_not_say_so() -> None:
    levels = pairs([[[(8, 8), (30, 20)]]])
    plain = [banding.pooled(one.kept) for one in levels]
    assert gives_away(levels, plain)[3].tolist() == [True, False]
    assert safe_codes(levels)[3].tolist() != plain[3].tolist()


def test_under_a_filter_nobody_is_told_from_few() -> None:
    codes = banding.pooled(np.array([0, 1, 7, 8, 13]))
    assert [banding.text(code) for code in codes.tolist()] == ["0–7", "0–7", "0–7", "10", "15"]


@pytest.fixture(scope="module")
def plain(street: Street) -> Board:
    return board(frame(street, street.as_of_us), NO_ALARMS)


def through(plain: Board, *where: str) -> Board:
    return board_through(Lens(where), plain.frame.street, plain, NO_ALARMS)


@pytest.mark.parametrize("where", ["sex=f", "age>=60", "category=key", "state=due"])
def test_counts_follow_the_filter_and_none_is_exact(plain: Board, where: str) -> None:
    shown = through(plain, where)
    assert not shown.census.total.is_exact
    assert not shown.census.exact.any()
    kept = shown.frame.buildings.active
    assert kept.sum() < plain.frame.buildings.active.sum()
    low, high = banding.bounds(shown.census.buildings)
    assert (low <= kept).all()
    assert (kept <= high).all()
    levels = pairs_of(shown.frame)
    assert not any(one.any() for one in gives_away(levels, [s.codes for s in shown.census.shown]))


def test_filtered_scenes_hold_no_small_and_no_exact_count(plain: Board) -> None:
    shown = through(plain, "sex=f")
    street = scene_of(shown, "street")
    assert isinstance(street, StreetScene)
    assert street.figures == ()
    assert street.days is None
    assert street.hero.count is None
    estate, section = scene_of(shown, "estate"), scene_of(shown, "section")
    assert isinstance(estate, EstateScene)
    assert isinstance(section, SectionScene)
    codes = [estate.code, *(one.code for one in estate.shapes), section.code]
    codes += [] if section.codes is None else section.codes.tolist()
    codes += [one.code for one in section.neighbours]
    codes += street.codes.tolist()
    assert banding.FEW not in codes
    assert 0 not in codes


@pytest.mark.parametrize("field", ["unit=U1", "resident=R1", "building=B1", "estate=E1", "floor=3"])
def test_a_filter_that_points_at_a_home_or_a_person_is_refused(street: Street, field: str) -> None:
    with pytest.raises(UserError, match="cannot filter by"):
        conditions_of([field], street.scenario)


def asked(*texts: str) -> tuple[Any, ...]:
    return parse_all(texts, packs.load("quarantine-2020"))


@pytest.mark.parametrize(
    ("one", "other", "field"),
    [
        (("age>=60",), ("age>=61",), "age"),
        (("age>=60",), ("age>=60",), None),
        (("age>=60", "sex=m"), ("sex=m",), "sex"),
        (("state=due",), ("left<=3",), "state"),
        (("tag=lives_alone",), ("age>=80",), "tag"),
        (("sex=m",), ("age>=80",), None),
    ],
)
def test_two_filters_that_could_be_taken_from_each_other_clash(
    one: tuple[str, ...], other: tuple[str, ...], field: str | None
) -> None:
    assert clash(asked(*one), asked(*other)) == field


def test_every_field_of_the_wall_is_one_of_the_command_line() -> None:
    assert set(TRAITS) < set(FIELDS)
