"""Dates and instants as people say them, names as they order them: 30号楼 before 101号楼."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache

from console.domain import instants
from console.domain.words import say

_BREAK = re.compile(r"[^\S ]|^ | $|  ")
_UNSEEN = re.compile("[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069]")
"""Control characters, and those that turn the direction of what stands after them."""

MOST_CHARACTERS = 400
"""More of a text from data than this is never measured, drawn or put into a tool tip."""


def day(number: int, language: str) -> str:
    """A day number as date and weekday: 2020-03-18 周三."""
    spoken = instants.day_date(number)
    return say("days.date", language, date=spoken.isoformat(), weekday=weekday(spoken, language))


def days_text(first: int, last: int, language: str) -> str:
    """A day, or the days from the first to the last, by day number: 2020-03-01–2020-03-09."""
    if first == last:
        return day(first, language)
    return "–".join(f"{instants.day_date(number)}" for number in (first, last))


@lru_cache(maxsize=512)
def instant(at_us: int, zone: str, language: str) -> str:
    """An instant in `zone` to the minute: 2020-03-18 周三 08:00; kept."""
    moment = instants.moment(at_us, instants.zone(zone))
    return say(
        "days.instant",
        language,
        date=moment.date().isoformat(),
        weekday=weekday(moment.date(), language),
        time=f"{moment:%H:%M}",
    )


@lru_cache(maxsize=512)
def short_instant(at_us: int, zone: str) -> str:
    """An instant without its year: 03-18 08:00; kept."""
    return f"{instants.moment(at_us, instants.zone(zone)):%m-%d %H:%M}"


def weekday(spoken: date, language: str) -> str:
    """The short name of a date's weekday."""
    return say(f"days.weekday.{spoken.weekday()}", language)


def room(text: str, language: str, door: str = "") -> str:
    """What a unit is called by its room: 1103室, Room 1103; a name of its own stays alone: 前楼.

    Behind a `door`: 30号1103室, Room 1103, 30号.
    """
    said = say("window.room", language, room=capped(text)) if is_numbered(text) else capped(text)
    return say("window.room_behind", language, room=said, door=capped(door)) if door else said


def is_numbered(room: str) -> bool:
    """Whether a room is called by a number, 1103 or 2A, and not by a name of its own."""
    return room[-1:].isascii() and room[-1:].isalnum()


def natural_key(name: str) -> tuple[tuple[int, int, str], ...]:
    """A key that orders numbers in names by value: 30号楼 before 101号楼; for any text."""
    parts = re.findall(r"[0-9]+|[^0-9]+", capped(name))
    return tuple((0, int(part), "") if "0" <= part[0] <= "9" else (1, 0, part) for part in parts)


def capped(text: str, most: int = MOST_CHARACTERS) -> str:
    """`text` without line breaks and control characters, cut to `most` with an ellipsis."""
    short = text if len(text) <= most else text[: most - 1] + "…"
    if short.isprintable() and "  " not in short and short[:1] != " " != short[-1:]:
        return short
    if _UNSEEN.search(short) is not None:
        short = _UNSEEN.sub("", short)
    return short if _BREAK.search(short) is None else " ".join(short.split())
