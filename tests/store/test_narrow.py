"""A narrowed frame counts what `summary` says of the same conditions, at every place."""

from __future__ import annotations

import numpy as np
import pytest

from console.domain import conditions, packs
from console.domain.clock import State
from console.domain.instants import micros
from console.store.conditions import keep
from console.store.frame import Frame, frame
from console.store.narrow import narrowed
from console.store.place_counts import PlaceCounts
from console.store.summary import Level, PlaceRow, summarise
from tests.store import tiny
from tests.store.random_street import RandomStreet

PACK = packs.load("quarantine-2020")
LEVELS: tuple[tuple[str, Level], ...] = (
    ("committees", "committee"), ("estates", "estate"), ("buildings", "building"),
)  # fmt: skip


def rows(whole: Frame, texts: list[str], level: Level) -> dict[str | None, PlaceRow]:
    said = summarise(whole, conditions.parse_all(texts, PACK), level)
    return {row.id: row for row in said.by}


@pytest.mark.parametrize("seed", range(60))
def test_counts_are_the_summarys(seed: int) -> None:
    made = RandomStreet(seed)
    street = tiny.street(made.tables, zone=made.zone.key, as_of_us=micros(made.as_of))
    whole = frame(street, street.as_of_us)
    for _ in range(6):
        texts = made.conditions()
        narrow = narrowed(whole, keep(whole, conditions.parse_all(texts, PACK)))
        total = summarise(whole, conditions.parse_all(texts, PACK))
        assert int(narrow.total.people[0]) == total.totals["residents"]
        assert int(narrow.total.active[0]) == total.clock["active"]
        assert narrow.total.by_class[0].tolist() == list(total.categories.values())
        for name, level in LEVELS:
            counts: PlaceCounts = getattr(narrow, name)
            said = rows(whole, texts, level)
            for row, text in enumerate(getattr(street, name).id):
                mine = said.get(text)
                assert int(counts.people[row]) == (mine.residents if mine else 0), (texts, text)
                assert int(counts.active[row]) == (mine.active if mine else 0)
                complete = int(counts.by_state[row, State.COMPLETE])
                assert complete == (mine.complete if mine else 0)


@pytest.mark.parametrize("seed", range(30))
def test_people_of_a_building_are_the_kept_ones(seed: int) -> None:
    made = RandomStreet(seed)
    street = tiny.street(made.tables, zone=made.zone.key, as_of_us=micros(made.as_of))
    whole = frame(street, street.as_of_us)
    texts = made.conditions() or ["sex=f"]
    kept = keep(whole, conditions.parse_all(texts, PACK))
    narrow = narrowed(whole, kept)
    everybody = whole.people_in_units(0, len(street.units.building))
    found = narrow.people_in_units(0, len(street.units.building))
    assert found.tolist() == everybody[kept.people[everybody]].tolist()
    assert narrow.state is whole.state
    assert bool(np.all(kept.people[narrow.holders]))
