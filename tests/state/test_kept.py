"""What is kept: nothing is narrowed without a filter, everything that counts is with one."""

from __future__ import annotations

import numpy as np
import pytest

from console.domain import packs
from console.domain.conditions import parse_all
from console.state import narrowing
from console.state.kept import Keeping
from console.state.session import Session
from console.store import lists
from console.store.columns import Street
from tests.store import tiny

PACK = packs.load("quarantine-2020")


class Desk:
    """A session with a street, and how often what is kept changed."""

    def __init__(self, street: Street) -> None:
        self.session = Session()
        self.session.open(street)
        self.keeping = Keeping(self.session)
        self.heard = 0
        self.keeping.changed.connect(self._hear)

    def _hear(self) -> None:
        self.heard += 1

    def put(self, *texts: str, passing: bool = False) -> None:
        self.keeping.filtering.put("test", parse_all(texts, PACK), passing=passing)


@pytest.fixture
def desk(qapp: object) -> Desk:
    return Desk(tiny.street())


def test_without_a_filter_the_frame_is_the_sessions_own(desk: Desk) -> None:
    assert desk.keeping.frame is desk.session.frame


def test_a_filter_narrows_the_frame_once(desk: Desk) -> None:
    desk.put("sex=f")
    narrow = desk.keeping.frame
    assert narrow is not None
    assert narrow.kept is not None
    assert narrow.whole is desk.session.frame
    assert desk.keeping.frame is narrow
    assert desk.heard == 1
    assert int(narrow.total.people[0]) == int(np.count_nonzero(narrow.kept.people)) == 6


def test_a_drag_finds_on_its_way_back_what_it_narrowing(desk: Desk) -> None:
    passed = []
    for age in (20, 30, 40, 30, 20):
        desk.put(f"age>={age}", passing=True)
        passed.append(desk.keeping.frame)
    assert passed[3] is passed[1]
    assert passed[4] is passed[0]
    assert len({id(one) for one in passed}) == 3


@pytest.mark.parametrize("settled", ["age>=20", "age>=50"])
def test_another_drag_finds_nothing_of_the_one_before(desk: Desk, settled: str) -> None:
    desk.put("age>=20", passing=True)
    before = desk.keeping.frame
    desk.put(settled)
    desk.put("age>=30", passing=True)
    assert desk.keeping.frame is not before
    desk.put("age>=20", passing=True)
    assert desk.keeping.frame is not before


def test_a_drag_at_another_instant_finds_nothing_of_the_one_before(desk: Desk) -> None:
    desk.put("age>=20", passing=True)
    desk.put("age>=30", passing=True)
    assert desk.session.frame is not None
    desk.session.move_to(desk.session.frame.as_of_us + 86_400_000_000)
    desk.put("age>=20", passing=True)
    assert desk.keeping.frame is not None
    assert desk.keeping.frame.whole is desk.session.frame


def test_what_a_drag_keeps_has_a_bound(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(narrowing, "_MOST", 2)
    seen = []
    for age in (20, 30, 40, 20):
        desk.put(f"age>={age}", passing=True)
        seen.append(desk.keeping.frame)
    assert seen[3] is not seen[0]


def test_another_instant_is_kept_anew(desk: Desk) -> None:
    desk.put("state=planned")
    assert desk.keeping.frame is not None
    before = int(desk.keeping.frame.total.people[0])
    desk.session.move_to(desk.session.frame.as_of_us + 20 * 86_400_000_000)  # type: ignore[union-attr]
    assert desk.heard == 2
    assert desk.keeping.frame is not None
    assert (before, int(desk.keeping.frame.total.people[0])) == (1, 0)


def test_a_later_snapshot_of_the_street_keeps_the_filter_another_street_does_not(
    desk: Desk,
) -> None:
    desk.put("sex=f")
    desk.session.open(tiny.street(key="1" * 64))
    assert desk.keeping.filtering.filter.texts == ("sex=f",)
    assert desk.keeping.frame is not desk.session.frame
    desk.session.open(tiny.street(code="310115017"))
    assert not desk.keeping.filtering.filter
    assert desk.keeping.frame is desk.session.frame


def test_a_list_of_a_narrowed_frame_holds_the_kept_rows(desk: Desk) -> None:
    desk.put("estate=E1")
    frame = desk.keeping.frame
    assert frame is not None
    ids = frame.street.residents.id
    assert {ids.text(row) for row in lists.rows_of("people", frame).tolist()} == {
        "R01", "R02", "R03", "R07",
    }  # fmt: skip
    assert len(lists.rows_of("units", frame)) == 23
    assert len(lists.rows_of("buildings", frame)) == 2
    assert len(lists.rows_of("estates", frame)) == 1
    assert {ids.text(row) for row in lists.rows_of("active", frame).tolist()} == {"R01", "R02"}
