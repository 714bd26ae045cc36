"""Names of residents, read from the private cache for the rows on show; whoever shows them masks.

The wall never imports this file.
"""

from __future__ import annotations

from collections.abc import Iterable
from weakref import WeakKeyDictionary

from console.store import cache
from console.store.columns import Street, Strings

_MOST_BYTES = 4_096
_kept: WeakKeyDictionary[Street, Strings] = WeakKeyDictionary()


def keep_names(street: Street, names: Strings) -> None:
    """Hold the names of a street that is not in the cache yet, or never can be."""
    _kept[street] = names


def drop_names(street: Street) -> None:
    """Hold them no longer: they are in the cache now."""
    _kept.pop(street, None)


def names(street: Street) -> Strings | None:
    """The names of all residents in order of row, not decoded; None when they cannot be had."""
    known = _kept.get(street)
    if known is None:
        known = cache.read_names(street.key)
        if known is not None and len(known) == len(street.residents.unit):
            _kept[street] = known
    return known


def names_of(street: Street, rows: Iterable[int]) -> list[str]:
    """The names of the residents in `rows`; "" for row -1 and where names cannot be had.

    A name longer than anything that is shown of one is cut.
    """
    known = names(street)
    return ["" if known is None else known.head(int(row), _MOST_BYTES) for row in rows]
