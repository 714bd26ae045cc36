"""What the story says of itself: its numbers and words, and the days between which it is told."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

from console.domain import resources
from console.domain.instants import day_date, day_number, midnight

_HOUR_US = 3_600_000_000


@cache
def told() -> dict[str, Any]:
    """The story's numbers and words."""
    return resources.read_toml("demo", "story.toml")


def as_of_day() -> int:
    """The day number of the story's as-of date."""
    day: date = told()["as_of"]
    return day_number(day)


def first_day() -> int:
    """The day number of the first arrivals."""
    day: date = told()["first_day"]
    return day_number(day)


def as_of_date() -> date:
    """The story's as-of date."""
    return day_date(as_of_day())


def instant_of_as_of(zone: ZoneInfo, days_back: int = 0) -> int:
    """Microseconds of the story's as-of instant in a zone, some days earlier."""
    return midnight(as_of_day() - days_back, zone) + int(told()["as_of_hour"]) * _HOUR_US
