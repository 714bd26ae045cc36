"""The clock: states, days and the episode shown, by the contract and a plain reading of it."""

from __future__ import annotations

import math
from dataclasses import fields, replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from console.domain import clock, instants
from console.domain.clock import Episodes, Outcome, State
from console.domain.instants import NEVER_US

SHANGHAI = ZoneInfo("Asia/Shanghai")
FAR_DAY = 2**31 - 1


def at(text: str, tz: ZoneInfo = SHANGHAI) -> int:
    return instants.micros(datetime.fromisoformat(text).replace(tzinfo=tz))


def day(text: str) -> int:
    return instants.day_number(datetime.fromisoformat(text).date())


def episode(
    anchored: str,
    *,
    days: int = 14,
    day1: clock.Day1 = "next",
    ended: str | None = None,
    outcome: Outcome = Outcome.STILL_OPEN,
    tz: ZoneInfo = SHANGHAI,
) -> Episodes:
    """One episode, anchored and ended at local instants."""
    anchored_us = at(anchored, tz)
    span = clock.span(instants.local_day(anchored_us, tz), days, day1)
    ended_us = NEVER_US if ended is None else at(ended, tz)
    return Episodes(
        resident=np.array([0], np.int32),
        unit=np.array([0], np.int32),
        anchored_us=np.array([anchored_us], np.int64),
        first_day=np.array([span.first_day], np.int32),
        last_day=np.array([span.last_day], np.int32),
        length=np.array([days], np.int32),
        ended_us=np.array([ended_us], np.int64),
        ended_day=np.array(
            [FAR_DAY if ended is None else instants.local_day(ended_us, tz)], np.int32
        ),
        outcome=np.array([outcome], np.uint8),
    )


def state(one: Episodes, as_of: str, tz: ZoneInfo = SHANGHAI) -> State:
    as_of_us = at(as_of, tz)
    return State(int(clock.states(one, as_of_us, instants.local_day(as_of_us, tz))[0]))


def days_done(one: Episodes, as_of: str, tz: ZoneInfo = SHANGHAI) -> int:
    return int(clock.days_done(one, instants.local_day(at(as_of, tz), tz))[0])


EXAMPLE = episode("2020-03-10 21:40")


@pytest.mark.parametrize(
    ("as_of", "expected", "k"),
    [
        ("2020-03-10 21:40", State.ACTIVE, 0),
        ("2020-03-10 23:59", State.ACTIVE, 0),
        ("2020-03-11 00:00", State.ACTIVE, 1),
        ("2020-03-23 23:59", State.ACTIVE, 13),
        ("2020-03-24 00:00", State.DUE, 14),
        ("2020-03-24 23:59", State.DUE, 14),
        ("2020-03-25 00:00", State.COMPLETE, 14),
        ("2020-06-01 00:00", State.COMPLETE, 14),
    ],
)
def test_the_worked_example_counts_from_the_next_day(as_of: str, expected: State, k: int) -> None:
    assert (state(EXAMPLE, as_of), days_done(EXAMPLE, as_of)) == (expected, k)


def test_an_instant_before_the_anchor_it_is_planned() -> None:
    assert state(EXAMPLE, "2020-03-10 21:39") is State.PLANNED


@pytest.mark.parametrize(
    ("as_of", "expected", "k"),
    [
        ("2020-03-10 21:40", State.ACTIVE, 1),
        ("2020-03-23 12:00", State.DUE, 14),
        ("2020-03-24 00:00", State.COMPLETE, 14),
    ],
)
def test_counted_from_the_same_day_it_ends_a_day_earlier(
    as_of: str, expected: State, k: int
) -> None:
    same = episode("2020-03-10 21:40", day1="same")
    assert (state(same, as_of), days_done(same, as_of)) == (expected, k)


def test_a_span_of_the_example_and_of_the_other_counting() -> None:
    anchor = day("2020-03-10")
    span = clock.span(anchor, 14, "next")
    assert (span.first_day, span.last_day, span.complete_from) == (
        day("2020-03-11"),
        day("2020-03-24"),
        day("2020-03-25"),
    )
    other = clock.span(anchor, 14, clock.other_counting("next"))
    assert (other.last_day, other.complete_from) == (day("2020-03-23"), day("2020-03-24"))
    assert clock.other_counting("same") == "next"


def test_one_day_is_due_at_once_when_counted_from_the_same_day() -> None:
    assert state(episode("2020-03-10 08:00", days=1, day1="same"), "2020-03-10 08:00") is State.DUE


@pytest.mark.parametrize("outcome", [Outcome.TRANSFERRED, Outcome.LEFT, Outcome.CANCELLED])
def test_every_end_but_release_breaks_it_off(outcome: Outcome) -> None:
    ended = episode("2020-03-10 21:40", ended="2020-03-15 09:00", outcome=outcome)
    assert state(ended, "2020-03-15 08:59") is State.ACTIVE
    assert state(ended, "2020-03-15 09:00") is State.BROKEN


def test_a_release_holds_from_its_instant_also_when_early() -> None:
    released = episode("2020-03-10 21:40", ended="2020-03-15 09:00", outcome=Outcome.RELEASED)
    assert state(released, "2020-03-15 08:59") is State.ACTIVE
    assert state(released, "2020-03-15 09:00") is State.RELEASED


def test_the_day_count_stops_where_it_ended() -> None:
    released = episode("2020-03-10 21:40", ended="2020-03-15 09:00", outcome=Outcome.RELEASED)
    assert days_done(released, "2020-05-01 00:00") == 5


def test_cancelled_before_it_began_it_is_broken_on_day_zero() -> None:
    cancelled = episode("2020-03-20 10:00", ended="2020-03-15 09:00", outcome=Outcome.CANCELLED)
    assert state(cancelled, "2020-03-14 00:00") is State.PLANNED
    assert state(cancelled, "2020-03-15 09:00") is State.BROKEN
    assert days_done(cancelled, "2020-03-30 00:00") == 0


@pytest.mark.parametrize("zone", ["America/New_York", "Europe/London", "America/Sao_Paulo"])
def test_days_are_calendar_days_where_clocks_change(zone: str) -> None:
    tz = ZoneInfo(zone)
    one = episode("2020-03-01 12:00", days=30, tz=tz)
    for ahead in range(1, 30):
        midnight = instants.day_date(day("2020-03-01") + ahead).isoformat()
        assert days_done(one, f"{midnight} 00:00", tz) == ahead
        assert days_done(one, f"{midnight} 23:59", tz) == ahead


def test_no_episodes_have_no_states_and_show_nothing() -> None:
    none = _table([])
    assert len(none) == 0
    assert len(clock.shown(none, 0)) == 0


Drawn = tuple[int, int, int, int | None, Outcome]


@st.composite
def drawn_episode(draw: st.DrawFn) -> Drawn:
    """Resident, anchor hour, days, hours from anchor to end or None, outcome."""
    resident = draw(st.integers(0, 2))
    anchored = draw(st.integers(0, 96))
    days = draw(st.integers(1, 3))
    outcome = draw(st.sampled_from(Outcome))
    if outcome is Outcome.STILL_OPEN:
        return resident, anchored, days, None, outcome
    least = -48 if outcome is Outcome.CANCELLED else 0
    return resident, anchored, days, draw(st.integers(least, 120)), outcome


def _table(drawn: list[Drawn]) -> Episodes:
    """Episodes sorted by resident, anchor and id (the order in which they were drawn)."""
    rows = sorted(range(len(drawn)), key=lambda row: (drawn[row][0], drawn[row][1], row))
    single = [_single(drawn[row]) for row in rows]
    columns = {
        one.name: np.concatenate([getattr(part, one.name) for part in single])
        if single
        else getattr(EXAMPLE, one.name)[:0]
        for one in fields(Episodes)
    }
    return Episodes(**columns)


START = datetime(2020, 3, 1, tzinfo=SHANGHAI)


def _single(drawn: Drawn) -> Episodes:
    resident, anchored, days, ended, outcome = drawn
    begin = START + timedelta(hours=anchored)
    end = None if ended is None else begin + timedelta(hours=ended)
    one = episode(
        f"{begin:%Y-%m-%d %H:%M}",
        days=days,
        ended=None if end is None else f"{end:%Y-%m-%d %H:%M}",
        outcome=outcome,
    )
    return replace(one, resident=np.array([resident], np.int32))


def end_hour(one: Drawn) -> float:
    return math.inf if one[3] is None else one[1] + one[3]


def plain_shown(drawn: list[Drawn], hour: int) -> dict[int, int]:
    """What each resident shows, read off the contract: resident to index in `drawn`."""
    found: dict[int, int] = {}
    for resident in {one[0] for one in drawn}:
        mine = [row for row, one in enumerate(drawn) if one[0] == resident]
        ended = {row for row in mine if end_hour(drawn[row]) <= hour}
        cancelled = {row for row in ended if drawn[row][4] is Outcome.CANCELLED}
        begun = [row for row in mine if drawn[row][1] <= hour and row not in cancelled]
        planned = [row for row in mine if drawn[row][1] > hour and row not in cancelled]
        still = [row for row in begun if row not in ended]
        by_anchor = {row: (drawn[row][1], row) for row in mine}
        if begun:
            found[resident] = max(still or begun, key=by_anchor.__getitem__)
        elif planned:
            found[resident] = min(planned, key=by_anchor.__getitem__)
        else:
            found[resident] = max(cancelled, key=by_anchor.__getitem__)
    return found


@settings(max_examples=150, deadline=None)
@given(st.lists(drawn_episode(), max_size=8), st.integers(-10, 220))
def test_a_person_shows_what_the_contract_says(drawn: list[Drawn], hour: int) -> None:
    table = _table(drawn)
    order = sorted(range(len(drawn)), key=lambda row: (drawn[row][0], drawn[row][1], row))
    as_of_us = instants.micros(START + timedelta(hours=hour))
    shown = clock.shown(table, as_of_us).tolist()
    told = {int(table.resident[row]): order[row] for row in shown}
    assert told == plain_shown(drawn, hour)


@settings(max_examples=100, deadline=None)
@given(drawn_episode(), st.integers(-10, 300))
def test_a_state_follows_from_the_days(drawn: Drawn, hour: int) -> None:
    one = _single(drawn)
    moment = START + timedelta(hours=hour)
    today = instants.local_day(instants.micros(moment), SHANGHAI)
    told = State(int(clock.states(one, instants.micros(moment), today)[0]))
    _, anchored, days, ended, outcome = drawn
    first = (START + timedelta(hours=anchored)).date() + timedelta(days=1)
    last = first + timedelta(days=days - 1)
    if ended is not None and anchored + ended <= hour:
        expected = State.RELEASED if outcome is Outcome.RELEASED else State.BROKEN
    elif hour < anchored:
        expected = State.PLANNED
    elif moment.date() > last:
        expected = State.COMPLETE
    else:
        expected = State.DUE if moment.date() == last else State.ACTIVE
    assert told is expected
