"""Columns and order are what was chosen, and are so again at the next start."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from console.state.lists.chosen import ChosenColumns
from console.state.lists.columns import COLUMNS, shown_at_first
from console.state.preferences import Preferences
from console.store.lists import ENTITIES, KINDS, Kind


@pytest.mark.parametrize("kind", KINDS)
def test_what_a_list_shows_at_first_are_columns_of_its_entity(kind: Kind) -> None:
    every = [one.key for one in COLUMNS[ENTITIES[kind]]]
    assert len(set(every)) == len(every)
    assert set(shown_at_first(kind)) <= set(every)
    assert all(key in every for key, _ in ChosenColumns().sorts(kind))


def test_a_column_put_away_comes_back_behind_the_one_it_is_offered_behind() -> None:
    chosen = ChosenColumns()
    chosen.turn("people", "age")
    assert "age" not in chosen.keys("people")
    chosen.turn("people", "age")
    assert chosen.keys("people") == shown_at_first("people")
    chosen.turn("people", "tags")
    assert chosen.keys("people")[-1] == "tags"


def test_the_last_column_stays() -> None:
    chosen = ChosenColumns()
    for key in shown_at_first("units"):
        chosen.turn("units", key)
    assert len(chosen.keys("units")) == 1


def test_a_column_moves_no_farther_than_the_ends() -> None:
    chosen = ChosenColumns()
    first, second, *_ = chosen.keys("people")
    chosen.move("people", first, 1)
    assert chosen.keys("people")[:2] == (second, first)
    chosen.move("people", first, -5)
    assert chosen.keys("people")[0] == first
    chosen.move("people", first, 99)
    assert chosen.keys("people")[-1] == first


def test_sorting_alone_replaces_and_also_adds_the_least_important() -> None:
    chosen = ChosenColumns()
    chosen.sort("people", "age")
    chosen.sort("people", "sex", also=True)
    assert chosen.sorts("people") == (("sex", False), ("age", True))
    assert [chosen.rank("people", key) for key in ("age", "sex", "state")] == [1, 2, 0]
    chosen.sort("people", "sex", also=True)
    assert chosen.sorts("people") == (("sex", True), ("age", True))
    chosen.sort("people", "age")
    assert chosen.sorts("people") == (("sex", True), ("age", False))
    chosen.sort("people", "state")
    assert chosen.sorts("people") == (("state", False),)


def test_a_fourth_column_takes_the_place_of_the_third() -> None:
    chosen = ChosenColumns()
    for key in ("age", "sex", "state", "last"):
        chosen.sort("people", key, also=True)
    assert [key for key, _ in reversed(chosen.sorts("people"))] == ["age", "sex", "last"]


def test_columns_and_order_are_remembered(qapp: QApplication, tmp_path: Path) -> None:
    first = Preferences(tmp_path / "console.ini")
    chosen = ChosenColumns(first)
    chosen.turn("units", "people")
    chosen.sort("units", "occupancy")
    chosen.order("due", ())
    first.flush()
    again = ChosenColumns(Preferences(tmp_path / "console.ini"))
    assert again.keys("units") == chosen.keys("units")
    assert again.sorts("units") == (("occupancy", False),)
    assert again.sorts("due") == ()


def test_what_is_no_column_any_more_is_left_out(qapp: QApplication, tmp_path: Path) -> None:
    preferences = Preferences(tmp_path / "console.ini")
    preferences.keep({"lists/columns/units": "gone address", "lists/sorts/units": "-gone +address"})
    chosen = ChosenColumns(preferences)
    assert chosen.keys("units") == ("address",)
    assert chosen.sorts("units") == (("address", False),)


def test_reset_brings_back_columns_and_order() -> None:
    chosen = ChosenColumns()
    chosen.turn("buildings", "what")
    chosen.sort("buildings", "floors")
    chosen.reset("buildings")
    assert chosen.keys("buildings") == shown_at_first("buildings")
    assert chosen.sorts("buildings") == (("active", True),)
