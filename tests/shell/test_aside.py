"""In a large street the window only paints: what it shows was found before, by a worker."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from functools import partial
from threading import current_thread, main_thread
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from console.assembly.running import Console
from console.domain import packs
from console.domain.conditions import parse
from console.domain.instants import MICROS_A_DAY
from console.state import estate_model, tiles_model
from console.state.facets.links import within_of
from console.state.kept import Keeping
from console.state.map import shading
from console.state.map.classes import Classes
from console.state.selection import STREET, Place, place_of_building, place_of_estate, place_of_unit
from console.store import facet_counts, query_days
from console.store.homes import PlacesOf
from console.store.place_counts import Present
from console.store.sieve import Sieve
from console.views.facets_view import FacetsView
from tests.painting import settled

_WORK: tuple[tuple[object, str], ...] = (
    (facet_counts, "count_facets"),
    (query_days, "_of_entries"),
    (tiles_model, "_tiles"),
    (shading, "_shade"),
    (estate_model, "_placeless"),
    (estate_model, "estate_panel"),
    (estate_model, "_street_panel"),
    (Classes, "of"),
    (Present, "in_buildings"),
    (Present, "above"),
    (PlacesOf, "by_building"),
    (Sieve, "_sift"),
)
"""What costs more than painting in a street of millions."""


class Told:
    """How often each work was done, by where."""

    def __init__(self) -> None:
        self.here: Counter[str] = Counter()
        self.aside: Counter[str] = Counter()

    def noting(self, name: str, work: Callable[..., Any]) -> Callable[..., Any]:
        """The same work, told."""

        def done(*given: object, **named: object) -> object:
            here = current_thread() is main_thread()
            (self.here if here else self.aside)[name] += 1
            return work(*given, **named)

        return done


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> Told:
    made = Told()
    for owner, name in _WORK:
        monkeypatch.setattr(owner, name, made.noting(name, getattr(owner, name)))
    return made


def test_a_drag_over_the_ages_is_made_ready_as_soon_as_all_of_a_street_is_there(
    console: Console, told: Told, qtbot: QtBot
) -> None:
    assert console.panels is not None
    console.keeping._at_once = 0
    console.panels._behind.used.emit()
    qtbot.waitUntil(lambda: told.aside["_sift"] == 2)
    assert not told.here["_sift"]
    assert console.keeping.frame is console.session.frame


@pytest.mark.parametrize("place", ["street", "unit"])
def test_neither_filter_nor_instant_is_worked_at_by_the_window(
    console: Console,
    told: Told,
    qtbot: QtBot,
    qapp: QApplication,
    monkeypatch: pytest.MonkeyPatch,
    place: str,
) -> None:
    monkeypatch.setattr(Keeping, "get_ready", lambda _: None)
    street, keeping = console.session.street, console.keeping
    assert street is not None
    chosen: Place = STREET if place == "street" else place_of_unit(street, 0)
    console.selection.choose(chosen)
    keeping._at_once = 0
    pack = packs.load(street.scenario)
    acts: list[Callable[[], None]] = [
        lambda: keeping.filtering.put("sex", (parse("sex=f", pack),)),
        lambda: keeping.filtering.put("arrivals", (parse("arrived>=2020-03-01", pack),)),
        lambda: console.session.move_to(street.as_of_us - MICROS_A_DAY),
        lambda: keeping.filtering.put("age", (parse("age=20..60", pack),), passing=True),
        lambda: keeping.filtering.clear(),
        lambda: console.session.move_to(street.as_of_us - 3 * MICROS_A_DAY),
    ]
    for number, act in enumerate(acts):
        told.here.clear()
        told.aside.clear()
        act()
        qtbot.waitUntil(lambda: not keeping.is_waiting)
        console.window.repaint()
        settled()
        assert not told.here, number
        assert told.aside["_tiles"] == told.aside["_shade"] == 1


def test_what_is_undone_is_there_again(console: Console, told: Told, qtbot: QtBot) -> None:
    """Nothing is found twice for one instant: without a filter it is as it was."""
    street, keeping = console.session.street, console.keeping
    assert street is not None
    keeping._at_once = 0
    console.session.move_to(street.as_of_us - MICROS_A_DAY)
    qtbot.waitUntil(lambda: not keeping.is_waiting)
    keeping.filtering.put("sex", (parse("sex=f", packs.load(street.scenario)),))
    qtbot.waitUntil(lambda: not keeping.is_waiting)
    told.here.clear()
    keeping.filtering.clear()
    settled()
    assert not told.here


def test_the_facets_of_the_street_are_counted_while_a_unit_is_looked_at(
    console: Console, told: Told, qtbot: QtBot
) -> None:
    street, keeping = console.session.street, console.keeping
    assert street is not None
    console.selection.choose(place_of_unit(street, 0))
    keeping._at_once = 0
    keeping.filtering.put("sex", (parse("sex=f", packs.load(street.scenario)),))
    qtbot.waitUntil(lambda: told.aside["count_facets"] == 2)
    told.here.clear()
    console.selection.choose(STREET)
    settled()
    assert not told.here["count_facets"]


def test_another_place_is_found_aside_however_soon_it_is_chosen(
    console: Console, told: Told, qtbot: QtBot
) -> None:
    street, keeping = console.session.street, console.keeping
    assert street is not None
    assert console.panels is not None
    console.selection.choose(place_of_unit(street, 0))
    keeping._at_once = 0
    keeping.filtering.put("sex", (parse("sex=f", packs.load(street.scenario)),))
    qtbot.waitUntil(lambda: not keeping.is_waiting)
    told.here.clear()
    facets = console.panels.legend
    for place in (STREET, place_of_estate(street, 0), place_of_building(street, 1), STREET):
        console.selection.choose(place)
        assert not told.here
        qtbot.waitUntil(partial(_counts_within, facets, place))
        settled()
    assert not told.here


def _counts_within(facets: FacetsView, place: Place) -> bool:
    return facets._shown is not None and facets._shown.within == within_of(place)


def test_a_day_that_was_shown_is_found_again_and_the_day_before_it(
    console: Console, told: Told, qtbot: QtBot
) -> None:
    """A handle that goes to and fro finds every instant once."""
    street, keeping, session = console.session.street, console.keeping, console.session
    assert street is not None
    keeping._at_once = 0
    for filter_ in ((), (parse("sex=f", packs.load(street.scenario)),)):
        keeping.filtering.put("sex", filter_)
        qtbot.waitUntil(lambda: not keeping.is_waiting)
        shown = []
        for days in (1, 2, 3, 2, 1):
            session.move_to(street.as_of_us - days * MICROS_A_DAY)
            qtbot.waitUntil(lambda: not keeping.is_waiting)
            shown.append(session.frame)
        assert shown[3] is shown[1]
        assert shown[4] is shown[0]
        if filter_:
            assert [one.day_before() for one in shown[:2] if one is not None] == shown[1:3]
