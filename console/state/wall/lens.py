"""Through what a scene looks at the street: some conditions, another instant, or neither.

Two filters on one wall must not be taken from each other: people of 60 and over less those of 61
and over are those of 60. So conditions on the wall are about people, not about small areas or
single ones, and two different filters may not ask for the same trait.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from console.domain import packs
from console.domain.conditions import Condition, parse_all
from console.domain.errors import UserError
from console.domain.records import dataclass
from console.state.wall.board import Board
from console.state.wall.census import census
from console.state.wall.under_filter import census_under
from console.store.alarms import Alarms
from console.store.columns import Street
from console.store.conditions import keep
from console.store.frame import frame
from console.store.narrow import narrowed

TRAITS: Mapping[str, str] = {
    "state": "clock",
    "arrived": "clock",
    "left": "clock",
    "category": "category",
    "tag": "person",
    "age": "person",
    "sex": "sex",
    "registration": "registration",
    "checked": "checked",
    "occupancy": "occupancy",
}
"""The fields the wall may filter by, and what of a person each is about."""
MOST_CONDITIONS = 12


@dataclass(frozen=True, slots=True)
class Lens:
    """Conditions as the command line writes them; `as_of_us` is None for the snapshot's own."""

    where: tuple[str, ...] = ()
    as_of_us: int | None = None


PLAIN = Lens()


def conditions_of(where: Iterable[str], scenario: str) -> tuple[Condition, ...]:
    """The conditions of a filter for the wall; UserError when one is none or not for the wall."""
    found = parse_all(where, packs.load(scenario))
    if len(found) > MOST_CONDITIONS:
        raise UserError("wall.where_long", most=MOST_CONDITIONS)
    for one in found:
        if one.field not in TRAITS:
            raise UserError("wall.where_field", field=one.field, known=" ".join(TRAITS))
    return found


def clash(one: Iterable[Condition], other: Iterable[Condition]) -> str | None:
    """A field of `one` that asks for a trait the different filter `other` asks for, too."""
    mine, theirs = tuple(one), tuple(other)
    if {c.text.strip() for c in mine} == {c.text.strip() for c in theirs}:
        return None
    taken = {TRAITS.get(c.field) for c in theirs}
    return next((c.field for c in mine if TRAITS.get(c.field) in taken), None)


Through = Mapping[Lens, "Board | UserError"]
"""Boards by lens, or why there is none."""


def boards_through(lenses: Iterable[Lens], street: Street, plain: Board, alarms: Alarms) -> Through:
    """The boards of some lenses; where one cannot be, why."""
    found: dict[Lens, Board | UserError] = {}
    for lens in lenses:
        try:
            found[lens] = board_through(lens, street, plain, alarms)
        except UserError as fault:
            found[lens] = fault
    return found


def board_through(lens: Lens, street: Street, plain: Board, alarms: Alarms) -> Board:
    """The board a lens shows; `plain` is the one without. UserError when it cannot be."""
    if lens == PLAIN:
        return plain
    as_of_us = street.as_of_us if lens.as_of_us is None else lens.as_of_us
    whole = plain.frame if as_of_us == plain.frame.as_of_us else frame(street, as_of_us)
    asked = conditions_of(lens.where, street.scenario)
    if not asked:
        return Board(whole, census(whole), alarms, plain.ground)
    kept = narrowed(whole, keep(whole, asked))
    return Board(kept, census_under(kept), alarms, plain.ground, asked)
