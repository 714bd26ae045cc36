"""Dates, instants and names are said and ordered as people do."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.domain import spoken
from tests.store import tiny


def test_an_instant_carries_its_weekday_in_both_languages() -> None:
    at_us = tiny.head().as_of_us
    assert spoken.instant(at_us, "Asia/Shanghai", "zh") == "2020-03-18 周三 08:00"
    assert spoken.instant(at_us, "Asia/Shanghai", "en") == "Wed 2020-03-18 08:00"


def test_numbers_in_names_are_ordered_by_value() -> None:
    names = ["101号楼", "30号楼", "5号楼", "商铺", "30号楼甲"]
    ordered = sorted(names, key=spoken.natural_key)
    assert ordered == ["5号楼", "30号楼", "30号楼甲", "101号楼", "商铺"]


@given(st.lists(st.text()))
def test_any_names_can_be_ordered(names: list[str]) -> None:
    assert len(sorted(names, key=spoken.natural_key)) == len(names)


@given(st.text(max_size=2000))
def test_capped_text_is_short_and_one_line(text: str) -> None:
    capped = spoken.capped(text)
    assert len(capped) <= spoken.MOST_CHARACTERS
    assert "\n" not in capped


@pytest.mark.parametrize(
    ("room", "zh", "en"),
    [
        ("1103", "1103室", "Room 1103"),
        ("2A", "2A室", "Room 2A"),
        ("前楼", "前楼", "前楼"),
        ("全幢", "全幢", "全幢"),
        ("", "", ""),
    ],
)
def test_only_a_numbered_room_is_called_one(room: str, zh: str, en: str) -> None:
    assert spoken.room(room, "zh") == zh
    assert spoken.room(room, "en") == en
