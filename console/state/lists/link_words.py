"""A link in words: what a list is narrowed to besides the filter."""

from __future__ import annotations

from console.domain.spoken import days_text
from console.domain.words import say
from console.state.filter_words import condition_text
from console.state.filtering import Filter
from console.state.lists.link import EVERYTHING, ListLink
from console.store.columns import Street


def link_words(link: ListLink, street: Street, filter_: Filter, language: str) -> str:
    """The link's own conditions; where it stands under less than the filter, that too."""
    said = [condition_text(one, street, language) for one in link.own(street)]
    if link.days is not None:
        said.append(say("lists.anchored", language, days=days_text(*link.days, language)))
    everything = link.without == EVERYTHING
    if any(map(filter_.of, link.without.split())) or (everything and filter_):
        key = "lists.without_all" if everything else "lists.without"
        said.append(say(key, language))
    return " · ".join(said)
