"""Bins become conditions and conditions bins again; what they keep is what the bins count."""

from __future__ import annotations

import pytest

from console.domain import packs
from console.domain.conditions import parse_all
from console.state.charts.clauses import (
    SOURCES,
    WAITING,
    bins_of,
    conditions_of,
    toggled,
    waiting_condition,
)
from console.state.charts.counted import charts_under
from console.state.charts.scene import Charts, Lane, Mark, charts
from console.state.charts.words import count_of
from console.state.filtering import NO_FILTER, Filter
from console.state.narrowing import narrow
from console.store.conditions import keep
from console.store.frame import Frame, frame
from tests.store import tiny

PACK = packs.load("quarantine-2020")


@pytest.fixture(scope="module")
def at() -> Frame:
    street = tiny.street()
    return frame(street, street.as_of_us)


@pytest.fixture(scope="module")
def shown(at: Frame) -> Charts:
    return charts(at)


def asked(source: str, *texts: str) -> Filter:
    return NO_FILTER.put(source, parse_all(texts, PACK))


RANGES: list[tuple[Lane, tuple[int, ...]]] = [
    ("arrivals", (10,)),
    ("arrivals", (10, 11, 12)),
    ("coming", (1,)),
    ("coming", (3, 4, 5)),
    ("ages", (0,)),
    ("ages", (4, 5, 6)),
    ("ages", (19, 20)),
    ("ages", tuple(range(21))),
    ("committees", (0,)),
    ("committees", (0, 1)),
]


@pytest.mark.parametrize(("lane", "bins"), RANGES)
def test_bins_asked_for_are_shown_again(shown: Charts, lane: Lane, bins: tuple[int, ...]) -> None:
    filter_ = NO_FILTER.put(SOURCES[lane], conditions_of(shown, lane, bins))
    assert bins_of(shown, lane, filter_) == bins


@pytest.mark.parametrize(
    ("lane", "bins", "texts"),
    [
        ("ages", (12, 13), ("age=60..69",)),
        ("ages", (0, 1), ("age=..9",)),
        ("ages", (20,), ("age=100..",)),
        ("coming", (1, 2), ("left=0..1",)),
        ("committees", (0,), ("committee=C1",)),
    ],
)
def test_bins_are_the_command_lines_conditions(
    shown: Charts, lane: Lane, bins: tuple[int, ...], texts: tuple[str, ...]
) -> None:
    assert tuple(one.text for one in conditions_of(shown, lane, bins)) == texts


@pytest.mark.parametrize("lane", ["coming", "ages"])
def test_a_bin_counts_whom_its_conditions_keep(at: Frame, shown: Charts, lane: Lane) -> None:
    for row in range(1 if lane == "coming" else 0, shown.bins(lane)):
        kept = keep(at, conditions_of(shown, lane, (row,)))
        assert count_of(shown, Mark(lane, row)) == int(kept.people.sum())


def test_those_who_wait_are_asked_for_by_their_state(at: Frame, shown: Charts) -> None:
    filter_ = NO_FILTER.put(WAITING, waiting_condition(shown))
    assert bins_of(shown, "coming", filter_) == (0,)
    kept = keep(at, filter_.conditions)
    assert count_of(shown, Mark("coming", 0)) == int(kept.people.sum()) == 1


@pytest.mark.parametrize(
    ("texts", "bins"),
    [(("age>=60", "age<=69"), (12, 13)), (("age=60..69",), (12, 13)), (("age=95..",), (19, 20))],
)
def test_a_run_of_ages_is_shown_however_it_is_written(
    shown: Charts, texts: tuple[str, ...], bins: tuple[int, ...]
) -> None:
    assert bins_of(shown, "ages", asked("age", *texts)) == bins


@pytest.mark.parametrize("text", ["age=60", "age>=61", "age<=63", "age!=5", "age=0..4,10..14"])
def test_a_clause_that_is_no_run_of_bins_shows_none(shown: Charts, text: str) -> None:
    assert bins_of(shown, "ages", asked("age", text)) == ()


def test_a_bin_picked_twice_is_let_go(shown: Charts) -> None:
    mark = Mark("ages", 4)
    assert toggled(shown, mark, (), added=False) == (4,)
    assert toggled(shown, mark, (4,), added=False) == ()
    assert toggled(shown, mark, (3, 4), added=False) == (4,)


def test_committees_can_be_added(shown: Charts) -> None:
    assert toggled(shown, Mark("committees", 1), (0,), added=True) == (0, 1)
    assert toggled(shown, Mark("committees", 1), (0, 1), added=True) == (0,)


def test_a_lane_counts_under_every_clause_but_its_own(at: Frame, shown: Charts) -> None:
    filter_ = asked("age", "age<=29").put("sex", parse_all(("sex=f",), PACK))
    counted = charts_under(narrow(at, filter_), filter_)
    women = keep(at, parse_all(("sex=f",), PACK)).people
    both = keep(at, filter_.conditions).people
    assert counted.ages.people == int(women.sum())
    assert counted.under_clock.sum() == int((both & (at.category != 255)).sum())


def test_without_a_filter_everybody_is_counted(at: Frame, shown: Charts) -> None:
    counted = charts_under(at, NO_FILTER)
    assert counted.ages.people == shown.ages.people == 12
    assert counted.committees == shown.committees
