"""The lists behind the facets' numbers: who has a value, under every clause but the facet's own."""

from __future__ import annotations

from functools import lru_cache

from console.domain import packs
from console.domain.conditions import Condition
from console.state.facets.choice import Choice, Entry, conditions_of
from console.state.lists.link import EVERYTHING, ListLink
from console.state.selection import Place
from console.store.lists import Kind

Within = tuple[str, int]
"""A place as level and row; -1 for the whole street."""


def within_of(place: Place) -> Within:
    """The place that the facets count in."""
    if place.building >= 0:
        return "building", place.building
    return ("estate", place.estate) if place.estate >= 0 else ("", -1)


def count_link(entry: Entry, within: Within, scenario: str) -> ListLink:
    """Who, or which units, a row counts."""
    return _link(entry, within, scenario, entry.facet)


def total_link(entry: Entry, within: Within, scenario: str) -> ListLink:
    """Who, or which units, a row counts of everybody."""
    return _link(entry, within, scenario, EVERYTHING)


def head_link(facet: str, within: Within) -> ListLink:
    """Everybody under the clock, whose rule groups are told apart below the heading."""
    return ListLink("active", *within, without=facet)


def _link(entry: Entry, within: Within, scenario: str, without: str) -> ListLink:
    where = _conditions(entry.facet, entry.value, scenario)
    kind: Kind = "units" if entry.facet == "occupancy" else "people"
    return ListLink(kind, *within, where, without)


@lru_cache(maxsize=1024)
def _conditions(facet: str, value: str, scenario: str) -> tuple[Condition, ...]:
    return conditions_of(facet, Choice((value,)), packs.load(scenario))
