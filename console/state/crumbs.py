"""What the breadcrumb says: the way down to a place, and what lies below each step."""

from __future__ import annotations

from functools import cache
from types import MappingProxyType
from typing import NamedTuple
from weakref import WeakKeyDictionary

import numpy as np

from console.domain import words
from console.domain.clock import UNDER_CLOCK
from console.domain.spoken import capped, natural_key
from console.state import places
from console.state.places import Level, Step
from console.state.selection import Place
from console.store.columns import Street
from console.store.frame import Frame
from console.store.place_counts import PlaceCounts

MOST_OFFERED = 400
"""More places than this are found with the locator, not in a menu."""


class Crumb(NamedTuple):
    """A step with its counts; `people` and `active` are -1 where they are not counted."""

    level: Level
    row: int
    name: str
    people: int
    active: int
    tip: str
    has_below: bool


def way(frame: Frame, place: Place, language: str) -> tuple[Crumb, ...]:
    """The crumbs from the street down to `place`."""
    told = place, language
    known, steps = _ways.get(frame.street, (None, ()))
    if known != told:
        steps = places.steps(frame.street, place, language)
        _ways[frame.street] = told, steps
    return tuple([_crumb(frame, step, language) for step in steps])


_ways: WeakKeyDictionary[Street, tuple[tuple[Place, str], tuple[Step, ...]]] = WeakKeyDictionary()
"""The steps down to the place that was asked for last, and in which language."""


def below(frame: Frame, crumb: Crumb, language: str) -> tuple[Crumb, ...]:
    """The places one level below a crumb; most people under the clock first, then by name."""
    level, rows = _below(frame, crumb)
    busiest = _busiest(frame, level, rows)
    found = [
        _crumb(frame, places.step(frame.street, level, row, language), language) for row in busiest
    ]
    if level in ("building", "unit"):
        found.sort(key=lambda one: natural_key(one.name))
    return tuple(found)


def told(frame: Frame, level: Level, row: int, language: str) -> str:
    """A place in one line: what it is, its name, how many people, how many under the clock."""
    return _crumb(frame, places.step(frame.street, level, row, language), language).tip


def _below(frame: Frame, crumb: Crumb) -> tuple[Level, list[int]]:
    street = frame.street
    if crumb.level == "street":
        if len(street.committees.id):
            return "committee", list(range(len(street.committees.id)))
        return "estate", list(range(len(street.estates.id)))
    if crumb.level == "committee":
        return "estate", np.flatnonzero(street.estates.committee == crumb.row).tolist()
    if crumb.level == "estate":
        first = street.estates.first_building
        return "building", list(range(int(first[crumb.row]), int(first[crumb.row + 1])))
    first = street.buildings.first_unit
    return "unit", list(range(int(first[crumb.row]), int(first[crumb.row + 1])))


def _busiest(frame: Frame, level: Level, rows: list[int]) -> list[int]:
    counts = _counts(frame, level)
    if counts is None:
        return rows[:MOST_OFFERED]
    active = counts.active
    return sorted(rows, key=lambda row: -int(active[row]))[:MOST_OFFERED]


def _counts(frame: Frame, level: Level) -> PlaceCounts | None:
    """The counts of the places of a level; only these are counted. None for units."""
    found: PlaceCounts | None = getattr(frame, _COUNTED[level]) if level in _COUNTED else None
    return found


_COUNTED: MappingProxyType[Level, str] = MappingProxyType(
    {"street": "total", "committee": "committees", "estate": "estates", "building": "buildings"}
)
"""Under which name a frame counts the places of each level."""


@cache
def _named(level: Level) -> dict[str, str]:
    return words.both(f"window.level.{level}")


def _crumb(frame: Frame, step: Step, language: str) -> Crumb:
    level, row, name = step.level, step.row, capped(step.name)
    counts = _counts(frame, level)
    if counts is None:
        return Crumb(level, row, name, -1, -1, name, has_below=False)
    at = max(row, 0)
    people, active = int(counts.people[at]), counts.number_at(at, *UNDER_CLOCK)
    tip = words.say(
        "window.crumb_tip",
        language,
        level=_named(level),
        name=name,
        people=f"{people:,}",
        active=f"{active:,}",
    )
    return Crumb(level, row, name, people, active, tip, has_below=True)
