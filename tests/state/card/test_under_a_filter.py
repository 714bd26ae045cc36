"""Under a filter a card counts whom it keeps, and says so."""

from __future__ import annotations

import pytest

from console.domain.conditions import parse_all
from console.domain.packs import load
from console.domain.words import say
from console.state.card.blocks import Sentence
from console.state.card.log import Log
from console.state.card.model import card
from console.state.filtering import NO_FILTER
from console.state.narrowing import narrow
from console.state.selection import STREET, place_of_building, place_of_estate
from console.store.frame import frame
from tests.store import tiny


@pytest.mark.parametrize("place", ["street", "estate", "building"])
def test_under_a_filter_a_card_says_that_it_counts_only_whom_it_keeps(place: str) -> None:
    street = tiny.street()
    at = frame(street, street.as_of_us)
    here = {
        "street": STREET,
        "estate": place_of_estate(street, 0),
        "building": place_of_building(street, 0),
    }[place]
    kept = narrow(at, NO_FILTER.put("age", parse_all(["age>=118"], load("quarantine-2020"))))
    told = Sentence(say("card.only_kept", "zh"), quiet=True)
    assert told in card(kept, here, Log(), "zh")
    assert told not in card(at, here, Log(), "zh")
