"""The estate panel's counts are the frame's, in the order asked for."""

from __future__ import annotations

from typing import Any

import pytest

from console.domain import packs
from console.domain.clock import State
from console.domain.conditions import parse_all
from console.state import estate_model
from console.state.estate_model import MOST_LISTED, EstatePanel, StreetPanel
from console.state.selection import STREET, Place, place_of_building, place_of_estate
from console.store.conditions import keep
from console.store.frame import Frame, frame
from console.store.lists import rows_of
from console.store.narrow import narrowed
from tests.store import tiny


def now(tables: dict[str, list[dict[str, Any]]] | None = None) -> Frame:
    street = tiny.street(tables)
    return frame(street, street.as_of_us)


def many_buildings(names: list[str]) -> dict[str, list[dict[str, Any]]]:
    return {
        "estates": [{"estate_id": "E1", "name": "丁香苑"}],
        "buildings": [
            {"building_id": f"B{row:04}", "name": name, "estate_id": "E1", "floors_above": 6}
            for row, name in enumerate(names)
        ],
        "units": [],
    }


def test_an_estate_shows_its_buildings_by_number() -> None:
    at = now(many_buildings(["101号楼", "30号楼", "5号楼"]))
    shown = estate_model.estate_panel(at, 0, "number")
    assert [shape.name for shape in shown.shapes] == ["5号楼", "30号楼", "101号楼"]


def test_by_count_the_fullest_comes_first() -> None:
    at = now()
    shown = estate_model.estate_panel(at, 0, "count")
    counts = [(shape.active, shape.complete) for shape in shown.shapes]
    assert counts == sorted(counts, reverse=True)
    assert counts[0][0] > 0


def test_counts_of_an_estate_are_the_frames() -> None:
    at = now()
    shown = estate_model.estate_panel(at, 0, "number")
    assert shown.active == int(at.estates.active[0]) == sum(one.active for one in shown.shapes)
    assert shown.complete == int(at.estates.by_state[0, State.COMPLETE])
    assert shown.people == int(at.estates.people[0])


def test_a_building_without_people_under_the_clock_has_level_0() -> None:
    shown = estate_model.estate_panel(now(), 0, "number")
    assert all((shape.level == 0) == (shape.active == 0) for shape in shown.shapes)


def test_buildings_without_an_estate_are_shown_together() -> None:
    at = now()
    guard = len(at.street.buildings.id) - 1
    shown = estate_model.panel(at, place_of_building(at.street, guard), "number")
    assert isinstance(shown, EstatePanel)
    assert [shape.name for shape in shown.shapes] == ["门卫室"]


def test_an_estate_without_buildings_shows_none() -> None:
    at = now()
    shown = estate_model.panel(at, place_of_estate(at.street, 2), "number")
    assert isinstance(shown, EstatePanel)
    assert (shown.shapes, shown.buildings) == ((), 0)


def test_the_street_lists_its_estates_by_people_under_the_clock() -> None:
    at = now()
    shown = estate_model.panel(at, STREET, "number")
    assert isinstance(shown, StreetPanel)
    active = [bar.active for bar in shown.bars]
    assert active == sorted(active, reverse=True)
    assert shown.most == active[0]
    assert len(shown.bars) == 3


def test_a_committee_lists_its_own_estates() -> None:
    shown = estate_model.panel(now(), Place(committee=1), "number")
    assert isinstance(shown, StreetPanel)
    assert [bar.name for bar in shown.bars] == ["牡丹新村"]
    assert shown.name == "牡丹居委会"


def test_more_than_can_be_listed_is_said() -> None:
    at = now(many_buildings([f"{row}号楼" for row in range(MOST_LISTED + 7)]))
    shown = estate_model.estate_panel(at, 0, "number")
    assert (len(shown.shapes), shown.unlisted) == (MOST_LISTED, 7)


@pytest.mark.parametrize("most", [1, 2, 3])
def test_those_listed_are_the_first_of_all(most: int, monkeypatch: pytest.MonkeyPatch) -> None:
    every = [estate_model.street_panel(one).bars for one in (now(), kept("age>=0"))]
    monkeypatch.setattr(estate_model, "MOST_LISTED", most)
    few = [estate_model.street_panel(one) for one in (now(), kept("age>=0"))]
    for bars, shown in zip(every, few, strict=True):
        assert shown.bars == bars[:most]
        assert shown.unlisted == max(0, len(bars) - most)


def test_people_without_a_place_come_with_those_under_the_clock_first() -> None:
    at = now()
    found = estate_model.placeless(at)
    assert [at.street.residents.id.text(row) for row in found.rows.tolist()] == ["R09", "R12"]
    assert found.active == 1


def test_those_without_a_place_are_gone_through_in_turn() -> None:
    found = estate_model.placeless(now())
    first, second = found.rows.tolist()
    assert [found.after(-1), found.after(first), found.after(second)] == [first, second, first]


def test_a_street_without_residents_has_nobody_without_a_place() -> None:
    found = estate_model.placeless(now({"buildings": [], "units": []}))
    assert (len(found), found.after(3)) == (0, -1)


def kept(*texts: str) -> Frame:
    at = now()
    asked = parse_all(texts, packs.load("quarantine-2020"))
    return narrowed(at, keep(at, asked))


def test_under_a_filter_estates_with_something_kept_are_listed_by_it() -> None:
    shown = estate_model.street_panel(kept("sex=f"))
    assert [(bar.name, bar.counted) for bar in shown.bars] == [("牡丹新村", 4), ("丁香苑", 1)]
    assert (shown.kept, shown.estates, shown.homes) == (6, 2, None)


def test_a_committee_under_a_filter_lists_its_own_estates() -> None:
    shown = estate_model.street_panel(kept("state=planned"), 0)
    assert [bar.name for bar in shown.bars] == ["丁香苑"]
    assert estate_model.street_panel(kept("tag=no_such_tag"), 0).bars == ()


def test_a_filter_of_homes_alone_counts_homes() -> None:
    shown = estate_model.street_panel(kept("occupancy=vacant"))
    assert [bar.counted for bar in shown.bars] == [1, 1]
    assert shown.homes == 2


def test_buildings_in_which_nothing_is_kept_are_dim() -> None:
    shown = estate_model.estate_panel(kept("state=planned"), 0, "number")
    assert [(shape.name, shape.counted, shape.dim) for shape in shown.shapes] == [
        ("30号楼", 0, True),
        ("31号楼", 1, False),
    ]
    assert shown.buildings == 1


def test_people_without_a_place_are_the_kept_ones() -> None:
    assert len(estate_model.placeless(kept("state=active"))) == 1
    assert len(estate_model.placeless(kept("estate=E1"))) == 0


@pytest.mark.parametrize("asked", ["state=active", "state=none", "sex=f", "age>=60", "floors>=1"])
def test_those_without_a_place_whom_a_filter_keeps_stand_as_they_stood(asked: str) -> None:
    shown = kept(asked)
    assert shown.whole is not None
    found, whole = (estate_model.placeless(one) for one in (shown, shown.whole))
    listed = rows_of("placeless", shown).tolist()
    assert found.rows.tolist() == [row for row in whole.rows.tolist() if row in listed]
    under = set(rows_of("active", shown).tolist())
    assert found.active == sum(row in under for row in listed)
