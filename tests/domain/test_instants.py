"""Instants and local days: the street's calendar, also where clocks change."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.domain import instants
from console.domain.errors import UserError

SHANGHAI = instants.zone("Asia/Shanghai")


def test_an_unknown_zone_is_the_users_to_mend() -> None:
    machines = ("localtime", "posixrules", "Factory", "right/UTC", "posix/Asia/Shanghai")
    for name in ("Mars/Olympus", "", "../etc/passwd", *machines):
        with pytest.raises(UserError) as fault:
            instants.zone(name)
        assert fault.value.key == "instant.unknown_zone"


def test_a_date_means_midnight_in_the_street() -> None:
    assert instants.iso(instants.parse("2020-03-18", SHANGHAI), SHANGHAI) == (
        "2020-03-18T00:00:00+08:00"
    )


def test_an_instant_with_an_offset_keeps_it() -> None:
    assert instants.parse("2020-03-18T00:00:00Z", SHANGHAI) == instants.parse(
        "2020-03-18 08:00", SHANGHAI
    )


@pytest.mark.parametrize(
    "text", ["", "tomorrow", "2020-13-01", "0001-01-01", "9999-12-31T23:00-20:00"]
)
def test_what_is_no_instant_of_the_calendar_is_refused(text: str) -> None:
    with pytest.raises(UserError) as fault:
        instants.parse(text, SHANGHAI)
    assert fault.value.key == "instant.unreadable"


def test_day_numbers_and_dates_are_each_others_inverse() -> None:
    assert instants.day_number(date(1970, 1, 1)) == 0
    assert instants.day_date(instants.day_number(date(2020, 2, 29))) == date(2020, 2, 29)


def test_midnight_that_does_not_exist_is_the_first_instant_of_its_day() -> None:
    sao_paulo = instants.zone("America/Sao_Paulo")
    day = instants.day_number(date(2018, 11, 4))
    at_us = instants.midnight(day, sao_paulo)
    assert instants.local_day(at_us, sao_paulo) == day
    assert instants.local_day(at_us - 1, sao_paulo) == day - 1


ZONES = ("Asia/Shanghai", "America/New_York", "America/Sao_Paulo", "Pacific/Apia", "Asia/Kathmandu")
EARLY, LATE = datetime(1900, 1, 1), datetime(2100, 1, 1)


@given(
    st.sampled_from(ZONES),
    st.lists(st.datetimes(EARLY, LATE, timezones=st.just(UTC)), max_size=20),
)
def test_many_days_at_once_are_the_days_one_by_one(name: str, moments: list[datetime]) -> None:
    tz = ZoneInfo(name)
    at_us = np.array([instants.micros(one) for one in moments], np.int64)
    days = instants.local_days(at_us, tz)
    assert days.dtype == np.int32
    assert days.tolist() == [instants.day_number(one.astimezone(tz).date()) for one in moments]


def test_every_instant_around_a_change_of_clocks_gets_its_own_day() -> None:
    tz = ZoneInfo("America/Sao_Paulo")
    first = datetime(2018, 11, 3, 12, tzinfo=UTC)
    moments = [first + timedelta(minutes=10 * step) for step in range(300)]
    at_us = np.array([instants.micros(one) for one in moments], np.int64)
    expected = [instants.day_number(one.astimezone(tz).date()) for one in moments]
    assert instants.local_days(at_us, tz).tolist() == expected


def test_instants_beyond_the_calendar_still_have_a_day() -> None:
    far = np.array([-(2**62), 2**62], np.int64)
    days = instants.local_days(far, SHANGHAI)
    assert days[0] < instants.day_number(date(1, 1, 1))
    assert days[1] > instants.day_number(date(9999, 12, 31))
