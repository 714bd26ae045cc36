"""A range of ages that is dragged is found as one that is asked for once, and counts the same."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from console.domain import packs
from console.domain.conditions import Condition, parse
from console.domain.instants import MICROS_A_DAY
from console.store.age_planes import bits_of_ages
from console.store.bits import unpacked
from console.store.columns import Street
from console.store.conditions import keep, people_with
from console.store.frame import frame
from console.store.person_cells import runs_of
from console.store.person_order import AGES, PERSON_SHAPE
from console.store.query_days import days_of
from console.store.sieve import Sieve
from tests.store.test_ages import BORN, CODES, DAYS, PACK, street_of

RANGES = st.tuples(st.integers(0, 99), st.integers(0, 99)).map(sorted)
ALWAYS = ("sex=f", "state!=none", "occupancy!=vacant", "registration=local")


@settings(max_examples=100, deadline=None)
@given(born=BORN, sex=CODES, today=DAYS, ages=st.sets(st.integers(0, AGES - 1)))
def test_those_of_some_ages_are_who_is_so_old(
    born: list[date | None], sex: list[int], today: int, ages: set[int]
) -> None:
    street = street_of(born, sex)
    at = replace(frame(street, street.as_of_us), today=today)
    cells = np.zeros(PERSON_SHAPE, np.bool_)
    cells[list(ages)] = True
    wanted = runs_of(cells)
    assert bits_of_ages(street, wanted, today) is None
    found = bits_of_ages(street, wanted, today)
    assert found is not None
    people = unpacked(found, len(street.residents.unit))
    for age in range(AGES - 2):
        so_old = people_with(at, _aged(age))
        if age:
            assert people[so_old].all() if age in ages else not people[so_old].any()
    older = people_with(at, parse(f"age>={AGES - 2}", PACK))
    assert people[older].all() if AGES - 2 in ages else not people[older].any()
    assert not np.unpackbits(found.view(np.uint8), bitorder="little")[len(people) :].any()


def _aged(age: int) -> Condition:
    return parse(f"age={age}", PACK)


@settings(max_examples=40, deadline=None)
@given(
    ranges=st.lists(RANGES, min_size=3, max_size=5),
    beside=st.lists(st.sampled_from(ALWAYS), max_size=2, unique=True),
    excluded=st.booleans(),
    days=st.sampled_from((0, 3)),
)
def test_every_step_of_a_drag_keeps_and_counts_what_its_range_does(
    street: Street,
    ranges: list[list[int]],
    beside: list[str],
    excluded: bool,
    days: int,
) -> None:
    pack, sieve = packs.load(street.scenario), Sieve(street)
    shown = frame(street, street.as_of_us - days * MICROS_A_DAY)
    for least, most in ranges:
        texts = [*beside, f"age{'!=' if excluded else '='}{least}..{most}"]
        asked = [(text.split("=")[0], (parse(text, pack),)) for text in texts]
        kept = sieve.sift(shown, asked)
        alone = keep(shown, [one for _, (one,) in asked])
        assert np.array_equal(kept.people, alone.people)
        found, wanted = days_of(street, kept.crowd), days_of(street, alone.crowd)
        for name in ("arrivals", "active", "released", "due"):
            assert np.array_equal(getattr(found, name), getattr(wanted, name)), name
