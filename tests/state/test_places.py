"""Places by name and id, what the breadcrumb says of them, and how fresh what is shown is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.state import crumbs, places
from console.state.freshness import LIVE_FOR_US, Tense, freshness
from console.state.preferences import PlaceIds
from console.state.selection import STREET, place_of_building, place_of_unit
from console.store.columns import Street
from console.store.frame import frame
from tests.store import tiny

HOUR_US = 3_600_000_000
SNAPSHOT_US = 1_584_489_600_000_000


@pytest.fixture(scope="module")
def street() -> Street:
    return tiny.street()


def test_the_way_down_names_every_level(street: Street) -> None:
    names = [step.name for step in places.steps(street, place_of_unit(street, 0), "zh")]
    assert names == ["花木街道", "丁香居委会", "丁香苑", "30号楼", "101室"]


def test_a_room_says_its_door_where_its_building_has_several() -> None:
    tables = tiny.sample()
    for row in tables["units"]:
        if row["building_id"] == "B1":
            row["entrance"] = "31号" if row["column"] else "30号"
    street = tiny.built(tables).street
    assert places.name_of(street, "unit", 0, "zh") == "30号101室"
    assert places.name_of(street, "unit", 1, "zh") == "31号102室"
    assert places.name_of(street, "unit", 1, "en") == "Room 102, 31号"


def test_every_place_is_found_again_by_its_ids(street: Street) -> None:
    for unit in range(len(street.units.id)):
        place = place_of_unit(street, unit)
        assert places.find(street, places.ids_of(street, place)) == place
    for building in range(len(street.buildings.id)):
        place = place_of_building(street, building)
        assert places.find(street, places.ids_of(street, place)) == place


def test_a_place_that_is_gone_is_looked_for_one_level_up(street: Street) -> None:
    gone = PlaceIds("C1", "E1", "B1", "no such unit")
    assert places.find(street, gone) == place_of_building(street, 0)
    assert places.find(street, PlaceIds("x", "y", "z", "u")) == STREET
    assert places.find(street, PlaceIds()) == STREET


def test_half_an_id_is_no_id(street: Street) -> None:
    assert places.find(street, PlaceIds(unit="B1-01")) == STREET


def test_crumbs_count_people_under_the_clock(street: Street) -> None:
    shown = frame(street, street.as_of_us)
    way = crumbs.way(shown, place_of_unit(street, 0), "zh")
    assert [crumb.active for crumb in way[:4]] == [4, 2, 2, 2]
    assert [crumb.has_below for crumb in way] == [True, True, True, True, False]


def test_below_a_building_lie_its_units_in_the_order_of_their_numbers(street: Street) -> None:
    shown = frame(street, street.as_of_us)
    building = crumbs.way(shown, place_of_building(street, 0), "zh")[-1]
    names = [crumb.name for crumb in crumbs.below(shown, building, "zh")]
    assert names[:3] == ["101室", "102室", "201室"]
    assert names[-1] == "1102室"


def test_below_the_street_the_busiest_committee_comes_first(street: Street) -> None:
    shown = frame(street, street.as_of_us)
    committees = crumbs.below(shown, crumbs.way(shown, STREET, "zh")[0], "zh")
    counts = [crumb.active for crumb in committees]
    assert counts == sorted(counts, reverse=True)


@pytest.mark.parametrize(
    ("shown", "now", "live", "tense"),
    [
        (SNAPSHOT_US, SNAPSHOT_US + 26 * HOUR_US, False, Tense.SNAPSHOT),
        (SNAPSHOT_US + HOUR_US, SNAPSHOT_US + 26 * HOUR_US, False, Tense.REPLAY),
        (SNAPSHOT_US + 26 * HOUR_US, SNAPSHOT_US + 26 * HOUR_US, True, Tense.LIVE),
        (SNAPSHOT_US, SNAPSHOT_US + LIVE_FOR_US + 1, False, Tense.REPLAY),
    ],
)
def test_an_instant_is_the_snapshots_live_or_a_replay(
    shown: int, now: int, live: bool, tense: Tense
) -> None:
    said = freshness(shown, SNAPSHOT_US, now, "Asia/Shanghai", "zh", live=live)
    assert said.tense is tense


def test_the_age_is_said_in_hours(street: Street) -> None:
    now = street.as_of_us + 26 * HOUR_US
    said = freshness(street.as_of_us, street.as_of_us, now, street.zone, "zh", live=False)
    assert said.as_of == "截至 2020-03-18 周三 08:00"
    assert "26" in said.age


@given(st.integers(0, 10**15), st.sampled_from(["zh", "en"]))
def test_a_street_of_long_ago_is_a_replay_and_never_years_old(later: int, language: str) -> None:
    now = SNAPSHOT_US + LIVE_FOR_US + 1 + later
    said = freshness(SNAPSHOT_US, SNAPSHOT_US, now, "Asia/Shanghai", language, live=False)
    assert said.tense is Tense.REPLAY
    assert not any(sign.isdigit() for sign in said.age)
