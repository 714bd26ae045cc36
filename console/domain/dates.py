"""Dates and instants as they stand in a sentence: 3月10日 21:40, 10 March 21:40."""

from __future__ import annotations

from datetime import date
from zoneinfo import ZoneInfo

from console.domain import instants, words


def say_day(day: date, language: str, beside_year: int | None = None) -> str:
    """The date in words; its year is left out when it is `beside_year`."""
    key = "clock.date" if day.year == beside_year else "clock.date_with_year"
    month = words.say("clock.months", language).split("|")[day.month - 1]
    return words.say(key, language, year=day.year, month=month, day=day.day)


def say_instant(at_us: int, tz: ZoneInfo, language: str, beside_year: int | None = None) -> str:
    """Date and time of day of an instant in `tz`, to the minute."""
    read = instants.moment(at_us, tz)
    date_said = say_day(read.date(), language, beside_year)
    return words.say("clock.instant", language, date=date_said, time=f"{read:%H:%M}")
