"""Each day's counts are those of the street's own frame at that day's end."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from console.domain import instants
from console.store.columns import MISSING
from console.store.frame import frame
from console.store.ledgers import MOST_DAYS_AHEAD, MOST_DAYS_BACK
from console.store.query_days import days_by_class
from tests.store import tiny

START = tiny.at("2020-02-20 00:00")
ZONE = instants.zone("Asia/Shanghai")


@st.composite
def episodes(draw: st.DrawFn) -> list[dict[str, Any]]:
    """Up to 12 episodes of four people, some overlapping, some ended, some never begun."""
    made = []
    for number in range(draw(st.integers(0, 12))):
        anchored = START + timedelta(hours=draw(st.integers(0, 24 * 30)))
        one: dict[str, Any] = {
            "episode_id": f"P{number:02}",
            "resident_id": f"R{draw(st.integers(1, 4)):02}",
            "unit_id": None,
            "rule": draw(st.sampled_from(["home-14", "arrival-14"])),
            "anchor_kind": "door",
            "anchored_at": anchored,
            "extension_days": draw(st.sampled_from([None, -10, 7])),
            "category": draw(st.sampled_from(["key", "other", "domestic"])),
        }
        outcome = draw(st.sampled_from([None, "released", "left", "cancelled"]))
        if outcome:
            earliest = -48 if outcome == "cancelled" else 0
            hours = draw(st.integers(earliest, 24 * 20))
            one |= {"outcome": outcome, "ended_at": anchored + timedelta(hours=hours)}
        made.append(one)
    return made


@settings(max_examples=40, deadline=None)
@given(episodes())
def test_active_of_a_day_is_what_the_frame_says_at_its_end(made: list[dict[str, Any]]) -> None:
    street = tiny.street({**tiny.sample(), "episodes": made})
    days = days_by_class(street)
    for row in range(0, len(days), 3):
        at_end = frame(street, instants.midnight(days.first + row + 1, ZONE))
        category = at_end.category[at_end.category != MISSING]
        expected = np.bincount(category, minlength=days.active.shape[1])
        assert days.active[row].tolist() == expected.tolist()


def test_arrivals_leave_out_what_was_cancelled_before_it_began() -> None:
    base = {"rule": "home-14", "anchor_kind": "door", "anchored_at": tiny.at("2020-03-10 09:00")}
    cancelled = {"outcome": "cancelled", "ended_at": tiny.at("2020-03-09 09:00")}
    made = [
        {**base, "episode_id": "P1", "resident_id": "R01", "category": "key"},
        {**base, "episode_id": "P2", "resident_id": "R02", "category": "key", **cancelled},
    ]
    days = days_by_class(tiny.street({**tiny.sample(), "episodes": made}))
    assert days.arrivals.sum() == 1


def test_a_release_counts_on_its_own_day() -> None:
    days = days_by_class(tiny.street())
    on = instants.day_number(tiny.at("2020-02-16 09:00").date()) - days.first
    assert days.released[on] == 1
    assert days.released.sum() == 2


def test_the_last_day_is_counted_for_those_still_there() -> None:
    days = days_by_class(tiny.street())
    today = instants.local_day(tiny.street().as_of_us, ZONE)
    assert days.due[today - days.first] == 1


def test_far_episodes_do_not_stretch_the_range_without_end() -> None:
    far = {"rule": "home-14", "anchor_kind": "door", "resident_id": "R01", "category": "key"}
    made = [
        {**far, "episode_id": "P1", "anchored_at": tiny.at("1971-01-01 00:00")},
        {**far, "episode_id": "P2", "anchored_at": tiny.at("2090-01-01 00:00")},
    ]
    days = days_by_class(tiny.street({**tiny.sample(), "episodes": made}))
    assert len(days) <= MOST_DAYS_BACK + MOST_DAYS_AHEAD + 1


def test_a_street_without_episodes_still_has_days() -> None:
    days = days_by_class(tiny.street({"buildings": [], "units": []}))
    assert len(days) >= 28
    assert not days.active.any()
