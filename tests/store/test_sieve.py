"""The sieve keeps what conditions keep, at the instant shown and beside it, with and without."""

from __future__ import annotations

import gc
import weakref
from random import Random

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from console.domain import packs
from console.domain.conditions import Condition, parse
from console.domain.instants import MICROS_A_DAY
from console.store.columns import Street
from console.store.conditions import keep, people_among, units_among, units_with
from console.store.frame import Frame, frame
from console.store.kept import Kept
from console.store.sieve import Sieve
from tests.store import tiny

TEXTS = (
    "age=20..60", "age>=70", "age=18", "sex!=f", "state=active", "state!=none", "state=complete",
    "registration=local", "occupancy!=vacant", "occupancy=rented", "floors<=6", "kind!=tower",
    "category!=other", "left<=7", "estate=E0001", "estate!=E0001,E0002", "floor>=3", "floor!=1",
    "committee!=C001", "floors>=99",
)  # fmt: skip
_MICROS_AN_HOUR = MICROS_A_DAY // 24


@settings(max_examples=60, deadline=None)
@given(
    steps=st.lists(
        st.tuples(
            st.lists(st.sampled_from(TEXTS), max_size=4, unique=True),
            st.sampled_from((0, 2, 7, 24, 120)),
        ),
        min_size=1,
        max_size=4,
    )
)
def test_step_by_step_it_keeps_what_the_conditions_keep(
    street: Street, steps: list[tuple[list[str], int]]
) -> None:
    pack, sieve = packs.load(street.scenario), Sieve(street)
    for texts, hours in steps:
        shown, earlier = (
            frame(street, street.as_of_us - (hours + back) * _MICROS_AN_HOUR) for back in (0, 24)
        )
        asked = {text[:3]: (parse(text, pack),) for text in texts}
        conditions = tuple(one for (one,) in asked.values())
        kept = sieve.sift(shown, list(asked.items()))
        assert alike(kept, keep(shown, conditions))
        assert asked_alike(earlier, conditions)
        for source in asked:
            others = tuple(one for name, (one,) in asked.items() if name != source)
            assert alike(kept.without((source,)), keep(shown, others))


def asked_alike(shown: Frame, conditions: tuple[Condition, ...]) -> bool:
    """Whether some rows are found to be kept as they are where everybody is asked."""
    kept, steps = keep(shown, conditions), Random(len(conditions))
    people, units = np.flatnonzero(kept.people >= 0), np.flatnonzero(kept.units >= 0)
    rows = np.array(steps.sample(people.tolist(), len(people) // 2), np.int32)
    homes = np.array(steps.sample(units.tolist(), len(units) // 2), np.int32)
    of_homes = [one for one in conditions if not one.is_about_people]
    asked = np.logical_and.reduce(
        [np.ones(len(units), np.bool_), *(units_with(shown.street, one) for one in of_homes)]
    )
    return np.array_equal(
        people_among(shown, conditions, rows), kept.people[rows]
    ) and np.array_equal(units_among(shown.street, of_homes, homes), asked[homes])


def alike(one: Kept, other: Kept) -> bool:
    units = np.arange(-1, len(one.units), dtype=np.int32)
    return (
        np.array_equal(one.people, other.people)
        and np.array_equal(one.units, other.units)
        and np.array_equal(one.buildings, other.buildings)
        and np.array_equal(one.homes.hold(units), other.homes.hold(units))
        and one.conditions == other.conditions
    )


def test_a_filter_that_is_let_go_lets_its_street_go() -> None:
    street = tiny.street()
    left, shown = weakref.ref(street), frame(street, street.as_of_us)
    kept = Sieve(street).sift(shown, [("sex", (parse("sex=f", packs.load(street.scenario)),))])
    assert kept.crowd.number
    del street, shown, kept
    gc.collect()
    assert left() is None
