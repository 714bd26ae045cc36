"""Units are found by id, many at once, as reading every id finds them."""

from __future__ import annotations

from random import Random

import pytest

from console.store.unit_index import units_with_ids
from tests.store import tiny
from tests.store.random_street import RandomStreet


@pytest.mark.parametrize("seed", range(12))
def test_units_with_ids_are_those_that_have_them(seed: int) -> None:
    made, choose = RandomStreet(seed), Random(seed)
    street = tiny.street(made.tables, zone=made.zone.key)
    every = [text or "" for text in street.units.id]
    wanted = [*choose.sample(every, min(len(every), 5)), "no such id", "", "楼" * 40]
    plainly = [row for row, one in enumerate(every) if one in wanted]
    assert units_with_ids(street, wanted).tolist() == plainly


def test_an_id_asked_for_twice_is_found_once() -> None:
    street = tiny.street()
    assert len(units_with_ids(street, ["B1-0101", "B1-0101"])) == 1


def test_a_street_without_units_has_none() -> None:
    street = tiny.street({"buildings": [], "units": []})
    assert not len(units_with_ids(street, ["B1-0101"]))
