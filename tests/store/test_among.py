"""Asked of a few rows, conditions keep what they keep of the whole street."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from console.domain import packs
from console.domain.conditions import parse
from console.domain.instants import MICROS_A_DAY
from console.store.among import Among
from console.store.columns import Street
from console.store.conditions import keep
from console.store.frame import frame

TEXTS = (
    "age=20..60", "age>=70", "age=18", "sex!=f", "state=active", "state!=none", "state=complete",
    "registration=local", "occupancy!=vacant", "occupancy=rented", "floors<=6", "kind!=tower",
    "category!=other", "left<=7",
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(
    texts=st.lists(st.sampled_from(TEXTS), max_size=4),
    days=st.sampled_from((0, 1, 5, 40)),
    seed=st.integers(0, 99),
)
def test_rows_are_kept_as_of_the_whole_street(
    street: Street, texts: list[str], days: int, seed: int
) -> None:
    shown = frame(street, street.as_of_us - days * MICROS_A_DAY)
    pack = packs.load(street.scenario)
    conditions = tuple(parse(text, pack) for text in texts)
    whole, among = keep(shown, conditions), Among(shown, conditions)
    random = np.random.default_rng(seed)
    people = random.integers(-1, len(whole.people), 300).astype(np.int32)
    units = random.integers(-1, len(whole.units), 300).astype(np.int32)
    assert among.kept(people).tolist() == (whole.people[people] & (people >= 0)).tolist()
    assert among.kept_units(units).tolist() == (whole.units[units] & (units >= 0)).tolist()


@pytest.mark.parametrize("texts", [("age>=70",), ("floors<=6",), ()])
def test_nobody_and_nothing_asked_for_is_answered(street: Street, texts: tuple[str, ...]) -> None:
    pack = packs.load(street.scenario)
    among = Among(frame(street, street.as_of_us), [parse(text, pack) for text in texts])
    nothing = np.zeros(0, np.int32)
    assert among.kept(nothing).tolist() == among.kept_units(nothing).tolist() == []
