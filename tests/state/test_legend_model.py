"""The legend's counts are those of the frame, of the street or of the place chosen."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from PySide6.QtWidgets import QApplication

from console.domain import packs
from console.domain.clock import State
from console.state.highlight import (
    Entry,
    Highlight,
    buildings_matching,
    estates_matching,
    people_matching,
    units_matching,
)
from console.state.legend_model import Legend, legend
from console.state.selection import STREET, place_of_building, place_of_estate
from console.store.columns import Street
from console.store.frame import Frame, frame
from tests.store import tiny


def now(street: Street | None = None) -> Frame:
    street = street or tiny.street()
    return frame(street, street.as_of_us)


def counts(shown: Legend) -> dict[tuple[str, str], int | None]:
    return {(row.entry.kind, row.entry.key): row.count for row in shown.rows()}


def test_the_classes_of_the_street_are_people_under_the_clock() -> None:
    at = now()
    shown = counts(legend(at, STREET))
    classes = [one.key for one in packs.load("quarantine-2020").classes]
    assert [shown["class", key] for key in classes] == at.total.by_class[0].tolist()
    assert legend(at, STREET).groups[0].total == int(at.total.active[0])


@pytest.mark.parametrize("word", ["planned", "due", "complete", "released", "broken"])
def test_each_state_of_the_street_is_the_frames(word: str) -> None:
    at = now()
    assert counts(legend(at, STREET))["state", word] == int(
        at.total.by_state[0, State[word.upper()]]
    )


def test_an_estate_counts_its_own_units_and_people() -> None:
    at = now()
    shown = legend(at, place_of_estate(at.street, 0))
    assert shown.scope["zh"] == "丁香苑"
    assert shown.units == 23
    assert counts(shown)["occupancy", "rented"] == 1
    assert counts(shown)["tag", "lives_alone"] == 1


def test_a_building_counts_its_own() -> None:
    at = now()
    shown = legend(at, place_of_building(at.street, 2))
    assert shown.scope["zh"] == "5号楼"
    assert counts(shown)["tag", "medic"] == 1
    assert counts(shown)["tag", "lives_alone"] == 0


def test_rows_neither_come_nor_go_with_the_choice() -> None:
    at = now()
    street = [row.entry for row in legend(at, STREET).rows()]
    assert street == [row.entry for row in legend(at, place_of_estate(at.street, 2)).rows()]


def test_the_note_says_colours_are_no_scale_of_danger() -> None:
    notes = [group.note for group in legend(now(), STREET).groups if group.note]
    assert len(notes) == 1
    assert "不表示危险程度" in notes[0]["zh"]


def test_an_empty_street_has_a_legend() -> None:
    shown = legend(now(tiny.street({"buildings": [], "units": []})), STREET)
    assert all(row.count == 0 for row in shown.rows())


def test_an_aggregate_snapshot_counts_what_it_gives() -> None:
    rows = {key: tiny.sample()[key] for key in ("buildings", "units", "estates", "committees")}
    told: list[dict[str, Any]] = [
        {"level": "street", "id": "310115016", "measure": "clock", "key": "released", "value": 20},
        {"level": "street", "id": "310115016", "measure": "tag", "key": "disabled", "value": None},
    ]
    street = tiny.street({**rows, "counts": told}, masking="aggregate")
    shown = counts(legend(now(street), STREET))
    assert shown["state", "released"] == 20
    assert shown["tag", "disabled"] is None
    later = counts(legend(frame(street, street.as_of_us + 1), STREET))
    assert later["state", "released"] is None


ENTRIES = [
    Entry("class", "key"),
    Entry("state", "complete"),
    Entry("state", "active"),
    Entry("state", "due"),
    Entry("tag", "medic"),
    Entry("occupancy", "rented"),
]


@pytest.mark.parametrize("entry", ENTRIES, ids=str)
def test_buildings_and_estates_add_up_to_the_units_or_people_meant(entry: Entry) -> None:
    at = now()
    street = at.street
    everybody = np.arange(len(street.residents.unit), dtype=np.int32)
    if entry.kind == "occupancy":
        expected = int(units_matching(at, entry, 0, len(street.units.building)).sum())
    else:
        rows = everybody[people_matching(at, entry, everybody)]
        expected = int(np.count_nonzero(at.place[rows] >= 0))
    assert buildings_matching(at, entry).sum() == expected > 0
    with_estate = buildings_matching(at, entry)[street.buildings.estate >= 0].sum()
    assert estates_matching(at, entry).sum() == with_estate


def test_a_unit_stands_out_for_somebody_in_it() -> None:
    at = now()
    first, end = at.street.buildings.first_unit[:2].tolist()
    found = np.flatnonzero(units_matching(at, Entry("state", "complete"), first, end))
    assert [at.street.units.id.text(int(row) + first) for row in found] == ["B1-0301"]


def test_an_occupancy_means_nobody() -> None:
    at = now()
    rows = np.arange(3, dtype=np.int32)
    assert not people_matching(at, Entry("occupancy", "owner"), rows).any()


def test_asking_twice_undoes(qapp: QApplication) -> None:
    held = Highlight()
    said: list[Entry | None] = []
    held.changed.connect(said.append)
    held.toggle(Entry("tag", "medic"))
    held.toggle(Entry("tag", "medic"))
    held.clear()
    assert said == [Entry("tag", "medic"), None]
