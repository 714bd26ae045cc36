"""What the map says of the place under the pointer: its name and its people at the frame."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from console.domain.clock import UNDER_CLOCK, State
from console.domain.records import dataclass
from console.domain.spoken import capped
from console.domain.words import say
from console.state.lists.link import EVERYTHING, ListLink
from console.state.lists.linked import Count, Linked, figure
from console.state.map.spot import Spot
from console.store.frame import Frame
from console.store.place_counts import PlaceCounts

if TYPE_CHECKING:
    from console.store.lists import Kind

_KINDS: tuple[Kind, ...] = ("people", "active", "due", "complete")
_STATES = UNDER_CLOCK, (State.DUE,), (State.COMPLETE,)
"""Of the kinds but the first, which is everybody."""


@dataclass(frozen=True, slots=True)
class Hint:
    """A title, what it belongs to, and lines of a word and a figure with the list behind it."""

    title: str
    aside: str
    lines: tuple[tuple[str, Linked], ...]

    @property
    def spoken(self) -> str:
        """All of it in one line."""
        parts = [self.title, *(f"{word} {figure.text}" for word, figure in self.lines)]
        return " · ".join(part for part in parts if part)


def hint(frame: Frame, spot: Spot, language: str) -> Hint | None:
    """What is said of a spot; None for nothing."""
    if spot.building >= 0:
        return _building(frame, spot.building, language)
    return _estate(frame, spot.estate, language) if spot.estate >= 0 else None


def _estate(frame: Frame, row: int, language: str) -> Hint:
    estates = frame.street.estates
    committee = frame.street.committees.name.text(int(estates.committee[row]))
    number = int(estates.first_building[row + 1] - estates.first_building[row])
    every = ListLink("buildings", "estate", row, without=EVERYTHING)
    return Hint(
        title=capped(estates.name.text(row) or estates.id.text(row)),
        aside=capped(committee),
        lines=(
            (say("map.hint.buildings", language), figure(Count(number, every))),
            *_people(frame.estates, "estate", row, language),
        ),
    )


def _building(frame: Frame, row: int, language: str) -> Hint:
    buildings = frame.street.buildings
    estate = frame.street.estates.name.text(int(buildings.estate[row]))
    return Hint(
        title=capped(buildings.name.text(row) or buildings.id.text(row)),
        aside=capped(estate),
        lines=(
            (say("map.hint.floors", language), Linked(f"{int(buildings.floors_above[row]):,}")),
            *_people(frame.buildings, "building", row, language),
        ),
    )


def _people(
    counts: PlaceCounts, level: str, row: int, language: str
) -> tuple[tuple[str, Linked], ...]:
    found = int(counts.people[row]), *(counts.number_at(row, *of) for of in _STATES)
    return tuple(
        (word, figure(Count(count, ListLink(kind, level, row))))
        for kind, word, count in zip(_KINDS, _words(language), found, strict=True)
    )


@lru_cache(maxsize=4)
def _words(language: str) -> tuple[str, ...]:
    """What the figures of people are called; asked for at nearly every move of the pointer."""
    return tuple(say(f"map.hint.{kind}", language) for kind in _KINDS)
