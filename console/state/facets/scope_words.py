"""How many people and homes the facets count, each number with the list behind it."""

from __future__ import annotations

from console.state.facets.model import Facets
from console.state.lists.link import ListLink
from console.state.lists.linked import Count, Linked, joined, linked


def scope_words(shown: Facets, language: str) -> Linked:
    """People and homes, a line each; people are left out where the snapshot does not give them."""
    homes = Count(shown.units, ListLink("units", *shown.within))
    said = linked("legend.units", language, count=homes)
    if shown.people is None:
        return said
    link = ListLink("people", *shown.within) if shown.lists_people else None
    people = Count(shown.people, link)
    return joined("\n", (linked("legend.people", language, count=people), said))
