"""Cells of persons: the people of a condition are all those of its cells, on any day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from console.domain import conditions
from console.domain.instants import day_number
from console.store.bits import Cuts, Rows
from console.store.conditions import crowd_with
from console.store.crowd import crowd_of, everybody
from console.store.frame import frame
from console.store.kept import Mask
from console.store.person_cells import cells_of
from console.store.person_order import AGES, OLDEST, count_persons_in
from console.store.tag_order import tag_order
from tests.store.test_ages import BORN, CODES, DAYS, PACK, PEOPLE, TEXTS, street_of

TODAY = day_number(date(2024, 3, 1))


@settings(max_examples=200, deadline=None)
@given(
    born=BORN,
    sex=CODES,
    days=st.lists(DAYS, min_size=1, max_size=3),
    texts=st.lists(TEXTS, min_size=1, max_size=3),
    seed=st.integers(0),
)
def test_a_part_of_a_crowd_is_counted_as_if_it_were_alone(
    born: list[date | None], sex: list[int], days: list[int], texts: list[str], seed: int
) -> None:
    street = street_of(born, sex)
    draw = np.random.default_rng(seed)
    tags = draw.integers(0, 1 << len(street.tags), PEOPLE).astype(np.uint64)
    street = replace(street, residents=replace(street.residents, tags=tags))
    few: Mask = draw.random(PEOPLE) < 0.6
    for today in days:
        at = replace(frame(street, street.as_of_us), today=today)
        part = everybody(street)
        for condition in conditions.parse_all(texts, PACK):
            part = part & crowd_with(at, condition)
        for beside in (everybody(street), crowd_of(street, few)):
            if part.cells is None:
                continue
            found = beside & part
            found.lie_within(beside, part.cells, today)
            rows = np.flatnonzero(found.mask).astype(np.int32)
            wanted = count_persons_in(street, rows, today)
            assert found.persons(today).tolist() == wanted.tolist()
            assert found.tagged.tolist() == tag_order(street).count(found.mask).tolist()


@pytest.mark.parametrize(
    ("text", "ages"),
    [
        ("age=20..29", [*range(20, 30)]),
        ("age=3,5..6", [3, 5, 6]),
        ("age>=99", [99, OLDEST]),
        ("age<=1", [0, 1]),
        ("age!=0..99", [OLDEST, OLDEST + 1]),
    ],
)
def test_a_condition_on_the_age_keeps_whole_years(text: str, ages: list[int]) -> None:
    street = street_of([date(1900, 1, 1), date(2024, 2, 29), *[date(1990, 1, 1)] * (PEOPLE - 2)])
    cells = cells_of(street, conditions.parse_all((text,), PACK)[0], TODAY)
    assert cells is not None
    assert [at for at in range(AGES) if cells[at].all()] == ages
    assert np.count_nonzero(cells.any(axis=(1, 2))) == len(ages)


@pytest.mark.parametrize("text", ["age>=101", "age<=110", "age=100..105", "age=0..5"])
def test_ages_that_are_counted_as_one_are_not_told_apart(text: str) -> None:
    """Over a hundred, and people who are not born yet: counted under 100 and under 0."""
    born: list[date | None] = [date(1900 + at, 1, 1) for at in range(0, 30, 3)]
    later: list[date | None] = [date(2024, 3, 2)] * (PEOPLE - len(born))
    condition = conditions.parse_all((text,), PACK)[0]
    assert cells_of(street_of(born + later), condition, TODAY) is None


def test_everybody_is_counted_as_all_rows_are_without_a_look_at_them() -> None:
    street, rows = street_of([date(1990, 1, 1)] * PEOPLE), Rows.all_of(PEOPLE)
    everyone, cuts = everybody(street), Cuts.at(np.arange(PEOPLE + 1))
    assert cuts.rows.tolist() == [*range(PEOPLE + 1)]
    assert everyone.before(cuts).tolist() == rows.before(cuts).tolist()
    assert everyone.between(cuts).tolist() == [1] * PEOPLE
    assert everyone.holds(Cuts.at(np.arange(PEOPLE))).all()
    assert everyone.number == rows.number
