"""Days, telephones and columns as they are told."""

from __future__ import annotations

from datetime import date

import pytest

from console.domain import spoken
from console.domain.column_titles import meaning, title
from console.domain.masking import mask_phone
from console.domain.words import LANGUAGES, say

EPOCH = date(1970, 1, 1)


@pytest.mark.parametrize(
    ("phone", "masked"),
    [("13812345600", "138****00"), ("  13812345600 ", "138****00"), ("1234", "****"), ("", "")],
)
def test_a_telephone_is_told_by_its_ends_and_a_short_one_not_at_all(
    phone: str, masked: str
) -> None:
    assert mask_phone(phone) == masked


def test_a_day_is_told_with_its_weekday_and_several_by_their_ends() -> None:
    day = (date(2020, 3, 18) - EPOCH).days
    assert spoken.day(day, "zh") == "2020-03-18 周三"
    assert spoken.day(day, "en") == "Wed 2020-03-18"
    assert spoken.days_text(day, day, "zh") == spoken.day(day, "zh")
    assert spoken.days_text(day, day + 8, "zh") == "2020-03-18–2020-03-26"


def test_an_instant_is_told_in_its_zone_with_and_without_the_year() -> None:
    at_us = 1_584_489_600_000_000
    assert spoken.instant(at_us, "Asia/Shanghai", "zh") == "2020-03-18 周三 08:00"
    assert spoken.short_instant(at_us, "Asia/Shanghai") == "03-18 08:00"
    assert spoken.short_instant(at_us, "UTC") == "03-18 00:00"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_column_means_in_one_table_what_it_does_not_in_another(language: str) -> None:
    of_episode, of_unit = (title("last_day", what, language) for what in ("episodes", "units"))
    assert of_episode != of_unit
    assert meaning("last_day", "units", language) == of_unit


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_column_the_console_does_not_know_keeps_its_name_and_says_so(language: str) -> None:
    assert title("colour_of_door", "units", language) == "colour_of_door"
    assert meaning("colour_of_door", "units", language) == say("export.foreign", language)
