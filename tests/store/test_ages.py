"""Ages on any day: as slices of births, as slices of the order of persons, and counted anew."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from console.domain import conditions, packs
from console.domain.conditions import Condition
from console.domain.instants import day_date, day_number
from console.store.ages import ages, latest_birth, latest_births
from console.store.births import births
from console.store.clock_numbers import UNKNOWN
from console.store.columns import MISSING, NO_DAY, Street
from console.store.conditions import people_with
from console.store.crowd import crowd_of, everybody
from console.store.frame import frame
from console.store.kept import Mask
from console.store.person_order import (
    AGES,
    OLDEST,
    PERSON_FIELDS,
    PERSON_SHAPE,
    count_persons_in,
    person_order,
)
from tests.store import tiny

STREET = tiny.street()
PEOPLE = len(STREET.residents.born)
PACK = packs.load("quarantine-2020")
FIRST = date(2023, 12, 20)
DAYS = st.integers(0, 900).map(lambda days: day_number(FIRST + timedelta(days)))
USUAL = st.none() | st.dates(date(1890, 1, 1), date(2026, 1, 1)) | st.just(date(2000, 2, 29))
ANY = USUAL | st.dates(date(1, 1, 1), date(9999, 12, 31))
BORN = st.lists(USUAL, min_size=PEOPLE, max_size=PEOPLE) | st.lists(
    ANY, min_size=PEOPLE, max_size=PEOPLE
)
CODES = st.lists(st.sampled_from((0, 1, MISSING)), min_size=PEOPLE, max_size=PEOPLE)
AGE = st.integers(0, 130)
TEXTS = st.one_of(
    AGE.map(lambda age: f"age>={age}"),
    AGE.map(lambda age: f"age<={age}"),
    AGE.map(lambda age: f"age!={age}"),
    st.tuples(AGE, AGE, AGE).map(lambda at: f"age={min(at[:2])}..{max(at[:2])},{at[2]}"),
    st.sampled_from(("sex=f", "sex!=f", "sex=f,m", "registration!=local", "age=..3", "age=99..")),
)


def street_of(born: list[date | None], sex: list[int] | None = None) -> Street:
    """The sample, its people born on other days, and of other sex."""
    days = [NO_DAY if day is None else day_number(day) for day in born]
    people = replace(STREET.residents, born=np.array(days, np.int32))
    if sex is not None:
        people = replace(people, sex=np.array(sex, np.uint8))
    return replace(STREET, residents=people)


def ages_of(born: list[date | None], today: int) -> list[int | None]:
    now = day_date(today)
    return [
        None if day is None
        else now.year - day.year - ((now.month, now.day) < (day.month, day.day))
        for day in born
    ]  # fmt: skip


def keeps(condition: Condition, age: int | None) -> bool:
    if age is None:
        return condition.operator is conditions.Operator.IS_NOT
    match condition.operator:
        case conditions.Operator.AT_LEAST:
            return age >= condition.numbers[0]
        case conditions.Operator.AT_MOST:
            return age <= condition.numbers[0]
        case _:
            within = any(low <= age <= high for low, high in condition.ranges)
            found = age in condition.numbers or within
            return found is (condition.operator is conditions.Operator.IS)


@given(born=st.lists(USUAL, min_size=1), today=DAYS)
def test_ages_are_in_whole_years(born: list[date | None], today: int) -> None:
    days = [NO_DAY if day is None else day_number(day) for day in born]
    found = ages(np.array(days, np.int32), today).tolist()
    assert [None if one == UNKNOWN else one for one in found] == ages_of(born, today)


@settings(max_examples=200, deadline=None)
@given(born=BORN, sex=CODES, days=st.lists(DAYS, min_size=1, max_size=3), text=TEXTS)
def test_a_condition_keeps_the_same_people_by_place_and_by_person(
    born: list[date | None], sex: list[int], days: list[int], text: str
) -> None:
    street = street_of(born, sex)
    condition = conditions.parse_all((text,), PACK)[0]
    for today in days:
        at = replace(frame(street, street.as_of_us), today=today)
        kept = people_with(at, condition)
        if condition.field == "age":
            assert kept.tolist() == [keeps(condition, age) for age in ages_of(born, today)]
        order = person_order(street)
        assert order.kept_by(condition, today).mask.tolist() == kept[order.rows].tolist()


@settings(max_examples=200, deadline=None)
@given(born=BORN, sex=CODES, days=st.lists(DAYS, min_size=1, max_size=3), seed=st.integers(0))
def test_a_crowd_is_counted_by_age_sex_and_registration(
    born: list[date | None], sex: list[int], days: list[int], seed: int
) -> None:
    street = street_of(born, sex)
    people: Mask = np.random.default_rng(seed).random(PEOPLE) < 0.6
    crowd = crowd_of(street, people)
    for today in days:
        wanted = counted_anew(street, born, np.flatnonzero(people), today)
        assert crowd.persons(today).tolist() == wanted.tolist()
        few = count_persons_in(street, np.flatnonzero(people).astype(np.int32), today)
        assert few.tolist() == wanted.tolist()
        everyone = counted_anew(street, born, np.arange(PEOPLE), today)
        assert everybody(street).persons(today).tolist() == everyone.tolist()


def counted_anew(
    street: Street, born: list[date | None], rows: np.ndarray, today: int
) -> np.ndarray:
    found = np.zeros(PERSON_SHAPE, np.int64)
    age = ages_of(born, today)
    for row in rows.tolist():
        years = age[row]
        at = OLDEST + 1 if years is None else min(max(years, 0), OLDEST)
        sex, registered = street.residents.sex[row], street.residents.registration[row]
        found[at, -1 if sex == MISSING else sex, -1 if registered == MISSING else registered] += 1
    return found


@pytest.mark.parametrize(
    ("age", "today", "born"),
    [
        (1, date(2023, 3, 1), date(2022, 3, 1)),
        (23, date(2023, 2, 28), date(2000, 2, 28)),
        (23, date(2023, 3, 1), date(2000, 3, 1)),
        (1, date(2024, 2, 29), date(2023, 2, 28)),
        (4, date(2024, 2, 29), date(2020, 2, 29)),
        (0, date(2024, 2, 29), date(2024, 2, 29)),
    ],
)
def test_who_is_born_on_29_february_grows_older_on_1_march_or_on_the_day_itself(
    age: int, today: date, born: date
) -> None:
    assert latest_birth(age, day_number(today)) == day_number(born)


@given(today=DAYS | st.dates().map(day_number))
def test_many_ages_are_found_as_one_is(today: int) -> None:
    found = latest_births(range(130), today).tolist()
    assert [max(one, NO_DAY) for one in found if day_date(today).year > 130] == [
        latest_birth(age, today) for age in range(130) if day_date(today).year > 130
    ]


def test_nobody_is_older_than_the_calendar_and_everybody_younger_than_its_end() -> None:
    today = day_number(FIRST)
    assert latest_birth(FIRST.year, today) == NO_DAY
    assert latest_birth(FIRST.year - 10_000, today) > day_number(date(9999, 12, 31))


def test_births_far_apart_take_a_slot_each_and_no_more() -> None:
    born: list[date | None] = [date(1, 1, 1), date(9999, 12, 31), *[None] * (PEOPLE - 2)]
    found = births(street_of(born))
    assert found.slots.tolist() == [1, 2, *[0] * (PEOPLE - 2)]
    assert len(found.days) == 2


def test_the_order_is_that_of_persons_whatever_day_it_is() -> None:
    assert {"age", "sex", "registration"} == PERSON_FIELDS
    assert PERSON_SHAPE[0] == AGES
    assert sorted(person_order(STREET).rows.tolist()) == list(range(PEOPLE))
