"""Those behind the figures who satisfy conditions are as many as a whole filter keeps of them."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from console.domain import packs
from console.domain.conditions import parse
from console.domain.instants import MICROS_A_DAY
from console.state import tiles_model
from console.store.columns import Street
from console.store.conditions import keep
from console.store.frame import frame
from console.store.lists import rows_of
from console.store.narrow import narrowed
from console.store.sieve import Sieve
from tests.store.test_sieve import TEXTS

ALL = (*TEXTS, "checked>=24", "checked=never", "tag=lives_alone", "tag!=lives_alone", "sex=f")


@settings(max_examples=60, deadline=None)
@given(
    texts=st.lists(st.sampled_from(ALL), min_size=1, max_size=3, unique=True),
    days=st.sampled_from((0, 1, 6)),
)
def test_the_figures_of_a_filter_are_as_many_as_their_lists_now_and_a_day_before(
    street: Street, texts: list[str], days: int
) -> None:
    pack = packs.load(street.scenario)
    at_us = street.as_of_us - days * MICROS_A_DAY
    shown, earlier = frame(street, at_us), frame(street, at_us - MICROS_A_DAY)
    asked = [(text, (parse(text, pack),)) for text in texts]
    conditions = tuple(one for _, (one,) in asked)
    kept = Sieve(street).sift(shown, asked)
    before = narrowed(earlier, keep(earlier, conditions))
    now = narrowed(shown, kept)
    for tile in tiles_model.tiles(now):
        assert tile.count == len(rows_of(tile.kind, now)), tile.kind
        assert tile.yesterday == len(rows_of(tile.kind, before)), tile.kind
