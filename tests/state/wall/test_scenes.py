"""The wall's numbers: equal to the frame's where they are exact, and never of a person."""

from __future__ import annotations

import ast
import json

import numpy as np
import pytest

from console.domain import banding
from console.domain.clock import State
from console.domain.errors import UserError
from console.state.wall import place_scenes, shades, work_scenes
from console.state.wall.board import Board, board
from console.state.wall.census import floors
from console.state.wall.choice import scene_of
from console.state.wall.scenes import KINDS
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
    assert found.total == counted.total.active[0]
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


def test_classes_tell_no_more_than_bands(shown: Board) -> None:
    counts = np.arange(200, dtype=np.int32)
    codes = banding.banded(counts)
    for classes in (shades.ESTATES, shades.BUILDINGS):
        of = classes.of(shades.values(codes))
        for code in set(codes.tolist()):
            assert len(set(of[codes == code].tolist())) == 1
    assert shades.texts(shades.ESTATES) == ("0", "1–7", "10–15", "20–30", "35+")


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
