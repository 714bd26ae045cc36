"""The wall's numbers: equal to the frame's where they are exact, and never of a person."""

from __future__ import annotations

import ast
import json
import re

import numpy as np
import pytest

from console.domain import banding
from console.domain.banding import UNTOLD, Amount
from console.domain.clock import State
from console.domain.errors import UserError
from console.state.map.classes import Classes
from console.state.wall import place_scenes, shades, work_scenes
from console.state.wall.board import Board, board
from console.state.wall.census import floors
from console.state.wall.choice import scene_of
from console.state.wall.scenes import KINDS
from console.store import lists
from console.store.alarms import NO_ALARMS, packed, read_alarms, unpacked
from console.store.columns import Street
from console.store.frame import frame
from tests.sources import imported, package_files
from tests.store import tiny


@pytest.fixture(scope="module")
def shown(street: Street) -> Board:
    return board(frame(street, street.as_of_us), read_alarms(street))


@pytest.mark.parametrize("kind", KINDS)
def test_every_scene_can_be_made(shown: Board, kind: str) -> None:
    assert scene_of(shown, next(one for one in KINDS if one == kind)) is not None


def test_street_and_committees_are_exact_and_smaller_places_banded(shown: Board) -> None:
    found, counted = shown.census, shown.frame
    assert found.total == Amount(int(counted.total.active[0]), is_exact=True)
    exact = found.exact
    assert np.array_equal(found.committees[exact], counted.committees.active[exact])
    assert np.array_equal(found.estates, banding.banded(counted.estates.active))
    few = (counted.buildings.active > 0) & (counted.buildings.active <= banding.MOST_FEW)
    assert (found.buildings[few] == banding.FEW).all()


def test_a_section_counts_by_floor_and_knows_no_unit(shown: Board) -> None:
    building = int(shown.busiest_buildings()[0])
    codes = floors(shown.frame, shown.census, building)
    scene = place_scenes.section_scene(shown, building)
    assert len(scene.floors) == len(scene.levels)
    if codes is not None:
        low, high = banding.bounds(codes)
        assert low.sum() <= shown.frame.buildings.active[building] <= high.sum()


def test_a_section_says_of_its_neighbours_what_their_estate_s_scene_says(shown: Board) -> None:
    building = int(shown.busiest_buildings()[0])
    scene = place_scenes.section_scene(shown, building)
    estate = int(shown.frame.street.buildings.estate[building])
    shapes = place_scenes.estate_scene(shown, estate).shapes
    assert scene.neighbours
    assert set(scene.neighbours) <= set(shapes)
    assert scene.name not in {one.name for one in scene.neighbours}


def test_classes_tell_no_more_than_bands(shown: Board) -> None:
    counts = np.arange(200, dtype=np.int32)
    codes = banding.banded(counts)
    for classes in (shades.ESTATES, shades.BUILDINGS):
        of = classes.of(shades.values(codes))
        for code in set(codes.tolist()):
            assert len(set(of[codes == code].tolist())) == 1
    assert shades.texts(shades.ESTATES) == ("0", "1–7", "8–17", "18–32", "33+")


def test_committees_come_in_pages_and_the_others_in_sum(shown: Board) -> None:
    pages = work_scenes.committees_scene(shown, 0).pages
    complete = shown.frame.committees.by_state[:, State.COMPLETE].sum()
    for page in range(pages):
        scene = work_scenes.committees_scene(shown, page)
        others = scene.others.complete if scene.others else 0
        assert sum(row.complete for row in scene.rows) + others == complete
        to_do = [row.to_do for row in scene.rows]
        assert to_do == sorted(to_do, reverse=True)
    assert work_scenes.committees_scene(shown, pages) == work_scenes.committees_scene(shown, 0)


@pytest.mark.parametrize("classes", [shades.ESTATES, shades.BUILDINGS, shades.ESTATES_UNDER])
def test_the_classes_of_a_legend_leave_no_count_out(classes: Classes) -> None:
    """Every count lies in one class as the legend writes them, the one of its rounded figure."""
    under = classes is shades.ESTATES_UNDER
    said = [re.fullmatch(r"(\d+)(?:–(\d+))?(\+| / —)?", one) for one in shades.texts(classes)]
    for count in range(120):
        counts = np.array([count], np.int32)
        code = banding.pooled(counts) if under else banding.banded(counts)
        inside = [
            index
            for index, one in enumerate(said)
            if one and int(one[1]) <= count and (one[3] == "+" or count <= int(one[2] or one[1]))
        ]
        assert inside == classes.of(shades.values(code)).tolist(), f"{count} as {code}"


@pytest.mark.parametrize(
    ("amount", "text", "rounded"),
    [
        (Amount(956, is_exact=True), "956", False),
        (Amount(955), "955", True),
        (Amount(0), "0", False),
        (Amount(banding.FEW), "1–7", False),
        (UNTOLD, "—", False),
    ],
)
def test_a_figure_knows_whether_it_is_rounded(amount: Amount, text: str, rounded: bool) -> None:
    assert (amount.text, amount.is_rounded) == (text, rounded)


def spread(placeless: int, loose: int, committees: int = 2) -> Board:
    """Committees of ten people under the clock each, others in no estate or without a home."""
    begun = {
        "rule": "home-14",
        "anchor_kind": "arrival",
        "anchored_at": tiny.at("2020-03-10 12:00"),
    }
    own, outside = range(1, committees + 1), committees + 1
    homes = [*(f"B{at:02}" for at in own for _ in range(10)), *[f"B{outside:02}"] * loose]
    people = [
        {"resident_id": f"R{at:03}", "unit_id": f"{home}-0101" if home else None}
        for at, home in enumerate([*homes, *[None] * placeless])
    ]
    street = tiny.street(
        {
            "committees": [{"committee_id": f"J{at:02}", "name": f"{at}"} for at in own],
            "estates": [
                {"estate_id": f"E{at:02}", "committee_id": f"J{at:02}", "name": f"{at}"}
                for at in own
            ],
            "buildings": [
                *({"building_id": f"B{at:02}", "estate_id": f"E{at:02}"} for at in own),
                {"building_id": f"B{outside:02}", "estate_id": None},
            ],
            "units": [
                {"unit_id": f"B{at:02}-0101", "building_id": f"B{at:02}"} for at in (*own, outside)
            ],
            "residents": people,
            "episodes": [{"episode_id": one["resident_id"], **one, **begun} for one in people],
        }
    )
    return board(frame(street, street.as_of_us), NO_ALARMS)


def test_the_committees_add_up_to_the_street_with_those_in_none() -> None:
    shown = spread(placeless=11, loose=0)
    scene = work_scenes.committees_scene(shown, 0)
    assert scene.nowhere is not None
    assert scene.nowhere.active == Amount(11, is_exact=True)
    counted = sum(row.active.count for row in (*scene.rows, scene.nowhere))
    assert counted == shown.census.total.count == 31
    assert work_scenes.committees_scene(spread(placeless=0, loose=0), 0).nowhere is None


def test_a_few_in_no_committee_are_a_band() -> None:
    scene = work_scenes.committees_scene(spread(placeless=3, loose=0), 0)
    assert scene.nowhere is not None
    assert scene.nowhere.active == Amount(banding.FEW)


def test_nothing_is_told_of_a_few_at_home_outside_of_the_estates() -> None:
    """They would be what the committees leave of the street."""
    shown = spread(placeless=11, loose=3)
    assert not shown.census.tells_the_rest
    assert work_scenes.committees_scene(shown, 0).nowhere is None


@pytest.mark.parametrize(
    ("placeless", "loose", "told"), [(11, 0, True), (0, 0, True), (3, 0, False), (11, 3, False)]
)
def test_the_other_committees_in_sum_do_not_give_away_a_few(
    placeless: int, loose: int, told: bool
) -> None:
    """A page's rows and the others, taken from the street, would leave them."""
    scene = work_scenes.committees_scene(spread(placeless, loose, committees=12), 0)
    assert scene.others is not None
    exact = Amount(20, is_exact=True)
    assert scene.others.active == (exact if told else UNTOLD)


def test_the_exceptions_are_those_of_the_lists_by_their_names(shown: Board) -> None:
    scene = work_scenes.exceptions_scene(shown)
    found = {one.key: one.count for one in scene.figures}
    assert set(found) <= set(lists.EXCEPTIONS)
    assert "arrived" not in found, "who comes in on a day is no exception"
    whole = shown.frame
    assert all(
        count == lists.count_of(next(one for one in lists.EXCEPTIONS if one == key), whole)
        for key, count in found.items()
        if key != "open_events"
    )
    at_us = whole.as_of_us
    assert found["open_events"] == len(shown.alarms.open_at(at_us)) > 0


def test_releases_of_the_fortnight_are_last_days_of_those_still_inside(shown: Board) -> None:
    scene = work_scenes.day_scene(shown)
    states = np.bincount(shown.frame.episode_state, minlength=len(State))
    assert len(scene.releases) == 15
    assert scene.releases[0] == states[State.DUE]


def test_alarms_are_those_open_at_the_instant(shown: Board) -> None:
    alarms, at = shown.alarms, shown.frame.as_of_us
    rows = alarms.open_at(at)
    open_now = work_scenes.open_alarms(shown)
    assert len(open_now) == len(rows)
    before = frame(shown.frame.street, int(alarms.stamps_us[0, 0]) - 1)
    assert not work_scenes.open_alarms(board(before, alarms))
    again = unpacked(json.loads(json.dumps(packed(alarms))))
    assert np.array_equal(again.stamps_us, alarms.stamps_us)
    assert again.kinds == alarms.kinds


def test_a_snapshot_of_counts_is_refused_in_a_sentence() -> None:
    street = tiny.street({"buildings": [], "units": []}, masking="aggregate")
    with pytest.raises(UserError, match="counts only"):
        board(frame(street, street.as_of_us))


def test_the_smallest_street_makes_every_scene() -> None:
    street = tiny.street()
    small = board(frame(street, street.as_of_us), NO_ALARMS)
    for kind in KINDS:
        assert scene_of(small, kind) is not None


NAMELESS = ("console.state.wall", "console.paint.wall", "console.widgets.wall")
BANNED = {"room", "phone", "resident_id", "id_hash", "floor_label", "households"}


def test_no_file_of_the_wall_reads_a_name_a_room_or_a_telephone() -> None:
    files = [one for one in package_files() if one.name.startswith(NAMELESS)]
    assert files
    for source in files:
        assert not [name for _, name in imported(source) if "console.store.people" in name]
        read = {node.attr for node in ast.walk(source.tree) if isinstance(node, ast.Attribute)}
        assert not read & BANNED, f"{source.place} reads {read & BANNED}"
