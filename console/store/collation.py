"""Chinese order: the rank of every name by its letters, so that sorting is sorting numbers."""

from __future__ import annotations

from collections.abc import Iterable
from weakref import WeakKeyDictionary

import numpy as np

from console.domain.records import dataclass
from console.domain.spoken import capped, natural_key
from console.store.columns import I32, Street, Strings
from console.store.pinyin import letters

Key = tuple[tuple[int, int, str], ...]


def collation_key(text: str) -> tuple[Key, str]:
    """What a text is ordered by: its letters, numbers by value, then the text itself."""
    spelled = (one[0] for one in letters(capped(text)) if one)
    joined = "".join(one if one.isdigit() else f"{one} " for one in spelled)
    return natural_key(joined), text


def ranks(texts: Iterable[str]) -> I32:
    """The rank of each text in Chinese order, int32[n]; equal texts have equal ranks."""
    listed = list(texts)
    ordered = sorted(set(listed), key=collation_key)
    place = {text: rank for rank, text in enumerate(ordered)}
    return np.fromiter((place[text] for text in listed), np.int32, len(listed))


@dataclass(frozen=True, slots=True)
class PlaceRanks:
    """Ranks of places by name: committees int32[c], estates int32[e], buildings int32[b].

    `path` int32[b] orders buildings by estate, then by their own name; without an estate first.
    """

    committees: I32
    estates: I32
    buildings: I32
    path: I32


_known: WeakKeyDictionary[Street, PlaceRanks] = WeakKeyDictionary()


def place_ranks(street: Street) -> PlaceRanks:
    """The ranks of a street's places, computed once; heavy the first time."""
    known = _known.get(street)
    if known is None:
        known = _known[street] = _ranked(street)
    return known


def facility_ranks(street: Street) -> I32:
    """The ranks of a street's facilities by name, int32[n]."""
    return ranks(_named(street.facilities.name, street.facilities.id))


def _ranked(street: Street) -> PlaceRanks:
    estates = ranks(_named(street.estates.name, street.estates.id))
    buildings = ranks(_named(street.buildings.name, street.buildings.id))
    of_building = street.buildings.estate
    above = np.full(len(of_building), -1, np.int32)
    inside = of_building >= 0
    above[inside] = estates[of_building[inside]]
    path = np.empty(len(buildings), np.int32)
    path[np.lexsort((buildings, above))] = np.arange(len(buildings), dtype=np.int32)
    committees = ranks(_named(street.committees.name, street.committees.id))
    return PlaceRanks(committees, estates, buildings, path)


def _named(names: Strings, ids: Strings) -> Iterable[str]:
    return (capped(names.text(row) or ids.text(row)) for row in range(len(ids)))
