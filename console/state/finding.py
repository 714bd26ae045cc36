"""From what the search found to what the locator lists: words in order, and the place to go to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from console.domain import spoken, words
from console.domain.progress import Stopped
from console.domain.spoken import capped
from console.state.locator_model import Hit, Kind
from console.state.selection import (
    Place,
    place_of_building,
    place_of_estate,
    place_of_unit,
)
from console.store.columns import Street

if TYPE_CHECKING:
    from console.store.search import Found


def find(
    street: Street,
    text: str,
    kinds: frozenset[Kind],
    language: str,
    *,
    masked: bool,
    stop: Stopped,
) -> tuple[Hit, ...]:
    """What `text` may mean among `kinds`, all when empty; Cancelled when `stop` says so.

    While `masked`, a person is found by the whole name and shown masked.
    """
    from console.store import search

    wanted = tuple(kind for kind in search.KINDS if not kinds or kind in kinds)
    found = search.search(street, text, kinds=wanted, masked=masked, cancelled=stop)
    return tuple(_hit(street, one, language) for one in found)


def prepare(street: Street) -> None:
    """Read every name once, with its pinyin, so that the first letter typed finds at once."""
    from console.store import search

    for typed in ("a", "1-1"):
        search.search(street, typed)


def _hit(street: Street, found: Found, language: str) -> Hit:
    title = found.title
    if found.kind == "room":
        title = spoken.room(title, language)
    detail = " · ".join(found.within) or _nowhere(found, language)
    return Hit(found.kind, capped(title), capped(detail), place=_place(street, found))


def _nowhere(found: Found, language: str) -> str:
    return words.say("locator.no_place", language) if found.kind == "person" else ""


def _place(street: Street, found: Found) -> Place:
    match found.kind:
        case "committee":
            return Place(committee=found.row)
        case "estate":
            return place_of_estate(street, found.row)
        case "building":
            return place_of_building(street, found.row)
        case "room":
            return place_of_unit(street, found.row)
    unit = int(street.residents.unit[found.row])
    return place_of_unit(street, unit, found.row) if unit >= 0 else Place(resident=found.row)
