"""A list shows all, the chosen or what is in view; the chosen can come first."""

from __future__ import annotations

from functools import cache
from typing import Any

import numpy as np
import pytest

from console.state.lists.arranged import Arrangement, arranged
from console.state.lists.cells import Cells
from console.state.lists.scope import Sight
from console.state.map.ground import ground_of
from console.state.selection import (
    STREET,
    Place,
    place_of_building,
    place_of_estate,
    place_of_unit,
)
from console.store.frame import Frame, frame
from console.store.lists import ENTITIES, KINDS, Kind
from tests.store import tiny

ALL_KINDS = [kind for kind in KINDS if ENTITIES[kind] != "event"]


@cache
def now() -> Frame:
    street = tiny.street()
    return frame(street, street.as_of_us)


def rows(kind: Kind, **wanted: Any) -> list[int]:
    cells = Cells(now(), ENTITIES[kind], "zh", masked=True)
    found: list[int] = arranged(cells, Arrangement(kind, **wanted)).tolist()
    return found


def building(key: str) -> int:
    return [now().street.buildings.id.text(row) for row in range(4)].index(key)


def test_the_chosen_estate_has_its_people_units_buildings_and_itself() -> None:
    place = place_of_estate(now().street, 0)
    street = now().street
    units = rows("units", scope="selected", place=place)
    assert units
    assert {int(street.buildings.estate[street.units.building[row]]) for row in units} == {0}
    assert rows("estates", scope="selected", place=place) == [0]
    assert rows("committees", scope="selected", place=place) == [0]
    people = rows("people", scope="selected", place=place)
    assert {int(now().place[row]) for row in people} <= set(units)


def test_a_chosen_unit_lists_the_building_and_the_estate_it_lies_in() -> None:
    place = place_of_unit(now().street, 0)
    assert rows("buildings", scope="selected", place=place) == [place.building]
    assert rows("estates", scope="selected", place=place) == [place.estate]


def test_a_chosen_person_is_the_only_one() -> None:
    assert rows("people", scope="selected", place=Place(resident=3)) == [3]


@pytest.mark.parametrize("kind", ALL_KINDS)
def test_nothing_chosen_lists_nothing(kind: Kind) -> None:
    assert rows(kind, scope="selected", place=STREET) == []


def test_rows_chosen_by_hand_come_before_the_place() -> None:
    by_hand = np.array([2, 5], np.int32)
    place = place_of_estate(now().street, 0)
    assert rows("units", scope="selected", place=place, lines=by_hand) == [2, 5]


def test_the_chosen_come_first_and_the_others_keep_their_order() -> None:
    place = place_of_building(now().street, building("B3"))
    found = rows("units", on_top=True, place=place)
    mine = [row for row in rows("units") if now().street.units.building[row] == place.building]
    assert found == mine + [row for row in rows("units") if row not in mine]


def test_in_view_is_what_shares_ground_with_the_map() -> None:
    box = ground_of(now().street).buildings.boxes[building("B3")]
    west, south, east, north = box.tolist()
    sight = Sight((west, south, east, north))
    found = rows("buildings", scope="view", sight=sight)
    assert found == [building("B3")]
    units = rows("units", scope="view", sight=sight)
    assert {int(now().street.units.building[row]) for row in units} == set(found)
    assert rows("estates", scope="view", sight=sight) == [1]
    assert rows("committees", scope="view", sight=sight) == [1]


def test_the_open_building_is_what_is_in_view_where_it_fills_the_window() -> None:
    sight = Sight(building=building("B1"))
    assert rows("buildings", scope="view", sight=sight) == [building("B1")]
    assert rows("estates", scope="view", sight=sight) == [0]
    assert rows("facilities", scope="view", sight=sight) == []


@pytest.mark.parametrize("kind", ALL_KINDS)
def test_the_whole_plane_in_view_lists_all_that_has_a_place(kind: Kind) -> None:
    cells = Cells(now(), ENTITIES[kind], "zh", masked=True)
    sight = Sight((-1e9, -1e9, 1e9, 1e9))
    off_the_map = building("B4")
    placed = [row for row in rows(kind) if cells.building_of(row) not in (-1, off_the_map)]
    if ENTITIES[kind] in ("estate", "facility"):
        placed = rows(kind)
    elif ENTITIES[kind] == "committee":
        placed = [0, 1]
    assert sorted(rows(kind, scope="view", sight=sight)) == sorted(placed)
