"""A few people or homes as a list of their own: counted, and linked by their ids."""

from __future__ import annotations

from collections.abc import Sequence

from console.state.lists.link import ListLink, is_one_of
from console.state.lists.linked import Count
from console.store.columns import Street
from console.store.frame import Frame, under_clock
from console.store.kept import Mask


def those_people(street: Street, residents: Sequence[int], without: str = "") -> Count:
    """Some residents' rows as a number that opens the list of them."""
    ids = (street.residents.id.text(row) for row in residents)
    link = ListLink("people", where=(is_one_of("resident", ids),), without=without)
    return Count(len(residents), link)


def under_between(frame: Frame, first: int, end: int) -> Mask:
    """Holders under the clock whose place is a unit in [first, end), bool[h]."""
    place = frame.holder_place
    here: Mask = (place >= first) & (place < end) & under_clock(frame.holder_state)
    return here
