"""Ages from day to day: whichever way a day is come to, everybody is as old as counted anew."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from console.domain.instants import day_number
from console.store import ages as ages_module
from console.store import facet_codes
from console.store.ages import AGE_UNKNOWN, ages, ages_at, birthdays_between
from console.store.clock_numbers import UNKNOWN
from console.store.columns import NO_DAY, Street
from tests.store import tiny

STREET = tiny.street()
FIRST = date(2023, 12, 20)
DAYS = st.integers(0, 900).map(lambda days: day_number(FIRST + timedelta(days)))
BORN = st.none() | st.dates(date(1890, 1, 1), date(2026, 1, 1)) | st.just(date(2000, 2, 29))


def street_of(born: list[date | None]) -> Street:
    """The sample, its people born on other days."""
    days = [NO_DAY if day is None else day_number(day) for day in born]
    number = len(STREET.residents.born)
    people = replace(STREET.residents, born=np.resize(np.array(days, np.int32), number))
    return replace(STREET, residents=people)


def counted_anew(street: Street, today: int) -> list[int]:
    age = ages(street.residents.born, today)
    return [AGE_UNKNOWN if one == UNKNOWN else int(one) for one in age]


@settings(max_examples=60, deadline=None)
@given(born=st.lists(BORN, min_size=12, max_size=12), days=st.lists(DAYS, min_size=1, max_size=6))
def test_everybody_is_as_old_as_counted_anew(born: list[date | None], days: list[int]) -> None:
    street = street_of(born)
    for today in days:
        assert ages_at(street, today).tolist() == counted_anew(street, today)


@settings(max_examples=60, deadline=None)
@given(born=st.lists(BORN, min_size=12, max_size=12), days=st.lists(DAYS, min_size=1, max_size=6))
def test_the_codes_of_a_day_are_the_same_from_wherever_it_is_come_to(
    born: list[date | None], days: list[int]
) -> None:
    street, fresh = street_of(born), street_of(born)
    for today in days:
        moved = facet_codes.person_codes(street, today)
        facet_codes._people.pop(fresh, None)
        anew = facet_codes.person_codes(fresh, today)
        assert moved.codes.tolist() == anew.codes.tolist()
        assert moved.totals.tolist() == anew.totals.tolist()


def test_who_is_born_on_29_february_grows_older_on_1_march_or_on_the_day_itself() -> None:
    street = street_of([date(2000, 2, 29)])
    for today, changes in ((date(2023, 3, 1), True), (date(2024, 2, 29), True),
                           (date(2024, 3, 1), False), (date(2023, 2, 28), False)):  # fmt: skip
        rows = birthdays_between(street, day_number(today - timedelta(1)), day_number(today))
        assert rows is not None
        assert bool(len(rows)) is changes, today


def test_a_step_of_a_day_counts_nobodys_age_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    street = tiny.street()
    today = day_number(FIRST)
    before = facet_codes.person_codes(street, today)
    monkeypatch.delattr(ages_module, "_counted")
    after = facet_codes.person_codes(street, today + 1)
    assert after.today == today + 1
    assert before.today == today


def test_a_year_and_more_is_counted_anew() -> None:
    street, today = tiny.street(), day_number(FIRST)
    assert birthdays_between(street, today, today + 365) is None
    assert birthdays_between(street, today + 364, today) is not None
