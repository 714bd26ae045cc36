"""Each tile's figure is what its words say, and its places are where those people are."""

from __future__ import annotations

import gc
import weakref
from datetime import timedelta
from typing import Any

import pytest

from console.domain import packs
from console.domain.clock import State
from console.domain.conditions import parse
from console.domain.instants import MICROS_A_DAY
from console.state import tiles_model
from console.state.kept import Keeping
from console.state.selection import STREET, Place
from console.state.session import Session
from console.state.tiles_model import KINDS, Kind
from console.store.columns import Street
from console.store.frame import Frame, frame
from tests.store import tiny


def counts(at: Frame) -> dict[str, int | None]:
    return {tile.kind: tile.count for tile in tiles_model.tiles(at)}


def now(street: Street) -> Frame:
    return frame(street, street.as_of_us)


def with_checks(*checks: dict[str, Any]) -> Street:
    return tiny.street({**tiny.sample(), "checks": list(checks)})


def check(key: str, due: str, done: str | None = None) -> dict[str, Any]:
    return {
        "check_id": key,
        "kind": "call",
        "unit_id": "B3-0101",
        "due_at": tiny.at(due),
        "done_at": tiny.at(done) if done else None,
    }


def test_people_under_the_clock_agree_with_the_frame() -> None:
    at = now(tiny.street())
    shown = counts(at)
    assert shown["active"] == int(at.total.active[0])
    assert shown["due"] == int(at.total.by_state[0, State.DUE])
    assert shown["complete"] == int(at.total.by_state[0, State.COMPLETE])


def test_today_begins_at_midnight_of_the_street() -> None:
    street = tiny.street()
    assert counts(now(street))["arrived"] == 0
    assert counts(frame(street, street.as_of_us - 8 * 3_600_000_000 - 1))["arrived"] == 1


def test_a_running_episode_without_a_unit_is_not_matched() -> None:
    assert counts(now(tiny.street()))["unmatched"] == 1


def test_a_check_is_open_from_due_until_done() -> None:
    street = with_checks(
        check("K1", "2020-03-18 07:00"),
        check("K2", "2020-03-18 07:00", "2020-03-18 07:30"),
        check("K3", "2020-03-18 07:00", "2020-03-18 09:00"),
        check("K4", "2020-03-18 09:00"),
    )
    assert counts(now(street))["checks"] == 2


def test_yesterday_is_the_figure_a_day_before() -> None:
    street = tiny.street()
    before = counts(frame(street, street.as_of_us - MICROS_A_DAY))
    yesterday = {tile.kind: tile.yesterday for tile in tiles_model.tiles(now(street))}
    assert yesterday == before


def test_clicks_go_through_all_places_and_begin_again() -> None:
    at = now(tiny.street())
    rows = tiles_model.places("active", at)
    place, seen = STREET, []
    for _ in range(len(rows) + 1):
        following = tiles_model.next_place("active", at, place)
        assert following is not None
        place = following
        seen.append(place.unit)
    assert seen == [*rows.tolist(), rows[0]]


def test_somebody_without_a_home_is_reached_as_a_person() -> None:
    street = tiny.street()
    place = tiles_model.next_place("unmatched", now(street), STREET)
    assert place is not None
    assert (place.unit, street.residents.id.text(place.resident)) == (-1, "R09")


def test_a_check_leads_to_its_unit() -> None:
    street = with_checks(check("K1", "2020-03-18 07:00"))
    place = tiles_model.next_place("checks", now(street), STREET)
    assert place is not None
    assert street.units.id.text(place.unit) == "B3-0101"


@pytest.mark.parametrize("kind", KINDS)
def test_an_empty_street_counts_nothing_and_leads_nowhere(kind: Kind) -> None:
    at = now(tiny.street({"buildings": [], "units": []}))
    assert counts(at)[kind] == 0
    assert tiles_model.next_place(kind, at, Place()) is None


def test_an_aggregate_snapshot_says_what_it_gives_and_no_more() -> None:
    rows = {key: tiny.sample()[key] for key in ("buildings", "units", "estates", "committees")}
    told = {"level": "street", "id": "310115016", "measure": "clock", "key": "active", "value": 20}
    street = tiny.street({**rows, "counts": [told]}, masking="aggregate")
    shown = counts(now(street))
    assert (shown["active"], shown["checks"]) == (20, None)
    later = frame(street, street.as_of_us + MICROS_A_DAY)
    assert counts(later)["active"] is None


def test_the_tip_says_what_a_figure_means_and_what_a_click_does() -> None:
    at = now(tiny.street())
    tip = tiles_model.spoken_tip(tiles_model.tiles(at)[0], at, "zh")
    assert "截至 2020-03-18 周三 08:00" in tip
    assert f"依次查看 {len(tiles_model.places('active', at))} 处" in tip
    assert "含今日期满，全街道" in tip


def test_the_tip_says_whom_a_figure_counts_under_a_filter() -> None:
    street = tiny.street()
    session = Session()
    keeping = Keeping(session)
    session.open(street)
    keeping.filtering.put("age", (parse("age>=60", packs.load(street.scenario)),))
    at = keeping.frame
    assert at is not None
    tip = tiles_model.spoken_tip(tiles_model.tiles(at)[0], at, "zh")
    assert "含今日期满，筛选范围内" in tip


def test_arrivals_cancelled_before_they_began_do_not_count() -> None:
    begun = tiny.at("2020-03-18 07:00")
    episode = {
        "episode_id": "P1", "resident_id": "R01", "rule": "home-14", "anchor_kind": "door",
        "anchored_at": begun, "ended_at": begun - timedelta(hours=1), "outcome": "cancelled",
    }  # fmt: skip
    street = tiny.street({**tiny.sample(), "episodes": [episode]})
    assert counts(now(street))["arrived"] == 0


@pytest.mark.parametrize(("by", "said"), [(12, "+12"), (-1067, "−1,067"), (0, "±0")])
def test_a_change_carries_its_sign(by: int, said: str) -> None:
    assert tiles_model.change(by) == said


def test_somebody_who_arrived_without_a_unit_is_looked_for_at_home() -> None:
    tables = tiny.sample()
    tables["episodes"][0] |= {"anchored_at": tiny.at("2020-03-18 07:00"), "unit_id": None}
    at = now(tiny.street(tables))
    rows = tiles_model.places("arrived", at).tolist()
    assert [at.street.units.id.text(row) for row in rows] == ["B1-1102"]


def test_figures_asked_for_at_very_many_instants_stay_right() -> None:
    street = tiny.street()
    first = counts(now(street))
    for hour in range(300):
        tiles_model.tiles(frame(street, street.as_of_us - hour * 3_600_000_000))
    assert counts(now(street)) == first


def test_a_street_that_was_left_is_let_go_with_the_figures_of_its_filter() -> None:
    session = Session()
    keeping = Keeping(session)
    session.open(tiny.street())
    assert session.street is not None
    left = weakref.ref(session.street)
    pack = packs.load(session.street.scenario)
    keeping.filtering.put("sex", (parse("sex=f", pack),))
    assert keeping.frame is not None
    assert tiles_model.tiles(keeping.frame)
    session.open(tiny.street())
    gc.collect()
    assert left() is None
