"""Back and Forward restore the exact view; up, next and previous find their way."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from console.domain import packs
from console.domain.conditions import parse_all
from console.state.filtering import Filtering
from console.state.history import MOST_VISITS, History, Visit
from console.state.navigation import Navigator
from console.state.selection import (
    STREET,
    Place,
    Selection,
    place_of_building,
    place_of_estate,
    place_of_unit,
)
from console.state.session import Session
from console.state.situation import Fill
from tests.store import tiny

DAY_US = 86_400_000_000


@dataclass
class View:
    """A view that remembers what part of its world it shows."""

    viewpoint: object = 0

    def restore(self, viewpoint: object) -> None:
        self.viewpoint = viewpoint


@dataclass
class Desk:
    """A navigator over the tiny street with two views."""

    session: Session
    selection: Selection
    navigator: Navigator
    map: View
    section: View

    def seen(self) -> tuple[object, ...]:
        """Everything that makes up what is on show."""
        assert self.session.frame is not None
        return (
            self.selection.place,
            self.session.frame.as_of_us,
            self.navigator.fill,
            self.map.viewpoint,
            self.section.viewpoint,
        )


def desk() -> Desk:
    session, selection = Session(), Selection()
    navigator = Navigator(session, selection)
    found = Desk(session, selection, navigator, View(), View())
    navigator.attach(found.map, found.section)
    session.open(tiny.street())
    return found


def test_back_restores_place_viewpoints_instant_and_fill() -> None:
    at = desk()
    assert at.session.street is not None
    at.navigator.go(place_of_building(at.session.street, 0))
    at.map.viewpoint, at.section.viewpoint = "zoomed", "scrolled"
    at.session.move_to(at.session.street.as_of_us - DAY_US)
    before = at.seen()
    at.navigator.go(place_of_unit(at.session.street, 30))
    at.navigator.show(Fill.SECTION)
    at.map.viewpoint, at.section.viewpoint = "elsewhere", "below"
    at.session.move_to(at.session.street.as_of_us)
    after = at.seen()
    at.navigator.back()
    at.navigator.back()
    assert at.seen() == before
    at.navigator.forward()
    at.navigator.forward()
    assert at.seen() == after


def test_back_and_forward_carry_the_filter_without_a_step_of_it() -> None:
    session, selection, filtering = Session(), Selection(), Filtering()
    navigator = Navigator(session, selection, filtering=filtering)
    session.open(tiny.street())
    assert session.street is not None
    filtering.put("sex", parse_all(["sex=f"], packs.load("quarantine-2020")))
    navigator.go(place_of_building(session.street, 0))
    filtering.clear()
    navigator.back()
    assert list(filtering.filter.texts) == ["sex=f"]
    navigator.forward()
    assert list(filtering.filter.texts) == []
    filtering.undo()
    assert list(filtering.filter.texts) == ["sex=f"]


@given(st.lists(st.integers(0, 40), min_size=1, max_size=12), st.data())
@settings(max_examples=40, deadline=None)
def test_any_walk_back_and_forward_ends_where_it_was(units: list[int], data: st.DataObject) -> None:
    at = desk()
    assert at.session.street is not None
    for number, unit in enumerate(units):
        at.navigator.go(place_of_unit(at.session.street, unit))
        at.map.viewpoint = number
    end = at.seen()
    steps = data.draw(st.integers(0, len(units)))
    back = 0
    for _ in range(steps):
        back += at.navigator.history.can_go_back
        at.navigator.back()
    for _ in range(back):
        at.navigator.forward()
    assert at.seen() == end


def test_a_new_way_forgets_what_lay_ahead() -> None:
    at = desk()
    assert at.session.street is not None
    for estate in (0, 1):
        at.navigator.go(place_of_estate(at.session.street, estate))
    at.navigator.back()
    at.navigator.go(place_of_estate(at.session.street, 2))
    assert not at.navigator.history.can_go_forward


def test_another_person_in_the_same_unit_is_no_visit() -> None:
    at = desk()
    assert at.session.street is not None
    at.navigator.go(place_of_unit(at.session.street, 0))
    at.selection.choose(place_of_unit(at.session.street, 0, resident=3))
    at.navigator.back()
    assert at.selection.place == STREET


def test_another_street_has_no_way_back_into_the_old_rows() -> None:
    at = desk()
    assert at.session.street is not None
    at.navigator.go(place_of_unit(at.session.street, 30))
    at.session.open(tiny.street(key="1" * 64))
    assert at.selection.place == STREET
    assert not at.navigator.history.can_go_back


def test_up_goes_one_level_at_a_time_to_the_street() -> None:
    at = desk()
    assert at.session.street is not None
    at.navigator.go(place_of_unit(at.session.street, 0))
    seen = []
    for _ in range(4):
        at.navigator.up()
        place = at.selection.place
        seen.append((place.unit >= 0, place.building >= 0, place.estate >= 0, place.committee >= 0))
    assert seen == [
        (False, True, True, True),
        (False, False, True, True),
        (False, False, False, True),
        (False, False, False, False),
    ]


def test_up_leaves_out_a_level_that_is_not_known() -> None:
    at = desk()
    street = at.session.street
    assert street is not None
    gatehouse = len(street.buildings.id) - 1
    at.navigator.go(place_of_building(street, gatehouse))
    at.navigator.up()
    assert at.selection.place == STREET


@pytest.mark.parametrize("level", ["estate", "building", "unit"])
def test_next_and_previous_are_one_another_undone(level: str) -> None:
    at = desk()
    assert at.session.street is not None
    place = {
        "estate": place_of_estate(at.session.street, 1),
        "building": place_of_building(at.session.street, 1),
        "unit": place_of_unit(at.session.street, 5),
    }[level]
    at.navigator.go(place)
    at.navigator.next()
    assert at.selection.place != place
    at.navigator.previous()
    assert at.selection.place == place


def test_the_history_is_bounded() -> None:
    history = History()
    for number in range(MOST_VISITS + 50):
        history.enter(Visit(Place(number), 0))
    steps = 0
    while history.back() is not None:
        steps += 1
    assert steps == MOST_VISITS - 1
