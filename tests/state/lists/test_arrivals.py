"""The list behind a bar of arrivals holds as many episodes as the bar counts, on every day."""

from __future__ import annotations

import numpy as np
import pytest

from console.domain import packs
from console.domain.conditions import parse_all
from console.state.filtering import Filter
from console.state.lists.arranged import Arrangement, arranged
from console.state.lists.cells import Cells
from console.state.lists.link import ListLink
from console.state.lists.link_words import link_words
from console.store.baseline import anchored_days
from console.store.columns import Street
from console.store.conditions import keep
from console.store.frame import Frame, frame
from console.store.narrow import narrowed
from console.store.query_days import days_of
from tests.store import tiny


def counted_and_listed(shown: Frame) -> tuple[list[int], list[int]]:
    """Each day's bar, and the length of the list behind it."""
    days = days_of(shown.street, None if shown.kept is None else shown.kept.crowd)
    cells = Cells(shown, "episode", "zh", masked=True)
    listed = [
        len(arranged(cells, Arrangement("episodes", days=(day, day))))
        for day in range(days.first, days.last + 1)
    ]
    return [int(day) for day in days.arrivals.sum(axis=1)], listed


@pytest.mark.parametrize("where", ["", "age>=60", "category=key", "estate=E0001"])
def test_every_bar_is_as_high_as_its_list_is_long(street: Street, where: str) -> None:
    shown = frame(street, street.as_of_us)
    if where:
        asked = parse_all((where,), packs.load(street.scenario))
        shown = narrowed(shown, keep(shown, asked))
    counted, listed = counted_and_listed(shown)
    assert counted == listed
    assert where or sum(counted) > 0


def test_who_arrived_twice_is_listed_on_both_days() -> None:
    tables = tiny.sample()
    again = {"episode_id": "P99", "anchored_at": tiny.at("2020-03-05 10:00")}
    again = {**tables["episodes"][3], "ended_at": None, "outcome": None, **again}
    tables["episodes"] = [*tables["episodes"], again]
    street = tiny.street(tables)
    counted, listed = counted_and_listed(frame(street, street.as_of_us))
    assert counted == listed
    assert sum(counted) == len(street.episodes) == len(tables["episodes"])


def test_the_days_of_a_link_are_said() -> None:
    street = tiny.street()
    day = int(np.min(anchored_days(street)))
    one = ListLink("episodes", days=(day, day))
    assert not one.is_whole
    assert link_words(one, street, Filter(), "zh") == "到达于 2020-02-01 周六"
    assert link_words(one, street, Filter(), "en") == "arrived on Sat 2020-02-01"
    week = ListLink("episodes", days=(day, day + 6))
    assert link_words(week, street, Filter(), "zh") == "到达于 2020-02-01–2020-02-07"
