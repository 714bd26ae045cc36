"""What the estate panel says above and below its list, each number with the list behind it."""

from __future__ import annotations

from collections.abc import Iterable

from console.domain.conditions import Condition
from console.domain.words import say
from console.state.estate_model import EstatePanel, Placeless, StreetPanel
from console.state.lists.link import ListLink, is_one_of
from console.state.lists.linked import Count, Linked, joined, linked
from console.store.columns import Street
from console.store.lists import Kind

_LONGEST_COMMITTEE = 80


def head_words(
    shown: EstatePanel | StreetPanel, street: Street, language: str, *, whole: bool = False
) -> Linked:
    """How many estates or buildings there are, and how many people.

    `whole` in whole words, and with the committee, which the breadcrumb says as well.
    """
    if isinstance(shown, StreetPanel):
        return _street_words(shown, language, whole=whole)
    counts: dict[Kind, int] = {
        "active": shown.active,
        "complete": shown.complete,
        "buildings": shown.buildings,
        "people": shown.people,
    }
    where = () if shown.row >= 0 else loose(street)
    said = {
        kind: Count(count, ListLink(kind, "estate", shown.row, where))
        for kind, count in counts.items()
    }
    key = "estate.estate_line_whole" if whole else "estate.estate_line"
    counted = linked(key, language, **said)
    return joined(" · ", (counted, shown.committee[:_LONGEST_COMMITTEE] if whole else ""))


def _street_words(shown: StreetPanel, language: str, *, whole: bool) -> Linked:
    level = "committee" if shown.committee >= 0 else ""
    said = {
        "estates": Count(shown.estates, ListLink("estates", level, shown.committee)),
        "active": Count(shown.active, ListLink("active", level, shown.committee)),
        "people": Count(shown.kept or 0, ListLink("people", level, shown.committee)),
        "homes": Count(shown.homes or 0, ListLink("units", level, shown.committee)),
    }
    key = "estate.street_line" if shown.kept is None else "estate.kept_line"
    if shown.homes is not None:
        return linked("estate.homes_line", language, **said)
    return linked(f"{key}_whole" if whole else key, language, **said)


def unlisted_words(shown: EstatePanel | StreetPanel, language: str) -> Linked:
    """How many there are in all, where not all of them are listed; "" where they are."""
    if not shown.unlisted:
        return Linked()
    if isinstance(shown, StreetPanel):
        level = "committee" if shown.committee >= 0 else ""
        every = Count(shown.estates, ListLink("estates", level, shown.committee))
        return linked("estate.more", language, count=every, listed=len(shown.bars))
    number = len(shown.shapes) + shown.unlisted
    link = ListLink("buildings", "estate", shown.row) if shown.row >= 0 else None
    every = Count(number, None if number != shown.buildings else link)
    return linked("estate.more", language, count=every, listed=len(shown.shapes))


def placeless_words(placeless: Placeless, language: str) -> tuple[Linked, ...]:
    """How many have no place, and how many of them are under the clock; the longest words first."""
    under = is_one_of("state", ("active", "due"))
    said = {
        "people": Count(len(placeless), ListLink("placeless")),
        "active": Count(placeless.active, ListLink("placeless", where=(under,))),
    }
    keys = ("placeless_line_whole", "placeless_line", "placeless_line_short")
    return tuple(linked(f"estate.{key}", language, **said) for key in keys)


def placeless_tip(placeless: Placeless, language: str) -> str:
    """Both numbers in a sentence."""
    said = {"people": len(placeless), "active": placeless.active}
    return say("estate.placeless_tip", language, **said)


def loose(street: Street) -> tuple[Condition, ...]:
    """The condition that a building belongs to no estate."""
    first = int(street.estates.first_building[-1])
    ids: Iterable[str] = (
        street.buildings.id.text(row) for row in range(first, len(street.buildings.id))
    )
    return (is_one_of("building", ids),)
