"""A building's doors on its card: homes and people under the clock by entrance."""

from __future__ import annotations

from functools import partial

import numpy as np

from console.domain.conditions import Condition
from console.domain.records import dataclass
from console.domain.spoken import capped, natural_key
from console.domain.words import say
from console.state.card.blocks import Block, Heading, Row
from console.state.card.those import under_between
from console.state.lists.link import ListLink, is_one_of
from console.state.lists.linked import Count, linked
from console.store.columns import I32, Street
from console.store.frame import Frame

_MOST_DOORS = 24


@dataclass(frozen=True, slots=True, eq=False)
class Doors:
    """The d entrances of a building in order, "" for none.

    of int32[n] is the door of each unit; units are the conditions that keep those behind each.
    """

    names: tuple[str, ...]
    of: I32
    units: tuple[Condition, ...]


def doors(frame: Frame, first: int, end: int, language: str) -> list[Block]:
    """Units and people under the clock by entrance, where there is more than one."""
    find = partial(_doors_between, frame.street, first, end)
    found, kept = (frame.whole or frame).once(("doors", first, end), find), frame.kept
    number = len(found.names)
    if number < 2:
        return []
    counted = found.of if kept is None else found.of[kept.homes.within(first, end)]
    active = found.of[frame.holder_place[under_between(frame, first, end)] - first]
    units, under = (np.bincount(of, minlength=number).tolist() for of in (counted, active))
    rows = [
        _row(found, door, units[door], under[door], language)
        for door in range(min(number, _MOST_DOORS))
    ]
    return [Heading(say("card.doors", language), f"{number:,}"), *rows]


def _row(found: Doors, door: int, units: int, under: int, language: str) -> Row:
    """A door with so many units, and people under the clock, behind it."""
    where = (found.units[door],)
    figure = linked(
        "card.door",
        language,
        units=Count(units, ListLink("units", where=where)),
        active=Count(under, ListLink("active", where=where)),
    )
    return Row("", capped(found.names[door]) or say("card.door_none", language), figure)


def _doors_between(street: Street, first: int, end: int) -> Doors:
    """The doors of the units [first, end)."""
    names, ids = street.units.entrance, street.units.id
    behind: dict[str, list[int]] = {}
    for unit in range(first, end):
        behind.setdefault(names.text(unit), []).append(unit)
    ordered, of = sorted(behind, key=natural_key), np.zeros(end - first, np.int32)
    for door, name in enumerate(ordered):
        of[np.array(behind[name]) - first] = door
    units = tuple(is_one_of("unit", map(ids.text, behind[name])) for name in ordered)
    return Doors(tuple(ordered), of, units)
