"""A building's doors on its card: homes and people under the clock by entrance."""

from __future__ import annotations

from typing import Literal

from console.domain.spoken import capped, natural_key
from console.domain.words import say
from console.state.card.blocks import Block, Heading, Row
from console.state.card.those import under_between
from console.state.lists.link import ListLink, is_one_of
from console.state.lists.linked import Count, linked
from console.store.columns import Street
from console.store.frame import Frame

_MOST_DOORS = 24


def doors(frame: Frame, first: int, end: int, language: str) -> list[Block]:
    """Units and people under the clock by entrance, where there is more than one."""
    units, kept = frame.street.units, frame.kept
    of_door: dict[str, list[int]] = {}
    for unit in range(first, end):
        of_door.setdefault(units.entrance.text(unit), []).append(unit)
    if len(of_door) < 2:
        return []
    counted = [True] * (end - first) if kept is None else kept.homes.within(first, end).tolist()
    active = frame.holder_place[under_between(frame, first, end)].tolist()
    rows: list[Block] = []
    for door in sorted(of_door, key=natural_key)[:_MOST_DOORS]:
        inside = of_door[door]
        figure = linked(
            "card.door",
            language,
            units=_behind(
                frame.street, "units", inside, sum(counted[unit - first] for unit in inside)
            ),
            active=_behind(frame.street, "active", inside, sum(map(inside.count, active))),
        )
        rows.append(Row("", capped(door) or say("card.door_none", language), figure))
    return [Heading(say("card.doors", language), f"{len(of_door):,}"), *rows]


def _behind(
    street: Street, kind: Literal["units", "active"], units: list[int], count: int
) -> Count:
    """So many homes, or people under the clock, of some units."""
    ids = (street.units.id.text(unit) for unit in units)
    return Count(count, ListLink(kind, where=(is_one_of("unit", ids),)))
