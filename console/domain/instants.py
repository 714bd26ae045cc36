"""Instants and local days: microseconds since 1970 UTC, and the days of the street's calendar."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import numpy as np
import numpy.typing as npt

from console.domain.distinct import distinct
from console.domain.errors import UserError

MICROS_A_DAY = 86_400_000_000
NEVER_US = np.iinfo(np.int64).max
"""An end that has not come: later than every instant."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_EPOCH_DAY = date(1970, 1, 1).toordinal()
_EARLIEST_US = (datetime(2, 1, 1, tzinfo=UTC) - _EPOCH) // timedelta(microseconds=1)
_LATEST_US = (datetime(9998, 12, 31, tzinfo=UTC) - _EPOCH) // timedelta(microseconds=1)
_OF_THE_MACHINE = ("localtime", "posixrules", "Factory")

Days = npt.NDArray[np.int32]
Micros = npt.NDArray[np.int64]


@lru_cache(maxsize=16)
def zone(name: str) -> ZoneInfo:
    """The time zone called `name`; UserError when there is none of that name.

    Names that mean another zone on another machine, or count leap seconds, are none.
    """
    if name in _OF_THE_MACHINE or name.startswith(("posix/", "right/")):
        raise UserError("instant.unknown_zone", zone=name[:80])
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as missing:
        raise UserError("instant.unknown_zone", zone=name[:80]) from missing


def micros(instant: datetime) -> int:
    """Microseconds since 1970 UTC of an aware datetime."""
    return (instant - _EPOCH) // timedelta(microseconds=1)


def moment(at_us: int, tz: ZoneInfo) -> datetime:
    """The aware datetime in `tz` of `at_us` microseconds since 1970 UTC."""
    return (_EPOCH + timedelta(microseconds=int(at_us))).astimezone(tz)


def parse(text: str, tz: ZoneInfo) -> int:
    """Microseconds of an ISO instant or date; local to `tz` without an offset, a date means 00:00.

    UserError when `text` is neither, or is outside the calendar in `tz`.
    """
    try:
        read = datetime.fromisoformat(text.strip())
        at_us = micros(read if read.tzinfo else read.replace(tzinfo=tz))
        moment(at_us, tz)
        return at_us
    except (ValueError, OverflowError) as slip:
        raise UserError("instant.unreadable", text=text[:80]) from slip


def iso(at_us: int, tz: ZoneInfo) -> str:
    """ISO text of an instant with the zone's offset; fractions only when there are any."""
    return moment(at_us, tz).isoformat()


def day_number(day: date) -> int:
    """Days since 1970-01-01."""
    return day.toordinal() - _EPOCH_DAY


def day_date(number: int) -> date:
    """The date `number` days after 1970-01-01."""
    return date.fromordinal(int(number) + _EPOCH_DAY)


def local_day(at_us: int, tz: ZoneInfo) -> int:
    """Day number of the calendar day in `tz` that holds the instant."""
    return day_number(moment(at_us, tz).date())


def midnight(number: int, tz: ZoneInfo) -> int:
    """Microseconds of 00:00 in `tz` on day `number`."""
    day = day_date(number)
    return micros(datetime(day.year, day.month, day.day, tzinfo=tz))


def local_days(at_us: Micros, tz: ZoneInfo) -> Days:
    """Day numbers int32[n] of the calendar days in `tz` that hold the instants int64[n]."""
    return ((at_us + offsets_us(at_us, tz)) // MICROS_A_DAY).astype(np.int32)


def offsets_us(at_us: Micros, tz: ZoneInfo) -> Micros:
    """How far the clocks of `tz` are ahead of UTC at the instants, microseconds int64[n].

    The offset is looked up once a UTC day, and instant by instant only on the days on which it
    changes.
    """
    utc_day, inverse = distinct(at_us // MICROS_A_DAY)
    opening = np.array([_offset_us(int(d) * MICROS_A_DAY, tz) for d in utc_day], np.int64)
    closing = np.array([_offset_us((int(d) + 1) * MICROS_A_DAY, tz) for d in utc_day], np.int64)
    offset = opening[inverse]
    for row in np.flatnonzero((opening != closing)[inverse]):
        offset[row] = _offset_us(int(at_us[row]), tz)
    return offset


def _offset_us(at_us: int, tz: ZoneInfo) -> int:
    """The zone's offset; before the year 2 and after 9998 the one nearest in the calendar."""
    offset = moment(max(_EARLIEST_US, min(_LATEST_US, at_us)), tz).utcoffset()
    return 0 if offset is None else offset // timedelta(microseconds=1)
