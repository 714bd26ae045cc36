"""In a large street what is kept is found aside, and the frame before stays until it is there."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from threading import current_thread, main_thread

import pytest
from pytestqt.qtbot import QtBot

from console.domain import packs
from console.domain.conditions import parse_all
from console.state import kept as keeping_of
from console.state import sifting
from console.state.coordinator import Coordinator
from console.state.filtering import AGE, Filter
from console.state.kept import Keeping
from console.state.narrowing import narrow
from console.state.session import Session
from console.state.sifting import Wish
from console.store.facet_counts import are_counted, facets_of
from console.store.frame import Frame
from console.store.passing import Scope
from tests.store import tiny

PACK = packs.load("quarantine-2020")


class Aside:
    """A keeping that works aside always, and what was on show at each change."""

    def __init__(self) -> None:
        self.session = Session()
        self.session.open(tiny.street())
        self.workers = Coordinator()
        self.keeping = Keeping(self.session, at_once=0)
        self.foreseen: list[tuple[int, bool]] = []
        self.keeping.work_aside(self.workers)
        self.keeping.foresee(self._foresee)
        self.shown: list[int] = []
        self.keeping.changed.connect(self._look)

    def _foresee(self, _: Filter) -> Wish:
        return self._note

    def _note(self, frame: Frame) -> None:
        here = current_thread() is main_thread()
        self.foreseen.append((int(frame.total.people[0]), here))

    def _look(self) -> None:
        assert self.keeping.frame is not None
        self.shown.append(int(self.keeping.frame.total.people[0]))

    def put(self, *texts: str, passing: bool = False) -> None:
        self.keeping.filtering.put("test", parse_all(texts, PACK), passing=passing)

    def drag(self, text: str, *, passing: bool = True) -> None:
        self.keeping.filtering.put(AGE, parse_all((text,), PACK), passing=passing)


@pytest.fixture
def aside(qapp: object) -> Iterator[Aside]:
    made = Aside()
    yield made
    made.keeping.work_aside(None)
    made.workers.close()


def test_a_large_street_is_sifted_aside_and_the_frame_before_stays(
    aside: Aside, qtbot: QtBot
) -> None:
    aside.put("sex=f")
    assert aside.shown == []
    assert aside.keeping.frame is aside.session.frame
    qtbot.waitUntil(lambda: aside.shown == [6])
    aside.put("estate=E1")
    assert aside.keeping.frame is not None
    assert int(aside.keeping.frame.total.people[0]) == 6
    qtbot.waitUntil(lambda: aside.shown == [6, 4])
    assert facets_of(aside.keeping.frame).people == 4
    assert aside.foreseen == [(6, False), (4, False)]


def test_the_first_steps_of_a_drag_are_made_before_it_and_shown_by_nobody(
    aside: Aside, qtbot: QtBot
) -> None:
    for _ in range(2):
        aside.keeping.get_ready()
        qtbot.waitUntil(lambda: len(aside.foreseen) == 2)
        qtbot.wait(50)
    assert len(aside.foreseen) == 2
    assert all(not here for _, here in aside.foreseen)
    assert aside.shown == []
    assert aside.keeping.frame is aside.session.frame
    aside.put("age=20..60")
    qtbot.waitUntil(lambda: len(aside.shown) == 1)
    kept = aside.keeping.frame.kept  # type: ignore[union-attr]
    assert kept is not None
    assert kept.homes.number
    assert not kept.crowd.has_bits


def test_a_drag_over_a_small_street_is_made_ready_aside_too(aside: Aside, qtbot: QtBot) -> None:
    aside.keeping._at_once = 1_000_000
    aside.keeping.get_ready(early=True)
    qtbot.wait(50)
    assert aside.foreseen == []
    aside.keeping.get_ready()
    qtbot.waitUntil(lambda: len(aside.foreseen) == 2)
    assert all(not here for _, here in aside.foreseen)
    aside.put("age=20..60", passing=True)
    kept = aside.keeping.frame.kept  # type: ignore[union-attr]
    assert kept is not None
    assert kept.homes.number
    assert not kept.crowd.has_bits
    assert all(not here for _, here in aside.foreseen)


def test_a_drag_is_got_ready_again_beside_another_filter_and_at_another_instant(
    aside: Aside, qtbot: QtBot
) -> None:
    def ready(foreseen: int) -> None:
        for _ in range(2):
            aside.keeping.get_ready()
            qtbot.waitUntil(lambda: len(aside.foreseen) == foreseen)
            qtbot.wait(50)
        assert len(aside.foreseen) == foreseen

    ready(2)
    aside.put("sex=f")
    qtbot.waitUntil(lambda: aside.shown == [6])
    ready(5)
    aside.keeping.filtering.put("age", parse_all(("age>=0",), PACK))
    qtbot.waitUntil(lambda: len(aside.shown) == 2)
    ready(6)
    aside.session.move_to(aside.session.frame.as_of_us + 86_400_000_000)  # type: ignore[union-attr]
    qtbot.waitUntil(lambda: len(aside.shown) == 3)
    ready(9)
    assert aside.keeping.filter.texts == ("sex=f", "age>=0")


def test_what_is_asked_while_something_is_found_is_not_got_ready_for(
    aside: Aside, qtbot: QtBot
) -> None:
    aside.put("sex=f")
    aside.keeping.get_ready()
    qtbot.waitUntil(lambda: aside.shown == [6])
    assert len(aside.foreseen) == 1


def test_the_newest_filter_wins(aside: Aside, qtbot: QtBot) -> None:
    for text in ("sex=f", "sex=m", "age>=60", "estate=E1", "estate=E2"):
        aside.put(text)
    qtbot.waitUntil(lambda: not aside.keeping.is_waiting)
    assert aside.shown == [6, 6]
    assert aside.keeping.filter.texts == ("estate=E2",)


def test_a_drag_is_followed_while_newer_steps_come(aside: Aside, qtbot: QtBot) -> None:
    """Every picture is whole: the frame of the filter that `keeping.filter` names."""
    seen: list[tuple[tuple[str, ...], tuple[str, ...]]] = []

    def look() -> None:
        frame = aside.keeping.frame
        assert frame is not None
        kept = frame.kept
        asked = () if kept is None else tuple(one.text for one in kept.conditions)
        seen.append((aside.keeping.filter.texts, asked))
        if len(seen) < 4:
            aside.put(f"age>={20 + len(seen)}")

    aside.keeping.changed.connect(look)
    aside.put("age>=20")
    qtbot.waitUntil(lambda: len(seen) == 4)
    assert [texts for texts, _ in seen] == [(f"age>={age}",) for age in range(20, 24)]
    assert all(texts == asked for texts, asked in seen)


def test_a_drag_back_is_shown_at_once(aside: Aside, qtbot: QtBot) -> None:
    for age in (20, 60):
        aside.put(f"age>={age}", passing=True)
        qtbot.waitUntil(lambda: not aside.keeping.is_waiting)
    asked = len(aside.foreseen)
    aside.put("age>=20", passing=True)
    assert not aside.keeping.is_waiting
    assert aside.shown[2] == aside.shown[0]
    assert aside.keeping.filter.texts == ("age>=20",)
    assert len(aside.foreseen) == asked


@pytest.fixture
def swift(monkeypatch: pytest.MonkeyPatch) -> None:
    """However busy the machine is, a range is found in hardly any time."""
    monkeypatch.setattr(keeping_of, "_SWIFT_MS", 60_000.0)


def drag_aside(aside: Aside, qtbot: QtBot, *texts: str) -> None:
    """Drag over ranges of ages, each of which is found aside."""
    for text in texts:
        aside.drag(text)
        assert aside.keeping.is_waiting
        qtbot.waitUntil(lambda: not aside.keeping.is_waiting)


@pytest.mark.usefixtures("swift")
def test_a_dragged_range_is_found_at_once_when_the_one_before_took_no_time(
    aside: Aside, qtbot: QtBot
) -> None:
    drag_aside(aside, qtbot, "age>=20", "age>=30")
    aside.drag("age>=60")
    assert not aside.keeping.is_waiting
    assert [people for people, here in aside.foreseen if here] == aside.shown[2:]
    assert aside.keeping.filter.texts == ("age>=60",)
    assert aside.keeping.frame is not None
    alone = narrow(aside.session.frame, aside.keeping.filter)  # type: ignore[arg-type]
    assert aside.shown[-1] == int(alone.total.people[0])
    aside.drag("age>=20", passing=False)
    qtbot.waitUntil(lambda: not aside.keeping.is_waiting)
    aside.drag("age>=70")
    assert not aside.keeping.is_waiting


@pytest.mark.usefixtures("swift")
def test_beside_another_filter_and_at_another_instant_a_range_is_found_aside_again(
    aside: Aside, qtbot: QtBot
) -> None:
    drag_aside(aside, qtbot, "age>=20", "age>=30")
    aside.put("sex=f", passing=True)
    assert aside.keeping.is_waiting
    qtbot.waitUntil(lambda: not aside.keeping.is_waiting)
    drag_aside(aside, qtbot, "age>=40")
    aside.session.move_to(aside.session.frame.as_of_us + 86_400_000_000)  # type: ignore[union-attr]
    qtbot.waitUntil(lambda: not aside.keeping.is_waiting)
    drag_aside(aside, qtbot, "age>=50")
    assert not any(here for _, here in aside.foreseen)


def test_a_drag_is_made_ready_by_a_first_range_that_came_without_the_pointer(
    aside: Aside, qtbot: QtBot
) -> None:
    aside.put("sex=f")
    qtbot.waitUntil(lambda: aside.shown == [6])
    aside.drag("age>=20", passing=False)
    qtbot.waitUntil(lambda: len(aside.foreseen) == 4)
    aside.drag("age>=30", passing=False)
    qtbot.waitUntil(lambda: len(aside.foreseen) == 5)
    qtbot.wait(50)
    assert len(aside.foreseen) == 5
    assert len(aside.shown) == 3


def test_what_is_made_ready_is_not_given_up_where_nothing_is_filtered_any_more(
    aside: Aside, qtbot: QtBot
) -> None:
    aside.keeping.get_ready()
    aside.drag("age>=20", passing=False)
    aside.keeping.filtering.clear()
    assert not aside.keeping.is_waiting
    qtbot.waitUntil(lambda: {4, 6} <= {people for people, _ in aside.foreseen})


def test_another_clause_beside_the_same_ages_makes_nothing_ready(
    aside: Aside, qtbot: QtBot
) -> None:
    aside.drag("age>=20", passing=False)
    qtbot.waitUntil(lambda: len(aside.foreseen) == 3)
    aside.put("sex=f")
    qtbot.waitUntil(lambda: len(aside.foreseen) == 4)
    qtbot.wait(50)
    assert len(aside.foreseen) == 4


def test_ranges_that_take_longer_are_all_found_aside(
    aside: Aside, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keeping_of, "_SWIFT_MS", 0.0)
    drag_aside(aside, qtbot, "age>=20", "age>=30")
    aside.drag("age>=60")
    assert aside.keeping.is_waiting


@pytest.mark.usefixtures("swift")
def test_a_fault_in_what_is_found_at_once_leaves_nothing_waiting(
    aside: Aside, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    drag_aside(aside, qtbot, "age>=20", "age>=30")
    monkeypatch.setattr(sifting, "narrow", _fail)
    with qtbot.captureExceptions() as faults:
        aside.drag("age>=60")
    assert [str(fault) for _, fault, _ in faults] == ["sieve"]
    assert not aside.keeping.is_waiting


def _fail(*_: object) -> Frame:
    raise ValueError("sieve")


def test_another_instant_is_found_aside_with_what_the_filter_keeps_there(
    aside: Aside, qtbot: QtBot
) -> None:
    before = aside.session.frame
    assert before is not None
    aside.put("state=planned")
    qtbot.waitUntil(lambda: aside.shown == [1])
    later_us = before.as_of_us + 20 * 86_400_000_000
    aside.session.move_to(later_us)
    assert aside.session.frame is before
    assert aside.session.aim_us == later_us
    qtbot.waitUntil(lambda: aside.shown == [1, 0])
    assert aside.session.frame is not None
    assert aside.session.frame.as_of_us == aside.session.aim_us == later_us
    assert aside.keeping.frame is not None
    assert aside.keeping.frame.whole is aside.session.frame


def test_coming_back_to_the_instant_on_show_needs_nobody(aside: Aside, qtbot: QtBot) -> None:
    shown = aside.session.frame
    assert shown is not None
    aside.session.move_to(shown.as_of_us + 86_400_000_000)
    aside.session.move_to(shown.as_of_us)
    assert not aside.keeping.is_waiting
    qtbot.wait(50)
    assert aside.session.frame is shown


def test_what_is_on_show_stays_when_a_filter_follows_on_none(aside: Aside, qtbot: QtBot) -> None:
    aside.put("sex=f")
    qtbot.waitUntil(lambda: aside.shown == [6])
    aside.keeping.filtering.clear()
    assert aside.keeping.frame is aside.session.frame
    aside.put("estate=E1")
    assert aside.keeping.frame is aside.session.frame
    assert not aside.keeping.filter


def test_no_filter_is_shown_at_once_and_drops_what_is_being_found(
    aside: Aside, qtbot: QtBot
) -> None:
    aside.put("sex=f")
    aside.put()
    assert aside.shown == [12]
    qtbot.wait(50)
    assert aside.shown == [12]


def test_another_instant_is_sifted_aside_too(aside: Aside, qtbot: QtBot) -> None:
    aside.put("state=planned")
    qtbot.waitUntil(lambda: aside.shown == [1])
    assert aside.session.frame is not None
    aside.session.move_to(aside.session.frame.as_of_us + 20 * 86_400_000_000)
    qtbot.waitUntil(lambda: aside.shown == [1, 0])


def test_another_place_is_counted_aside_and_told_when_it_is(aside: Aside, qtbot: QtBot) -> None:
    scope = Scope(0, 1, 0, 2)
    told: list[object] = []
    wish = partial(facets_of, scope=scope), told.append
    assert not aside.keeping.has(partial(are_counted, scope=scope), *wish)
    assert told == []
    qtbot.waitUntil(lambda: len(told) == 1)
    assert aside.keeping.has(partial(are_counted, scope=scope), *wish)
    aside.keeping.work_aside(None)
    assert aside.keeping.has(partial(are_counted, scope=None), *wish)


def test_a_small_street_is_counted_at_once(aside: Aside) -> None:
    aside.keeping._at_once = 1_000
    told: list[object] = []
    assert aside.keeping.has(partial(are_counted, scope=None), facets_of, told.append)
    assert told == []
