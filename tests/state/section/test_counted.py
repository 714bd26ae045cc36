"""Whatever a building and its cells' size: nobody and no badge of a cell vanishes unsaid."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations
from random import Random
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.domain.clock import State
from console.state.look import RECOLOURINGS, Recolouring
from console.state.section.layout import Tier
from console.state.section.measures import BADGE_PX, BELOW_CHIP_PX, TEXT_PX, measure, plus_px
from console.state.section.people import SectionPeople, UnitTags
from console.state.section.places import places_in
from console.state.section.row import CLOSEST
from console.state.section.scene import SectionScene, build_section
from console.state.section.texts import breadths_px
from console.store.columns import F64, Street
from console.store.frame import frame
from tests.state.towers import home, random_tower
from tests.store import tiny

SOLID = (State.ACTIVE, State.DUE)
TAGS = ("lives_alone", "disabled", "medic", "volunteer", "party_member")
ARRIVED = ("2020-03-11 21:40", "2020-03-04 09:00", "2020-03-01 10:00", "2020-02-10 10:00")
BADGED_PX = 6.0 + 21.0 + 16.0
"""Padding, the least ring and a badge: with "+n" more every cell of 26 pixels' height has both."""


def peopled(seed: int) -> Street:
    """A random legal building in whose first homes people live, some of them with episodes."""
    choose = Random(seed)
    rows = random_tower(seed).rows()
    people: list[dict[str, Any]] = []
    stays: list[dict[str, Any]] = []
    for unit in rows["units"][:60]:
        unit["room"] = choose.choice((unit["room"], "", "A栋1203室", "7"))
        for _ in range(choose.choice((0, 1, 2, 3, 4, 6, 14, 120 if choose.random() < 0.1 else 5))):
            key = f"R{len(people):05d}"
            tags = choose.sample(TAGS, choose.choice((0, 0, 1, 2, 5)))
            lives = {"unit_id": unit["unit_id"], "name": "李明", "tags": tags}
            people.append({"resident_id": key, **lives})
            if choose.random() < 0.4:
                stays.append(
                    {
                        "episode_id": f"P{key}",
                        "resident_id": key,
                        "unit_id": unit["unit_id"],
                        "rule": "home-14",
                        "anchor_kind": "door",
                        "anchored_at": tiny.at(choose.choice(ARRIVED)),
                        "category": "key",
                    }
                )
    return tiny.street({**rows, "residents": people, "episodes": stays})


def scene_of(
    street: Street, wide: int, floor: int | None, recolouring: Recolouring
) -> SectionScene:
    at = frame(street, street.as_of_us)
    return build_section(street, at, 0, wide, 600, floor, recolouring=recolouring)


def counted(scene: SectionScene, which: np.ndarray) -> np.ndarray:
    return np.bincount(which, minlength=scene.plan.units)


def in_cells(scene: SectionScene, left: F64, right: F64, unit: np.ndarray) -> bool:
    x, _, wide, _ = scene.layout.boxes[unit].astype(np.float64).T
    return bool((left >= x - 0.01).all() and (right <= x + wide + 0.01).all())


Box = tuple[float, ...]


def seen_of(x: float, y: float, wide: float, high: float) -> list[float]:
    """The part of a solid avatar without a ring that the next may not cover."""
    return [x, y, CLOSEST * wide, high]


def apart(one: Box, other: Box) -> bool:
    beside = one[0] + one[2] <= other[0] + 0.01 or other[0] + other[2] <= one[0] + 0.01
    return beside or one[1] + one[3] <= other[1] + 0.01 or other[1] + other[3] <= one[1] + 0.01


SCENES = {
    "seed": st.integers(0, 10_000),
    "wide": st.sampled_from([60, 200, 420, 700, 1000, 1900, 3600]),
    "floor": st.sampled_from([14, 17, 22, 25, 26, 33, 46, 47, 48, 60, 96]),
    "recolouring": st.sampled_from(RECOLOURINGS),
}


@given(**SCENES)
def test_who_is_drawn_and_who_is_told_are_the_people_of_the_unit(
    seed: int, wide: int, floor: int, recolouring: Recolouring
) -> None:
    scene = scene_of(peopled(seed), wide, floor, recolouring)
    places, people = scene.places, scene.people
    drawn = counted(scene, people.unit[places.boxes[:, 2] > 0])
    lives = counted(scene, people.unit)
    assert (drawn + places.hidden == lives).all()
    told = ~np.isnan(places.plus[:, 0])
    silent = (places.hidden > 0) & ~told
    assert (scene.layout.boxes[silent, 2] < plus_px(lives[silent] - 1)).all()
    assert (drawn[lives > 0] > 0).all()
    plus = places.plus[told & (places.hidden > 0), 0].astype(np.float64)
    units = np.flatnonzero(told & (places.hidden > 0))
    inside = in_cells(scene, plus, plus + plus_px(places.hidden[units]), units)
    assert inside


@given(**SCENES)
def test_a_hidden_one_is_no_more_pressing_than_one_that_is_drawn(
    seed: int, wide: int, floor: int, recolouring: Recolouring
) -> None:
    scene = scene_of(peopled(seed), wide, floor, recolouring)
    shown = scene.places.boxes[:, 2] > 0
    first = scene.people.first_of_units(scene.plan.units)
    for unit in range(scene.plan.units):
        mine = shown[first[unit] : first[unit + 1]]
        assert (mine[:-1] >= mine[1:]).all()


@given(**SCENES)
def test_what_stands_in_a_cell_overlaps_nothing(
    seed: int, wide: int, floor: int, recolouring: Recolouring
) -> None:
    scene = scene_of(peopled(seed), wide, floor, recolouring)
    places = scene.places
    for unit in np.flatnonzero(counted(scene, scene.people.unit)).tolist():
        who = [one for one in scene.people_in(unit) if places.boxes[one, 2] > 0]
        boxes = places.boxes[who].tolist()
        large = scene.people.large[who]
        solid = np.isin(scene.people.state[who][large], SOLID).all()
        if solid and not places.measures.ringed:
            seen = zip(boxes, large.tolist(), strict=True)
            boxes = [seen_of(*box) if is_large else box for box, is_large in seen]
        taken = [tuple(box) for box in boxes]
        mine = places.badges.unit == unit
        more = [places.badges.more_at[unit].tolist()] if places.badges.more[unit] else []
        for x, y in [*places.badges.at[mine].tolist(), *more]:
            taken.append((x, y, BADGE_PX, BADGE_PX))
        if places.numbered[unit] and places.measures.number:
            left, top, _, tall = scene.layout.boxes[unit].tolist()
            breadth = float(breadths_px([scene.rooms[unit]], TEXT_PX)[0])
            taken.append((left + 5, top, min(breadth, places.measures.number - 3), tall))
        for one, other in combinations(taken, 2):
            assert apart(one, other)


@given(**SCENES)
def test_badges_that_stand_and_badges_that_are_told_are_those_of_the_unit(
    seed: int, wide: int, floor: int, recolouring: Recolouring
) -> None:
    scene = scene_of(peopled(seed), wide, floor, recolouring)
    badges, wanted = scene.places.badges, scene.badges.count
    told = counted(scene, badges.unit) + badges.more
    assert ((told == wanted) | (told == 0)).all()
    if scene.tier >= Tier.RING:
        lives = counted(scene, scene.people.unit)
        roomy = scene.layout.boxes[:, 2] >= BADGED_PX + plus_px(lives - 1)
        assert (told == wanted)[roomy].all()


def test_a_ring_shrinks_before_a_badge_gives_way() -> None:
    stays = [{"anchored_at": tiny.at(ARRIVED[0])}] * 2
    plain, badged = home([{}] * 2, stays), home([{"tags": ["lives_alone"]}] * 2, stays)
    shrunk = []
    for wide in range(200, 320, 10):
        without, scene = (scene_of(one, wide, 46, "clock") for one in (plain, badged))
        assert len(scene.places.badges.unit) == 1
        assert scene.places.measures.ringed
        assert scene.places.boxes[0, 2] >= 20
        shrunk.append(scene.places.boxes[0, 2] < without.places.boxes[0, 2])
    assert any(shrunk)


def test_a_family_stands_at_one_size_where_the_cell_has_room() -> None:
    for wide in range(250, 330, 10):
        sides = set()
        for many in (1, 2, 3):
            street = home([{}] * many, [{"anchored_at": tiny.at(ARRIVED[0])}] * many)
            sides |= set(scene_of(street, wide, 46, "clock").places.boxes[:, 2].tolist())
        assert len(sides) == 1


@pytest.mark.parametrize("wide", [60, 66, 80])
def test_a_narrow_cell_shows_as_many_under_the_clock_as_it_has_room_for(wide: int) -> None:
    sizes = measure(Tier.NAMED, 82, wide, 20.0)
    cells = np.array([[0.0, 0.0, wide - 2, 80.0]], np.float32)
    for many in range(1, 7):
        places = places_in(sizes, cells, 80.0, crowd_of(many), NO_TAGS, ["101"], eager=False)
        shown = places.boxes[places.boxes[:, 2] > 0]
        assert len(shown) == many if many <= 4 else len(shown) >= 3
        assert len(shown) + int(places.hidden[0]) == many
        assert (shown[:, 1] + shown[:, 3] <= 80).all()
        assert (shown[:, 0] + shown[:, 2] <= wide - 2).all()


@given(**SCENES)
def test_words_below_an_avatar_stand_in_its_cell(
    seed: int, wide: int, floor: int, recolouring: Recolouring
) -> None:
    scene = scene_of(peopled(seed), wide, floor, recolouring)
    places, people = scene.places, scene.people
    if places.measures.words == "below":
        who = np.flatnonzero(places.worded & people.large)
        middle = places.boxes[who, 0] + places.boxes[who, 2] / 2
        half = BELOW_CHIP_PX / 2 - 1
        assert in_cells(scene, middle - half, middle + half, people.unit[who])


NO_TAGS = UnitTags((), np.zeros((0, 1), np.bool_), np.zeros(0, np.bool_))


@pytest.mark.parametrize("wide", [28, 30, 34, 38])
@pytest.mark.parametrize("is_large", [True, False])
def test_somebody_is_seen_in_the_narrowest_cell_that_has_a_line_for_its_number(
    wide: int, *, is_large: bool
) -> None:
    sizes = measure(Tier.NAMED, 48, wide, 46.0)
    cells = np.array([[0.0, 0.0, wide - 2, 46.0]], np.float32)
    for many in range(1, 7):
        people = replace(crowd_of(many), large=np.full(many, is_large))
        places = places_in(sizes, cells, 46.0, people, NO_TAGS, ["1203"], eager=False)
        shown = int((places.boxes[:, 2] > 0).sum())
        assert shown >= 1
        assert shown + int(places.hidden[0]) == many


def crowd_of(many: int) -> SectionPeople:
    """So many people under the clock in one home."""
    zeros, day = np.zeros(many, np.int32), np.full(many, 3, np.int32)
    return SectionPeople(
        resident=np.arange(many, dtype=np.int32),
        unit=zeros,
        state=np.full(many, State.ACTIVE, np.uint8),
        colour_class=np.zeros(many, np.uint8),
        day=day,
        length=day + 11,
        early=np.zeros(many, np.bool_),
        large=np.ones(many, np.bool_),
        tags=np.zeros(many, np.uint64),
        last_day=zeros,
    )
